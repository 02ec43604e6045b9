"""Totals and facets of the large index, counted inside tantivy: no row of a hit is ever read for them.

Documents that stand alone are simply counted. Of those that share a group each group counts once: exactly while there are few, by
tantivy's estimate of distinct values (within some percent of this part) where they are many.
"""

from collections import Counter
from typing import Any

import tantivy
from tantivy import Query

from daseinswerk.apps.library.fulltext.large_questions import Questions, together

EXACT = 5_000  # hits that share groups, up to which groups are counted one by one
FIELDS = ("municipality", "state", "organisation", "source", "kind", "year")
MOST_VALUES = 300  # of one field: more than the page lists, and all years
_DISTINCT = {"groups": {"cardinality": {"field": "group"}}}


def total(questions: Questions, hits: Query) -> int:
    """How many hits a list shows, groups folded."""
    alone = count(questions.searcher, together([hits, questions.term("tied", 0)]))
    tied = together([hits, questions.term("tied", 1)])
    found = questions.searcher.search(tied, EXACT)
    if found.count <= EXACT:
        addresses = [address for _score, address in found.hits]
        return alone + len(set(questions.searcher.fast_field_values("group", addresses)))
    return alone + round(questions.searcher.cardinality(tied, "group"))


def counts(questions: Questions, hits: Query) -> dict[str, Counter[str]]:
    """Hits by value for each field of a narrowing, groups folded."""
    found: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for tied in (0, 1):
        asked = {field: {"terms": {"field": field, "size": MOST_VALUES}, **({"aggs": _DISTINCT} if tied else {})} for field in FIELDS}
        answer = questions.searcher.aggregate(together([hits, questions.term("tied", tied)]), asked)
        for field in FIELDS:
            for bucket in answer[field]["buckets"]:
                found[field][str(bucket["key"])] += _hits_in(bucket)
    return found


def count(searcher: tantivy.Searcher, query: Query) -> int:
    return int(searcher.search(query, 1).count)


def _hits_in(bucket: dict[str, Any]) -> int:
    return round(bucket["groups"]["value"]) if "groups" in bucket else int(bucket["doc_count"])
