"""The index inside SQLite: FTS5 without a copy of the text, in the same file and the same transaction as the documents.

The table `library_index` (migration 0003) keeps no text; its rowid is the number of the document. `library_terms` (0004) lists
its terms. Good to about 100,000 documents: every hit is joined with its row to fold and to count (engines.md § 3).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil

from django.db import connection

from daseinswerk.apps.library.fulltext.embedded_counts import counts
from daseinswerk.apps.library.fulltext.embedded_rows import (
    DOCUMENT,
    GROUP,
    Match,
    best_of,
    everything,
    fold,
    in_order,
    matching,
    mixed,
    term_scores,
    with_rank,
)
from daseinswerk.apps.library.fulltext.interface import MOST_PARTLY, TOGETHER, Found, How, Shown, Sought, Way, is_mixed
from daseinswerk.apps.library.queries.query import RELEVANCE, Query
from daseinswerk.engine.text.weighing import weighed

LAST = "\U0010ffff"  # no term sorts after it


class Embedded:
    """FTS5 as `interface.FullText` wants it."""

    name = "embedded"
    same_transaction = True

    def size(self) -> int:
        return int(_value("SELECT count(*) FROM library_index_docsize"))

    def as_of(self) -> datetime | None:
        return None

    def documents_with(self, terms: Iterable[str]) -> dict[str, int]:
        found = {term: _value("SELECT doc FROM library_terms WHERE term = %s", term) for term in set(terms)}
        return {term: documents for term, documents in found.items() if documents}

    def terms_beginning(self, start: str) -> list[tuple[str, int]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT term, doc FROM library_terms WHERE term >= %s AND term < %s", [start, start + LAST])
            return cursor.fetchall()

    def document_with(self, term: str) -> int | None:
        return _value("SELECT rowid FROM library_index WHERE library_index MATCH %s LIMIT 1", quoted(term))

    def find(self, wanted: Sequence[Sought], query: Query, size: int) -> Found:
        complete = self._complete(wanted, query)
        best = frozenset(match[DOCUMENT] for match in complete)
        matches, shown = _folded(in_order(complete, query.order), query)
        if is_mixed(len(wanted), len(shown), query):
            matches, shown = _folded(mixed(complete, self._ranked(wanted, query)), query)
        elif len(shown) < size and len(wanted) > 1:
            partly = [match for match in self._ranked(wanted, query) if match[DOCUMENT] not in best]
            matches, shown = _folded(in_order([*complete, *partly], query.order, best), query)
        first = (min(query.page, max(1, ceil(len(shown) / size))) - 1) * size
        return Found(
            shown=tuple(Shown(match[DOCUMENT], match[GROUP], match[DOCUMENT] in best) for match in shown[first : first + size]),
            total=len(shown),
            with_all=sum(match[DOCUMENT] in best for match in shown),
            counts=counts(matches),
        )

    def how_many(self, wanted: Sequence[Sought], query: Query) -> int:
        return len(fold(matching(all_words(wanted), query)))

    def _complete(self, wanted: Sequence[Sought], query: Query) -> list[Match]:
        """Documents with all words; everything where nothing is asked for."""
        if not wanted:
            return everything(query)
        found = matching(all_words(wanted), query)
        return with_rank(found, scores(wanted)) if is_translated(wanted) and query.order == RELEVANCE else found

    def _ranked(self, wanted: Sequence[Sought], query: Query) -> list[Match]:
        """The best documents with some of the words."""
        if not is_translated(wanted):
            return matching(any_word(wanted), query, MOST_PARTLY)
        return best_of(scores(wanted), query, MOST_PARTLY)

    def put(self, document_id: int, terms: str) -> None:
        """Put the terms of one document into the index, in place of what stood there."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT OR REPLACE INTO library_index(rowid, body) VALUES (%s, %s)", [document_id, terms])

    def remove(self, document_id: int) -> None:
        """Take one document out; nothing happens where it was not in it."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM library_index WHERE rowid = %s", [document_id])

    def empty(self) -> None:
        """Take everything out, before it is built anew."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM library_index")


INDEX = Embedded()


def all_words(wanted: Sequence[Sought]) -> str:
    """The FTS5 expression for documents with every word."""
    return " AND ".join(f"({' OR '.join(map(_expression, sought.ways))})" for sought in wanted)


def any_word(wanted: Sequence[Sought]) -> str:
    """The FTS5 expression that ranks documents with some of the words: each term by itself, which ranks as well as it gets."""
    loose = [quoted(term) for sought in wanted for terms, _weight in sought.loose for term in terms]
    strict = [_expression(way) for sought in wanted for way in sought.ways if not sought.loose]
    return " OR ".join(dict.fromkeys([*loose, *strict]))


def is_translated(wanted: Sequence[Sought]) -> bool:
    """Whether some word can be said in several ways, which bm25 over one expression would add up."""
    return any(len(sought.loose) > 1 for sought in wanted)


def scores(wanted: Sequence[Sought]) -> dict[int, float]:
    """The score of each document for words that can be said in several ways, the higher the better."""
    ways = [sought.loose or tuple((way.terms, way.weight) for way in sought.ways) for sought in wanted]
    return weighed(ways, lambda term: term_scores(quoted(term)))


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _expression(way: Way) -> str:
    if way.how is How.NEAR:
        return f"NEAR({' '.join(map(quoted, way.terms))}, {TOGETHER})"
    return quoted(" ".join(way.terms)) + (" *" if way.how is How.PREFIX else "")


def _folded(matches: list[Match], query: Query) -> tuple[list[Match], list[Match]]:
    """All matches, and what is shown: the best of each group; in the list of everything that tells the same, each document."""
    return matches, matches if query.story else fold(matches)


def _value(sql: str, *values: str) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return row[0] if row else None
