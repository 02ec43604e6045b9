"""Words of the library that are written almost like one nobody knows: for a search that finds nothing."""

from collections.abc import Iterable

from django.db import connection
from rapidfuzz import fuzz, process

from daseinswerk.apps.library.queries.asked import Word
from daseinswerk.engine.text.words import surfaces, term

MOST = 3
ALIKE = 78.0  # share of equal letters, in percent
_START = 2  # the first letters are rarely mistyped, and looking up every word would be slow
_LOOKED_AT = 20_000  # characters of a document in which the written form of a term is looked for


def near_words(unknown: Iterable[Word]) -> tuple[tuple[str, str], ...]:
    """For each word nobody knows up to three as they are written in documents, the most alike first: (unknown, near) pairs."""
    found = []
    for word in list(unknown)[:3]:
        asked = word.terms[0]
        if word.phrase or len(asked) < 4:
            continue
        alike = process.extract(asked, _beginning(asked[:_START]), scorer=fuzz.ratio, limit=MOST, score_cutoff=ALIKE)
        written = dict.fromkeys(_as_written(candidate) for candidate, _score, _index in alike)
        found += [(word.surface, near) for near in written if near]
    return tuple(found)


def _beginning(start: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT term FROM library_terms WHERE term >= %s AND term < %s", [start, start + "\U0010ffff"])
        return [row[0] for row in cursor.fetchall()]


def _as_written(candidate: str) -> str:
    """How a document writes the word behind a term; empty where the beginning of the first one does not tell."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT title || ' ' || substr(text, 1, %s) FROM library_document WHERE id ="
            " (SELECT rowid FROM library_index WHERE library_index MATCH %s LIMIT 1)",
            [_LOOKED_AT, '"' + candidate.replace('"', '""') + '"'],
        )
        row = cursor.fetchone()
    words = (surface for surface in surfaces(row[0] if row else "") if surface[:1].isalpha() and term(surface) == candidate)
    return next(words, "")
