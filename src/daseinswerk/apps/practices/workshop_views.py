"""The workshop and the second reading. Every act is a POST that ends in a redirect; nothing typed is lost on an error."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daseinswerk.apps.library.models import Document, Suggestion
from daseinswerk.apps.office.access import open_to
from daseinswerk.apps.office.models import Role
from daseinswerk.apps.practices import rules
from daseinswerk.apps.practices.actions import review as review_actions
from daseinswerk.apps.practices.actions import workshop
from daseinswerk.apps.practices.forms import ByHandForm, NoteForm, ValueForm
from daseinswerk.apps.practices.labels import HINTS
from daseinswerk.apps.practices.models import Claim, Record
from daseinswerk.apps.practices.queries import catalogue, records
from daseinswerk.apps.practices.queries import workshop as reads
from daseinswerk.engine.evidence.fields import Field


@open_to(Role.MEMBER)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    context = {"records": reads.drafts(), "candidates": reads.candidates(), "trail": [(_("Praxis"), "/praxis/"), (_("Werkstatt"), "")]}
    return render(request, "practices/workshop.html", context)


@open_to(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new record about a document, with the others of its story if wanted."""
    document = get_object_or_404(Document.objects.defer("sketch"), pk=_number(request.GET.get("dokument") or request.POST.get("dokument")))
    story = list(document.story.documents.current().exclude(pk=document.pk)) if document.story else []
    if request.method == "POST":
        chosen = [row for row in story if str(row.pk) in request.POST.getlist("auch")]
        record = workshop.begin(by=request.user, documents=[document, *chosen])
        return redirect("workshop_record", slug=record.slug)
    context = {
        "document": document,
        "story": story,
        "existing": document.records.exclude(state=Record.State.WITHDRAWN),
        "trail": [(_("Praxis"), "/praxis/"), (_("Werkstatt"), reverse("workshop")), (_("Neuer Eintrag"), "")],
    }
    return render(request, "practices/new.html", context)


@open_to(Role.MEMBER)
@require_safe
def bench(request: HttpRequest, slug: str, by_hand: ByHandForm | None = None) -> HttpResponse:
    """Two panes: the form with suggestions, the document."""
    record = _record(slug)
    documents = list(record.documents.select_related("source").defer("sketch").order_by("pk"))
    wanted = request.GET.get("dokument", "")
    document = next((row for row in documents if str(row.pk) == wanted), documents[0] if documents else None)
    may_edit, why_not = rules.may(rules.check_may_edit, request.user, record)
    may_submit, why_not_submit = rules.may(rules.check_may_edit, request.user, record, "submit")
    found = reads.benches(record)
    context = {
        "record": record,
        "benches": found,
        "open_count": sum(row.open for row in found),
        "documents": documents,
        "document": document,
        "newer": document.superseded_by if document and document.superseded_by not in documents else None,
        "paragraphs": reads.paragraphs(document) if document and document.has_text else (),
        "may_edit": may_edit,
        "why_not": why_not,
        "may_submit": may_submit,
        "why_not_submit": why_not_submit,
        "may_reopen": rules.may(rules.check_may_reopen, request.user, record)[0],
        "by_hand": by_hand or ByHandForm(initial={"certainty": "stated", "document": document.pk if document else None}),
        "field_label": catalogue.field_label(record.field_of_action),
        "fields_of_action": catalogue.subfield_choices(),
        "objections": [(c, review_actions.objections(c)) for c in records.live_claims(record) if review_actions.objections(c)],
        "trail": [(_("Praxis"), "/praxis/"), (_("Werkstatt"), reverse("workshop")), (record.name, "")],
    }
    return render(request, "practices/bench.html", context, status=400 if by_hand else 200)


@open_to(Role.MEMBER)
@require_POST
def act(request: HttpRequest, slug: str) -> HttpResponse:
    """One act in the workshop, named by `act`."""
    record = _record(slug)
    if request.POST.get("act") == "by_hand":
        return _by_hand(request, record)
    if request.POST.get("act") == "change" and "value" not in request.POST:
        return _change_form(request, record)
    return _do(request, record, _ACTS, back=_bench_address(request, record))


def _by_hand(request: HttpRequest, record: Record) -> HttpResponse:
    form = ByHandForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        marked = data["start"] is not None and data["end"] is not None and data["document"]
        document = Document.objects.filter(pk=data["document"]).first() if marked else None
        try:
            workshop.by_hand(
                by=request.user,
                record=record,
                field=data["field"],
                value=data["value"],
                certainty=data["certainty"],
                document=document,
                start=data["start"] or 0,
                end=data["end"] or 0,
                stated_by=data["stated_by"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Die Angabe ist eingetragen."))
            return HttpResponseRedirect(_bench_address(request, record))
    request.method = "GET"
    return bench(request, record.slug, by_hand=form)


def _change_form(request: HttpRequest, record: Record) -> HttpResponse:
    """The page on which a suggestion is corrected before it is taken."""
    suggestion = _suggestion(request, record)
    form = ValueForm(initial={"value": records.as_typed(suggestion.field, suggestion.value), "certainty": suggestion.certainty})
    if suggestion.field == "municipality":
        form.initial["value"] = suggestion.value
    form.fields["value"].help_text = HINTS.get(Field(suggestion.field), "")
    context = {
        "record": record,
        "form": form,
        "suggestion": suggestion,
        "value": records.show(suggestion.field, suggestion.value),
        "quote": reads.around(suggestion.document, suggestion.start, suggestion.end),
        "address": reverse("workshop_act", args=[record.slug]),
        "trail": [(_("Werkstatt"), reverse("workshop")), (record.name, _bench_address(request, record)), (_("Vorschlag ändern"), "")],
    }
    return render(request, "practices/change.html", context)


@open_to(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, slug: str, claim: int) -> HttpResponse:
    """Replace a claim: another value, another certainty, or other words of the same document."""
    record = _record(slug)
    row = get_object_or_404(record.claims.filter(dropped=False).select_related("quote__document"), pk=claim)
    rules.check_may_edit(request.user, record)
    value = records.as_typed(row.field, row.value)
    form = ValueForm(request.POST or None, initial={"value": value, "certainty": row.certainty})
    form.fields["value"].help_text = HINTS.get(Field(row.field), "")
    if request.method == "POST" and form.is_valid():
        try:
            workshop.correct(by=request.user, claim=row, note=request.POST.get("note", ""), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Die Angabe ist berichtigt; die frühere steht im Verlauf."))
            return redirect("workshop_record", slug=record.slug)
    context = {
        "record": record,
        "form": form,
        "claim": row,
        "quote": records.line(row).quote,
        "objections": review_actions.objections(row),
        "trail": [(_("Werkstatt"), reverse("workshop")), (record.name, reverse("workshop_record", args=[slug])), (_("Berichtigen"), "")],
    }
    return render(request, "practices/correct.html", context, status=400 if form.errors else 200)


@open_to(Role.MEMBER)
@require_safe
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """The second reading: each claim beside its sentence, yes or no."""
    record = _record(slug)
    may_review, why_not = rules.may(rules.check_may_review, request.user, record)
    may_confirm, why_not_confirm = rules.may(rules.check_may_review, request.user, record, "confirm")
    rows = [
        (row, [(line, review_actions.last_verdict(line.claim, request.user), review_actions.objections(line.claim)) for line in row.lines])
        for row in records.rows(record)
        if row.lines
    ]
    left = sum(verdict != "agree" for _row, lines in rows for _line, verdict, _objections in lines)
    total = sum(len(lines) for _row, lines in rows)
    writers = dict.fromkeys(str(line.claim.by) for _row, lines in rows for line, _verdict, _objections in lines)
    context = {
        "record": record,
        "rows": rows,
        "field_label": catalogue.field_label(record.field_of_action),
        "left": left,
        "checked": total - left,
        "total": total,
        "writers": ", ".join(writers),
        "may_review": may_review,
        "why_not": why_not,
        "may_confirm": may_confirm,
        "why_not_confirm": why_not_confirm,
        "trail": [(_("Praxis"), "/praxis/"), (_("Werkstatt"), reverse("workshop")), (record.name, "")],
    }
    return render(request, "practices/review.html", context)


@open_to(Role.MEMBER)
@require_POST
def review_act(request: HttpRequest, slug: str) -> HttpResponse:
    record = _record(slug)
    back = reverse("review", args=[slug])
    return _do(request, record, _REVIEW_ACTS, back=back + (f"#angabe-{request.POST['claim']}" if request.POST.get("claim") else ""))


def _do(request: HttpRequest, record: Record, acts: dict[str, Callable], *, back: str) -> HttpResponse:
    handler = acts.get(request.POST.get("act", ""))
    if handler is None:
        messages.error(request, _("Diese Handlung gibt es nicht."))
        return HttpResponseRedirect(back)
    try:
        address = handler(request, record)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        address = None
    return HttpResponseRedirect(address or back)


def _record(slug: str) -> Record:
    return get_object_or_404(Record.objects.select_related("municipality__state", "operator", "created_by"), slug=slug)


def _suggestion(request: HttpRequest, record: Record) -> Suggestion:
    found = Suggestion.objects.select_related("document").filter(document__in=record.documents.all())
    return get_object_or_404(found, pk=_number(request.POST.get("suggestion") or request.GET.get("vorschlag")))


def _claim(request: HttpRequest, record: Record) -> Claim:
    return get_object_or_404(record.claims.filter(dropped=False), pk=_number(request.POST.get("claim")))


def _number(sent: str | None) -> int:
    """The number somebody sent; what is no number is the number of nothing."""
    return int(sent) if sent and sent.isascii() and sent.isdigit() else 0


def _bench_address(request: HttpRequest, record: Record) -> str:
    address = reverse("workshop_record", args=[record.slug])
    document = request.POST.get("shown") or request.GET.get("dokument")
    field = request.POST.get("field") or request.GET.get("feld", "")
    query = f"?dokument={document}" if document and document.isdigit() else ""
    return address + query + (f"#feld-{field}" if field.isidentifier() else "")


def _note(request: HttpRequest) -> str:
    form = NoteForm(request.POST)
    return form.cleaned_data["note"] if form.is_valid() else ""


def _change(request: HttpRequest, record: Record) -> None:
    form = ValueForm(request.POST)
    if not form.is_valid():
        raise ValidationError(_("Bitte geben Sie Wert und Sicherheit an."))
    workshop.change(by=request.user, record=record, suggestion=_suggestion(request, record), **form.cleaned_data)


def _submit(request: HttpRequest, record: Record) -> str:
    workshop.submit(by=request.user, record=record)
    messages.success(request, _("Der Eintrag wartet jetzt auf eine zweite Person."))
    return reverse("workshop")


def _agree(request: HttpRequest, record: Record) -> str:
    """Yes to one claim; the page goes on at the next one without a yes, on a phone the way back down is long."""
    claim = _claim(request, record)
    review_actions.agree(by=request.user, claim=claim)
    claims = [line.claim for row in records.rows(record) for line in row.lines]
    place = claims.index(claim)
    rest = (each for each in claims[place + 1 :] + claims[:place] if review_actions.last_verdict(each, request.user) != "agree")
    following = next(rest, None)
    return reverse("review", args=[record.slug]) + (f"#angabe-{following.pk}" if following else "#bestaetigen")


def _confirm(request: HttpRequest, record: Record) -> str:
    review_actions.confirm(by=request.user, record=record)
    messages.success(request, _("Bestätigt. Der Eintrag ist jetzt öffentlich."))
    return reverse("record", args=[record.slug])


_ACTS: dict[str, Callable[[HttpRequest, Record], str | None]] = {
    "accept": lambda q, r: workshop.accept(by=q.user, record=r, suggestion=_suggestion(q, r)) and None,
    "change": _change,
    "drop": lambda q, r: workshop.drop(by=q.user, record=r, suggestion=_suggestion(q, r), note=_note(q)),
    "add_document": lambda q, r: workshop.add_document(
        by=q.user, record=r, document=get_object_or_404(Document, pk=_number(q.POST.get("document")))
    ),
    "drop_claim": lambda q, r: workshop.drop_claim(by=q.user, claim=_claim(q, r), note=_note(q)),
    "not_stated": lambda q, r: workshop.not_stated(by=q.user, record=r, field=q.POST.get("field", "")),
    "fields": lambda q, r: workshop.set_fields_of_action(
        by=q.user, record=r, main=q.POST.get("main", ""), further=q.POST.getlist("further")
    ),
    "submit": _submit,
    "reopen": lambda q, r: workshop.reopen(by=q.user, record=r, note=_note(q)) or reverse("workshop_record", args=[r.slug]),
    "withdraw": lambda q, r: workshop.withdraw(by=q.user, record=r, note=_note(q)) or reverse("workshop"),
}
_REVIEW_ACTS: dict[str, Callable[[HttpRequest, Record], str | None]] = {
    "agree": _agree,
    "disagree": lambda q, r: review_actions.disagree(by=q.user, claim=_claim(q, r), note=_note(q)),
    "confirm": _confirm,
}
