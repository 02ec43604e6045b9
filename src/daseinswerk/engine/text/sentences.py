"""Where each sentence begins and ends, for German as offices write it.

A full stop in an office text is more often part of "Abs.", "i. d. R.", "12. Febr." or "2. Quartal" than the end of a sentence.
Each candidate (a sentence mark, closing quotes, white space) is judged by the word before it and the word after it, both read
within a fixed distance, so the time is linear in the text. A line end always ends a sentence: give it a cleaned text, in which
only lines that stand alone have kept theirs.
"""

import re

from daseinswerk.engine.text.abbreviations import CLOSING, MONTHS, NEVER_FINAL, OPENERS, ORDINAL_CONTEXT, ORDINAL_NOUNS
from daseinswerk.engine.text.spans import Span

_LOOK_BACK = 40  # characters: the longest word that can matter before a full stop
_LOOK_AHEAD = 40

# It begins with a set of characters, so that the search skips to the next of them; the look-behind and the possessive marks
# keep a long run of dots linear.
_CANDIDATE = re.compile(r"[\n.!?…](?:(?<=\n)\s*|(?<!\n)(?<![.!?…]{2})[.!?…]*+[\"'“”»«›‹’‘)\]]*+[ \t\xa0]+)")
_BEFORE = re.compile(r"[^\s(\[„“”\"»«‚‘/–—]*")  # matched on the reversed window: from the mark back to the word's beginning
_AFTER = re.compile(r"[\"'`„“”»«‚‘›‹(\[–—\-• ]*(\w[\w\-]*\.?)?")
_SPACED_ABBREVIATION = re.compile(r"(?:^|[\s(\[„“\"/])(?:[A-Za-zäöüÄÖÜ]{1,3}\. ?)+[A-Za-zäöüÄÖÜ]{1,4}$")
_NUMBER = re.compile(r"[0-9]+")
_SHORT_DATE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}")
_ROMAN = re.compile(r"[IVX]+")
_VOWEL = re.compile(r"[aeiouyäöüAEIOUYÄÖÜ]")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order, trimmed, without overlaps; white space between them belongs to none."""
    found: list[Span] = []
    start = 0
    for candidate in _CANDIDATE.finditer(text):
        place, end = candidate.span()
        if text[place] == "\n":
            _add(found, text, start, place)
            start = end
        elif _ends(text, candidate):
            _add(found, text, start, end)
            start = end
    _add(found, text, start, len(text))
    return tuple(found)


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    trimmed = piece.strip()
    if trimmed:
        if piece[0].isspace():
            start += len(piece) - len(piece.lstrip())
        found.append(Span(start, start + len(trimmed)))


def _ends(text: str, candidate: re.Match[str]) -> bool:
    """Whether the sentence mark at `candidate` ends its sentence."""
    place, end = candidate.start(), candidate.end()
    opening = _AFTER.match(text, end, end + _LOOK_AHEAD)
    after = opening[1] or ""
    if not after:
        return bool(opening[0].strip()) or end >= len(text)
    if after[0].islower():
        return False
    marks = candidate[0].rstrip()
    if "!" in marks or "?" in marks or marks.startswith((".." , "…")):
        return True
    window = text[max(0, place - _LOOK_BACK) : place]
    before = _BEFORE.match(window[::-1], window.endswith("\n"))[0][::-1]  # a mark that opens a line belongs to the word before it
    if marks != "." and len(marks) > 1 and len(before) > 3:
        return True  # a closing quote or bracket after the full stop
    return _full_stop_ends(window, before, after, bool(opening[0][: opening.start(1) - end].strip()))


def _full_stop_ends(window: str, before: str, after: str, opened: bool) -> bool:
    """Whether a full stop after `before` and in front of `after` (an upper-case word or a figure) ends a sentence."""
    plain = after.rstrip(".")
    opener = plain in OPENERS or opened
    if not before:
        return True
    ahead = window[: len(window) - len(before)].rstrip(" \t\xa0")
    short = len(before) == 1 or _NUMBER.fullmatch(before) or (len(before) < 5 and _ROMAN.fullmatch(before))
    if short and (not ahead or ahead[-1] in "\n:;" or (ahead[-1] == "." and not ahead[-2:-1].isdigit() and before.isdigit())):
        return len(before) > 3 and opener  # the label of an item: "1. Die Verwaltung …", "A. Wann …"
    if _NUMBER.fullmatch(before):
        return _after_number(window, before, plain, opener)
    if _ROMAN.fullmatch(before) and len(before) < 5:
        return opener and plain not in ORDINAL_NOUNS
    if not before[-1].isalpha():
        return opener or not _SHORT_DATE.fullmatch(before)
    lower = before.lower()
    if lower in NEVER_FINAL:
        return False
    if ahead[-1:] == "/":
        return True  # a unit: "1.250 t/a."
    if "." in before or len(before) == 1 or (len(before) <= 4 and "." in window and _SPACED_ABBREVIATION.search(window)):
        return opener or len(before) > 12
    if lower in CLOSING:
        return opener
    if len(before) <= 5 and before[1:].islower() and not _VOWEL.search(before):
        return opener
    return True


def _after_number(window: str, number: str, after: str, opener: bool) -> bool:
    """Whether "12." is the end of a sentence and not an ordinal or the day of a date."""
    if after in MONTHS or after in ORDINAL_NOUNS:
        return False
    rest = window[: -len(number)].rstrip()
    if len(number) > 3 or (window[: -len(number)].endswith((".", ",")) and len(number) > 2):
        return True
    if rest.endswith(".") and rest[-2:-1].isdigit() and after[0].isdigit():
        return False
    word = rest.rpartition(" ")[2].lower()
    if word in ORDINAL_CONTEXT:
        return False
    if len(number) == 3:
        return True
    return opener
