"""Search the library: words, narrowing, order, page; hits, total, facets, and what was understood.

First come the documents with all words; where they fill less than a page, documents with some of the words follow, at most a
thousand, the best first. (All of them would cost most of the time of a search: engines.md § 3.) Copies and stories are one hit, older versions none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.urls import reverse
from django.utils.translation import gettext as _

from daseinswerk.apps.library.fulltext.chosen import fulltext
from daseinswerk.apps.library.fulltext.interface import Found, Shown
from daseinswerk.apps.library.labels import LINK_KINDS, kind_label
from daseinswerk.apps.library.models import Document, Link
from daseinswerk.apps.library.queries.asked import Asked, understand
from daseinswerk.apps.library.queries.facets import Facet, facets
from daseinswerk.apps.library.queries.hits import members
from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.snippets import Pieces, snippet
from daseinswerk.apps.library.queries.words_asked import Word

PAGE = 10
CHIPS = 4


@dataclass(frozen=True, slots=True)
class Chip:
    """A municipality or organisation a hit speaks of; the machine found it, nobody confirmed it: `suggested`."""

    label: str
    address: str
    kind: str
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit as the list shows it. `same_count`: other documents that tell the same. `reason`: why it is here."""

    document: int
    title: str
    address: str
    source: str
    date: date | None
    kind: str
    snippet: Pieces
    chips: tuple[Chip, ...]
    same_count: int
    same_address: str
    reason: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """What remains when one word is left out: how many hits, and the address."""

    word: str
    hits: int
    address: str


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results. `total`: hits (folded); `with_all`: how many of them hold all words; `pages` at least 1."""

    query: Query
    asked: Asked
    hits: tuple[Hit, ...]
    total: int
    with_all: int
    pages: int
    facets: tuple[Facet, ...]
    dropped: tuple[Dropped, ...]


def search(query: Query) -> Results:
    """Answer one question to the library."""
    asked = understand(query.words)
    found = Found() if query.words and not asked.wanted else fulltext().find(asked.sought(), query, PAGE)
    return Results(
        query=query,
        asked=asked,
        hits=_hits(found.shown, asked, query),
        total=found.total,
        with_all=found.with_all,
        pages=max(1, ceil(found.total / PAGE)),
        facets=facets(found.counts, query),
        dropped=_dropped(query, asked) if len(asked.wanted) > 1 and not found.with_all else (),
    )


def _dropped(query: Query, asked: Asked) -> tuple[Dropped, ...]:
    """For each word what would be found without it, the most first; words that change nothing are left out."""
    found = []
    for word in asked.wanted[:6]:
        if hits := fulltext().how_many(asked.sought(without=word), query):
            found.append(Dropped(word.surface, hits, query.address(words=_without(query.words, word))))
    return tuple(sorted(found, key=lambda each: -each.hits)[:3])


def _without(typed: str, word: Word) -> str:
    return " ".join(typed.replace(word.surface, " ", 1).split())


def _hits(page: Sequence[Shown], asked: Asked, query: Query) -> tuple[Hit, ...]:
    groups = {} if query.story else members(shown.group for shown in page)
    ids = [shown.document for shown in page]
    rows = Document.objects.filter(pk__in=ids).select_related("source").defer("sketch").in_bulk()
    chips = _chips(ids)
    hits = []
    for shown in page:
        row = rows.get(shown.document)
        if row is None:  # deleted since the index took it in
            continue
        same = len(groups.get(shown.group, ())) - 1
        hits.append(
            Hit(
                document=row.pk,
                title=row.title,
                address=reverse("document", args=[row.pk]),
                source=row.publisher or row.source.name,
                date=row.date,
                kind=kind_label(row.kind),
                snippet=snippet(row.text, asked),
                chips=chips.get(row.pk, ()),
                same_count=max(0, same),
                same_address=query.address(story=str(row.pk)) if same > 0 else "",
                reason="" if shown.has_all or len(asked.wanted) < 2 else _("Enthält nur einen Teil der Wörter."),
                lang=row.language or "de",
            )
        )
    return tuple(hits)


def _chips(ids: list[int]) -> dict[int, tuple[Chip, ...]]:
    """The municipalities and organisations each document speaks of most often."""
    found: dict[int, list[tuple[int, float, Chip]]] = {}
    rows = Link.objects.filter(document_id__in=ids, kind__in=["municipality", "organisation"])
    for document, kind, key, name, score, spans in rows.values_list("document_id", "kind", "key", "name", "score", "spans"):
        address = f"/kommunen/{key}/" if kind == "municipality" else reverse("library") + Query(organisation=key).address()
        found.setdefault(document, []).append((len(spans), score, Chip(name, address, str(LINK_KINDS[kind]))))
    order = {document: sorted(chips, key=lambda each: (-each[0], -each[1], each[2].label)) for document, chips in found.items()}
    return {document: tuple(chip for _n, _s, chip in chips[:CHIPS]) for document, chips in order.items()}
