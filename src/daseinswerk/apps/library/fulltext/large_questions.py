"""Questions in the words of tantivy: all words with their ways, any word as one flat union, narrowing that adds nothing to a score."""

from collections.abc import Iterable, Sequence

import tantivy
from tantivy import Occur, Query

from daseinswerk.apps.library.fulltext.interface import TOGETHER, How, Sought, Way
from daseinswerk.apps.library.models import Source
from daseinswerk.apps.library.queries.hits import group_of
from daseinswerk.apps.library.queries.query import Query as Asked
from daseinswerk.engine.text.weighing import SOFTENED

MOST_BEGUN = 200  # terms a beginning may stand for: the most frequent ones


class Questions:
    """Makes queries for one state of the index."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema) -> None:
        self.searcher, self.schema = searcher, schema

    def term(self, field: str, value: str | int) -> Query:
        return Query.term_query(self.schema, field, value)

    def all_words(self, wanted: Sequence[Sought]) -> Query:
        """Documents with every word."""
        return together(best_of((self._way(way), way.weight) for way in sought.ways) for sought in wanted)

    def any_word(self, wanted: Sequence[Sought]) -> Query:
        """Documents with some of the words: a flat union of terms, which costs a third of a nested one (engines.md § 3).

        Of a word that can be said in several ways the best way counts.
        """
        flat: dict[str, Query] = {}
        nested: list[Query] = []
        for sought in wanted:
            if len(sought.loose) == 1:
                flat |= {term: self.term("body", term) for term in sought.loose[0][0]}
            elif sought.loose:
                nested.append(best_of((either(self.term("body", term) for term in terms), weight) for terms, weight in sought.loose))
            else:
                nested += [self._way(way) for way in sought.ways]
        return either([*flat.values(), *nested])

    def narrowed(self, query: Asked) -> list[Query]:
        """The conditions of a narrowing; none where nothing is narrowed."""
        found = [self.term(field, query.narrowed[field]) for field in ("municipality", "state", "organisation", "kind") if field in query.narrowed]
        if query.year:
            found.append(self.term("year", str(int(query.year[:4]))))
        if query.source:
            source = Source.objects.filter(slug=query.source).values_list("pk", flat=True).first()
            found.append(self.term("source", str(source or 0)))
        if query.story:
            found.append(self.term("group", group_of(int(query.story))))
        return [Query.const_score_query(condition, 0.0) for condition in found]

    def ids(self, documents: Iterable[int]) -> Query:
        return Query.term_set_query(self.schema, "id", list(documents))

    def _way(self, way: Way) -> Query:
        terms = list(way.terms)
        if way.how is How.PREFIX:
            begun = sorted(self.searcher.terms_with_prefix("body", terms[0]), key=lambda each: -each[1])[:MOST_BEGUN]
            return either(self.term("body", term) for term, _count in begun)
        if len(terms) == 1:
            return self.term("body", terms[0])
        if way.how is How.NEAR:
            return either(Query.phrase_query(self.schema, "body", order, TOGETHER) for order in (terms, terms[::-1]))
        return Query.phrase_query(self.schema, "body", terms, 0)


def together(queries: Iterable[Query]) -> Query:
    """All of them; everything where there are none."""
    queries = list(queries)
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries]) if queries else Query.all_query()


def either(queries: Iterable[Query]) -> Query:
    """Any of them; nothing where there are none."""
    queries = list(queries)
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries]) if queries else Query.empty_query()


def best_of(weighted: Iterable[tuple[Query, float]]) -> Query:
    """Any of them. Where they are translations (weights below 1) the best one counts, else they are added."""
    weighted = list(weighted)
    if all(weight == 1.0 for _query, weight in weighted):
        return either(query for query, _weight in weighted)
    return Query.disjunction_max_query([Query.boost_query(query, weight**SOFTENED) for query, weight in weighted])
