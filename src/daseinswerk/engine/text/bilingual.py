"""A dictionary of two languages as a sorted file: looking a word up reads a few lines of it, and nothing is kept in memory.

One line for each word: the word in lower case, a tab, and its translations, the best first, each with its weight in percent of the best.
Which translation is the best: all pairs of the source add their fit, and a common German word counts more than a rare one, because
texts use common words ("Fluss" before "Strom" for "river").
"""

import lzma
import mmap
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from daseinswerk.engine.text.ding import Pair

MOST = 8  # translations kept for a word
_RAREST = 0.5  # Zipf steps an unknown or very rare word counts as
_UNCOUNTED = 1.0  # of a word the lexicon does not have, often a compound
_NAMES = frozenset("td")  # roles of the lexicon that make no German word of a name, see its README
_PHRASE = 1.5  # of a phrase, whose frequency nobody counted


@dataclass(frozen=True, slots=True)
class Translation:
    """A word or phrase of the other language; `weight` from 0 to 1, 1 for the best."""

    word: str
    weight: float


class Dictionary:
    """One direction of a dictionary, read from its file."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def of(self, word: str) -> tuple[Translation, ...]:
        """The translations of a word or phrase, the best first; empty where it is not in the dictionary."""
        key = word.lower().encode() + b"\t"
        low, high = 0, len(self._lines)
        while low < high:
            middle = (low + high) // 2
            start = self._lines.rfind(b"\n", 0, middle) + 1
            end = self._lines.find(b"\n", middle)
            end = len(self._lines) if end < 0 else end
            line = self._lines[start:end]
            if line.startswith(key):
                return _read(line)
            low, high = (end + 1, high) if line < key else (low, start)
        return ()


def write(pairs: Iterable[Pair], german: Path, english: Path) -> tuple[int, int]:
    """Write both directions: from German into `german`, from English into `english`; gives the number of words of each."""
    from_german: dict[str, dict[str, float]] = {}
    from_english: dict[str, dict[str, float]] = {}
    for pair in pairs:
        into = from_german.setdefault(pair.german.lower(), {})
        into[pair.english] = into.get(pair.english, 0.0) + pair.fit
        into = from_english.setdefault(pair.english.lower(), {})
        into[pair.german] = into.get(pair.german, 0.0) + pair.fit * _common(pair.german)
    return _write(from_german, german), _write(from_english, english)


def _write(words: dict[str, dict[str, float]], path: Path) -> int:
    lines = []
    for word, others in words.items():
        best = sorted(others.items(), key=lambda item: (-item[1], item[0]))[:MOST]
        said = "|".join(f"{other}={max(1, round(100 * fit / best[0][1]))}" for other, fit in best if "|" not in other)
        lines.append(f"{word}\t{said}".encode())
    path.write_bytes(b"\n".join(sorted(lines)))
    return len(lines)


def _read(line: bytes) -> tuple[Translation, ...]:
    said = line.partition(b"\t")[2].decode()
    parts = (part.rpartition("=") for part in said.split("|"))
    return tuple(Translation(word, int(weight) / 100) for word, _equals, weight in parts)


def zipf(word: str) -> float:
    """How common a word is in German texts, in Zipf steps up to 8; 0 where it is no German noun, adjective or stem of a verb."""
    return _lexicon().get(word.lower(), 0.0)


def _common(german: str) -> float:
    return _PHRASE if " " in german else max(_RAREST, zipf(german) or _UNCOUNTED)


@cache
def _lexicon() -> dict[str, float]:
    data = lzma.decompress(files(__package__).joinpath("data", "lexicon-de.tsv.xz").read_bytes()).decode()
    rows = (line.split("\t") for line in data.splitlines())
    return {word: int(tenths) / 10 for word, roles, tenths in rows if not _NAMES.issuperset(roles)}
