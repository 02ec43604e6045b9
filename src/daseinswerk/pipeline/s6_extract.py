"""s6: what a practice record would say about a document, each proposal with its sentence. Suggestions only; people decide."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from daseinswerk.apps.library.actions import findings
from daseinswerk.apps.library.models import Document
from daseinswerk.apps.library.models import Link as LinkRow
from daseinswerk.engine.evidence.extract import extract
from daseinswerk.engine.evidence.reading import Reading
from daseinswerk.engine.linking.links import Link
from daseinswerk.engine.text.document import analyse
from daseinswerk.engine.text.spans import Span
from daseinswerk.pipeline.instruments import instruments

Found = tuple[str, tuple[str, ...], tuple[findings.FoundSuggestion, ...]]


@dataclass(frozen=True, slots=True)
class ToExtract:
    """A document as the stages before know it."""

    document_id: int
    text: str
    title: str
    date: date | None
    kind: str
    links: tuple[Link, ...]


def unread() -> list[int]:
    """Current, linked documents with a text that nothing was extracted from yet, by id."""
    rows = Document.objects.current().filter(stage__gte=4, stage__lt=6, has_text=True)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def select() -> Iterator[ToExtract]:
    numbers = unread()
    for start in range(0, len(numbers), 200):
        part = numbers[start : start + 200]
        links: dict[int, list[Link]] = {pk: [] for pk in part}
        for row in LinkRow.objects.filter(document_id__in=part).order_by("document_id", "kind", "key"):
            links[row.document_id] += [
                Link(row.kind, row.key, row.name, Span(a, b), row.score, row.reason) for a, b in row.spans
            ]
        for row in Document.objects.filter(pk__in=part).select_related("paper").order_by("pk"):
            kind = row.paper.paper_type if row.paper else row.kind
            yield ToExtract(row.pk, row.text, row.title, row.date, kind, tuple(links[row.pk]))


def work(item: ToExtract) -> Found:
    """The proposals for one document, best first within each field."""
    document = analyse(item.text)
    reading = Reading(document=document, title=item.title, date=item.date, links=item.links, kind=item.kind)
    found = extract(reading, instruments().taxonomy)
    suggestions = tuple(
        findings.FoundSuggestion(
            s.field.value, s.value, s.certainty.value, s.quote, s.span.start, s.span.end, s.rule, s.score
        )
        for s in found.suggestions
    )
    return found.is_practice, found.fields_of_action, suggestions


def store(results: dict[int, Found]) -> int:
    return findings.store_suggestions(found=results)
