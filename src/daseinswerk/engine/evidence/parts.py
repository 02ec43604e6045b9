"""The parts a German council paper is made of, told apart by their headings.

Papers follow house forms, and the forms share their headings: a head with number and committee, a short version or draft
resolution, a table of financial effects, explanations, the resolution, in minutes the vote and the debate, at the end
signatures. Where a sentence stands decides what it means: "Der Gemeinderat beschließt" in a draft is a proposal, above
"Einstimmige Zustimmung" it is a decision, and in a form it is printed beside an empty box.
"""

import re
from enum import StrEnum
from functools import lru_cache

from daseinswerk.engine.evidence.lines import Line


class Part(StrEnum):
    HEAD = "head"
    SUMMARY = "summary"
    FORM = "form"
    BODY = "body"
    RESOLUTION = "resolution"
    VOTE = "vote"
    DEBATE = "debate"
    SIGNATURE = "signature"


_HEADINGS = re.compile(
    r"(?P<signature>(?:unterzeichnet(?: von)?\s*:?$|gez\.|zur beurkundung|hauptamt\s*[-–]\s*ratsangelegenheiten))"
    r"|(?P<vote>abstimmungsergebnis)"
    r"|(?P<debate>(?:der|die) vorsitzende(?:\s*:|\s+(?:ruft|eröffnet|verweist|setzt|stellt|teilt|erklärt|schlägt|nimmt)))"
    r"|(?P<resolution>(?:beschluss|beschlüsse|beschlussfassung|beschluss(?:vorschlag|empfehlung))\s*:?$)"
    r"|(?P<form>finanzielle\b(?:\s+auswirkungen\b.{0,60})?$|haushaltsmittel\b.{0,60}$)"
    r"|(?P<summary>[-–\s]*(?:kurzfassung|zusammenfassung|information \(kurzfassung\)|beschlussantrag|antrag an (?:den|die)\b))"
    r"|(?P<body>(?:ergänzende\s+)?erläuterung(?:en)?(?:\s+seite\s+\d+)?$"
    r"|(?:sachverhalt|begründung|sachdarstellung|sach- und rechtslage|vorbemerkung|ausgangslage|fazit)\b[^.]{0,40}$)",
    re.IGNORECASE,
)
_FIRST_LETTERS = frozenset("ugzhadbfskievUGZHADBFSKIEV-– ")


def heading_of(line: Line) -> Part | None:
    """Which part this line opens, None if it is no such heading."""
    text = line.text
    return None if not text or len(text) > 120 or text[0] not in _FIRST_LETTERS else _heading(text)


@lru_cache(maxsize=4_096)
def _heading(text: str) -> Part | None:
    """Remembered: the lines of a form return in every paper, and each line is asked about four times."""
    match = _HEADINGS.match(text)
    return Part(match.lastgroup) if match else None


def parts_of(lines: tuple[Line, ...], head_end: int) -> tuple[Part, ...]:
    """The part of every line. `head_end`: number of the first line after the head of the paper."""
    found = []
    part = Part.HEAD
    for number, line in enumerate(lines):
        opened = heading_of(line)
        if opened is not None and not _is_label(part, opened, line):
            part = opened
        elif number >= head_end and (part is Part.HEAD or (part is Part.FORM and line.is_page_break)):
            part = Part.BODY
        found.append(part)
    return tuple(found)


def _is_label(part: Part, opened: Part, line: Line) -> bool:
    """Headings that only label a cell of the form, or name the body a resolution is put to."""
    return (part is Part.FORM and opened is Part.BODY and line.text.endswith(":")) or (
        part is Part.RESOLUTION and opened is Part.SUMMARY
    )
