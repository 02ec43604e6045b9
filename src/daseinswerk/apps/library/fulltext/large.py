"""The index beside the database: tantivy, for libraries above about 100,000 documents and for PostgreSQL.

The database stays the truth. Actions write which documents changed into the outbox (`actions/index.py`), the one indexer
(`actions/indexing.py`) brings the index up to date, and a search reads the last commit. So a search may be a second or two behind,
and the page says of when its index is.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from math import ceil

import tantivy
from tantivy import Order, Query

from daseinswerk.apps.library.fulltext import large_index
from daseinswerk.apps.library.fulltext.interface import MOST_PARTLY, Found, Shown, Sought
from daseinswerk.apps.library.fulltext.large_counts import counts, total
from daseinswerk.apps.library.fulltext.large_questions import Questions, together
from daseinswerk.apps.library.queries.query import NEWEST, OLDEST
from daseinswerk.apps.library.queries.query import Query as Asked

SPARE = 20  # documents read beyond a page, because some fold into one hit


class Large:
    """tantivy as `interface.FullText` wants it."""

    name = "large"
    same_transaction = False

    def __init__(self) -> None:
        self._reader = large_index.Reader()
        self._schema = large_index.schema()

    def size(self) -> int:
        return int(self._reader.searcher().num_docs)

    def as_of(self) -> datetime | None:
        return large_index.as_of()

    def documents_with(self, terms: Iterable[str]) -> dict[str, int]:
        searcher = self._reader.searcher()
        found = {term: searcher.doc_freq("body", term) for term in set(terms)}
        return {term: documents for term, documents in found.items() if documents}

    def terms_beginning(self, start: str) -> list[tuple[str, int]]:
        return list(self._reader.searcher().terms_with_prefix("body", start))

    def document_with(self, term: str) -> int | None:
        questions = self._questions()
        hits = questions.searcher.search(questions.term("body", term), 1).hits
        return _values(questions.searcher, "id", hits)[0] if hits else None

    def find(self, wanted: Sequence[Sought], query: Asked, size: int) -> Found:
        questions = self._questions()
        complete = self._complete(questions, wanted, query)
        with_all = total(questions, complete)
        if with_all < size and len(wanted) > 1:
            return _with_partly(questions, wanted, query, size)
        if query.story:
            return _unfolded(questions, complete, query, size)
        first = _first(query, with_all, size)
        shown = _page(questions.searcher, complete, query.order, first + size)[first:]
        return Found(tuple(shown), with_all, with_all, counts(questions, complete))

    def how_many(self, wanted: Sequence[Sought], query: Asked) -> int:
        questions = self._questions()
        return total(questions, self._complete(questions, wanted, query))

    def _questions(self) -> Questions:
        return Questions(self._reader.searcher(), self._schema)

    def _complete(self, questions: Questions, wanted: Sequence[Sought], query: Asked) -> Query:
        """Documents with all words, within the narrowing."""
        words = [questions.all_words(wanted)] if wanted else []
        return together([*words, *questions.narrowed(query)])


INDEX = Large()


def _page(searcher: tantivy.Searcher, hits: Query, order: str, needed: int) -> list[Shown]:
    """The first `needed` hits in order, groups folded; all have all words."""
    limit = needed + SPARE
    while True:
        found = _ordered(searcher, hits, order, limit)
        documents, groups = _values(searcher, "id", found), _values(searcher, "group", found)
        folded = dict(zip(reversed(groups), reversed(documents), strict=True))  # the first of a group wins
        if len(folded) >= needed or len(found) < limit:
            firsts = dict.fromkeys(groups)
            return [Shown(folded[group], group) for group in islice(firsts, needed)]
        limit *= 4


def _unfolded(questions: Questions, hits: Query, query: Asked, size: int) -> Found:
    """All that tells the same, each shown."""
    documents = int(questions.searcher.search(hits, 1).count)
    first = _first(query, documents, size)
    found = _ordered(questions.searcher, hits, query.order, first + size)[first:]
    ids, groups = _values(questions.searcher, "id", found), _values(questions.searcher, "group", found)
    shown = tuple(Shown(document, group) for document, group in zip(ids, groups, strict=True))
    return Found(shown, documents, documents, counts(questions, hits))


def _with_partly(questions: Questions, wanted: Sequence[Sought], query: Asked, size: int) -> Found:
    """Documents with all words fill less than a page: the best ones with some of the words follow."""
    searcher, narrowing = questions.searcher, questions.narrowed(query)
    complete = together([questions.all_words(wanted), *narrowing])
    partly = together([questions.any_word(wanted), *narrowing])
    ranked = searcher.search(complete, MOST_PARTLY).hits
    best = frozenset(_values(searcher, "id", ranked))
    found = [*ranked, *searcher.search(partly, MOST_PARTLY).hits]
    documents = list(dict.fromkeys(_values(searcher, "id", found)))
    hits = questions.ids(documents)
    if query.order in (NEWEST, OLDEST):
        found = _ordered(searcher, hits, query.order, len(documents))
        documents = _values(searcher, "id", found)
    group = dict(zip(_values(searcher, "id", found), _values(searcher, "group", found), strict=True))
    folded: dict[int, int] = {}
    for document in documents:
        folded.setdefault(document if query.story else group[document], document)
    shown = [Shown(document, group[document], document in best) for document in folded.values()]
    first = _first(query, len(shown), size)
    with_all = sum(each.has_all for each in shown)
    return Found(tuple(shown[first : first + size]), len(shown), with_all, counts(questions, hits))


def _ordered(searcher: tantivy.Searcher, hits: Query, order: str, limit: int) -> list:
    if order == NEWEST:
        return searcher.search(hits, limit, count=False, order_by_field="newest", order=Order.Desc).hits
    if order == OLDEST:
        return searcher.search(hits, limit, count=False, order_by_field="oldest", order=Order.Asc).hits
    return searcher.search(hits, limit, count=False).hits


def _first(query: Asked, hits: int, size: int) -> int:
    """Where the page begins; a page beyond the end is the last one."""
    return (min(query.page, max(1, ceil(hits / size))) - 1) * size


def _values(searcher: tantivy.Searcher, field: str, hits: Sequence[tuple]) -> list[int]:
    return list(searcher.fast_field_values(field, [address for _key, address in hits])) if hits else []
