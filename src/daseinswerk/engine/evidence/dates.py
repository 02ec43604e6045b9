"""Dates inside a sentence in the form a claim needs: as precise as stated, "Anfang", "Mitte", "Ende" and seasons give the year only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = {
    "jan": 1, "feb": 2, "mär": 3, "mae": 3, "apr": 4, "mai": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "nov": 11, "dez": 12,
}  # fmt: skip
_MONTH = r"(?:Januar|Februar|März|Maerz|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|(?:Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\b\.?)"
_YEAR = r"(?:19[89]\d|20[0-5]\d)"
_DATE = re.compile(
    rf"(?<![\d.,/])(?:(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>{_YEAR})"
    rf"|(?:(?P<wday>\d{{1,2}})\.\s*)?(?P<wmonth>{_MONTH})\s+(?P<wyear>{_YEAR})"
    rf"|(?P<quarter>[1-4]|I{{1,3}}|IV)\.\s*Quartal(?:e?s)?\s+(?:des\s+Jahres\s+)?(?P<qyear>{_YEAR})"
    rf"|(?P<half>[12])\.\s*Halbjahr(?:e?s)?\s+(?P<hyear>{_YEAR})"
    rf"|(?P<mmonth>(?:0?[1-9]|1[0-2]))/(?P<myear>{_YEAR})"
    rf"|(?P<only>{_YEAR}))(?![\d/]|[.,]\d)"
)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
_QUARTER_WORDS = {"erste": 1, "zweite": 2, "dritte": 3, "vierte": 4}
_QUARTER_WORD = re.compile(rf"\b(?P<word>erste|zweite|dritte|vierte)[nrs]?\s+(?P<part>Quartal|Halbjahr)(?:e?s)?\s+(?P<year>{_YEAR})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: ISO as precise as stated (`2019`, `2019-05`, `2019-05-31`, `2014-Q2`, `2015-H1`)."""

    start: int
    end: int
    value: str


def dates_in(text: str) -> Iterator[Dated]:
    """All dates with a year, in order."""
    if "20" not in text and "19" not in text:  # no year, no date
        return
    taken = set()
    for match in _QUARTER_WORD.finditer(text):
        taken.add(match.end())
        part = "Q" if match["part"].lower() == "quartal" else "H"
        yield Dated(match.start(), match.end(), f"{match['year']}-{part}{_QUARTER_WORDS[match['word'].lower()]}")
    for match in _DATE.finditer(text):
        value = _value(match)
        if value and match.end() not in taken:
            yield Dated(match.start(), match.end(), value)


def _value(match: re.Match[str]) -> str:
    if match["year"]:
        return _day(match["year"], int(match["month"]), int(match["day"]))
    if match["wyear"]:
        key = match["wmonth"].lower()[:3].replace("mrz", "mär")
        month = _MONTHS[key]
        return _day(match["wyear"], month, int(match["wday"])) if match["wday"] else f"{match['wyear']}-{month:02d}"
    if match["qyear"]:
        return f"{match['qyear']}-Q{_ROMAN.get(match['quarter'], match['quarter'])}"
    if match["hyear"]:
        return f"{match['hyear']}-H{match['half']}"
    if match["myear"]:
        return f"{match['myear']}-{int(match['mmonth']):02d}"
    return match["only"]


def _day(year: str, month: int, day: int) -> str:
    return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
