"""Searching and typing in a filled library, with facets and snippets, beside what a plain database would do.

    DASEINSWERK_HOME=… python tests/benchmark/bench_search.py [questions]

The questions are those of `search.py`: three words of a paper title, seed 1. Peers in the same run, on the same texts: SQL LIKE
over the texts for all three words, and FTS5 over the words as they are written (both give numbers of documents and nothing else:
no facets, no snippets, no folding). "found": share of questions with at least one document that holds all three words.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Iterable

from search import Client, Document, Paper, percentiles, questions, reverse  # sets Django up

from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.search import search
from daseinswerk.apps.places.models import Municipality

connection = Document.objects.all().query.get_compiler("default").connection


def timed(ask: Callable[[str], int], asked: Iterable[str]) -> tuple[list[float], list[float], float]:
    """Seconds of CPU and of wall for each question, and the share that found something."""
    cpu, wall, found, count = [], [], 0, 0
    for words in asked:
        started, clock = time.process_time(), time.perf_counter()
        found += bool(ask(words))
        cpu.append(time.process_time() - started)
        wall.append(time.perf_counter() - clock)
        count += 1
    return cpu, wall, found / max(1, count)


def show(what: str, measured: tuple[list[float], list[float], float], goal: float | None = None) -> None:
    cpu, wall, found = percentiles(measured[0]), percentiles(measured[1]), measured[2]
    ratio = f"{cpu['p95'] / goal:.2f} of {goal:g} ms" if goal else ""
    print(f"{what:44} {cpu['p50']:8.1f} {cpu['p95']:8.1f} {wall['p50']:9.1f} {wall['p95']:9.1f} {found:7.2f}  {ratio}", flush=True)


def like(words: str) -> int:
    asked = words.split()
    with connection.cursor() as cursor:
        where = " AND ".join("(text LIKE %s OR title LIKE %s)" for _ in asked)
        cursor.execute(f"SELECT id FROM library_document WHERE {where}", [f"%{word}%" for word in asked for _ in (1, 2)])  # noqa: S608
        return len(cursor.fetchall())


def surface(words: str) -> int:
    with connection.cursor() as cursor:
        asked = " ".join(f'"{word}"' for word in words.split())
        cursor.execute("SELECT rowid FROM temp.as_written WHERE as_written MATCH %s ORDER BY rank LIMIT 1000", [asked])
        return len(cursor.fetchall())


def build_surface() -> float:
    """An index over the words as they are written, for this process only; gives the seconds it took."""
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE temp.as_written USING fts5(body, content='')")
        cursor.execute("INSERT INTO temp.as_written(rowid, body) SELECT id, title || ' ' || text FROM library_document WHERE superseded_by_id IS NULL")
    return time.perf_counter() - began


def typed_names(count: int) -> list[str]:
    """Beginnings and parts of names as people type them: three to eight letters, some without umlauts, some keys."""
    dice = random.Random(1)
    names = list(Municipality.objects.order_by("pk").values_list("name", "ags"))
    plain = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
    typed = []
    for number in range(count):
        name, ags = dice.choice(names)
        part = name[: dice.randint(2, 8)] if number % 4 else name[dice.randrange(len(name)) :][:6]
        typed.append(ags[: dice.randint(2, 8)] if number % 10 == 9 else part.translate(plain) if number % 3 == 0 else part)
    return typed


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    asked = questions(count)
    client = Client(headers={"host": "localhost"})
    for words in asked[:30]:
        client.get(reverse("library"), {"q": words})
    print(f"{Document.objects.count()} documents, {Paper.objects.count()} papers, {count} questions; milliseconds")
    print(f"{'what':44} {'CPU p50':>8} {'CPU p95':>8} {'wall p50':>9} {'wall p95':>9} {'found':>7}")
    show("page with facets and snippets", timed(lambda words: client.get(reverse("library"), {"q": words}).status_code == 200, asked), 60)
    show("hits, facets, snippets without the page", timed(lambda words: search(Query(words=words)).with_all, asked))
    print(f"peer: index of words as written, built in {build_surface():.0f} s")
    show("peer: FTS5 over words as written", timed(surface, asked))
    show("peer: SQL LIKE (first 40 questions)", timed(like, asked[:40]))
    typed = typed_names(count)
    client.get(reverse("places"), {"q": "Köln"})
    show("municipality while typing, page", timed(lambda text: client.get(reverse("places"), {"q": text}).status_code == 200, typed), 20)
    swap = {"HX-Request": "true"}
    show("municipality while typing, part", timed(lambda text: client.get(reverse("places"), {"q": text}, headers=swap).status_code == 200, typed), 20)
    print(json.dumps({"questions": count, "documents": Document.objects.count()}))


if __name__ == "__main__":
    main()
