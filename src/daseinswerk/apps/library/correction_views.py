"""Correcting the machine: one act with a reason, listed for the office, taken back by another act."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daseinswerk.apps.library.actions import corrections as actions
from daseinswerk.apps.library.forms import CorrectionForm, JoinForm, UndoForm
from daseinswerk.apps.library.labels import LINK_KINDS
from daseinswerk.apps.library.models import Correction, Document
from daseinswerk.apps.library.queries.alike import alike
from daseinswerk.apps.library.queries.correction_rows import shown_corrections
from daseinswerk.apps.library.storable import without_zeros
from daseinswerk.apps.office.access import has_role, open_to
from daseinswerk.apps.office.models import Role

PER_PAGE = 25


@open_to(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the reason (GET with what is wrong), then corrects (POST)."""
    document = get_object_or_404(Document.objects.defer("text", "sketch"), pk=pk)
    form = CorrectionForm(document, request.POST if request.method == "POST" else request.GET, asking=request.method != "POST")
    if request.method == "POST" and form.is_valid():
        try:
            form.correct(by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Berichtigt. Die Korrektur gilt ab sofort und bei jedem späteren Lauf."))
            return redirect("document", pk=document.pk)
    trail = [(_("Bibliothek"), "/bibliothek/"), (document.title, f"/bibliothek/dokument/{document.pk}/"), (_("Berichtigen"), "")]
    about = _about(document, form)
    context = {"document": document, "form": form, "trail": trail, **about}
    return render(request, "library/correct.html", context, status=400 if form.errors else 200)


@open_to(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """A member says that another document belongs to this one; GET offers some that sound alike."""
    document = get_object_or_404(Document.objects.defer("text", "sketch"), pk=pk)
    form = JoinForm(request.POST) if request.method == "POST" else JoinForm(initial={"other": request.GET.get("other", "")[:500]})
    if request.method == "POST" and form.is_valid():
        try:
            form.join(document, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Verbunden. Das gilt ab sofort und bei jedem späteren Lauf."))
            return redirect("document", pk=document.pk)
    trail = [(_("Bibliothek"), "/bibliothek/"), (document.title, f"/bibliothek/dokument/{document.pk}/"), (_("Verbinden"), "")]
    context = {"document": document, "form": form, "alike": alike(document), "trail": trail}
    return render(request, "library/join.html", context, status=400 if form.errors else 200)


def _about(document: Document, form: CorrectionForm) -> dict[str, object]:
    """What the form speaks of, so that the page can say it: a link, or another document."""
    sent = without_zeros({name: form[name].value() or "" for name in ("link_kind", "key", "other")})
    if sent["key"]:
        link = document.links.filter(kind=sent["link_kind"], key=sent["key"]).first()
        return {"link": link, "link_kind": LINK_KINDS.get(str(sent["link_kind"]), "")}
    number = str(sent["other"])
    other = Document.objects.defer("text", "sketch").filter(pk=number).first() if number.isascii() and number.isdigit() else None
    return {"other": other}


@open_to(Role.OFFICE)
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    rows = Correction.objects.exclude(what=Correction.What.UNDO).select_related("document", "other", "by__organisation", "undone_by__by")
    page = Paginator(rows.defer("document__text", "document__sketch", "other__text", "other__sketch"), PER_PAGE)
    part = page.get_page(request.GET.get("seite"))
    context = {"page": part, "rows": shown_corrections(part, request.user), "trail": [(_("Bibliothek"), "/bibliothek/"), (_("Korrekturen"), "")]}
    return render(request, "library/corrections.html", context)


@open_to(Role.MEMBER)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    correction = get_object_or_404(Correction, pk=pk)
    back = reverse("corrections") if has_role(request.user, Role.OFFICE) else reverse("document", args=[correction.document_id])
    form = UndoForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Bitte nennen Sie einen Grund."))
        return redirect(back)
    try:
        actions.undo(by=request.user, correction=correction, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Zurückgenommen. Was die Maschine gefunden hatte, gilt wieder."))
    return redirect(back)
