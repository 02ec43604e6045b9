"""The words of a text and the terms a search finds them by.

A word stands in the index under its lemma's stem and, when it is a compound, under the stems of its parts: "Häuser" is found
by "Haus", "Glasfaserausbaus" by "Ausbau von Glasfaser". Umlauts and ß are folded by the stemmer, so that Köln and Koeln,
Straße and Strasse are one term. Figures and references ("2013/0140", "1.250.000") are one term as they stand.

Each way of writing a word is analysed once and kept (`word_table`), because papers repeat their words: the dictionary changes
speed, never a result.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import Stemmer
from simplemma.strategies import DefaultStrategy

from daseinswerk.engine.text.compounds import split
from daseinswerk.engine.text.spans import Span
from daseinswerk.engine.text.word_table import Reading, WordTable

_LONGEST = 100  # characters: what is longer is no word and would only cost time
_FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

# A word with inner hyphens ("KA-Feedback-App"), or a figure or reference with inner marks ("2013/0140", "10.30").
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W_]+)*[^\W_]*|[0-9]+(?:[.,/:\-][0-9]+)*[^\W_]*(?:-[^\W\d_]+)*")
_LEMMATIZER = DefaultStrategy()
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


def read_words(text: str) -> Reading:
    """The terms of `text` for the index and the numbers of its words for its sketch, in one pass."""
    return WORDS.read(text)


def index_terms(text: str) -> list[str]:
    """Everything the search index holds of `text`, in its order."""
    return WORDS.read(text).terms.split()


def query_terms(query: str) -> tuple[tuple[str, ...], ...]:
    """One tuple for each word of a query: the term of the whole word, then those of its parts (whole OR all parts)."""
    return tuple(terms_of(surface) for surface in _WORD.findall(query))


def terms_of(surface: str) -> tuple[str, ...]:
    """The terms of one word as it is written: first the whole word, then the parts of a compound, each once."""
    return tuple(WORDS.terms_of(surface).split())


def _analysed(surface: str) -> str:
    """The terms of one word, separated by spaces."""
    if surface[0].isdigit() or len(surface) > _LONGEST:
        return surface.lower()[:_LONGEST]
    whole = _term(surface.replace("-", "").replace("‐", "").replace("‑", ""))
    pieces = split(surface)
    if len(pieces) == 1:
        return whole
    return " ".join(dict.fromkeys([whole, *map(term, pieces)]))


def _numbered(words: Iterable[str]) -> int:
    """The number of what stands between two spaces: letters and figures only, in lower case, umlauts and ß written out."""
    letters = "".join(words).lower()
    if not letters.isalpha():
        letters = "".join(filter(str.isalnum, letters))
    return word_hash(letters.translate(_FOLD)) or 1  # 0 stands for no word


@lru_cache(maxsize=50_000)
def term(word: str) -> str:
    """The stem of the lemma, in lower case, umlauts and ß folded. Kept for words that are parts of many others."""
    return _term(word)


def _term(word: str) -> str:
    # Its own strategy instead of `simplemma.lemmatize`: that keeps a million words beside our dictionary.
    return str(_STEMMER.stemWord((_LEMMATIZER.get_lemma(word, "de") or word).lower()))


def word_hash(term: str) -> int:
    """A fixed 64-bit number for a term: the same in every process and on every machine, unlike `hash()`."""
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "big")


def surfaces(text: str) -> Iterator[str]:
    """The words of `text` as written, without their analysis."""
    return (match[0] for match in _WORD.finditer(text))


WORDS = WordTable(_WORD.findall, _analysed, _numbered)
