"""Which lines of a page belong together: the second half of cleaning.

A line end in an extracted text is one of four things: the middle of a word, the middle of a sentence, the end of something
that stands alone (a heading, a list item, a table row), or part of the page's furniture (a running head, a page number). The
printer tells them apart by width: he breaks a line only where the next word does not fit. So a line whose successor's first
word would have fitted was broken on purpose; every other one goes on.
"""

import re

import numpy as np

from daseinswerk.engine.text.furniture import furniture

_TOLERANCE = 0.80  # share of the column a line may fill and still count as full: letters differ in width
_NARROW = 35  # characters: a block of even lines narrower than this is a table or a letterhead, not a column of prose
_CONJUNCTIONS = frozenset(["und", "oder", "bzw", "bis", "sowie", "als", "noch", "wie", "statt", "aber", "u", "resp", "and", "or"])
_BULLET = re.compile(r"[•▪■□☐☒▢○●◦·►➢→✓❑*+]|[-–—] ")
_NUMBERED = re.compile(r"(?:\(?[a-zA-Z0-9]{1,2}\)|(?:[0-9]{1,2}\.)+[0-9]{0,2}|[a-zA-Z]\.|[IVX]{1,5}\.|§ ?[0-9])\s")
_ORDINAL = re.compile(
    r"[0-9]{1,2}\. ?(?:[a-zäöü]|Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Quartal|Halbjahr|Jahr|[0-9]{1,2}\.)"
)
_BEFORE_CUT = re.compile(r"\w*")
_BEFORE_LOWERED = re.compile(r"(?:^|[\s(/])(?:CO|NO|SO|km|m|[0-9]m)$")
_LONGEST_WORD = 60  # characters looked at before a hyphen at the line end
_RULE = re.compile(r"[_=\-–—*.·~\s]{3,}")
_ENDED = ".!?:;"


def join_lines(text: str, origin: np.ndarray) -> tuple[str, np.ndarray]:
    """`text` with its lines joined or dropped as meant, and `origin` (one offset per character) kept in step."""
    lines = text.replace("\x0c", "\n").split("\n")
    starts = _starts(lines)
    pages = {i for i in range(1, len(lines)) if text[starts[i] - 1] == "\x0c"}
    dropped = furniture(lines, pages)
    kept = [i for i, line in enumerate(lines) if line and i not in dropped and not _RULE.fullmatch(line)]
    if not kept:
        return "", origin[:0]
    width = _width([len(lines[i]) for i in kept])
    columns = _columns(lines, kept, width)
    pieces: list[str] = []
    froms: list[int] = []  # where each run of kept characters begins in `text` …
    sizes: list[int] = []  # … and how long it is
    for here, after in zip(kept, [*kept[1:], None], strict=True):
        line, start = lines[here], starts[here]
        cut, glue = len(line), ""
        if after is not None:
            cut, glue = _seam(line, lines[after], width=columns[here], gap=_gap(lines, dropped, here, after))
        pieces += [line[:cut], glue]
        froms.append(start)
        sizes.append(cut)
        for _ in glue:  # what joins two lines stands for the line end between them
            froms.append(start + len(line))
            sizes.append(1)
    return _single_spaces("".join(pieces), origin[_runs(froms, sizes)])


def _runs(froms: list[int], sizes: list[int]) -> np.ndarray:
    """All indices of the runs, one after the other."""
    lengths = np.asarray(sizes, dtype=np.int64)
    shift = np.asarray(froms, dtype=np.int64) - (np.cumsum(lengths) - lengths)
    return np.arange(lengths.sum(), dtype=np.int64) + np.repeat(shift, lengths)


def _single_spaces(text: str, origin: np.ndarray) -> tuple[str, np.ndarray]:
    if "  " not in text:
        return text, origin
    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    keep = ~((codes == 0x20) & np.append(False, codes[:-1] == 0x20))
    return codes[keep].tobytes().decode("utf-32-le"), origin[keep]


def _starts(lines: list[str]) -> list[int]:
    starts, place = [], 0
    for line in lines:
        starts.append(place)
        place += len(line) + 1
    return starts


def _width(lengths: list[int]) -> int:
    """The width of the column: the length of the lines that hold nine tenths of the text's characters."""
    ordered = np.sort(np.asarray(lengths))
    weight = np.cumsum(ordered)
    return int(ordered[int(np.searchsorted(weight, 0.9 * weight[-1]))])


def _columns(lines: list[str], kept: list[int], width: int) -> dict[int, int]:
    """For each kept line the width of its column: of its block where the block is set evenly, else of the document."""
    columns: dict[int, int] = {}
    block: list[int] = []
    for here, after in zip(kept, [*kept[1:], -1], strict=True):
        block.append(here)
        if after != here + 1:
            longest = max(len(lines[i]) for i in block)
            even = len(block) > 3 and longest >= _NARROW and all(len(lines[i]) >= 0.75 * longest for i in block[:-1])
            columns.update(dict.fromkeys(block, longest if even else width))
            block = []
    return columns


def _gap(lines: list[str], dropped: set[int], here: int, after: int) -> str:
    """What lies between two kept lines: nothing, `page` (furniture) or `blank`."""
    if after == here + 1:
        return ""
    return "page" if any(i in dropped for i in range(here + 1, after)) else "blank"


def _seam(line: str, after: str, *, width: int, gap: str) -> tuple[int, str]:
    """How `line` meets `after`: how many of its characters stay, and what stands between the two."""
    if not gap and (after[0] in ",;)]" or _is_lowered(line, after)):
        return len(line), ""
    if line[-1] in "-¬" and (after[0].isalpha() or (not gap and after[0].isdigit())):
        before = _BEFORE_CUT.match(line[-2 : -_LONGEST_WORD : -1])[0][::-1]
        first = _BEFORE_CUT.match(after)[0]
        if first in _CONJUNCTIONS:
            return len(line), " "
        if after[0].islower() and len(before) > 1 and before[-1].islower():
            return len(line) - 1, ""
        if gap != "blank" and before:
            return len(line), ""
    if gap == "blank":
        return len(line), "\n\n"
    if _goes_on(line, after, width=width, page=gap == "page"):
        return len(line), " "
    return len(line), "\n\n" if gap else "\n"


def _is_lowered(line: str, after: str) -> bool:
    """Whether a line end stands only for a figure set lower or higher: "CO", "2", "-Einsparung"."""
    if after in ("2", "3"):
        return bool(_BEFORE_LOWERED.search(line[-_LONGEST_WORD:]))
    return line in ("2", "3") and after[0] == "-" and after[1:2].isalpha()


def _goes_on(line: str, after: str, *, width: int, page: bool) -> bool:
    """Whether the sentence or paragraph of `line` continues on the line `after`."""
    if "  " in line or "  " in after or "|" in line or "...." in line:
        return False
    item = bool(_BULLET.match(after)) or (bool(_NUMBERED.match(after)) and not (_ORDINAL.match(after) and line[-1] not in _ENDED))
    if item:
        return False
    if line[-1] not in _ENDED and (after[0].islower() or line[-1] == ","):
        return True
    if page and line[-1] in _ENDED:
        return False
    if line.isupper() != after.isupper() and len(line) < 0.9 * width:
        return False
    first = after.find(" ")
    return len(line) + 1 + (len(after) if first < 0 else first) > _TOLERANCE * width
