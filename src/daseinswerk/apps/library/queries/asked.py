"""What was understood of the words typed: each word with its terms, how many documents know it, and which words are asked for.

A word is found by its whole term or by all parts of the compound close together: "Quartierspark" is not meant where a long paper
speaks of a Quartier on one page and of a Park on another. Words that stand in more than half of the documents say
nothing and cost most, so they are left out as long as two others remain (engines.md § 3). A word no document knows counts as the
beginning of one, so that results come while it is being typed.
"""

import re
from dataclasses import dataclass

from django.db import connection

from daseinswerk.engine.text.compounds import split
from daseinswerk.engine.text.words import terms_of, words

MOST_WORDS = 24
LEAST_PREFIX = 3  # letters before a word that is still being typed is looked up
TOGETHER = 12  # terms that may stand between the parts of a compound: "Ausbau des neuen Glasfasernetzes in den Ortsteilen"
KEPT = 2  # so many words are asked for, however common
_QUOTED = re.compile(r'["„“”»«]([^"„“”»«]+)["„“”»«]')


@dataclass(frozen=True, slots=True)
class Word:
    """One word (or quoted phrase) of a question.

    `surface`: as typed; `terms`: of the whole word, then of its parts, for a phrase of all its words in order;
    `documents`: in how many it is found (for a compound an upper bound); `prefix`: it is taken as the beginning of a word.
    """

    surface: str
    terms: tuple[str, ...]
    documents: int = 0
    prefix: bool = False
    phrase: bool = False

    @property
    def pieces(self) -> tuple[str, ...]:
        """The parts of a compound as words, for saying what was understood; empty for a simple word."""
        parts = () if self.phrase else split(self.surface)
        return tuple(part.capitalize() for part in parts) if len(parts) > 1 else ()

    @property
    def expression(self) -> str:
        """The FTS5 expression that finds it."""
        if self.phrase:
            return _quoted(" ".join(self.terms))
        whole, *parts = self.terms
        found = _quoted(whole) + (" *" if self.prefix else "")
        if not parts:
            return found
        return f"({found} OR NEAR({' '.join(_quoted(part) for part in parts)}, {TOGETHER}))"


@dataclass(frozen=True, slots=True)
class Asked:
    """All words understood; of these the ones asked for, those left out because nearly every document has them, and the unknown."""

    words: tuple[Word, ...]
    wanted: tuple[Word, ...]
    common: tuple[Word, ...]
    unknown: tuple[Word, ...]

    def all_words(self, without: Word | None = None) -> str:
        """The FTS5 expression for documents with every word asked for; empty where nothing is asked for."""
        return " AND ".join(word.expression for word in self.wanted if word is not without)

    def any_word(self) -> str:
        return " OR ".join(word.expression for word in self.wanted)

    @property
    def prefixes(self) -> tuple[str, ...]:
        return tuple(word.terms[0] for word in self.wanted if word.prefix)


def understand(typed: str) -> Asked:
    """Read the words typed and look up how many documents know each."""
    found = _counted(_read(typed))
    known = [word for word in found if word.documents]
    half = _indexed() / 2
    rarest = sorted(known, key=lambda word: word.documents)
    kept = [word for number, word in enumerate(rarest) if number < KEPT or word.documents <= half]
    wanted = tuple(word for word in known if word in kept)
    common = tuple(word for word in known if word not in kept)
    return Asked(found, wanted, common, tuple(word for word in found if not word.documents))


def _read(typed: str) -> list[Word]:
    """Phrases in quotation marks, then the single words, each once."""
    read: dict[tuple[str, ...], Word] = {}
    for match in _QUOTED.finditer(typed):
        inside = words(match[1])
        if len(inside) > 1:
            terms = tuple(term for word in inside for term in word.terms)
            read.setdefault(terms, Word(" ".join(word.surface for word in inside), terms, phrase=True))
    rest = _QUOTED.sub(lambda match: match[1] if len(words(match[1])) == 1 else " ", typed)
    for word in words(rest):
        read.setdefault(word.terms, Word(word.surface, terms_of(word.surface)))
    return list(read.values())[:MOST_WORDS]


def _counted(read: list[Word]) -> tuple[Word, ...]:
    known = _documents_with({term for word in read for term in word.terms})
    counted = []
    for word in read:
        whole, *parts = word.terms
        if word.phrase:
            documents = min(known.get(term, 0) for term in word.terms)
        else:
            documents = max(known.get(whole, 0), min((known.get(part, 0) for part in parts), default=0))
        begun = not documents and not word.phrase and len(word.surface) >= LEAST_PREFIX
        if begun:
            documents = _documents_beginning(whole)
        counted.append(Word(word.surface, word.terms, documents, begun and documents > 0, word.phrase))
    return tuple(counted)


def _documents_with(terms: set[str]) -> dict[str, int]:
    """How many documents hold each term, read from the index of terms."""
    with connection.cursor() as cursor:
        found = {}
        for term in terms:
            cursor.execute("SELECT doc FROM library_terms WHERE term = %s", [term])
            if row := cursor.fetchone():
                found[term] = row[0]
        return found


def _documents_beginning(start: str) -> int:
    """In how many documents a word begins like this, at most: words counted one by one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(doc) FROM library_terms WHERE term >= %s AND term < %s", [start, start + "\U0010ffff"])
        return cursor.fetchone()[0] or 0


def _indexed() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM library_index_docsize")
        return cursor.fetchone()[0]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
