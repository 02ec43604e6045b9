"""A paper as passages: sentences, list items, headings and form cells, each with its place in the archive.

Lines are first gathered to paragraphs: a blank line, a bullet, a label or a short line before a capital letter ends one,
unless the sentence plainly goes on (no full stop, small letter, hyphen). Furniture of the page between two lines is passed
over. Within a paragraph, hyphens at line ends are taken back, and the text is cut into sentences; every character remembers
where it stands in the archived text, so a passage can always be quoted verbatim.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from daseinswerk.engine.evidence.lines import Line
from daseinswerk.engine.evidence.parts import Part, heading_of
from daseinswerk.engine.text.sentences import sentences
from daseinswerk.engine.text.spans import Span

_BULLET = re.compile(r"^(?:[•▪◦·●■➢►✓*]|[-–—]\s|\d{1,2}\s?[.)]\)?\s|[a-zA-Z]\)\s|\(\d{1,2}\)\s)")
_ITEM_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[IVX]{1,4})[.)]{1,2}$")
_RUN = re.compile(r"\s\s|[^\S ]")
_STRETCH = re.compile(r"\S+(?: \S+)*")
_LONGEST = 1_500  # characters; the longest passage in 300 council texts drawn at random has 1,428
_GOES_ON = frozenset(["und", "oder", "bzw", "sowie", "u", "bis"])


@dataclass(frozen=True, slots=True)
class Passage:
    """One readable unit. `text` is a single line without line-end hyphens; `span` covers it in the archived text.

    `starts` and `places` map a position in `text` to the archive: from `starts[i]` on, `places[i]` is the archived position.
    """

    text: str
    span: Span
    part: Part
    order: int
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def archived(self, start: int, end: int) -> Span:
        """Where the characters `start` to `end` of `text` stand in the archive."""
        return Span(self._place(start), self._place(end - 1) + 1) if end > start else Span(self._place(start), self._place(start))

    def _place(self, position: int) -> int:
        at = bisect_right(self.starts, position) - 1
        return self.places[at] + (position - self.starts[at])


def split_passages(lines: tuple[Line, ...], parts: tuple[Part, ...]) -> tuple[Passage, ...]:
    """All passages of a paper in order."""
    passages: list[Passage] = []
    for part, paragraph in _paragraphs(lines, parts):
        text, starts, places = _join(paragraph)
        for begin, end in _sentences(text):
            first = bisect_right(starts, begin) - 1
            last = bisect_right(starts, end - 1) - 1
            own_starts = (0, *(s - begin for s in starts[first + 1 : last + 1]))
            own_places = (places[first] + begin - starts[first], *places[first + 1 : last + 1])
            span = Span(own_places[0], places[last] + (end - starts[last]))
            passages.append(Passage(text[begin:end], span, part, len(passages), own_starts, own_places))
    return tuple(passages)


def _paragraphs(lines: tuple[Line, ...], parts: tuple[Part, ...]) -> list[tuple[Part, list[Line]]]:
    lengths = sorted(len(line.text) for line in lines if not line.is_blank and not line.is_furniture)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    found: list[tuple[Part, list[Line]]] = []
    gap = turned = True
    for line, part in zip(lines, parts, strict=True):
        if line.is_blank or line.is_furniture:
            gap, turned = True, turned or line.is_page_break
            continue
        cell = gap and part is Part.FORM  # cells of a form stand apart, whatever letter they begin with
        if found and found[-1][0] is part and not cell and not _breaks(found[-1][1][-1], line, gap=gap, turned=turned, width=width):
            found[-1][1].append(line)
        else:
            found.append((part, [line]))
        gap = turned = False
    return found


def _breaks(before: Line, line: Line, *, gap: bool, turned: bool, width: int) -> bool:
    """Whether a new paragraph begins with `line`. `gap`: something stood between; `turned`: a page break did."""
    opened = heading_of(before)
    if (opened is not None and opened is not Part.DEBATE) or heading_of(line) is not None or _BULLET.match(line.text):
        return True
    if "☐" in line.text or "☒" in line.text or "☐" in before.text or "☒" in before.text:
        return True
    last, first = before.text[-1], line.text[0]
    if last == "-" and len(before.text) > 1 and before.text[-2].isalpha():
        return False
    if turned and last not in ".!?:;" and len(before.text) > 0.8 * width:
        return False  # the sentence runs over the turn of the page
    if gap:
        return not (first.islower() and last not in ".!?:;" and len(before.text) > 0.5 * width)
    if last in ".!?:" and len(before.text) < 0.8 * width:
        return True
    return len(before.text) < 0.6 * width and not first.islower() and last not in ",(–„"


def _join(paragraph: list[Line]) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The paragraph as one line, with the map of its characters to the archive."""
    text = ""
    starts: list[int] = []
    places: list[int] = []
    for number, line in enumerate(paragraph):
        if number and not _glue(text, line.text):
            starts.append(len(text))
            places.append(line.start - 1)
            text += " "
        elif number and text.endswith("-") and line.text[0].islower():
            text = text[:-1]
        for start, words in _spaced(line.text):
            if start:
                starts.append(len(text))
                places.append(line.start + start - 1)
                text += " "
            starts.append(len(text))
            places.append(line.start + start)
            text += words
    return text, tuple(starts), tuple(places)


def _spaced(text: str) -> list[tuple[int, str]]:
    """The stretches of a line between runs of white space, with where each begins; nearly every line is one stretch."""
    if _RUN.search(text) is None:
        return [(0, text)]
    return [(piece.start(), piece.group()) for piece in _STRETCH.finditer(text)]


def _glue(text: str, following: str) -> bool:
    """Whether the next line continues a word that was cut by a hyphen at the line end."""
    if not text.endswith("-") or len(text) < 2 or not text[-2].isalnum():
        return False
    word = re.match(r"[A-Za-zÄÖÜäöüß]+", following)
    return word is not None and word.group().lower() not in _GOES_ON


def _sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a paragraph; the number of a list item stays with its words."""
    found: list[tuple[int, int]] = []
    carried: int | None = None
    for sentence in sentences(text):
        begin = sentence.start if carried is None else carried
        carried = None
        if sentence.end < len(text) and _ITEM_NUMBER.match(text, begin, sentence.end):
            carried = begin
        else:
            found.extend(_pieces(text, begin, sentence.end))
    return found


def _pieces(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """A sentence as it is; what is longer than any sentence (a table run together) in pieces, so that rules stay linear."""
    pieces = []
    while end - begin > _LONGEST:
        cut = text.rfind(" ", begin + 1, begin + _LONGEST)
        after = cut + 1 if cut > begin else begin + _LONGEST
        pieces.append((begin, cut if cut > begin else after))
        begin = after
    return [*pieces, (begin, end)] if end > begin else pieces
