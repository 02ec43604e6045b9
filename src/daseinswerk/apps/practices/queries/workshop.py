"""The workshop as the page shows it: each field with its claims and up to three open suggestions, and what is still open."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from daseinswerk.apps.library.models import Document, Suggestion
from daseinswerk.apps.practices.labels import HINTS
from daseinswerk.apps.practices.models import Record
from daseinswerk.apps.practices.queries.quotes import ShownQuote, around
from daseinswerk.apps.practices.queries.records import Row, rows, show
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.text.document import analyse

SHOWN = 3  # suggestions of one field shown at once (interface.md § 3)


@dataclass(frozen=True, slots=True)
class ShownSuggestion:
    """A suggestion with its sentence."""

    suggestion: Suggestion
    value: str
    quote: ShownQuote


@dataclass(frozen=True, slots=True)
class Bench:
    """One field of the form. `open`: nobody has decided anything on it yet. `more`: suggestions beyond those shown."""

    row: Row
    hint: str
    suggestions: tuple[ShownSuggestion, ...]
    more: int
    open: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the right pane: exactly the archived characters from `start` to `end`."""

    number: int
    start: int
    end: int
    text: str


def benches(record: Record) -> tuple[Bench, ...]:
    """All fields with what is claimed, suggested, open."""
    undecided = _undecided(record)
    found = []
    for row in rows(record):
        suggestions = undecided.get(row.field, [])
        shown = tuple(
            ShownSuggestion(s, show(s.field, s.value), around(s.document, s.start, s.end)) for s in suggestions[:SHOWN]
        )
        found.append(
            Bench(
                row=row,
                hint=str(HINTS.get(Field(row.field), "")),
                suggestions=shown,
                more=len(suggestions) - len(shown),
                open=not row.lines and row.not_stated_by is None,
            )
        )
    return tuple(found)


def _undecided(record: Record) -> dict[str, list[Suggestion]]:
    """Suggestions on the record's documents on which nobody has decided for this record, best first; equal values once."""
    decided = {
        (row["document"], row["field"], row["start"], row["end"], row["value"])
        for row in record.decisions.exclude(suggestion={}).values_list("suggestion", flat=True)
    }
    claimed = set(record.claims.filter(dropped=False).values_list("field", "value"))
    found: dict[str, list[Suggestion]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    suggestions = Suggestion.objects.filter(document__in=record.documents.all()).select_related("document")
    for s in suggestions.order_by("-score", "document_id", "start"):
        if (s.document_id, s.field, s.start, s.end, s.value) in decided or (s.field, s.value) in claimed | seen:
            continue
        seen.add((s.field, s.value))
        found[s.field].append(s)
    return found


def paragraphs(document: Document) -> tuple[tuple[Sentence, ...], ...]:
    """The archived text in paragraphs of sentences for marking; a line break between two sentences begins a new paragraph."""
    found: list[list[Sentence]] = []
    text, last = document.text, 0
    for number, span in enumerate(analyse(text).sentences, 1):
        if not found or "\n" in text[last : span.start]:
            found.append([])
        found[-1].append(Sentence(number, span.start, span.end, span.words(text)))
        last = span.end
    return tuple(tuple(paragraph) for paragraph in found)


def candidates(limit: int = 20) -> list[Document]:
    """Documents that look like a practice and that no record uses yet, the richest in suggestions first."""
    rows_ = Document.objects.current().filter(is_practice="yes", copy_of__isnull=True, records__isnull=True).select_related("source").defer("text", "sketch")
    return list(rows_.annotate(found=Count("suggestions")).filter(found__gt=2).order_by("-found", "-date", "pk")[:limit])


def drafts() -> list[Record]:
    """Everything in work, the latest change first."""
    states = [Record.State.DRAFT, Record.State.DISPUTED, Record.State.SUBMITTED]
    return list(Record.objects.filter(state__in=states).select_related("created_by", "municipality").order_by("-changed"))
