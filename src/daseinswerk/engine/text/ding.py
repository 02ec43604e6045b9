"""Reads a dictionary in the form of Ding: what German words and phrases mean in English, with how well each pair fits.

A line is `German :: English`. `|` parts both sides into the same number of senses (the word itself, then its plural, its forms,
phrases with it), `;` parts words of one meaning, and remarks stand in brackets of several kinds. Pairs that come first in a line fit best.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 3  # words of a phrase: longer ones are examples, not translations
LATER_SENSE = 0.6  # what a plural, a form or a phrase counts beside the word itself
_REMARK = re.compile(r"\{[^}]*\}|\[[^\]]*\]|\([^)]*\)|<[^>]*>|\"")
_ARTICLE = re.compile(r"^(?:to|an?|the|der|die|das|ein|eine|etw\.|jdn\.|jdm\.|sich)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A German and an English word or phrase of the same meaning; `fit` from 0 to 1, the best first in its line."""

    german: str
    english: str
    fit: float


def pairs(lines: Iterable[str]) -> Iterator[Pair]:
    """All pairs of the lines; comments and lines of another form are left out."""
    for line in lines:
        german, parted, english = line.partition("::")
        if not parted or line.startswith("#"):
            continue
        for sense, (left, right) in enumerate(zip(german.split("|"), english.split("|"), strict=False)):
            words = _alternatives(left)
            for place, other in enumerate(_alternatives(right)):
                for number, word in enumerate(words):
                    fit = 1 / ((1 + place) * (1 + number) * (1 + word.count(" ")))
                    yield Pair(word, other, fit * (LATER_SENSE if sense else 1.0))


def _alternatives(side: str) -> list[str]:
    """The words of one meaning without remarks and articles; long phrases are left out."""
    found = [" ".join(_ARTICLE.sub("", " ".join(part.split())).split()).strip(" .,!?…") for part in _REMARK.sub(" ", side).split(";")]
    return [word for word in found if word and "/" not in word and word.count(" ") < LONGEST]
