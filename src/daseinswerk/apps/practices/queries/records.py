"""A record as people see it: fields in reading order, every claim with its sentence, what nobody stated, who decided."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from daseinswerk.apps.office.models import User
from daseinswerk.apps.places.models import Municipality
from daseinswerk.apps.practices.labels import CERTAINTIES, DECISIONS, FIELDS
from daseinswerk.apps.practices.models import Claim, Decision, Record
from daseinswerk.apps.practices.queries.quotes import ShownQuote, shown
from daseinswerk.apps.practices.value_words import value_words
from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.values import show_value


@dataclass(frozen=True, slots=True)
class Line:
    """One claim, ready for the page."""

    claim: Claim
    value: str
    certainty: str
    quote: ShownQuote | None
    statement: str
    lang: str = ""  # of the value, where it stands in the author's own words


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its claims, or nothing; `not_stated_by`: the decision of a person who looked and found nothing."""

    field: str
    label: str
    lines: tuple[Line, ...]
    not_stated_by: Decision | None


def show(field: str, value: str) -> str:
    """A value in the words of the page; a municipality by its name."""
    if field == Field.MUNICIPALITY:
        found = Municipality.objects.filter(ags=value).select_related("state").first()
        return f"{found.name} ({found.state.name})" if found else value
    return value_words(field, value)


def as_typed(field: str, value: str) -> str:
    """A value as a form shows and reads it, which is German in every language of the page."""
    return show_value(Field(field), value)


def live_claims(record: Record) -> QuerySet[Claim]:
    """Claims that stand, with quote and document, the first written first."""
    return record.claims.filter(dropped=False).select_related("quote__document", "by").order_by("id")


def rows(record: Record) -> tuple[Row, ...]:
    """All fields in reading order."""
    claims: dict[str, list[Line]] = defaultdict(list)
    for claim in live_claims(record):
        claims[claim.field].append(line(claim))
    absent = {row.field: row for row in record.decisions.filter(what="not_stated").select_related("by")}
    return tuple(Row(field, str(label), tuple(claims[field]), absent.get(field)) for field, label in FIELDS.items())


def line(claim: Claim) -> Line:
    return Line(
        claim=claim,
        value=show(claim.field, claim.value),
        certainty="" if claim.certainty == Certainty.STATED else claim.certainty,
        quote=shown(claim.quote) if claim.quote else None,
        statement=claim.stated_by,
        lang=(claim.quote.document.language if claim.quote else "") or "de" if show(claim.field, claim.value) == claim.value else "",
    )


def history(record: Record, *, inside: bool) -> list[dict[str, Any]]:
    """Every decision, the latest first: what, about which field and value, who in which role, when, why.

    `inside`: for people with an account, who may also see which suggestions of the machine were dropped.
    """
    found = []
    rows_ = record.decisions.select_related("by", "claim").order_by("-id")
    for row in rows_ if inside else rows_.exclude(what="drop", claim__isnull=True):
        value = row.claim.value if row.claim else row.suggestion.get("value", "")
        found.append(
            {
                "words": DECISIONS[row.what],
                "field": FIELDS[Field(row.field)] if row.field else "",
                "value": show(row.field, value) if row.field and value else "",
                "who": str(row.by),
                "role": row.by.get_role_display() if row.role == row.by.role else row.role,
                "organisation": row.organisation,
                "when": row.at,
                "reason": row.note,
            }
        )
    return found


def confirmers(record: Record) -> list[Decision]:
    """Who confirmed the record as it stands."""
    reopened = record.decisions.filter(what="return").order_by("-id").first()
    rows_ = record.decisions.filter(what="confirm").select_related("by").order_by("id")
    return list(rows_.filter(id__gt=reopened.id) if reopened else rows_)


def writers(record: Record) -> list[dict[str, str]]:
    """Roles and organisations of those who wrote what stands, each once: the public sees no names of people."""
    rows_ = record.claims.filter(dropped=False).select_related("by__organisation").order_by("id")
    told = dict.fromkeys((str(claim.by.get_role_display()), claim.by.organisation_name) for claim in rows_)
    return [{"role": role, "organisation": organisation} for role, organisation in told]


def visible(user: User | Any) -> QuerySet[Record]:
    """The public sees what is confirmed; people with an account see what is on its way as well."""
    found = Record.objects.select_related("municipality__state", "operator")
    if user.is_authenticated:
        return found.exclude(state=Record.State.WITHDRAWN)
    return found.filter(state=Record.State.CONFIRMED)


def as_data(record: Record) -> dict[str, Any]:
    """The record for JSON: every claim with its quote (Web Annotation position and words, hash of the archived text)."""
    return {
        "id": record.slug,
        "title": record.name,
        "state": record.state,
        "field_of_action": record.field_of_action,
        "further_fields": record.further_fields,
        "municipality": record.municipality_id,
        "operator": record.operator.name if record.operator else None,
        "confirmed_at": record.confirmed_at.isoformat() if record.confirmed_at else None,
        "confirmed_by": [{"role": d.role, "organisation": d.organisation} for d in confirmers(record)],
        "claims": [_claim_data(claim) for claim in live_claims(record)],
        "not_stated": sorted(
            set(record.decisions.filter(what="not_stated").values_list("field", flat=True))
            - set(record.claims.filter(dropped=False).values_list("field", flat=True))
        ),
    }


def _claim_data(claim: Claim) -> dict[str, Any]:
    quote = claim.quote
    source = quote and {
        "words": quote.words,
        "start": quote.start,
        "end": quote.end,
        "document_sha256": quote.document_sha256,
        "document_title": quote.document.title,
        "document_date": quote.document.date.isoformat() if quote.document.date else None,
        "publisher": quote.document.publisher,
        "address": quote.document.address,
        "archived": quote.document.archived.isoformat(),
        "changed_since": quote.flag or None,
    }
    return {
        "field": claim.field,
        "label": str(FIELDS[Field(claim.field)]),
        "value": claim.value,
        "shown": show(claim.field, claim.value),
        "certainty": claim.certainty,
        "certainty_label": str(CERTAINTIES[Certainty(claim.certainty)]),
        "stated_by": claim.stated_by or None,
        "quote": source or None,
    }
