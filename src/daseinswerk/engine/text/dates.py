"""Dates as German papers write them, as precise as they are stated.

Normal forms are ISO 8601 and two extensions in common use: 2024, 2024-03, 2024-03-14, 2024-Q2 (quarter), 2024-H1 (half-year).
A season or a decade says no month: the season gives its year, the decade nothing. A day without a year takes it from the date
it is joined to ("1. bis 15. April 2022"); standing alone it is no value, because the year would be a guess.
"""

import re
from collections.abc import Iterator
from datetime import date

_MONTH_FORMS = (
    ("januar", "jänner", "jan"), ("februar", "febr", "feb"), ("märz", "mär", "mrz"), ("april", "apr"), ("mai",), ("juni", "jun"),
    ("juli", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("oktober", "okt"), ("november", "nov"), ("dezember", "dez"),
)
_MONTHS = {form: number for number, forms in enumerate(_MONTH_FORMS, 1) for form in forms}
_MONTH = "(?:" + "|".join(sorted((f"[{f[0].upper()}{f[0]}]{f[1:]}|{f.upper()}" for f in _MONTHS), key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:1[89]|20)[0-9]{2}(?![0-9])"
_TO = r"\s*(?:bis(?:\s+zum)?|und(?:\s+(?:am|vom|den))?|oder|bzw\.|[-–—/+&,])\s*(?:(?:am|vom|dem|den|zum)\s+)?"
_HALF_WORDS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_PART = r"(?:(?P<{0}n>[1-4])\.|(?P<{0}r>IV|I{{1,3}})\.?|(?P<{0}w>[Ee]rst|[Zz]weit|[Dd]ritt|[Vv]iert)e[ns]?)"

_ISO = re.compile(r"(?<![0-9])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
_FULL = re.compile(
    rf"(?<![0-9.,/])(?:(?P<d0>[0-9]{{1,2}})\.\s?(?:(?P<m0>[0-9]{{1,2}})\.)?{_TO})?"
    r"(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\.\s?(?P<y>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9]|\.[0-9]|,[0-9])"
)
_WORDED = re.compile(
    rf"(?<![0-9.,/])(?:(?P<d0>[0-9]{{1,2}})\.\s*(?P<m0>{_MONTH})?{_TO})?(?P<d>[0-9]{{1,2}})\.\s*(?P<m>{_MONTH})\s*(?P<y>{_YEAR})"
)
_MONTH_YEAR = re.compile(rf"\b(?:(?P<m0>{_MONTH})(?:\s+(?P<y0>{_YEAR}))?{_TO})?(?P<m>{_MONTH})\s*/?\s*(?P<y>{_YEAR})")
_SLASHED = re.compile(rf"(?<![0-9./])(?P<m>0?[1-9]|1[0-2])[./](?P<y>{_YEAR})(?![/0-9]|\.[0-9])")
_QUARTER = re.compile(
    rf"\b(?:(?:(?P<n0>[1-4])\.{_TO})?{_PART.format('q')}\s*(?P<kind>Quartals?|Halbjahre?s?|Jahreshälfte|HJ)\.?"
    rf"|Q(?P<q>[1-4])|(?P<k>H)(?P<h>[12]))(?:\s+(?:des\s+Jahres|im\s+Jahr|in))?\s*[/-]?\s*(?P<y>{_YEAR})"
)
_YEARS = re.compile(rf"(?<![\w.,/§-])(?P<y0>{_YEAR})(?:\s?(?P<to>[/–-])\s?(?P<y1>{_YEAR}|[0-9]{{2}}(?![0-9])))?(?![\w]|[.,/:'’][0-9]|/|-[0-9])")


Found = tuple[int, int, str]


def dates(text: str) -> Iterator[Found]:
    """Start, end and normal form of each date; they may come out of order and a longer form hides a shorter one inside it."""
    for match in _ISO.finditer(text):
        yield from _days(match, [(match[1], match[2], match[3])])
    for match in _FULL.finditer(text):
        year = _full_year(match["y"])
        first = [(year, match["m0"] or match["m"], match["d0"])] if match["d0"] else []
        yield from _days(match, [*first, (year, match["m"], match["d"])])
    for match in _WORDED.finditer(text):
        month = _month(match["m"])
        first = [(match["y"], _month(match["m0"]) if match["m0"] else month, match["d0"])] if match["d0"] else []
        yield from _days(match, [*first, (match["y"], month, match["d"])])
    yield from _months(text)
    for match in _QUARTER.finditer(text):
        yield from _parts_of_year(match)


def years(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Single years and pairs ("2021–2023", "2019/20"); whether a figure is a year at all is decided by what stands around it."""
    for match in _YEARS.finditer(text):
        first, second = match["y0"], match["y1"]
        if second and len(second) == 2:
            second = first[:2] + second
            # "2019/20" is a school or budget year; "2014/24" is a reference.
            if int(second) != int(first) + 1 and match["to"] == "/":
                continue
        if second and int(second) < int(first):
            continue
        yield match.start(), match.end(), (first, second) if second else (first,)


def _days(match: re.Match[str], parts: list[tuple[str, str, str]]) -> Iterator[Found]:
    values = []
    for year, month, day in parts:
        try:
            values.append(date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            return
    if len(values) == 2 and values[0] > values[1]:  # 28.12. bis 3.1.2024 begins in the year before
        values[0] = f"{int(values[0][:4]) - 1}{values[0][4:]}"
    yield from _spread(match.start(), match.end(), values)


def _spread(start: int, end: int, values: list[str]) -> Iterator[Found]:
    """Several values of one expression share it in equal slices, so that each has a place and they stay in order."""
    for number, value in enumerate(values):
        yield start + (end - start) * number // len(values), start + (end - start) * (number + 1) // len(values), value


def _months(text: str) -> Iterator[Found]:
    for match in _MONTH_YEAR.finditer(text):
        values = [f"{match['y']}-{int(_month(match['m'])):02}"]
        if match["m0"]:
            values.insert(0, f"{match['y0'] or match['y']}-{int(_month(match['m0'])):02}")
        yield from _spread(match.start(), match.end(), values)
    for match in _SLASHED.finditer(text):
        yield match.start(), match.end(), f"{match['y']}-{int(match['m']):02}"


def _parts_of_year(match: re.Match[str]) -> Iterator[Found]:
    if match["q"]:
        yield match.start(), match.end(), f"{match['y']}-Q{match['q']}"
    elif match["h"]:
        yield match.start(), match.end(), f"{match['y']}-H{match['h']}"
    else:
        letter = "Q" if match["kind"].startswith("Quartal") else "H"
        part = int(match["qn"] or 0) or _ROMAN.get(match["qr"] or "") or _HALF_WORDS[(match["qw"] or "erst").lower()]
        if letter == "Q" or part < 3:
            first = [f"{match['y']}-{letter}{match['n0']}"] if match["n0"] else []
            yield from _spread(match.start(), match.end(), [*first, f"{match['y']}-{letter}{part}"])


def _month(form: str) -> str:
    return str(_MONTHS[form.rstrip(".").lower()])


def _full_year(year: str) -> str:
    """Two digits up to 49 belong to this century: papers look ahead a generation, and the oldest typed ones are from 1950."""
    return year if len(year) == 4 else ("20" if int(year) < 50 else "19") + year
