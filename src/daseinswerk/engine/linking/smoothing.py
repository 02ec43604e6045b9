"""A text as one would read it aloud, with the way back: words broken at a line end joined, runs of blanks made one.

Names of organisations run across double spaces and line breaks of justified PDF pages. A break after a full line is a blank;
after a short line (a list, a table, a heading) or an empty line it is an end, because the next line begins something else.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

_BREAK = re.compile(r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=\w)|[^\S\n]*\n\s*|[^\S\n]{2,}|[\t\r\f\v\u00a0\u2007\u202f]")
_FULL_LINE = range(60, 161)  # characters; shorter lines end on purpose, longer ones are paragraphs, these fill a page
# A line that ends in one of these goes on, however short it is.
_OPEN = re.compile(r"(?:^|[ \n])(?:und|oder|sowie|der|die|das|des|dem|den|für|von|vom|zur|zum|mit|in|im|am|an|bei|&)$")
# A line that begins so is an item of a list or a row of a table.
_ITEM = re.compile(r"[\d•▪*–-]")
_AFTER_HYPHEN = re.compile(r"(?:und|oder|bzw|sowie)\b")  # "Messe- / und Kongress GmbH" keeps hyphen and blank


@dataclass(frozen=True, slots=True)
class Smoothed:
    """`text`: the smooth text, in which "\\n" marks an end. `starts`, `shifts`: from where on which offset holds."""

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def original(self, position: int) -> int:
        """The place in the original text of a place in the smooth text."""
        index = bisect_right(self.starts, position) - 1
        return position + (self.shifts[index] if index >= 0 else 0)


def smooth(text: str) -> Smoothed:
    """Read over line breaks; linear in the length of the text."""
    parts: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    done = length = line_start = 0
    for match in _BREAK.finditer(text):
        found = match.group()
        new = _instead(text, match, match.start() - line_start)
        parts += (text[done : match.start()], new)
        length += match.start() - done + len(new)
        done = match.end()
        starts.append(length)
        shifts.append(done - length)
        if "\n" in found:
            line_start = match.end()
    parts.append(text[done:])
    return Smoothed("".join(parts), tuple(starts), tuple(shifts))


def _instead(text: str, match: re.Match[str], line_length: int) -> str:
    found = match.group()
    if found[0] == "-":
        if _AFTER_HYPHEN.match(text, match.end()):
            return "- "
        return "" if text[match.end()].islower() else "-"
    newlines = found.count("\n")
    if newlines == 0:
        return " "
    if newlines > 1 or _ITEM.match(text, match.end()):
        return "\n"
    goes_on = line_length in _FULL_LINE or _OPEN.search(text, max(0, match.start() - 6), match.start())
    return " " if goes_on else "\n"
