"""Add a source: by its address, which is looked at first, or from the catalogue."""

from itertools import groupby
from operator import attrgetter
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from daseinswerk.apps.library.actions import checking, watching
from daseinswerk.apps.library.catalogue import Entry, catalogue
from daseinswerk.apps.library.models import Run, Source
from daseinswerk.apps.library.queries.checked import Checked, checked, watched_at
from daseinswerk.apps.library.queries.runs import progress_of
from daseinswerk.apps.library.queries.working import is_working
from daseinswerk.apps.library.watching_forms import UNRESOLVED, AddressForm, CatalogueForm, SourceForm
from daseinswerk.apps.office.access import open_to
from daseinswerk.apps.office.models import Role

FORM = ("GET", "HEAD", "POST")
OVER = (Run.State.FAILED, Run.State.CANCELLED, Run.State.DONE)  # without an answer: looked in vain
DROP = "drop"  # the only place from which the site may have folders watched (`actions/watching`)


@open_to(Role.OFFICE)
@require_http_methods(FORM)
def source_new(request: HttpRequest) -> HttpResponse:
    """Step one: the address. It is looked at by a job; step two is the page of that job."""
    form = AddressForm(request.POST if request.method == "POST" else None, initial={"address": request.GET.get("adresse", "")[:1000]})
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"]
        if (known := watched_at(address)) is not None:
            messages.info(request, _("Diese Adresse wird schon beobachtet."))
            return redirect("source", slug=known.slug)
        run = checking.ask_for_check(by=request.user, address=address)
        return redirect("source_check", pk=run.pk)
    context = {"form": form, "folders": drop_folders(), "trail": _trail(_("Quelle hinzufügen"))}
    return render(request, "library/source_new.html", context, status=400 if form.errors else 200)


@open_to(Role.OFFICE)
@require_http_methods(FORM)
def source_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Step two: what it is, how it would be read, what else there is; the office says licence and rhythm and confirms."""
    run = _check_run(pk)
    found = checked(run, instead=request.GET.get("statt", ""))
    if found is None:
        return _waiting(request, run)
    form = SourceForm(request.POST if request.method == "POST" else None, initial=_proposed(found, str(run.what.get("entry", ""))), kind=found.kind)
    if request.method == "POST" and form.is_valid():
        source = _add(request, form, kind=found.kind, address=found.address, options=found.options)
        if source is not None:
            messages.success(request, _("Die Quelle wird von jetzt an beobachtet. Der erste Besuch beginnt, sobald der Arbeitsprozess frei ist."))
            return redirect("source", slug=source.slug)
    context = {"run": run, "found": found, "form": form, "known": watched_at(found.address), "trail": _trail(_("Prüfen"))}
    return render(request, "library/source_check.html", context, status=400 if form.errors else 200)


@open_to(Role.OFFICE)
@require_safe
def source_check_state(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that moves while the address is looked at; once there is an answer, the whole page is loaded."""
    run = _check_run(pk)
    if checked(run) is None:
        if run.state in OVER:
            return _whole_page()
        return render(request, "library/_checking.html", {"run": run, "progress": progress_of(run), "working": is_working()})
    return _whole_page()


def _whole_page() -> HttpResponse:
    """Tells htmx to load the page anew."""
    response = HttpResponse(status=200)
    response["HX-Refresh"] = "true"
    return response


@open_to(Role.OFFICE)
@require_http_methods(FORM)
def source_folder(request: HttpRequest, name: str) -> HttpResponse:
    """A drop folder needs no check: its name, and what the office says of it."""
    if name not in drop_folders():
        raise Http404(_("Diesen Ablageordner gibt es nicht."))
    form = SourceForm(request.POST if request.method == "POST" else None, initial={"name": name, "licence": UNRESOLVED, "rhythm": 1, "tier": 3}, kind=Source.Kind.FOLDER)
    if request.method == "POST" and form.is_valid():
        source = _add(request, form, kind=Source.Kind.FOLDER, address=str(settings.HOME / DROP / name), options={})
        if source is not None:
            messages.success(request, _("Der Ordner wird von jetzt an beobachtet."))
            return redirect("source", slug=source.slug)
    return render(request, "library/source_folder.html", {"name": name, "form": form, "trail": _trail(_("Ablageordner"))}, status=400 if form.errors else 200)


def drop_folders() -> tuple[str, ...]:
    """The folders that whoever runs the site has put into `drop/` of its home, by name."""
    place = settings.HOME / DROP
    return tuple(sorted(path.name for path in place.iterdir() if path.is_dir())) if place.is_dir() else ()


@open_to(Role.OFFICE)
@require_http_methods(FORM)
def source_catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue, grouped by kind; what is watched already says so."""
    entries = catalogue()
    asked = next((entry for entry in entries if entry.check and entry.slug == request.POST.get("check")), None)
    if asked is not None:
        return redirect("source_check", pk=checking.ask_for_check(by=request.user, address=asked.address, entry=asked.slug).pk)
    watched = _watched()
    form = CatalogueForm(request.POST, [entry for entry in entries if not entry.check]) if request.method == "POST" else None
    if form is not None and form.is_valid():
        chosen = [entry for entry in entries if entry.slug in form.cleaned_data["entry"] and _place(entry) not in watched]
        added = sum(_take(request, entry) for entry in chosen)
        words = ngettext("%(n)d Quelle wird von jetzt an beobachtet.", "%(n)d Quellen werden von jetzt an beobachtet.", added) % {"n": added}
        messages.success(request, words)
        return redirect("sources")
    ordered = sorted(entries, key=lambda entry: (entry.check, entry.kind_label, entry.name.casefold()))
    groups = [(label, [(entry, watched.get(_place(entry), "")) for entry in group]) for label, group in groupby(ordered, attrgetter("kind_label"))]
    context = {"groups": groups, "form": form, "trail": _trail(_("Katalog"))}
    return render(request, "library/source_catalogue.html", context, status=400 if form is not None else 200)


def _place(entry: Entry) -> str:
    """What tells whether an entry is watched already: its address, or the host where only the beginning of the site is known."""
    return urlsplit(entry.address).hostname or "" if entry.check else entry.address


def _watched() -> dict[str, str]:
    """Slugs of the watched sources by address, and by host for whole sites."""
    found: dict[str, str] = {}
    for address, slug, kind in Source.objects.exclude(watch=Source.Watch.NOT).values_list("address", "slug", "kind"):
        found[address] = slug
        if kind in (Source.Kind.SITEMAP, Source.Kind.FEED):
            found.setdefault(urlsplit(address).hostname or "", slug)
    return found


def _trail(last: str) -> list[tuple[str, str]]:
    return [(_("Bibliothek"), "/bibliothek/"), (_("Quellen"), reverse("sources")), (last, "")]


def _check_run(pk: int) -> Run:
    run = get_object_or_404(Run, pk=pk)
    if "check" not in run.what:
        raise Http404(_("Das ist keine Prüfung einer Adresse."))
    return run


def _waiting(request: HttpRequest, run: Run) -> HttpResponse:
    """Still looking, or looked in vain: then the reason stands there with the address to correct."""
    failed = run.state in OVER
    form = AddressForm(initial={"address": run.what["check"]})
    context = {"run": run, "progress": progress_of(run), "failed": failed, "working": is_working(), "form": form, "trail": _trail(_("Prüfen"))}
    return render(request, "library/source_checking.html", context)


def _proposed(found: Checked, slug: str) -> dict[str, object]:
    """What the form says at first: the catalogue's words where the way began there, else what the check found and what is usual."""
    entry = next((entry for entry in catalogue() if entry.slug == slug), None)
    if entry is not None:
        return entry.model_dump(exclude={"slug", "kind", "address", "options", "check"}) | {name: entry.options.get(name, "") for name in ("include", "exclude")}
    council = found.kind == Source.Kind.OPARL
    options = {name: found.options.get(name, "") for name in ("include", "exclude")}
    return {"name": found.name, "licence": found.licence or UNRESOLVED, "rhythm": 24, "tier": 1 if council else 3, "document_kind": "council" if council else ""} | options


def _add(request: HttpRequest, form: SourceForm, *, kind: str, address: str, options: dict) -> Source | None:
    """The new source; None where the action refuses, with its sentence in the form."""
    try:
        return watching.add_source(by=request.user, kind=kind, address=address, **form.said(options))
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _take(request: HttpRequest, entry: Entry) -> bool:
    """One entry of the catalogue becomes a source, unless its address is watched already."""
    said = entry.model_dump(exclude={"slug", "kind", "address", "check"})
    try:
        watching.add_source(by=request.user, kind=entry.kind, address=entry.address, **said)
    except ValidationError as error:
        messages.error(request, f"{entry.name}: {' '.join(error.messages)}")
        return False
    return True
