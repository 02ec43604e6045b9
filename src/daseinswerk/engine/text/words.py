"""The words of a text and the terms a search finds them by.

A word stands in the index under its lemma's stem and, when it is a compound, under the stems of its parts: "Häuser" is found
by "Haus", "Glasfaserausbaus" by "Ausbau von Glasfaser". Umlauts and ß are folded by the stemmer, so that Köln and Koeln,
Straße and Strasse are one term. Figures and references ("2013/0140", "1.250.000") are one term as they stand.

Each distinct surface word is analysed once per process and kept in one dictionary, because papers repeat their words: the
dictionary changes speed, never a result.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import simplemma
import Stemmer

from daseinswerk.engine.text.compounds import split
from daseinswerk.engine.text.spans import Span

_CACHED = 400_000  # distinct words kept; about 100 MB when full, a library of 10,000 papers has some 300,000
_LONGEST = 100  # characters: what is longer is no word and would only cost time

# A word with inner hyphens ("KA-Feedback-App"), or a figure or reference with inner marks ("2013/0140", "10.30").
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W_]+)*[^\W_]*|[0-9]+(?:[.,/:\-][0-9]+)*[^\W_]*(?:-[^\W\d_]+)*")
_STEMMER = Stemmer.Stemmer("german", 0)  # its own cache would be a second one


@dataclass(frozen=True, slots=True)
class Word:
    """One word: where it stands, how it is written, and its terms (first the whole word's, then those of its parts)."""

    span: Span
    surface: str
    terms: tuple[str, ...]


def words(text: str) -> tuple[Word, ...]:
    """The words of `text` in order, places in characters of `text`."""
    return tuple(Word(Span(*m.span()), m[0], terms_of(m[0])) for m in _WORD.finditer(text))


def index_terms(text: str) -> list[str]:
    """Everything the search index holds of `text`, in its order."""
    found: list[str] = []
    for surface in _WORD.findall(text):
        found += terms_of(surface)
    return found


def query_terms(query: str) -> tuple[tuple[str, ...], ...]:
    """One tuple for each word of a query: the term of the whole word, then those of its parts (whole OR all parts)."""
    return tuple(terms_of(surface) for surface in _WORD.findall(query))


@lru_cache(maxsize=_CACHED)
def terms_of(surface: str) -> tuple[str, ...]:
    """The terms of one word as it is written: first the whole word, then the parts of a compound, each once."""
    if surface[0].isdigit() or len(surface) > _LONGEST:
        return (surface.lower()[:_LONGEST],)
    joined = surface.replace("-", "").replace("‐", "").replace("‑", "")
    terms = [term(joined)]
    pieces = split(surface)
    if len(pieces) > 1:
        terms += [term(piece) for piece in pieces]
    return tuple(dict.fromkeys(terms))


def term(word: str) -> str:
    """The stem of the lemma, in lower case, umlauts and ß folded."""
    lemma = simplemma.lemmatize(word, lang="de")
    return str(_STEMMER.stemWord(lemma.lower()))


def word_hash(term: str) -> int:
    """A fixed 64-bit number for a term: the same in every process and on every machine, unlike `hash()`."""
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "big")


def surfaces(text: str) -> Iterator[str]:
    """The words of `text` as written, without their analysis."""
    return (match[0] for match in _WORD.finditer(text))
