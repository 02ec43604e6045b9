"""What a search costs in a large library: whole answers (ten hits with snippets, total, all facets) and the index alone, CPU milliseconds.

    python tests/benchmark/bench_search_size.py [--embedded 100000] [--large 100000 1000000] [--questions 150]

Texts of about 600 characters are spliced from sentences of council papers (`search_places`); each sentence is analysed once, so that
building stays short. The database holds the first 100,000 texts; of a larger index every entry has its own terms, group and facets, and
points to one of these rows for title and snippet. Questions are one to three nouns drawn from the texts ("all words" of the site: those
with all, then the best with some) and six of them ("any word": one ranking). Ten best and total without the rest of the answer is
printed beside it ("index alone"; to it the goals belong), all that the index answers for a page ("hits, total, facets"), and the count of
one facet. Best of three repeats each.
"""

import argparse
import json
import os
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

import tantivy
from django.db import transaction
from search_places import clean, council_texts, fill, new_library, sentences, use

from daseinswerk.apps.library.fulltext import embedded, large, large_index, large_writer
from daseinswerk.apps.library.fulltext.chosen import fulltext
from daseinswerk.apps.library.fulltext.embedded_rows import matching
from daseinswerk.apps.library.fulltext.interface import Sought
from daseinswerk.apps.library.fulltext.large_questions import Questions
from daseinswerk.apps.library.models import Document, Link
from daseinswerk.apps.library.queries.asked import understand
from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.search import search
from daseinswerk.engine.text.words import index_terms, surfaces

ROWS = 100_000
GOALS = {
    ("embedded", "all"): (15, 70), ("embedded", "any"): (50, 100), ("large", "all"): (1, 3), ("large", "any"): (1, 3),
    ("largest", "all"): (2.5, 8), ("largest", "any"): (5, 12), ("largest", "facet"): (3, 10),
}  # fmt: skip


class Splicer:
    """Texts of whole sentences, each with its terms."""

    def __init__(self) -> None:
        read = [clean(row["text"]).text for row in council_texts()[::6]]
        pool = [text[s.start : s.end] for text in read for s in sentences(text)]
        self.pool = [sentence for sentence in dict.fromkeys(pool) if 30 < len(sentence) < 300]
        self.terms = [" ".join(index_terms(sentence)) for sentence in self.pool]

    def texts(self, count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
        dice = random.Random(seed)
        for _ in range(count):
            chosen: list[int] = []
            while sum(len(self.pool[number]) for number in chosen) < 600:
                chosen.append(dice.randrange(len(self.pool)))
            yield " ".join(self.pool[number] for number in chosen), " ".join(self.terms[number] for number in chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--embedded", type=int, default=ROWS)
    parser.add_argument("--large", type=int, nargs="*", default=[ROWS, 10 * ROWS])
    parser.add_argument("--questions", type=int, default=150)
    chosen = parser.parse_args()
    splicer, source = Splicer(), new_library()
    if not Document.objects.exists():
        fill(source, (text for text, _terms in splicer.texts(ROWS)))
    first = Document.objects.order_by("pk").values_list("pk", flat=True)[0]
    asked = _questions(chosen.questions)
    if chosen.embedded:
        use("embedded")
        if embedded.INDEX.size() != chosen.embedded:
            _build_embedded(splicer, chosen.embedded, first)
        _measure("embedded", chosen.embedded, asked)
    for size in chosen.large:
        use("large")
        _build_large(splicer, size, first)
        _measure("largest" if size > ROWS else "large", size, asked)
    if "BENCH_HOME" not in os.environ:
        shutil.rmtree(large_index.settings.HOME, ignore_errors=True)


def _questions(count: int) -> dict[str, list[str]]:
    """Nouns from drawn texts, one to three of one text, and six."""
    dice = random.Random(3)
    rows = [list(dict.fromkeys(w for w in surfaces(text) if w[0].isupper() and len(w) > 4)) for text in _some(dice, 4 * count)]
    rows = [row for row in rows if len(row) >= 6]
    made = {f"{n} of a text, all words": [" ".join(dice.sample(row, n)) for row in rows[:count]] for n in (1, 2, 3)}
    return {**made, "6 of a text, any word": [" ".join(dice.sample(row, 6)) for row in rows[:count]]}


def _some(dice: random.Random, count: int) -> Sequence[str]:
    numbers = dice.sample(list(Document.objects.values_list("pk", flat=True)), count)
    return Document.objects.filter(pk__in=numbers).order_by("pk").values_list("text", flat=True)


@transaction.atomic
def _build_embedded(splicer: Splicer, size: int, first: int) -> None:
    embedded.INDEX.empty()
    for number, (_text, terms) in enumerate(splicer.texts(size)):
        embedded.INDEX.put(first + number, terms)


def _build_large(splicer: Splicer, size: int, first: int) -> None:
    """Entries as `large_writer.entry` makes them, with terms that are known already."""
    dates = dict(Document.objects.values_list("pk", "date"))
    kinds = dict(Document.objects.values_list("pk", "kind"))
    towns = dict(Link.objects.values_list("document", "key"))
    began = time.process_time()
    with large_index.only_indexer(), large_writer.building() as writer:
        for number, (_text, terms) in enumerate(splicer.texts(size)):
            pk = first + number % ROWS
            row = tantivy.Document(body=terms, kind=kinds[pk], source="1", year=str(dates[pk].year), municipality=towns[pk], state=towns[pk][:2])
            row.add_unsigned("id", pk)
            row.add_integer("group", number + 1)
            row.add_unsigned("tied", 0)
            row.add_unsigned("newest", number)
            row.add_unsigned("oldest", number)
            writer.add_document(row)
    print(json.dumps({"what": "built", "documents": size, "cpu_s": round(time.process_time() - began, 1)}), flush=True)


def _measure(index: str, size: int, asked: dict[str, list[str]]) -> None:
    for what, questions in asked.items():
        kind = "any" if "any" in what else "all"
        _say(index, size, f"{what}: page", questions, lambda words: search(Query(words=words)))
        _say(index, size, f"{what}: hits, total, facets", questions, _found)
        alone = partial(_index_alone, index == "embedded", kind)
        _say(index, size, f"{what}: index alone", questions, alone, GOALS.get((index, kind)))
    if index != "embedded":
        _say(index, size, "one facet, one word", next(iter(asked.values())), _one_facet, GOALS.get((index, "facet")))


def _found(words: str) -> object:
    """What the index answers for a page, before names, titles and snippets are read."""
    wanted = understand(words).sought()
    return fulltext().find(wanted, Query(words=words), 10) if wanted else None


@cache
def _wanted(words: str) -> tuple[Sought, ...]:
    """What is asked of the index; understood in the first of three repeats, so that the best one is the index alone."""
    return understand(words).sought()


def _index_alone(is_embedded: bool, kind: str, words: str) -> object:
    """The ten best and how many there are."""
    wanted, query = _wanted(words), Query(words=words)
    if not wanted:
        return None
    if is_embedded:
        return matching(embedded.any_word(wanted) if kind == "any" else embedded.all_words(wanted), query, 10 if kind == "any" else 0)
    questions = Questions(large.INDEX._reader.searcher(), large_index.schema())
    hits = questions.any_word(wanted) if kind == "any" else questions.all_words(wanted)
    return questions.searcher.search(hits, 10)


def _one_facet(words: str) -> object:
    questions = Questions(large.INDEX._reader.searcher(), large_index.schema())
    hits = questions.all_words(_wanted(words))
    return questions.searcher.aggregate(hits, {"municipality": {"terms": {"field": "municipality", "size": 300}}})


def _say(index: str, size: int, what: str, questions: list[str], ask: Callable[[str], object], goal: tuple[float, float] | None = None) -> None:
    best = [1e9] * len(questions)
    for _repeat in range(3):
        for number, words in enumerate(questions):
            began = time.thread_time()
            ask(words)
            best[number] = min(best[number], time.thread_time() - began)
    ordered = sorted(best)
    p50, p95 = (round(1000 * ordered[int(len(ordered) * share)], 2) for share in (0.5, 0.95))
    print(json.dumps({"index": index, "documents": size, "what": what, "p50": p50, "p95": p95, "goal": goal}), flush=True)


if __name__ == "__main__":
    main()
