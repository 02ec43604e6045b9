"""What was understood of the words typed: each word with its terms, how many documents know it, and which words are asked for.

A word is found by its whole term or by all parts of the compound close together: "Quartierspark" is not meant where a long paper
speaks of a Quartier on one page and of a Park on another. Words that stand in more than half of the documents say
nothing and cost most, so they are left out as long as two others remain (engines.md § 3). A word no document knows counts as the
beginning of one, so that results come while it is being typed.
"""

import re
from dataclasses import dataclass

from daseinswerk.apps.library.fulltext.chosen import fulltext
from daseinswerk.apps.library.fulltext.interface import FullText, How, Sought, Way
from daseinswerk.engine.text.compounds import split
from daseinswerk.engine.text.telling import documents_of, rare_terms, telling
from daseinswerk.engine.text.words import terms_of, words

MOST_WORDS = 24
LEAST_PREFIX = 3  # letters before a word that is still being typed is looked up
_QUOTED = re.compile(r'["„“”»«]([^"„“”»«]+)["„“”»«]')


@dataclass(frozen=True, slots=True)
class Word:
    """One word (or quoted phrase) of a question.

    `surface`: as typed; `terms`: of the whole word, then of its parts, for a phrase of all its words in order;
    `documents`: in how many it is found (for a compound an upper bound); `prefix`: it is taken as the beginning of a word;
    `rare`: of its terms those that stand in at most half of the documents.
    """

    surface: str
    terms: tuple[str, ...]
    documents: int = 0
    prefix: bool = False
    phrase: bool = False
    rare: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[str, ...]:
        """The parts of a compound as words, for saying what was understood; empty for a simple word."""
        parts = () if self.phrase else split(self.surface)
        return tuple(part.capitalize() for part in parts) if len(parts) > 1 else ()

    @property
    def sought(self) -> Sought:
        """The ways in which a document can have it."""
        if self.phrase:
            return Sought((Way(How.PHRASE, self.terms),))
        whole, *parts = self.terms
        ways = [Way(How.PREFIX if self.prefix else How.TERM, (whole,))]
        if parts:
            ways.append(Way(How.NEAR, tuple(parts)))
        return Sought(tuple(ways), () if self.prefix else tuple((term, 1.0) for term in self.rare))


@dataclass(frozen=True, slots=True)
class Asked:
    """All words understood; of these the ones asked for, those left out because nearly every document has them, and the unknown."""

    words: tuple[Word, ...]
    wanted: tuple[Word, ...]
    common: tuple[Word, ...]
    unknown: tuple[Word, ...]

    def sought(self, without: Word | None = None) -> tuple[Sought, ...]:
        """What the index is asked for."""
        return tuple(word.sought for word in self.wanted if word is not without)

    @property
    def prefixes(self) -> tuple[str, ...]:
        return tuple(word.terms[0] for word in self.wanted if word.prefix)


def understand(typed: str) -> Asked:
    """Read the words typed and look up how many documents know each."""
    index = fulltext()
    half = index.size() / 2
    found = _counted(_read(typed), index, half)
    asked_for = telling([word.documents for word in found], half)
    wanted = tuple(word for word, wanted in zip(found, asked_for, strict=True) if wanted)
    common = tuple(word for word, wanted in zip(found, asked_for, strict=True) if word.documents and not wanted)
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


def _counted(read: list[Word], index: FullText, half: float) -> tuple[Word, ...]:
    known = index.documents_with({term for word in read for term in word.terms})
    counted = []
    for word in read:
        documents = min(known.get(term, 0) for term in word.terms) if word.phrase else documents_of(word.terms, known)
        begun = not documents and not word.phrase and len(word.surface) >= LEAST_PREFIX
        if begun:
            documents = sum(count for _term, count in index.terms_beginning(word.terms[0]))
        rare = rare_terms(word.terms, known, half)
        counted.append(Word(word.surface, word.terms, documents, begun and documents > 0, word.phrase, rare))
    return tuple(counted)
