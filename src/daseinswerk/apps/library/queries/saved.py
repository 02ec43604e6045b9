"""Searches people keep: what they ask, what they are called, how much came in since they were looked at last."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Min
from django.http import QueryDict
from django.urls import reverse

from daseinswerk.apps.library.fulltext.chosen import fulltext
from daseinswerk.apps.library.labels import kind_label
from daseinswerk.apps.library.models import Document, IndexTask, SavedSearch, Source
from daseinswerk.apps.library.queries.asked import understand
from daseinswerk.apps.library.queries.facets import names_of
from daseinswerk.apps.library.queries.query import NEWEST, Query

MOST_FRESH = 5_000  # new documents looked at for one search; more than that is no news but a new library
MOST_LOOKED_AT = 2_000  # hits looked at, the newest by their own date: a new text is hardly older than the two thousandth


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved search with its address in the library and the number of new hits."""

    row: SavedSearch
    address: str
    fresh: int


def read_question(question: str) -> Query:
    """The query a stored query string stands for."""
    return Query.read(QueryDict(question.removeprefix("?")))


def called(query: Query) -> str:
    """What a search is called when nobody names it: its words, then what narrows it."""
    places = names_of([(field, key) for field, key in query.narrowed.items() if field in ("municipality", "state", "organisation")])
    parts = [query.words] if query.words else []
    for field, key in query.narrowed.items():
        if field == "source":
            parts.append(Source.objects.filter(slug=key).values_list("name", flat=True).first() or key)
        elif field == "kind":
            parts.append(kind_label(key))
        else:
            parts.append(places.get((field, key), key))
    return " · ".join(parts)[:200]


def fresh_hits(query: Query, since: datetime) -> list[int]:
    """Documents that answer the question with all its words and came in after `since`, folded, the newest first."""
    fresh = frozenset(Document.objects.filter(archived__gt=since).order_by("-archived").values_list("pk", flat=True)[:MOST_FRESH])
    return [number for number in _newest(query, MOST_LOOKED_AT) if number in fresh] if fresh else []


def seen_until(since: datetime, now: datetime) -> datetime:
    """Up to when a search that is looked at now shows what came in after `since`: before the first document the large index still waits for."""
    waiting = IndexTask.objects.values("document")
    first = Document.objects.filter(pk__in=waiting, archived__gt=since).aggregate(first=Min("archived"))["first"]
    return min(now, first - timedelta(microseconds=1)) if first else now


def answers(query: Query, most: int) -> list[int]:
    """Documents that answer the question with all its words, folded, what came in last first."""
    return sorted(_newest(query, MOST_LOOKED_AT), reverse=True)[:most]


def _newest(query: Query, most: int) -> list[int]:
    """The hits with all words by their own date, the newest first."""
    asked = understand(query.words)
    if query.words and not asked.wanted:
        return []
    found = fulltext().find(asked.sought(), replace(query, sort=NEWEST, page=1), most)
    return [shown.document for shown in found.shown if shown.has_all]


def kept(rows: Iterable[SavedSearch]) -> tuple[Kept, ...]:
    """Saved searches as their page lists them."""
    return tuple(Kept(row, f"{reverse('library')}?{row.question}", len(fresh_hits(read_question(row.question), row.looked or row.created))) for row in rows)
