"""Hits of the large index in order, and pages on which documents with some of the words stand as well."""

from collections.abc import Sequence
from math import ceil

import tantivy
from tantivy import Order, Query

from daseinswerk.apps.library.fulltext.interface import ALL_WORDS_BONUS, MOST_PARTLY, Found, Shown, Sought
from daseinswerk.apps.library.fulltext.large_counts import counts
from daseinswerk.apps.library.fulltext.large_questions import Questions, together
from daseinswerk.apps.library.queries.query import NEWEST, OLDEST
from daseinswerk.apps.library.queries.query import Query as Asked

Hits = Sequence[tuple[float, tantivy.DocAddress]]


def found_partly(questions: Questions, wanted: Sequence[Sought], query: Asked, size: int, *, mixed: bool) -> Found:
    """Documents with all words and the best ones with some of them: one ranking where `mixed`, else those with all come first."""
    searcher, narrowing = questions.searcher, questions.narrowed(query)
    complete = searcher.search(together([questions.all_words(wanted), *narrowing]), MOST_PARTLY).hits
    partly = searcher.search(together([questions.any_word(wanted), *narrowing]), MOST_PARTLY).hits
    ranked, best = values(searcher, "id", partly), values(searcher, "id", complete)
    group = dict(zip([*ranked, *best], [*values(searcher, "group", partly), *values(searcher, "group", complete)], strict=True))
    hits = questions.ids(group)
    if query.order in (NEWEST, OLDEST):
        documents = values(searcher, "id", ordered(searcher, hits, query.order, len(group)))
    else:
        documents = _mixed(dict(zip(ranked, (score for score, _ in partly), strict=True)), best) if mixed else [*best, *ranked]
    folded: dict[int, int] = {}
    for document in dict.fromkeys(documents):
        folded.setdefault(document if query.story else group[document], document)
    with_all = frozenset(best)
    shown = [Shown(document, group[document], document in with_all) for document in folded.values()]
    first = first_of(query, len(shown), size)
    return Found(tuple(shown[first : first + size]), len(shown), sum(each.has_all for each in shown), counts(questions, hits))


def ordered(searcher: tantivy.Searcher, hits: Query, order: str, limit: int) -> Hits:
    """The first hits in the order asked for; each with its score or its number in that order."""
    if order == NEWEST:
        return searcher.search(hits, limit, count=False, order_by_field="newest", order=Order.Desc).hits
    if order == OLDEST:
        return searcher.search(hits, limit, count=False, order_by_field="oldest", order=Order.Asc).hits
    return searcher.search(hits, limit, count=False).hits


def first_of(query: Asked, hits: int, size: int) -> int:
    """Where the page begins; a page beyond the end is the last one."""
    return (min(query.page, max(1, ceil(hits / size))) - 1) * size


def values(searcher: tantivy.Searcher, field: str, hits: Hits) -> list[int]:
    """The number in `field` of each hit."""
    return list(searcher.fast_field_values(field, [address for _key, address in hits])) if hits else []


def _mixed(score: dict[int, float], best: Sequence[int]) -> list[int]:
    """One ranking, the best first: having all words is worth a bonus."""
    bonus = ALL_WORDS_BONUS * max(score.values(), default=0.0)
    for document in best:
        score[document] = score.get(document, 0.0) + bonus
    return sorted(score, key=lambda document: -score[document])
