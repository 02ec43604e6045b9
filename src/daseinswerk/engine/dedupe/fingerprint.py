"""A text's fingerprint: enough of its word triples to recognise it again, whole, cut, reordered or set into another text.

Every run of three words becomes a 64-bit number. Kept are those below a quarter of the number range, so that any two texts
kept the same quarter and can be compared; of a short text all are kept, because a quarter of little says nothing. The sixteen
smallest serve as bucket keys (engines.md § 4): copies of a form letter meet there even where their triples are everywhere.

A word is what stands between two spaces, its letters and figures only, in lower case, umlauts and ß written out, so that a hyphen
or a bracket more or less makes no difference. Its number is fixed (`engine.text.words`), never Python's `hash()`: the same text has
the same fingerprint in every process and on every machine.
"""

import struct
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daseinswerk.engine.text.words import read_words

Hashes = npt.NDArray[np.uint64]

_QUARTER = 1 << 62
WHOLE = (1 << 64) - 1
_ALL_UP_TO = 256  # triples: two kilobytes
BUCKETS = 16
_HEADER = struct.Struct("<BIIQ")
_VERSION = 2  # 1 took every run of letters or figures for a word
# Odd constants (golden ratio, and those of the splitmix64 generator): they spread sums of word hashes over all 64 bits.
_PLACES = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """`hashes`: the kept triples, ascending, each once; all triples of the text below `bound` are there.

    `words`: how many words the text has. `triples`: how many different triples it has.
    """

    key: str
    words: int
    triples: int
    bound: int
    hashes: Hashes

    @property
    def buckets(self) -> Hashes:
        """The smallest hashes, at most sixteen."""
        return self.hashes[:BUCKETS]

    def to_bytes(self) -> bytes:
        """For the database: 17 bytes and 8 for each hash (about 2.4 kB for a text of 9 kB)."""
        return _HEADER.pack(_VERSION, self.words, self.triples, self.bound) + self.hashes.astype("<u8").tobytes()

    @classmethod
    def from_bytes(cls, key: str, data: bytes) -> "Fingerprint":
        """Read what `to_bytes` wrote; ValueError if it is of another version and must be computed again."""
        version, words, triples, bound = _HEADER.unpack_from(data)
        if version != _VERSION:
            raise ValueError(f"fingerprint of version {version}: compute it again")
        hashes = np.frombuffer(data, dtype="<u8", offset=_HEADER.size).astype(np.uint64)
        return cls(key, words, triples, bound, hashes)


def fingerprint(key: str, text: str) -> Fingerprint:
    """The fingerprint of a text under the key it is known by; linear in its length."""
    return sketched(key, read_words(text).hashes)


def sketched(key: str, numbers: Hashes) -> Fingerprint:
    """The fingerprint of a text whose words have these numbers (`Reading.hashes`)."""
    if len(numbers) < 3:
        return Fingerprint(key, len(numbers), 0, WHOLE, np.empty(0, dtype=np.uint64))
    mixed = triples(numbers)
    if len(mixed) <= _ALL_UP_TO:
        hashes = np.unique(mixed)
        return Fingerprint(key, len(numbers), len(hashes), WHOLE, hashes)
    # Counting all different triples would cost as much as everything else; the quarter tells how many there are.
    hashes = np.unique(mixed[mixed < np.uint64(_QUARTER)])
    return Fingerprint(key, len(numbers), min(4 * len(hashes), len(mixed)), _QUARTER, hashes)


def triples(numbers: Hashes) -> Hashes:
    """One number for each run of three words, in order, evenly spread over all 64 bits; none for fewer than three words."""
    return _spread(numbers[:-2] * _PLACES[0] + numbers[1:-1] * _PLACES[1] + numbers[2:] * _PLACES[2])


def _spread(values: Hashes) -> Hashes:
    """The finishing step of splitmix64: every bit of the result depends on every bit of the value."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
