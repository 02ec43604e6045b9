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

from daseinswerk.apps.library.labels import LINK_KINDS, kind_label
from daseinswerk.apps.library.models import Document, Link
from daseinswerk.apps.library.queries.asked import Asked, Word, understand
from daseinswerk.apps.library.queries.facets import Facet, facets
from daseinswerk.apps.library.queries.hits import (
    DOCUMENT,
    GROUP,
    Folded,
    Match,
    everything,
    fold,
    in_order,
    matching,
    members,
)
from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.snippets import Pieces, snippet

PAGE = 10
CHIPS = 4
MOST_PARTLY = 1_000  # documents with some of the words only: nobody turns a hundred pages, and bm25 has put the best first


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
    folded, with_all = _found(query, asked)
    pages = max(1, ceil(len(folded.shown) / PAGE))
    first = (min(query.page, pages) - 1) * PAGE
    return Results(
        query=query,
        asked=asked,
        hits=_hits(folded.shown[first : first + PAGE], asked, query, with_all),
        total=len(folded.shown),
        with_all=len(with_all),
        pages=pages,
        facets=facets(folded, query),
        dropped=_dropped(query, asked) if len(asked.wanted) > 1 and not with_all else (),
    )


def _found(query: Query, asked: Asked) -> tuple[Folded, frozenset[int]]:
    """All hits in order, and the documents with all words."""
    if query.words and not asked.wanted:
        return Folded((), ()), frozenset()
    if not query.words:
        matches = everything(query)
        folded = _folded(in_order(matches, query.order), query)
        return folded, frozenset(match[DOCUMENT] for match in matches)
    complete = matching(asked.all_words(), query)
    best = frozenset(match[DOCUMENT] for match in complete)
    folded = _folded(in_order(complete, query.order), query)
    if len(folded.shown) < PAGE and len(asked.wanted) > 1:
        partly = [match for match in matching(asked.any_word(), query, MOST_PARTLY) if match[DOCUMENT] not in best]
        folded = _folded(in_order([*complete, *partly], query.order, best), query)
    return folded, frozenset(match[DOCUMENT] for match in folded.shown if match[DOCUMENT] in best)


def _folded(matches: list[Match], query: Query) -> Folded:
    """Folded, but for the list of everything that tells the same: there each document is shown."""
    return Folded(matches, matches) if query.story else fold(matches)


def _dropped(query: Query, asked: Asked) -> tuple[Dropped, ...]:
    """For each word what would be found without it, the most first; words that change nothing are left out."""
    found = []
    for word in asked.wanted[:6]:
        matches = fold(matching(asked.all_words(without=word), query)).shown
        if matches:
            found.append(Dropped(word.surface, len(matches), query.address(words=_without(query.words, word))))
    return tuple(sorted(found, key=lambda each: -each.hits)[:3])


def _without(typed: str, word: Word) -> str:
    return " ".join(typed.replace(word.surface, " ", 1).split())


def _hits(matches: Sequence[Match], asked: Asked, query: Query, with_all: frozenset[int]) -> tuple[Hit, ...]:
    groups = {} if query.story else members(match[GROUP] for match in matches)
    ids = [match[DOCUMENT] for match in matches]
    rows = Document.objects.filter(pk__in=ids).select_related("source").defer("sketch").in_bulk()
    chips = _chips(ids)
    hits = []
    for match in matches:
        row = rows[match[DOCUMENT]]
        same = len(groups.get(match[GROUP], ())) - 1
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
                reason=_reason(match, asked, with_all),
            )
        )
    return tuple(hits)


def _reason(match: Match, asked: Asked, with_all: frozenset[int]) -> str:
    if len(asked.wanted) < 2 or match[DOCUMENT] in with_all:
        return ""
    return _("Enthält nur einen Teil der Wörter.")


def _chips(ids: list[int]) -> dict[int, tuple[Chip, ...]]:
    """The municipalities and organisations each document speaks of most often."""
    found: dict[int, list[tuple[int, float, Chip]]] = {}
    rows = Link.objects.filter(document_id__in=ids, kind__in=["municipality", "organisation"])
    for document, kind, key, name, score, spans in rows.values_list("document_id", "kind", "key", "name", "score", "spans"):
        address = f"/kommunen/{key}/" if kind == "municipality" else reverse("library") + Query(organisation=key).address()
        found.setdefault(document, []).append((len(spans), score, Chip(name, address, str(LINK_KINDS[kind]))))
    order = {document: sorted(chips, key=lambda each: (-each[0], -each[1], each[2].label)) for document, chips in found.items()}
    return {document: tuple(chip for _n, _s, chip in chips[:CHIPS]) for document, chips in order.items()}
