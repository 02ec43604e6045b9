"""The lines of an archived paper, and which of them are furniture of the page rather than words of its author.

A text taken out of a PDF keeps page numbers, print notes and running heads between the lines of a sentence. They stay in
the archive (a quote may run across them), but no rule should read them.
"""

import re
from dataclasses import dataclass

_FURNITURE = re.compile(
    r"^(?:"
    r"[-–—\s]*(?:seite\s*)?\d{1,3}(?:\s*(?:von|of|/)\s*\d{1,3})?[-–—\s]*"  # – 2 –, Seite 2 von 6, -- 1 of 9 --
    r"|ergänzende\s+erläuterungen\s+seite\s+\d+"
    r"|[_\-–—.\s]{4,}"
    r"|gedruckt\s+auf.*|(?:100\s+)?prozent\s+recyclingpapier|recyclingpapier"
    r")$",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"^(?:[-–—]{1,2}\s*\d{1,3}(?:\s+of\s+\d{1,3})?\s*[-–—]{1,2}|(?:ergänzende\s+erläuterungen\s+)?seite\s+\d+(?:\s+von\s+\d+)?)$",
    re.IGNORECASE,
)

_LONGEST = 90  # characters of a line that can be furniture


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space around it; `start` and `end` in characters of the archived text.

    `is_furniture`: page numbers, running heads, print notes, ruled lines; `is_page_break`: one page ends here.
    """

    start: int
    end: int
    text: str
    is_furniture: bool = False
    is_page_break: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.text


def split_lines(raw: str) -> tuple[Line, ...]:
    """All lines of a text, blank ones too, in order."""
    lines = []
    start = 0
    for piece in raw.split("\n"):
        text = piece.strip()
        begin = start + (len(piece) - len(piece.lstrip()))
        lines.append(_line(begin, text) if text else Line(start, start, ""))
        start += len(piece) + 1
    return tuple(lines)


def _line(start: int, text: str) -> Line:
    if len(text) > _LONGEST:
        return Line(start, start + len(text), text)
    return Line(start, start + len(text), text, _FURNITURE.match(text) is not None, _PAGE.match(text) is not None)
