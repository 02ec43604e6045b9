"""Read one's own material, and watch a run: counts, rate, what was refused, halt, go on."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daseinswerk.apps.library.actions import runs
from daseinswerk.apps.library.actions.uploads import upload
from daseinswerk.apps.library.intake_forms import ReadInForm
from daseinswerk.apps.library.models import Run, Source
from daseinswerk.apps.library.queries.runs import progress_of
from daseinswerk.apps.library.rules import may_watch
from daseinswerk.apps.office.access import has_role, open_to
from daseinswerk.apps.office.models import Role


@open_to(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def read_in(request: HttpRequest) -> HttpResponse:
    data = request.POST or None
    form = ReadInForm(data, _Files(request) if data else None)
    if request.method == "POST" and form.is_valid():
        run = _ask(request, form)
        return redirect("run", pk=run.pk)
    context = {"form": form, "runs": Run.objects.select_related("owner")[:5], "trail": [("Bibliothek", "/bibliothek/"), (_("Einlesen"), "")]}
    return render(request, "library/read_in.html", context, status=400 if form.errors else 200)


class _Files(dict):
    """The uploaded files as the form wants them: all files of one field as a list."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__({name: request.FILES.getlist(name) for name in request.FILES})


def _ask(request: HttpRequest, form: ReadInForm) -> Run:
    data = form.cleaned_data
    if data["files"]:
        return upload(by=request.user, files=data["files"], ags=data["ags"])
    if data["address"]:
        what = {"addresses": [data["address"]], "ags": data["ags"]}
        return runs.ask_for(kind=Source.Kind.WEB, what=what, name=data["address"], owner=request.user)
    what = {"texts": [{"title": data["title"], "text": data["text"]}], "ags": data["ags"]}
    name = data["title"] or data["text"].strip()[:80]
    return runs.ask_for(kind=Source.Kind.PASTE, what=what, name=name, owner=request.user)


@open_to(Role.MEMBER)
@require_safe
def run_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(Run.objects.select_related("owner"), 25).get_page(request.GET.get("seite"))
    return render(request, "library/runs.html", {"page": page, "trail": [(_("Einlesen"), reverse("read_in")), (_("Läufe"), "")]})


@open_to(Role.MEMBER)
@require_safe
def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(Run.objects.select_related("owner"), pk=pk)
    trail = [(_("Einlesen"), reverse("read_in")), (_("Läufe"), reverse("runs")), (run.name or str(run.pk), "")]
    context = {"run": run, "progress": progress_of(run), "may_halt": _may_halt(request, run), "may_watch": may_watch(request.user), "trail": trail}
    return render(request, "library/run.html", context)


@open_to(Role.MEMBER)
@require_safe
def run_state(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that moves; the page includes the same template."""
    run = get_object_or_404(Run, pk=pk)
    return render(request, "library/_run.html", {"run": run, "progress": progress_of(run), "may_halt": _may_halt(request, run)})


@open_to(Role.MEMBER)
@require_POST
def run_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(Run, pk=pk)
    if _may_halt(request, run):
        runs.cancel(run=run, by=request.user)
        messages.info(request, _("Der Lauf hält nach dem nächsten Schritt an. Was gespeichert ist, bleibt."))
    else:
        messages.error(request, _("Anhalten kann den Lauf nur, wer ihn gestartet hat, oder die Geschäftsstelle."))
    return redirect("run", pk=pk)


@open_to(Role.MEMBER)
@require_POST
def run_again(request: HttpRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(Run, pk=pk)
    state = progress_of(run)
    if not _may_halt(request, run):
        messages.error(request, _("Weiterlaufen lassen kann ihn nur, wer ihn gestartet hat, oder die Geschäftsstelle."))
    elif state.can_go_on:
        runs.again(run=run, by=request.user)
        messages.info(request, _("Der Lauf macht dort weiter, wo er stand."))
    return redirect("run", pk=pk)


def _may_halt(request: HttpRequest, run: Run) -> bool:
    return run.owner_id == request.user.pk or has_role(request.user, Role.OFFICE)
