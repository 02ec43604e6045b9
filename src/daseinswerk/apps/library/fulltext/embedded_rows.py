"""Which documents match in SQLite, in which order, and which of them tell the same.

One statement reads the full-text index and, for each match, all that is needed for narrowing, folding and counting from one
index of the table of documents (`library_document_facets`), so that no page holding a text is touched.
"""

import json
from collections.abc import Sequence

from django.db import connection

from daseinswerk.apps.library.fulltext.interface import ALL_WORDS_BONUS
from daseinswerk.apps.library.queries.query import NEWEST, OLDEST, RELEVANCE, Query

SPOKEN_OF = {"municipality": "municipality", "organisation": "organisation"}

# A group is named by its story (negative) or by the document whose text its members repeat.
COLUMNS = (
    "d.id, d.source_id, d.kind, d.year, d.date || '',"  # an expression: the driver would make a date object of a bare column
    " COALESCE(-d.story_id, -r.story_id, d.copy_of_id, d.id)"
)
TABLES = (
    "library_document d INDEXED BY library_document_facets"
    " LEFT JOIN library_document r INDEXED BY library_document_facets ON r.id = d.copy_of_id"
)

# A match is a plain row (thousands of them are read for one page, and rows of plain values cost least): places of its values.
DOCUMENT, SOURCE, KIND, YEAR, DATE, GROUP, RANK = range(7)
Match = tuple[int, int, str, int | None, str | None, int, float]
"""Document, source, kind, year, date (ISO), group, and rank: bm25, the lower the better, 0 where no words were asked for."""


def matching(expression: str, query: Query, most: int = 0) -> list[Match]:
    """Current documents the FTS5 expression matches, within the narrowing of `query`; with `most` only so many, the best."""
    where, values = _narrowed(query)
    best = f" ORDER BY rank LIMIT {most:d}" if most else ""
    # The index holds current documents alone, so without a narrowing the best can be chosen before any row is read.
    first, last = (best, "") if not values else ("", best)
    sql = (
        f"SELECT {COLUMNS}, f.rank AS rank FROM (SELECT rowid, rank FROM library_index WHERE library_index MATCH %s{first}) f"  # noqa: S608
        f" CROSS JOIN {TABLES} WHERE d.id = f.rowid AND {where}{last}"  # every value is bound
    )
    return _read(sql, [expression, *values])


def term_scores(expression: str) -> dict[int, float]:
    """What an expression alone scores in each document it matches, the higher the better."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid, -rank FROM library_index WHERE library_index MATCH %s", [expression])
        return dict(cursor.fetchall())


def best_of(score: dict[int, float], query: Query, most: int) -> list[Match]:
    """The documents with the best scores within the narrowing of `query`, at most so many."""
    where, values = _narrowed(query)
    sql = f"SELECT {COLUMNS}, 0.0 FROM json_each(%s) j CROSS JOIN {TABLES} WHERE d.id = j.value AND {where}"  # noqa: S608 - every value is bound
    return in_order(with_rank(_read(sql, [json.dumps(list(score)), *values]), score), RELEVANCE)[:most]


def with_rank(matches: Sequence[Match], score: dict[int, float]) -> list[Match]:
    """The same matches ranked by these scores."""
    return [(*match[:RANK], -score.get(match[DOCUMENT], 0.0)) for match in matches]


def everything(query: Query) -> list[Match]:
    """All current documents within the narrowing of `query`."""
    where, values = _narrowed(query)
    return _read(f"SELECT {COLUMNS}, 0.0 FROM {TABLES} WHERE {where}", values)  # noqa: S608 - every value is bound


def in_order(matches: Sequence[Match], order: str, best: frozenset[int] = frozenset()) -> list[Match]:
    """Sort by `order`; by relevance, the documents in `best` (all words) come first. Ties go to the higher number: the later."""
    if order == OLDEST:
        return sorted(matches, key=lambda m: (m[DATE] or "9999", m[DOCUMENT]))
    if order == NEWEST:
        return sorted(matches, key=lambda m: (m[DATE] or "", m[DOCUMENT]), reverse=True)
    return sorted(matches, key=lambda m: (m[DOCUMENT] not in best, m[RANK], -m[DOCUMENT]))


def mixed(complete: Sequence[Match], ranked: Sequence[Match]) -> list[Match]:
    """One ranking of documents with all words and the best with any (`ranked`, by bm25): having all is worth a bonus."""
    rank = {match[DOCUMENT]: match[RANK] for match in ranked}
    bonus = ALL_WORDS_BONUS * min(rank.values(), default=0.0)
    for match in complete:
        rank[match[DOCUMENT]] = rank.get(match[DOCUMENT], 0.0) + bonus
    rows = {match[DOCUMENT]: match for match in (*ranked, *complete)}
    return sorted(rows.values(), key=lambda m: (rank[m[DOCUMENT]], -m[DOCUMENT]))


def fold(matches: Sequence[Match]) -> list[Match]:
    """Keep the first of each group: copies of one text and tellings of one story are one hit."""
    seen: dict[int, Match] = {}
    for match in matches:
        seen.setdefault(match[GROUP], match)
    return list(seen.values())


def _narrowed(query: Query) -> tuple[str, list[str | int]]:
    """The conditions of a narrowing and their values."""
    where, values = ["d.superseded_by_id IS NULL", "d.withdrawn IS NULL"], []
    for field, kind in SPOKEN_OF.items():
        if key := getattr(query, field):
            where.append("d.id IN (SELECT document_id FROM library_link WHERE kind = %s AND key = %s)")
            values += [kind, key]
    if query.state:
        where.append(
            "d.id IN (SELECT document_id FROM library_link WHERE kind IN ('municipality', 'county', 'state')"
            " AND key >= %s AND key < %s)"
        )
        values += [query.state, query.state + ":"]  # ":" follows "9": all keys that begin with the state's
    if query.source:
        where.append("d.source_id = (SELECT id FROM library_source WHERE slug = %s)")
        values.append(query.source)
    if query.kind:
        where.append("d.kind = %s")
        values.append(query.kind)
    if query.year:
        where.append("d.year = %s")
        values.append(int(query.year[:4]))
    if query.story:
        where.append(
            "COALESCE(-d.story_id, -r.story_id, d.copy_of_id, d.id) = (SELECT COALESCE(-s.story_id, -o.story_id, s.copy_of_id, s.id)"
            " FROM library_document s LEFT JOIN library_document o ON o.id = s.copy_of_id WHERE s.id = %s)"
        )
        values.append(int(query.story))
    return " AND ".join(where), values


def _read(sql: str, values: list[str | int]) -> list[Match]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
