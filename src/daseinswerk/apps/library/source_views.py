"""One source: its health over time, and what the office does with it: visit now, pause, go on, correct, answer the guard."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daseinswerk.apps.library import rules
from daseinswerk.apps.library.actions import watching
from daseinswerk.apps.library.models import Source
from daseinswerk.apps.library.queries.documents import outside
from daseinswerk.apps.library.queries.source_page import page_of
from daseinswerk.apps.library.watching_forms import GuardForm, SourceForm, initial_of
from daseinswerk.apps.office.access import has_role, open_to
from daseinswerk.apps.office.models import Role

ACTS: dict[str, tuple[Callable[..., object], str]] = {  # what the button sends → the action, what is said afterwards
    "retry": (watching.retry, gettext_lazy("Die Quelle wird als Nächstes besucht und ganz verglichen.")),
    "pause": (watching.pause, gettext_lazy("Die Quelle ist angehalten. Was sie gebracht hat, bleibt.")),
    "resume": (watching.resume, gettext_lazy("Die Quelle wird wieder besucht.")),
    "remove": (watching.remove_from_watch, gettext_lazy("Die Quelle wird nicht mehr beobachtet. Was sie gebracht hat, bleibt.")),
}


@open_to(Role.READER)
@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, get_object_or_404(Source, slug=slug), GuardForm())


@open_to(Role.OFFICE)
@require_POST
def source_act(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the acts that need no more words than their button."""
    found = get_object_or_404(Source, slug=slug)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        messages.error(request, _("Diesen Schritt gibt es nicht."))
        return redirect("source", slug=slug)
    try:
        act[0](by=request.user, source=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, act[1])
    return redirect("source", slug=slug)


@open_to(Role.OFFICE)
@require_POST
def source_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """What the guard asked is answered: withdraw what the source no longer shows, or leave it; the reason stands in the ledger."""
    found = get_object_or_404(Source, slug=slug)
    form = GuardForm(request.POST)
    if found.watch != Source.Watch.ASKS:
        messages.error(request, _("Diese Quelle wartet auf keine Antwort; vielleicht hat sie schon jemand gegeben."))
        return redirect("source", slug=slug)
    if not form.is_valid():
        return _page(request, found, form, status=400)
    withdraw = form.cleaned_data["answer"] == "withdraw"
    try:
        count = watching.answer_guard(by=request.user, source=found, withdraw=withdraw, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("source", slug=slug)
    if withdraw:
        words = ngettext("%(n)d Eintrag ist zurückgezogen. Wer sich darauf stützt, sieht es.", "%(n)d Einträge sind zurückgezogen. Wer sich darauf stützt, sieht es.", count)
    else:
        words = ngettext("%(n)d Eintrag bleibt in der Bibliothek.", "%(n)d Einträge bleiben in der Bibliothek.", count)
    messages.success(request, words % {"n": count})
    return redirect("source", slug=slug)


@open_to(Role.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def source_change(request: HttpRequest, slug: str) -> HttpResponse:
    """Correct what is said of a source."""
    found = get_object_or_404(Source, slug=slug)
    form = SourceForm(request.POST if request.method == "POST" else None, initial=initial_of(found), kind=found.kind)
    if request.method == "POST" and form.is_valid():
        try:
            watching.change_source(by=request.user, source=found, **form.said(found.options))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("source", slug=slug)
    trail = [(_("Bibliothek"), "/bibliothek/"), (_("Quellen"), reverse("sources")), (found.name, reverse("source", args=[slug])), (_("Ändern"), "")]
    return render(request, "library/source_change.html", {"source": found, "form": form, "trail": trail}, status=400 if form.errors else 200)


def _page(request: HttpRequest, found: Source, form: GuardForm, status: int = 200) -> HttpResponse:
    context = {
        "source": found,
        "page": page_of(found),
        "form": form,
        "web": outside(found.address),
        "may_watch": rules.may_watch(request.user),
        "is_member": has_role(request.user, Role.MEMBER),
        "trail": [(_("Bibliothek"), "/bibliothek/"), (_("Quellen"), reverse("sources")), (found.name, "")],
    }
    return render(request, "library/source.html", context, status=status)
