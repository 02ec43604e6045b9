"""A document seen as a council paper: what kind it is, where its head ends, its passages.

The kind is read from the head of the text, because the source often files an opinion under the motion it answers. What a
sentence is worth depends on it: a motion asks, an opinion answers, a draft proposes, minutes record.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from daseinswerk.engine.evidence.lines import Line, split_lines
from daseinswerk.engine.evidence.parts import Part, heading_of, parts_of
from daseinswerk.engine.evidence.passages import Passage, split_passages
from daseinswerk.engine.evidence.reading import Reading
from daseinswerk.engine.text.spans import Span

_HEAD_LINES = 60
_LONGEST_HEADING = 120  # characters


class Kind(StrEnum):
    MOTION = "motion"
    INQUIRY = "inquiry"
    OPINION = "opinion"
    ANSWER = "answer"
    DRAFT = "draft"
    INFORMATION = "information"
    MINUTES = "minutes"
    SLIDES = "slides"
    ARTICLE = "article"
    OTHER = "other"


_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.MINUTES, re.compile(r"^(?:niederschrift|protokoll|auszug aus (?:der|dem) (?:niederschrift|protokoll))\b", re.I)),
    (Kind.OPINION, re.compile(r"^stellungnahme\s+zu[mr]?\s+(?:[\wäöüß/-]+\s+)?(?:[\wäöüß/-]*antr[aä]ge?)\b", re.I)),
    (Kind.ANSWER, re.compile(r"^(?:stellungnahme|antwort|beantwortung)\s+(?:zu[mr]?|auf|der)\s+(?:die\s+|der\s+)?(?:[\wäöüß/-]+\s+)?(?:[\wäöüß/-]*anfragen?)\b", re.I)),
    (Kind.DRAFT, re.compile(r"^(?:beschluss|sitzungs|entscheidungs)vorlage\b", re.I)),
    (Kind.INFORMATION, re.compile(r"^(?:informations|mitteilungs|berichts)vorlage\b|^mitteilung(?:en)? der verwaltung\b", re.I)),
    (Kind.INQUIRY, re.compile(r"^(?:[\wäöüß.-]+\s+)?anfrage\s*$", re.I)),
    (Kind.MOTION, re.compile(r"^(?:[\wäöüß.-]+\s+)?(?:[\wäöüß/.-]*\s*-?\s*)?antrag\s*$|^resolution\s*$", re.I)),
)
_GIVEN: tuple[tuple[Kind, str], ...] = (
    (Kind.OPINION, "stellungnahme zum antrag"),
    (Kind.ANSWER, "stellungnahme zur anfrage"),
    (Kind.OPINION, "stellungnahme"),
    (Kind.MINUTES, "niederschrift"),
    (Kind.MINUTES, "protokoll"),
    (Kind.DRAFT, "beschlussvorlage"),
    (Kind.INFORMATION, "informationsvorlage"),
    (Kind.MOTION, "antrag"),
    (Kind.INQUIRY, "anfrage"),
)
_LONGEST_ARTICLE = 8_000  # characters; what is longer and no council paper is an annex or a report with chapters
_UNWRAPPED = 150  # characters; no line of a page set for print is longer, so this is a whole paragraph
_CREDIT = re.compile(r"\bim\s+wortlaut\b|\bfür\s+den\s+inhalt\b[^.]*\bverantwortlich\b|\b(?:quellen?|angaben\s+nach|facts\s+according\s+to|(?:presse)?kontakt(?:\s+für\s+\w+)?|ansprechpartner(?:in)?|press\s+contact)\s*:", re.I)
# What a reporter did not learn states nothing.
_UNTOLD = re.compile(
    r"\bnicht\s+(?:\w+\s+){0,2}(?:bekannt|beziffert|genannt|gesagt|veröffentlicht|mitgeteilt|beschrieben|ausgewertet|gemessen|hervor|enthalten|wiedergegeben|dargestellt)\b|\b(?:nennt|nannten?)\b[^.]{0,40}\bnicht\b|\bkeine\s+(?:angaben|zahlen)\b"
    r"|\b(?:dem|der)\s+(?:bericht|unterlage|zeitung)\s+nicht\b|\bfehlt\s+eine\s+angabe|\blässt\s+der\s+bericht\s+offen|\bblieb\s+offen\b",
    re.I,
)
_REPEATED = re.compile(r"^(?:zu\s+)?(?:\d{1,2}|[a-z]|[IVX]{1,4})\s?[.):]\)?\s", re.IGNORECASE)
_TABLE = re.compile(r"^(?:beratungsfolge|gremi(?:um|en)\s+termin)\b", re.I)


@dataclass(frozen=True, slots=True)
class Paper:
    """`head_end`: number of the first line after the head. `passages` leave out furniture, not the form; `told`: see `telling`."""

    reading: Reading
    raw: str
    kind: Kind
    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    head_end: int
    passages: tuple[Passage, ...]
    told: tuple[Passage, ...]

    def quote(self, span: Span) -> str:
        """The archived words of a span, verbatim."""
        return self.raw[span.start : span.end]

    def telling(self) -> tuple[Passage, ...]:
        """The passages in which the author says something: not the head, the form, the signatures, not a demand repeated."""
        return self.told


def read_paper(reading: Reading) -> Paper:
    """The document of a reading, taken apart."""
    raw = reading.document.raw
    lines = split_lines(raw)
    head_end = _head_end(lines)
    parts = parts_of(lines, head_end)
    kind = _kind(lines, head_end, reading.kind)
    if kind is Kind.OTHER and _is_article(raw, lines, parts):
        kind = Kind.ARTICLE
    passages = split_passages(lines, parts)
    return Paper(reading, raw, kind, lines, parts, head_end, passages, _told(passages, kind))


def _told(passages: tuple[Passage, ...], kind: Kind) -> tuple[Passage, ...]:
    """An opinion or answer repeats the numbered demands or questions before it answers each of them; those are left out."""
    answers = kind in (Kind.OPINION, Kind.ANSWER)
    return tuple(
        p
        for p in passages
        if p.part not in (Part.HEAD, Part.FORM, Part.SIGNATURE)
        and not (answers and p.part is Part.BODY and _REPEATED.match(p.text))
        and not (kind is Kind.ARTICLE and (_CREDIT.search(p.text) or _UNTOLD.search(p.text)))
    )


def _head_end(lines: tuple[Line, ...]) -> int:
    """Where the head ends: at the first heading, or after the table of committees, or before the first long paragraph."""
    table = next((n for n, line in enumerate(lines[:_HEAD_LINES]) if _TABLE.match(line.text)), None)
    for number, line in enumerate(lines):
        if heading_of(line) is not None:
            return number
        if table is not None and number > table + 1 and _opens_prose(lines, number):
            return number
        if table is None and number > 2 and _opens_prose(lines, number):
            return number
        if table is None and number > 0 and (len(line.text) > _UNWRAPPED or _is_lone_paragraph(lines, number)):
            return number
    return len(lines)


def _is_lone_paragraph(lines: tuple[Line, ...], number: int) -> bool:
    """A full sentence between two blank lines, as in news and web pages."""
    alone = not lines[number - 1].text and (number + 1 == len(lines) or not lines[number + 1].text)
    return alone and len(lines[number].text) > 80 and lines[number].text.endswith(".")


def _opens_prose(lines: tuple[Line, ...], number: int) -> bool:
    """Whether running text begins here: a question, a numbered demand, or a full line followed by another."""
    text = lines[number].text
    if re.match(r"^(?:\d{1,2}|[A-Za-z])[.)]\)?(?:\s|$)", text) and not re.search(r"sitzung\b|\d{4}$", text):
        return True
    if len(text) < 60 or number + 1 >= len(lines):
        return False
    block = 0
    while number + block < len(lines) and lines[number + block].text:
        block += 1
    return block >= 3 or (text.endswith(".") and len(text) > 80)


def _kind(lines: tuple[Line, ...], head_end: int, given: str) -> Kind:
    for line in lines[: max(head_end, 12)][:_HEAD_LINES]:
        for kind, pattern in _KINDS:
            if 0 < len(line.text) < _LONGEST_HEADING and pattern.match(line.text):
                return kind
    if _is_slides(lines):
        return Kind.SLIDES
    return next((kind for kind, name in _GIVEN if name in given.lower()), Kind.OTHER)


def _is_article(raw: str, lines: tuple[Line, ...], parts: tuple[Part, ...]) -> bool:
    """News, a web page, a short report: running text without the form of a council paper."""
    if len(raw) > _LONGEST_ARTICLE or any(part in (Part.FORM, Part.VOTE, Part.DEBATE) for part in parts):
        return False
    sentences = sum(line.text.endswith((".", "!", "?")) for line in lines)
    return sentences >= 2


def _is_slides(lines: tuple[Line, ...]) -> bool:
    """Slides come out as many pages of few short lines that hardly ever end with a full stop."""
    words = [line for line in lines if line.text and not line.is_furniture]
    if not words:
        return False
    stops = sum(line.text.endswith(".") for line in words)
    short = sum(len(line.text) < 70 for line in words)
    return stops < 0.08 * len(words) and short > 0.8 * len(words)
