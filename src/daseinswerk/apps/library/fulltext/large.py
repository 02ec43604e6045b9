"""The index beside the database: tantivy, for libraries above about 100,000 documents and for PostgreSQL.

The database stays the truth. Actions write which documents changed into the outbox (`actions/index.py`), the one indexer
(`actions/indexing.py`) brings the index up to date, and a search reads the last commit. So a search may be a second or two behind,
and the page says of when its index is.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

import tantivy
from tantivy import Query

from daseinswerk.apps.library.fulltext import large_index
from daseinswerk.apps.library.fulltext.interface import Found, Shown, Sought, is_mixed
from daseinswerk.apps.library.fulltext.large_counts import counts, total
from daseinswerk.apps.library.fulltext.large_partly import first_of, found_partly, ordered, values
from daseinswerk.apps.library.fulltext.large_questions import Questions, together
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
        return values(questions.searcher, "id", hits)[0] if hits else None

    def find(self, wanted: Sequence[Sought], query: Asked, size: int) -> Found:
        questions = self._questions()
        complete = self._complete(questions, wanted, query)
        with_all = total(questions, complete)
        mixed = is_mixed(len(wanted), with_all, query)
        if mixed or (with_all < size and len(wanted) > 1):
            return found_partly(questions, wanted, query, size, mixed=mixed)
        if query.story:
            return _unfolded(questions, complete, query, size)
        first = first_of(query, with_all, size)
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
        found = ordered(searcher, hits, order, limit)
        documents, groups = values(searcher, "id", found), values(searcher, "group", found)
        folded = dict(zip(reversed(groups), reversed(documents), strict=True))  # the first of a group wins
        if len(folded) >= needed or len(found) < limit:
            firsts = dict.fromkeys(groups)
            return [Shown(folded[group], group) for group in islice(firsts, needed)]
        limit *= 4


def _unfolded(questions: Questions, hits: Query, query: Asked, size: int) -> Found:
    """All that tells the same, each shown."""
    documents = int(questions.searcher.search(hits, 1).count)
    first = first_of(query, documents, size)
    found = ordered(questions.searcher, hits, query.order, first + size)[first:]
    ids, groups = values(questions.searcher, "id", found), values(questions.searcher, "group", found)
    shown = tuple(Shown(document, group) for document, group in zip(ids, groups, strict=True))
    return Found(shown, documents, documents, counts(questions, hits))
