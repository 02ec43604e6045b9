"""One entry for each way a word is written: its index terms and its number for the sketches, looked up once.

A text is cut at its white space, which costs almost nothing, and every piece ("Stadt", "(Stadt", "Stadt.") is looked up as it
stands; only a piece nobody has seen is taken apart and analysed. Pieces of one word share that word's entry. So a text that repeats
known words costs one look-up a word for index and sketch together.

The dictionary changes speed, never a result: what stands in it is exactly what the analysis gives. It stops growing when it is full;
figures (dates, sums, file numbers), of which there is no end, may take a fifth of it; the rest is forgotten after each text.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

CAPACITY = 500_000  # pieces: about 100 MB when full; the council of Karlsruhe has 330,000 in 5,520 papers
_LONGEST = 40  # characters of a piece that is kept; longer ones are addresses and tables
_FIGURES = 0.2  # of the capacity
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """`terms`: the index terms in reading order, separated by spaces. `hashes`: one 64-bit number for each piece with a word in it."""

    terms: str
    hashes: Hashes


class Entry(NamedTuple):
    """What is known of one piece of text: its terms, separated by spaces, and its number (0 where it holds no word).

    A tuple, so that many of them turn into three columns and back at no cost.
    """

    piece: str
    terms: str
    number: int


class _Table(dict[str, int]):
    """The place of each piece; an unknown one is learnt on the way."""

    def __init__(self, learn: Callable[[str], int]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, piece: str) -> int:
        return self._learn(piece)


class WordTable:
    """`cut` gives the words of a piece, `analyse` the terms of one word, `number` the number of the words of a piece.

    All three are pure. Safe to use from several threads.
    """

    def __init__(
        self,
        cut: Callable[[str], list[str]],
        analyse: Callable[[str], str],
        number: Callable[[Iterable[str]], int],
        capacity: int = CAPACITY,
    ) -> None:
        self._cut, self._analyse, self._number, self._capacity = cut, analyse, number, capacity
        self._lock = Lock()
        self._forget()

    def __len__(self) -> int:
        return len(self._table)

    def read(self, text: str) -> Reading:
        """The terms and numbers of a text, in order."""
        with self._lock:
            places = list(map(self._table.__getitem__, text.split()))
            terms = " ".join(filter(None, map(self._terms.__getitem__, places)))
            hashes = self._hashes[np.array(places, dtype=np.int64)]
            if self._passing:
                self._drop_passing()
        return Reading(terms, hashes[hashes != 0])

    def terms_of(self, piece: str) -> str:
        """The terms of one piece without white space."""
        with self._lock:
            terms = self._terms[self._table[piece]]
            if self._passing:
                self._drop_passing()
        return terms

    def learnt(self) -> tuple[Entry, ...]:
        """What has been learnt since the last call (or since it was filled), in the order it was seen."""
        with self._lock:
            new, self._new = self._new, []
            numbers = self._hashes[np.array([self._table[piece] for piece in new], dtype=np.int64)].tolist()
            return tuple(Entry(piece, self._terms[self._table[piece]], number) for piece, number in zip(new, numbers, strict=True))

    def entries(self) -> Iterator[Entry]:
        """Everything it holds, in the order it was learnt."""
        with self._lock:
            known = list(self._table.items())
        return (Entry(piece, self._terms[place], int(self._hashes[place])) for piece, place in known)

    def fill(self, pieces: list[str], terms: list[str], numbers: Hashes) -> None:
        """Take over what an earlier process learnt: three columns of equal length. Pieces that are already known stay."""
        with self._lock:
            if not len(self._table):
                self._table.update(zip(pieces, range(len(pieces)), strict=True))
                self._terms, self._hashes = terms, numbers.astype(np.uint64)
                self._figures = sum(not piece.isalpha() and _FIGURE.search(piece) is not None for piece in pieces)
                return
            for piece, said, number in zip(pieces, terms, numbers.tolist(), strict=True):
                if piece not in self._table and len(self._table) < self._capacity:
                    self._table[piece] = self._placed(said, number)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        self._table = _Table(self._learn)
        self._terms: list[str] = []
        self._hashes: Hashes = np.zeros(4096, dtype=np.uint64)
        self._free: list[int] = []  # places of figures that were forgotten
        self._passing: list[tuple[str, bool]] = []  # pieces of this text that are not kept; whether the place is theirs alone
        self._new: list[str] = []  # pieces that `learnt` has not given yet
        self._figures = 0

    def _learn(self, piece: str) -> int:
        words = self._cut(piece)
        own = len(words) != 1 or words[0] == piece
        if not own:
            place = self._table[words[0]]
        elif len(words) == 1:
            place = self._placed(self._analyse(piece), self._number(words))
        else:
            terms = " ".join([self._terms[self._table[word]] for word in words])
            place = self._placed(terms, self._number(words) if words else 0)
        self._table[piece] = place
        if self._keeps(piece):
            self._new.append(piece)
        else:
            self._passing.append((piece, own))
        return place

    def _placed(self, terms: str, number: int) -> int:
        if self._free:
            place = self._free.pop()
            self._terms[place] = terms
        else:
            place = len(self._terms)
            self._terms.append(terms)
            if place >= len(self._hashes):
                self._hashes = np.concatenate([self._hashes, np.zeros(max(4096, len(self._hashes)), dtype=np.uint64)])
        self._hashes[place] = number
        return place

    def _keeps(self, piece: str) -> bool:
        """Whether a piece stays; a part of a piece that stays does so as well: it is no longer, has no other figures, and came first."""
        if len(piece) > _LONGEST or len(self._table) > self._capacity:
            return False
        if piece.isalpha() or not _FIGURE.search(piece):
            return True
        self._figures += self._figures <= _FIGURES * self._capacity
        return self._figures <= _FIGURES * self._capacity

    def _drop_passing(self) -> None:
        for piece, own in self._passing:
            place = self._table.pop(piece)
            if own:
                self._free.append(place)
        self._passing.clear()
