"""s4: which municipalities, counties, Länder and organisations a document speaks of. What a person rejected stays away."""

from collections.abc import Iterator
from dataclasses import dataclass

from daseinswerk.apps.library.actions import findings
from daseinswerk.apps.library.models import Document
from daseinswerk.apps.library.queries.corrections import link_vetoes
from daseinswerk.engine.linking.links import Link
from daseinswerk.engine.text.document import analyse
from daseinswerk.pipeline.instruments import links_of


@dataclass(frozen=True, slots=True)
class ToLink:
    """A document's archived text, the municipality that published it, and what a person rejected in it."""

    document_id: int
    text: str
    prior: str | None
    vetoes: frozenset[tuple[str, str]]


def unlinked() -> "list[int]":
    """Current documents with a text whose links are not stored yet, by id."""
    rows = Document.objects.current().filter(stage__lt=4, has_text=True)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def select() -> Iterator[ToLink]:
    numbers = unlinked()
    for start in range(0, len(numbers), 200):
        part = numbers[start : start + 200]
        vetoes = link_vetoes(part)
        for pk, text, ags in Document.objects.filter(pk__in=part).order_by("pk").values_list("pk", "text", "publisher_ags"):
            yield ToLink(pk, text, ags or None, vetoes.get(pk, frozenset()))


def work(item: ToLink) -> tuple[findings.FoundLink, ...]:
    """One row for each key, best score first, with all its places."""
    return gather(links_of(analyse(item.text), prior=item.prior, vetoes=item.vetoes))


def gather(links: tuple[Link, ...]) -> tuple[findings.FoundLink, ...]:
    """Put the mentions of one key together; score and reason are those of the surest mention."""
    groups: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        groups.setdefault((link.kind, link.key), []).append(link)
    found = []
    for (kind, key), group in groups.items():
        best = max(group, key=lambda link: (link.score, -link.span.start))
        spans = tuple(sorted({(link.span.start, link.span.end) for link in group}))
        found.append(findings.FoundLink(kind, key, best.name, best.score, best.reason, spans))
    return tuple(sorted(found, key=lambda link: (link.kind, -link.score, link.key)))


def store(results: dict[int, tuple[findings.FoundLink, ...]]) -> int:
    return findings.store_links(found=results)
