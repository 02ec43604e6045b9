"""One word of a question: its terms, how it is looked for, and what it means in the other language."""

from collections.abc import Iterator
from dataclasses import dataclass

from daseinswerk.apps.library.fulltext.interface import How, Sought, Way
from daseinswerk.engine.text.compounds import split


@dataclass(frozen=True, slots=True)
class Meaning:
    """A translation: the word, its terms (as of a `Word`; of `several` words one term each), its weight from 0 to 1.

    `beside`: it counts as a further term of the word, not instead of it: English words hardly stand in German documents, so this needs
    no comparison of translations. `documents`: in how many it stands; `rare`: terms that rank, as of a `Word`.
    """

    word: str
    terms: tuple[str, ...]
    weight: float = 1.0
    several: bool = False
    beside: bool = False
    documents: int = 0
    rare: tuple[str, ...] = ()

    @property
    def ways(self) -> tuple[Way, ...]:
        weight = 1.0 if self.beside else min(self.weight, 0.99)  # below 1, so that of the ways to say a word the best counts and not their sum
        if self.several:
            return (Way(How.NEAR, self.terms, weight),)
        whole, *parts = self.terms
        near = (Way(How.NEAR, tuple(parts), weight),) if parts else ()
        return (Way(How.TERM, (whole,), weight), *near)


@dataclass(frozen=True, slots=True)
class Word:
    """One word (or quoted phrase) of a question.

    `surface`: as typed; `terms`: of the whole word, then of its parts, for a phrase of all its words in order;
    `documents`: in how many it is found (for a compound an upper bound); `prefix`: it is taken as the beginning of a word;
    `rare`: of its terms those that rank documents; `also`: its meanings in the other language.
    """

    surface: str
    terms: tuple[str, ...]
    documents: int = 0
    prefix: bool = False
    phrase: bool = False
    rare: tuple[str, ...] = ()
    also: tuple[Meaning, ...] = ()

    @property
    def pieces(self) -> tuple[str, ...]:
        """The parts of a compound as words, for saying what was understood; empty for a simple word."""
        parts = () if self.phrase else split(self.surface)
        return tuple(part.capitalize() for part in parts) if len(parts) > 1 else ()

    @property
    def sought(self) -> Sought:
        """The ways in which a document can have it."""
        return Sought((*self._ways(), *(way for meaning in self.also for way in meaning.ways)), (*self._loose(), *self._loose_also()))

    def readings(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """The terms of each way to read it, and whether all of them are meant one by one (a phrase) rather than a whole and its parts."""
        yield self.terms, self.phrase
        for meaning in self.also:
            yield meaning.terms, meaning.several

    def _ways(self) -> tuple[Way, ...]:
        if self.phrase:
            return (Way(How.PHRASE, self.terms),)
        whole, *parts = self.terms
        near = (Way(How.NEAR, tuple(parts)),) if parts else ()
        return (Way(How.PREFIX if self.prefix else How.TERM, (whole,)), *near)

    def _loose(self) -> tuple[tuple[tuple[str, ...], float], ...]:
        if self.prefix or (self.phrase and not self.also):
            return ()
        beside = [term for meaning in self.also if meaning.beside for term in meaning.rare]
        return (((*self.rare, *beside), 1.0),)

    def _loose_also(self) -> tuple[tuple[tuple[str, ...], float], ...]:
        return tuple((meaning.rare, meaning.weight) for meaning in self.also if not meaning.beside)
