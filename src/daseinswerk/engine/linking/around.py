"""The words directly before and after a mention, read once and asked many questions.

Windows are bounded (60 characters to each side), so a text of any length costs the same per mention.
"""

import re
from dataclasses import dataclass

_WINDOW = 60
_WORD = re.compile(r"\w[\w.\-]*|[^\w\s]")
_ABBREVIATED = frozenset({"Dr.", "Prof.", "St.", "Nr.", "Lkr.", "LKr.", "bzw.", "z.B.", "ca.", "Reg.-Bez.", "Str.", "ev.", "kath.", "inkl.", "vgl.", "sog."})


@dataclass(frozen=True, slots=True)
class Around:
    """`before`: up to four words before, the nearest first; `after`: up to four behind, in order (punctuation counts as a word);
    `glued_before`, `glued_after`: whether a hyphen ties the mention to a word, or to one that is
    left out ("Hof- und Gartenarbeit"); `opens`: whether it begins its sentence."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    tail: str
    glued_before: bool
    glued_after: bool
    opens: bool

    def previous(self, position: int = 0) -> str:
        """The word before (0), the one before that (1) …; empty if there is none."""
        return self.before[position] if position < len(self.before) else ""

    def next(self, position: int = 0) -> str:
        """The word after (0), the one after that (1) …; empty if there is none."""
        return self.after[position] if position < len(self.after) else ""


def look_around(text: str, start: int, end: int) -> Around:
    """What stands around `text[start:end]` of an even text."""
    head, tail = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    words = _WORD.findall(head)[-4:]
    before = tuple(reversed(words))
    glued_before = len(head) > 1 and head[-1] in "-+&" and head[-2].isalnum()
    glued_after = len(tail) > 1 and ((tail[0] in "-+&" and tail[1].isalpha()) or tail.startswith("- "))
    first = before[0] if before else ""
    ends = first in {".", "!", "?", ":", "•", "–", "-", "*"} or (len(first) > 3 and first.endswith(".") and first not in _ABBREVIATED)
    if first in "\"'„“»«(":
        ends = len(before) < 2 or before[1].endswith((".", ":", "!", "?"))
    return Around(before, tuple(word.rstrip(".") or word for word in _WORD.findall(tail)[:4]), tail, glued_before, glued_after, not first or ends)
