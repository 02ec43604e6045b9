"""The workshop: a record is begun from a document or a story; each suggestion is accepted, changed or dropped; words are marked
by hand; a field is declared not stated. Every act is a Decision and a ledger row in one transaction.
"""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from daseinswerk.apps.library.models import Document, Suggestion
from daseinswerk.apps.office import ledger
from daseinswerk.apps.office.models import User
from daseinswerk.apps.places.models import Municipality, Organisation
from daseinswerk.apps.practices.actions.quotes import NoQuote, quote_for
from daseinswerk.apps.practices.models import Claim, Decision, Quote, Record
from daseinswerk.apps.practices.rules import check_may_edit, check_may_reopen, check_may_withdraw
from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.values import check_value


@transaction.atomic
def begin(*, by: User, documents: list[Document]) -> Record:
    """A draft about these documents (the first gives the working title and field of action)."""
    first = documents[0]
    title = Suggestion.objects.filter(document=first, field=Field.TITLE).order_by("-score").first()
    name = (title.value if title else first.title)[:300]
    record = Record.objects.create(
        slug=f"{slugify(name)[:120] or 'praxis'}-{secrets.token_hex(3)}",
        name=name,
        created_by=by,
        field_of_action=(first.fields_of_action or [""])[0],
        further_fields=list(first.fields_of_action[1:4]),
    )
    record.documents.set(documents)
    _log(by, "begin", record, documents=[document.pk for document in documents])
    return record


@transaction.atomic
def add_document(*, by: User, record: Record, document: Document) -> None:
    check_may_edit(by, record)
    record.documents.add(document)
    _log(by, "add_document", record, document=document.pk)


@transaction.atomic
def accept(*, by: User, record: Record, suggestion: Suggestion) -> Claim:
    """The suggestion becomes a claim as it stands."""
    return _from_suggestion(by, record, suggestion, suggestion.value, suggestion.certainty, Claim.Origin.SUGGESTION)


@transaction.atomic
def change(*, by: User, record: Record, suggestion: Suggestion, value: str, certainty: str) -> Claim:
    """The suggestion's sentence is right, its value or certainty is corrected."""
    return _from_suggestion(by, record, suggestion, value, certainty, Claim.Origin.CHANGED)


@transaction.atomic
def drop(*, by: User, record: Record, suggestion: Suggestion, note: str = "") -> None:
    """The suggestion is wrong for this record and is not shown for it again."""
    check_may_edit(by, record)
    _decide(by, record, "drop", suggestion.field, suggestion=describe(suggestion), note=note)


@transaction.atomic
def not_stated(*, by: User, record: Record, field: str) -> None:
    """The sources do not say it: the record shows «nicht genannt» as a person's finding."""
    check_may_edit(by, record)
    _check_field(field)
    if record.claims.filter(field=field, dropped=False).exists():
        raise ValidationError(_("Zu diesem Feld gibt es schon eine Angabe. Streichen Sie sie zuerst."))
    _decide(by, record, "not_stated", field)


@transaction.atomic
def by_hand(
    *,
    by: User,
    record: Record,
    field: str,
    value: str,
    certainty: str,
    document: Document | None = None,
    start: int = 0,
    end: int = 0,
    stated_by: str = "",
) -> Claim:
    """A claim from words a person marked, or from the statement of a named role. Without either there is no claim."""
    check_may_edit(by, record)
    if document is None and not stated_by.strip():
        raise ValidationError(_("Markieren Sie die Wörter im Dokument oder nennen Sie, wer das sagt (Rolle und Organisation)."))
    if document is not None and not record.documents.filter(pk=document.pk).exists():
        raise ValidationError(_("Dieses Dokument gehört nicht zum Eintrag."))
    quote = _quote(document, start, end) if document is not None else None
    return _claim(by, record, field, value, certainty, quote, stated_by.strip(), Claim.Origin.PERSON, "by_hand")


@transaction.atomic
def correct(*, by: User, claim: Claim, value: str, certainty: str, start: int | None = None, end: int | None = None, note: str = "") -> Claim:
    """A new claim takes the place of this one, with the same quote or with other words of the same document."""
    record = claim.record
    check_may_edit(by, record)
    quote = claim.quote
    if quote is not None and start is not None and end is not None:
        quote = _quote(quote.document, start, end)
    Claim.objects.filter(pk=claim.pk).update(dropped=True)
    return _claim(
        by, record, claim.field, value, certainty, quote, claim.stated_by, Claim.Origin.CHANGED, "change", replaces=claim, note=note
    )


@transaction.atomic
def drop_claim(*, by: User, claim: Claim, note: str = "") -> None:
    """Take a claim out of the record; it stays in the history."""
    check_may_edit(by, claim.record)
    Claim.objects.filter(pk=claim.pk).update(dropped=True)
    _decide(by, claim.record, "drop", claim.field, claim=claim, note=note)
    _derive(claim.record)


@transaction.atomic
def set_fields_of_action(*, by: User, record: Record, main: str, further: list[str]) -> None:
    """One main subfield and up to three more."""
    check_may_edit(by, record)
    further = [code for code in dict.fromkeys(further) if code and code != main][:3]
    Record.objects.filter(pk=record.pk).update(field_of_action=main, further_fields=further)
    _log(by, "fields_of_action", record, main=main, further=further)


@transaction.atomic
def submit(*, by: User, record: Record) -> None:
    """Ready for the second person. Needs a title and at least one further claim."""
    check_may_edit(by, record, "submit")
    fields = set(record.claims.filter(dropped=False).values_list("field", flat=True))
    if Field.TITLE not in fields or len(fields) < 2:
        raise ValidationError(_("Der Eintrag braucht einen Titel und mindestens eine weitere Angabe, jede mit ihrem Satz."))
    _move(by, record, "submit", Record.State.SUBMITTED)


@transaction.atomic
def reopen(*, by: User, record: Record, note: str = "") -> None:
    """Back into the workshop; a confirmed record is not public until it is confirmed again."""
    check_may_reopen(by, record)
    Record.objects.filter(pk=record.pk).update(confirmed_at=None, state=Record.State.DRAFT)
    _move(by, record, "return", Record.State.DRAFT, note)


@transaction.atomic
def withdraw(*, by: User, record: Record, note: str) -> None:
    """Out of the catalogue, with a reason that stays."""
    check_may_withdraw(by, record)
    if not note.strip():
        raise ValidationError(_("Bitte nennen Sie den Grund."))
    _move(by, record, "withdraw", Record.State.WITHDRAWN, note)


def describe(suggestion: Suggestion) -> dict[str, Any]:
    """A suggestion as it was when a person decided on it; suggestions themselves are made anew by every run."""
    return {
        "document": suggestion.document_id,
        "field": suggestion.field,
        "value": suggestion.value,
        "start": suggestion.start,
        "end": suggestion.end,
        "certainty": suggestion.certainty,
        "rule": suggestion.rule,
    }


def _from_suggestion(by: User, record: Record, suggestion: Suggestion, value: str, certainty: str, origin: str) -> Claim:
    check_may_edit(by, record)
    if not record.documents.filter(pk=suggestion.document_id).exists():
        raise ValidationError(_("Dieser Vorschlag gehört zu einem anderen Dokument."))
    quote = _quote(suggestion.document, suggestion.start, suggestion.end, suggestion.quote)
    what = "accept" if origin == Claim.Origin.SUGGESTION else "change"
    return _claim(by, record, suggestion.field, value, certainty, quote, "", origin, what, suggestion=suggestion)


def _quote(document: Document, start: int, end: int, words: str | None = None) -> Quote:
    try:
        return quote_for(document=document, start=start, end=end, words=words)
    except NoQuote as error:
        raise ValidationError(str(error)) from error


def _claim(
    by: User,
    record: Record,
    field: str,
    value: str,
    certainty: str,
    quote: Quote | None,
    stated_by: str,
    origin: str,
    what: str,
    *,
    suggestion: Suggestion | None = None,
    replaces: Claim | None = None,
    note: str = "",
) -> Claim:
    _check_field(field)
    if certainty not in set(Certainty):
        raise ValidationError(_("Wählen Sie, ob die Angabe genannt, geplant, geschätzt oder abgelehnt ist."))
    try:
        value = check_value(Field(field), value)
    except ValueError as error:
        raise ValidationError(_(str(error))) from error
    claim = Claim.objects.create(
        record=record,
        field=field,
        value=value[:1000],
        certainty=certainty,
        quote=quote,
        stated_by=stated_by[:200],
        origin=origin,
        suggestion_rule=suggestion.rule if suggestion else "",
        replaces=replaces,
        by=by,
    )
    _decide(by, record, what, field, claim=claim, suggestion=describe(suggestion) if suggestion else {}, note=note)
    _derive(record)
    return claim


def _derive(record: Record) -> None:
    """Municipality and operator of the record follow from its claims; the working title from its title."""
    values: dict[str, str] = {}
    for field, value in record.claims.filter(dropped=False).order_by("-id").values_list("field", "value"):
        values[field] = value  # the earliest claim of a field is the main one
    ags = values.get(Field.MUNICIPALITY, "")
    operator = Organisation.objects.filter(name=values.get(Field.OPERATOR, "")).first()
    record.municipality = Municipality.objects.filter(ags=ags).first()
    record.operator = operator
    record.name = values.get(Field.TITLE, record.name)[:300]
    record.save(update_fields=["municipality", "operator", "name", "changed"])


def _move(by: User, record: Record, what: str, state: str, note: str = "") -> None:
    _decide(by, record, what, "", note=note)
    record.state = state
    record.save(update_fields=["state", "changed"])


def _decide(by: User, record: Record, what: str, field: str, *, claim: Claim | None = None, suggestion: dict | None = None, note: str = "") -> None:
    Decision.objects.create(
        record=record,
        what=what,
        field=field,
        claim=claim,
        suggestion=suggestion or {},
        note=note[:1000],
        by=by,
        role=by.role,
        organisation=by.organisation_name,
    )
    _log(by, what, record, field=field, claim=claim.pk if claim else None, value=claim.value if claim else None, note=note[:200])


def _log(by: User, act: str, record: Record, **details: Any) -> None:
    ledger.write(
        actor=by,
        act=f"practices.{act}",
        subject=f"practices.record:{record.pk}",
        details={key: value for key, value in details.items() if value not in (None, "")},
    )


def _check_field(field: str) -> None:
    if field not in set(Field):  # Python 3.11: a plain text is not looked for among the members of an Enum
        raise ValidationError(_("Dieses Feld gibt es nicht."))
