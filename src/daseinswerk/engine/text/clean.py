"""A readable text from an archived one, with a map back to every character.

An extracted text is broken by the page it was printed on: words are cut at the line end, lines end in the middle of a
sentence, running heads and page numbers stand between two halves of one sentence, and invisible characters sit inside words.
Cleaning works in two passes. The first looks at characters only (a table over code points, as arrays): invisible ones are
dropped, odd spaces become spaces, runs of spaces are folded. The second looks at lines: page furniture is dropped, a cut word
is joined, a line that goes on is joined to the next by a space, and what stands on a line of its own (a heading, a list item,
a table row) stays there. A blank line stays a paragraph.

Every clean character remembers the archived character it came from, so the map is one array of offsets: exact, ordered, and
linear in time and space.
"""

import unicodedata
from dataclasses import dataclass

import numpy as np

from daseinswerk.engine.text.lines import join_lines
from daseinswerk.engine.text.spans import Span

_NEWLINES = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES = "\t \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\uf020"
# Control characters of the second block never occur on purpose: they are Windows-1252 read as Latin-1.
_WINDOWS = {0x80: "€", 0x82: "‚", 0x84: "„", 0x85: "…", 0x8B: "‹", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•",
            0x96: "–", 0x97: "—", 0x9B: "›"}
_HYPHENS = "\u2010\u2011\u00ad\uf02d"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_BULLET = ord("•")
_PAGE = ord("\x0c")  # kept until the lines are known: it says where a page begins
_SPACE, _NEWLINE, _HYPHEN, _SOFT = 0x20, 0x0A, 0x2D, 0xAD
_BMP = 0x10000


def _table() -> np.ndarray:
    """For each code point of the basic plane what it becomes; 0 drops it."""
    table = np.arange(_BMP, dtype=np.uint32)
    for code in range(_BMP):
        category = "" if 0x100 <= code < 0x300 or 0x3400 <= code < 0xD800 else unicodedata.category(chr(code))
        if category in ("Cc", "Cf", "Cs"):
            table[code] = 0
        elif category == "Co":  # a character of a symbol font, nearly always a bullet; its meaning is lost
            table[code] = _BULLET
    for singleton in (0x340, 0x341, 0x374, 0x37E, 0x387, 0x2126, 0x212A, 0x212B):  # one character in NFC, but another one
        table[singleton] = ord(unicodedata.normalize("NFC", chr(singleton)))
    for code, char in _WINDOWS.items():
        table[code] = ord(char)
    for char in _NEWLINES:
        table[ord(char)] = _NEWLINE
    for char in _SPACES:
        table[ord(char)] = _SPACE
    for char in _HYPHENS:
        table[ord(char)] = _HYPHEN
    table[0x85] = ord("…")
    table[_PAGE] = _PAGE
    table[_SOFT] = _SOFT  # at a line end it is a hyphen, elsewhere nothing: decided below
    return table


_TABLE = _table()


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """A readable text (NFC) and, for each of its characters, the offset of the archived character it came from."""

    text: str
    origin: np.ndarray
    """Shape `len(text)`, int32, never decreasing: offsets into the archived text."""
    archive_length: int

    def to_archive(self, span: Span) -> Span:
        """The archived characters a clean span stands for, from the first to the last of its characters."""
        if span.end > len(self.text):
            raise ValueError(f"the clean text has {len(self.text)} characters, the span ends at {span.end}")
        if span.start == span.end:
            place = int(self.origin[span.start]) if span.start < len(self.text) else self.archive_length
            return Span(place, place)
        return Span(int(self.origin[span.start]), int(self.origin[span.end - 1]) + 1)

    def to_clean(self, span: Span) -> Span | None:
        """The clean characters that came from an archived span; `None` where cleaning left nothing of it."""
        start = int(np.searchsorted(self.origin, span.start, "left"))
        end = int(np.searchsorted(self.origin, span.end - 1, "right")) if span.end > span.start else start
        return Span(start, end) if end > start else None


def clean(raw: str) -> Cleaned:
    """The readable view of `raw` (see the module's first lines); linear in its length."""
    codes = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)
    origin = np.arange(len(codes), dtype=np.int32)
    codes, origin = _characters(codes, origin)
    text = _text(codes)
    if not unicodedata.is_normalized("NFC", text):
        text, origin = _composed(text, origin)
    text, origin = join_lines(text, origin)
    return Cleaned(text, origin, len(raw))


def _text(codes: np.ndarray) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le")


def _characters(codes: np.ndarray, origin: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First pass: what each character becomes, without dropped ones, runs of spaces and spaces at line ends."""
    mapped = _TABLE[codes] if not len(codes) or codes.max() < _BMP else np.where(codes < _BMP, _TABLE[codes % _BMP], codes)
    # A carriage return before a line feed is half of one line end.
    pair = (codes[:-1] == 0x0D) & (codes[1:] == 0x0A)
    mapped[:-1][pair] = 0
    keep = mapped != 0
    codes, origin = mapped[keep], origin[keep]
    for letter, letters in _LIGATURES.items():
        hit = codes == ord(letter)
        if hit.any():
            codes, origin = _spelt_out(codes, origin, hit, letters)
    codes, origin = _folded(codes, origin)
    soft = codes == _SOFT
    if soft.any():
        at_line_end = np.append(codes[1:] == _NEWLINE, False)
        codes = np.where(soft & at_line_end, np.uint32(_HYPHEN), codes)
        keep = codes != _SOFT
        codes, origin = codes[keep], origin[keep]
    return codes, origin


def _folded(codes: np.ndarray, origin: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One space for a run of two, none at the edges of lines; three or more are a column gap and leave two (see `lines`)."""
    if not len(codes):
        return codes, origin
    space = codes == _SPACE
    edge = (codes == _NEWLINE) | (codes == _PAGE)
    position = np.arange(len(codes))
    last_other = np.maximum.accumulate(np.where(space, -1, position))  # the last character before that is no space
    next_other = np.minimum.accumulate(np.where(space, len(codes), position)[::-1])[::-1]
    run = next_other - last_other - 1
    in_line = (last_other >= 0) & (next_other < len(codes))
    after_edge = edge[np.clip(last_other, 0, None)]
    before_edge = edge[np.clip(next_other, None, len(codes) - 1)]
    nth = position - last_other
    wanted = in_line & ~after_edge & ~before_edge & ((nth == 1) | ((nth == 2) & (run >= 3)))
    keep = ~space | wanted
    return codes[keep], origin[keep]


def _spelt_out(codes: np.ndarray, origin: np.ndarray, hit: np.ndarray, letters: str) -> tuple[np.ndarray, np.ndarray]:
    times = np.where(hit, len(letters), 1)
    ends = np.cumsum(times)[hit]
    codes, origin = np.repeat(codes, times), np.repeat(origin, times)
    for number, letter in enumerate(letters):
        codes[ends - len(letters) + number] = ord(letter)
    return codes, origin


def _composed(text: str, origin: np.ndarray) -> tuple[str, np.ndarray]:
    """NFC with the map kept: a base letter with its marks is composed alone; the result points at the base letter."""
    pieces: list[str] = []
    places: list[np.ndarray] = []
    done = 0
    marks = np.flatnonzero([bool(unicodedata.combining(char)) for char in text])
    for first in marks[np.diff(marks, prepend=-2) > 1]:
        base = max(int(first) - 1, done)
        end = int(first)
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        composed = unicodedata.normalize("NFC", text[base:end])
        pieces += [text[done:base], composed]
        places += [origin[done:base], np.resize(origin[base:end], len(composed))]
        done = end
    pieces.append(text[done:])
    places.append(origin[done:])
    return "".join(pieces), np.concatenate(places)
