"""A text made even for looking names up, with the way back to where each character stood.

Line breaks and double spaces become one space, words divided at the end of a line are joined, soft hyphens vanish, special
hyphens become "-", decomposed umlauts are composed. Each change keeps where it came from, so a span in the even text can be given in the
characters of the text that came in. Linear in the length of the text.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from daseinswerk.engine.text.spans import Span

_UNEVEN = re.compile(
    r"[-\u2010\u00ac\u00ad](?<=[a-zäöüß].)[ \t]*\r?\n[ \t]*(?=[a-zäöüß])(?!und\b|oder\b|bzw\b|sowie\b)"  # a divided word
    r"|\u00ad|\u200b|\ufeff"  # invisible
    r"|[\t\r\n\f\v\u00a0\u2000-\u200a\u202f][ \t\r\n\f\v\u00a0\u2000-\u200a\u202f]*|  [ \t\r\n\f\v\u00a0\u2000-\u200a\u202f]*"  # any space
    r"| [\t\r\n\f\v\u00a0\u2000-\u200a\u202f][ \t\r\n\f\v\u00a0\u2000-\u200a\u202f]*"
    r"|[\u2010\u2011]"  # hyphens
    r"|[AOUaou]\u0308"  # decomposed umlauts
)


@dataclass(frozen=True, slots=True)
class Flat:
    """`text`: the even text; `starts[i]`, `shifts[i]`: from this position on, add this shift to get the original position."""

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The span in the original characters of `text[start:end]`."""
        return Span(self._original(start), self._original(end - 1) + 1 if end > start else self._original(start))

    def _original(self, position: int) -> int:
        return position + self.shifts[bisect_right(self.starts, position) - 1]


def flatten(text: str) -> Flat:
    """The even text of any text; what is even already stays the same object."""
    pieces: list[str] = []
    starts, shifts = [0], [0]
    read = written = 0
    for found in _UNEVEN.finditer(text):
        piece = text[read : found.start()]
        new = _even(found.group())
        pieces += (piece, new)
        written += len(piece) + len(new)
        read = found.end()
        starts.append(written)
        shifts.append(read - written)
    if not pieces:
        return Flat(text, (0,), (0,))
    pieces.append(text[read:])
    return Flat("".join(pieces), tuple(starts), tuple(shifts))


def _even(found: str) -> str:
    if found.isspace():
        return " "
    if found in "\u2010\u2011":
        return "-"
    if found[-1] == "\u0308":
        return unicodedata.normalize("NFC", found)
    return ""
