"""Two versions of a text compared as a person would: which words went, which came, the rest as it was.

In two steps, because words alone are too many: first whole sentences are matched (longest common subsequence, bit-parallel as in
Hyyrö 2004), then the words of what lies between matched sentences. Where two sentences share little but "der" and a comma, a
word-by-word comparison is unreadable; so a common stretch that is shorter than the changes on both sides of it is counted to the
change (the "semantic cleanup" of Fraser's diff-match-patch).

Two laws hold for any two texts, tested as properties: keeping what is the same and what was inserted gives the new text character
by character, keeping what is the same and what was removed gives the old one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from daseinswerk.engine.text.sentences import sentences

_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|\w+|\s+|[^\w\s]")  # a figure is one word: "35.000" and "35.500" share nothing
_MOST = 400_000_000  # cells of one comparison: 50 MB; what is larger and shares no sentence was written anew


class Kind(Enum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Change:
    """Some characters, and what became of them. `text` is never empty."""

    kind: Kind
    text: str

    @property
    def tells(self) -> bool:
        """Whether it is a change a reader can see: line ends and spaces that moved are none."""
        return self.kind is not Kind.SAME and not self.text.isspace()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its changes; `changed`: at least one of them tells."""

    changes: tuple[Change, ...]
    changed: bool


def compare(old: str, new: str) -> tuple[Change, ...]:
    """The changes that lead from `old` to `new`, in reading order; removed words stand before those that took their place."""
    before, after = _sentences(old), _sentences(new)
    found: list[Change] = []
    for tag, a, b in _matched(before, after):
        if tag:
            found.append(Change(Kind.SAME, "".join(a)))
        else:
            found += _words("".join(a), "".join(b))
    return tuple(_joined(found))


def accepted(changes: Iterable[Change]) -> str:
    """The new text."""
    return "".join(change.text for change in changes if change.kind is not Kind.REMOVED)


def rejected(changes: Iterable[Change]) -> str:
    """The old text."""
    return "".join(change.text for change in changes if change.kind is not Kind.INSERTED)


def passages(changes: Iterable[Change]) -> tuple[Passage, ...]:
    """The changes paragraph by paragraph: a paragraph ends with a line end, whoever wrote it."""
    found: list[Passage] = []
    held: list[Change] = []
    for change in changes:
        for line in change.text.splitlines(keepends=True):
            held.append(Change(change.kind, line))
            if line.endswith("\n"):
                found.append(_passage(held))
                held = []
    if held:
        found.append(_passage(held))
    return tuple(found)


def _passage(held: list[Change]) -> Passage:
    return Passage(tuple(held), any(change.tells for change in held))


def _sentences(text: str) -> list[str]:
    """The text cut where sentences begin: what stands between two belongs to the first; put together they are the text."""
    starts = [0, *(span.start for span in sentences(text)[1:]), len(text)]
    return [text[a:b] for a, b in pairwise(starts) if a < b]


def _matched(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[bool, Sequence[str], Sequence[str]]]:
    """Runs of equal pieces (True) and what lies between them on both sides (False), in order."""
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    if first:
        yield True, before[:first], after[:first]
    yield from _between(before[first : len(before) - last], after[first : len(after) - last])
    if last:
        yield True, before[len(before) - last :], after[len(after) - last :]


def _between(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[bool, Sequence[str], Sequence[str]]]:
    if not before or not after or len(before) * len(after) > _MOST:
        if before or after:
            yield False, before, after
        return
    numbers: dict[str, int] = {}  # by number, so that only equal pieces are equal
    left = [numbers.setdefault(piece, len(numbers)) for piece in before]
    right = [numbers.setdefault(piece, len(numbers)) for piece in after]
    for a1, a2, b1, b2 in _gaps(LCSseq.editops(left, right).as_matching_blocks(), len(left), len(right)):
        yield (a2 - a1 == b2 - b1 and left[a1:a2] == right[b1:b2]), before[a1:a2], after[b1:b2]


def _gaps(blocks: Iterable[tuple[int, int, int]], left: int, right: int) -> Iterable[tuple[int, int, int, int]]:
    """Gap, block, gap, block …: places on both sides; empty gaps left out."""
    a = b = 0
    for a1, b1, size in blocks:
        if a < a1 or b < b1:
            yield a, a1, b, b1
        if size:
            yield a1, a1 + size, b1, b1 + size
        a, b = a1 + size, b1 + size
    if a < left or b < right:
        yield a, left, b, right


def _words(old: str, new: str) -> list[Change]:
    """Two stretches compared word by word."""
    triples = [
        ("".join(a), "", "") if same else ("", "".join(a), "".join(b)) for same, a, b in _matched(_TOKEN.findall(old), _TOKEN.findall(new))
    ]
    return [change for triple in _readable(triples) for change in _changes(triple)]


def _readable(triples: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Common stretches that are shorter than the changes on both sides become part of one change."""
    done: list[tuple[str, str, str]] = []
    for triple in triples:
        done.append(triple)
        while len(done) >= 3 and done[-2][0] and _small(done[-3], done[-2], done[-1]):
            (_, removed, inserted), (same, _, _), (_, removed_after, inserted_after) = done[-3:]
            done[-3:] = [("", removed + same + removed_after, inserted + same + inserted_after)]
    return done


def _small(before: tuple[str, str, str], same: tuple[str, str, str], after: tuple[str, str, str]) -> bool:
    if before[0] or after[0]:
        return False
    length = len(same[0].strip())
    return length <= max(len(before[1]), len(before[2])) and length <= max(len(after[1]), len(after[2]))


def _changes(triple: tuple[str, str, str]) -> Iterable[Change]:
    """A common stretch, or a change without the white space both sides begin or end with."""
    same, removed, inserted = triple
    before = _shared_space(removed, inserted)
    after = _shared_space(removed[len(before) :][::-1], inserted[len(before) :][::-1])[::-1]
    removed, inserted = (side[len(before) : len(side) - len(after)] for side in (removed, inserted))
    for kind, text in ((Kind.SAME, same or before), (Kind.REMOVED, removed), (Kind.INSERTED, inserted), (Kind.SAME, after)):
        if text:
            yield Change(kind, text)


def _shared_space(left: str, right: str) -> str:
    """The white space with which both begin."""
    length = 0
    while length < min(len(left), len(right)) and left[length] == right[length] and left[length].isspace():
        length += 1
    return left[:length]


def _joined(changes: Iterable[Change]) -> list[Change]:
    """Neighbours of one kind as one."""
    found: list[Change] = []
    for change in changes:
        if found and found[-1].kind is change.kind:
            found[-1] = Change(change.kind, found[-1].text + change.text)
        else:
            found.append(change)
    return found
