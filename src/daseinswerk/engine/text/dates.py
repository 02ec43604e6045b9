"""Dates as German papers write them, as precise as they are stated.

Normal forms are ISO 8601 and two extensions in common use: 2024, 2024-03, 2024-03-14, 2024-Q2 (quarter), 2024-H1 (half-year).
A season says no month and gives its year; a decade gives nothing. A day without a year takes it from the date it is joined to
("1. bis 15. April 2022"); standing alone it is no value, because the year would be a guess.

Every rule is anchored at a figure and looks a fixed distance to both sides, so the time is linear in the text.
"""

import re
from datetime import date

_MONTH_FORMS = (
    ("januar", "jänner", "jan"), ("februar", "feber", "febr", "feb"), ("märz", "maerz", "mär", "mrz"), ("april", "apr"), ("mai",),
    ("juni", "jun"), ("juli", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("oktober", "okt"), ("november", "nov"),
    ("dezember", "dez"),
)  # fmt: skip
_MONTHS = {form: number for number, forms in enumerate(_MONTH_FORMS, 1) for form in forms}
_MONTH = r"(?:" + "|".join(f"[{f[0].upper()}{f[0]}]{f[1:]}|{f.upper()}" for f in sorted(_MONTHS, key=len, reverse=True)) + r")(?!\w)\.?"
_YEAR = r"(?:1[89]|20)[0-9]{2}(?![0-9])"
_WEEKDAY = r"(?:(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo\.|Di\.|Mi\.|Do\.|Fr\.|Sa\.|So\.),?\s{0,3}(?:de[nm]\s)?)?"
_TO = rf"\s{{0,3}}(?:bis(?:\szum)?|und|sowie|oder|bzw\.|[-–—/+&,])\s{{0,3}}(?:(?:am|vom|dem|den|zum)\s{{1,3}})?{_WEEKDAY}"

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
_ISO_MONTH = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])(?![-0-9])")
_FULL = re.compile(
    rf"(?P<more>(?:[0-9]{{1,2}}\.\s?(?:[0-9]{{1,2}}\.)?{_TO}){{0,6}})"
    r"(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\.\s?(?P<y>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9]|\.[0-9]|,[0-9])"
)
_WORDED = re.compile(
    rf"(?P<more>(?:[0-9]{{1,2}}\.\s{{0,3}}(?:{_MONTH})?{_TO}){{0,6}})(?P<d>[0-9]{{1,2}})\.\s{{0,3}}(?P<m>{_MONTH})\s{{0,3}}(?P<y>{_YEAR})"
)
_DAY = re.compile(rf"([0-9]{{1,2}})\.\s{{0,3}}(?:([0-9]{{1,2}})\.|({_MONTH}))?")
_SLASHED = re.compile(rf"(?P<m>0?[1-9]|1[0-2])[./](?P<y>{_YEAR})(?![/0-9]|\.[0-9])")
_MONTH_BEFORE = re.compile(
    rf"(?<!\w)(?P<more>(?:{_MONTH}\s{{0,3}}(?:bis|und|oder|[-–—/,])\s{{0,3}}){{0,3}})(?P<m>{_MONTH})\s{{0,3}}/?\s{{0,3}}(?:im\sJahre?\s|des\sJahres\s)?$"
)
_A_MONTH = re.compile(_MONTH)
_PART_BEFORE = re.compile(
    r"(?:(?<![0-9A-Za-z])(?:(?P<n0>[1-4])\.\s?(?:/|und|bis|-|–)\s?)?(?:(?P<n>[1-4])\.|(?P<r>IV|I{1,3})\.?|(?P<w>[Ee]rst|[Zz]weit|[Dd]ritt|[Vv]iert|[Ll]etzt)e[nrs]?)"
    r"\s{0,3}(?P<kind>Quartale?s?|Quart\.|Halbjahre?s?|Jahreshälfte|HJ\.?)|(?<!\w)(?P<k>[QH])\s?(?P<q>[1-4])|(?<!\w)(?P<k2>Quartal|Halbjahr)\s(?P<q2>[1-4]))"
    r"(?:\s(?:des\sJahres|im\sJahre?|in))?\s{0,3}[/-]?\s{0,3}$"
)
_YEARS = re.compile(rf"(?P<y0>{_YEAR})(?:\s?(?P<to>[/–-])\s?(?P<y1>{_YEAR}|[0-9]{{2}}(?![0-9])))?(?!\w|[.,/:'’][0-9]|/|-[0-9])")
_WORDS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_BACK = 48  # characters looked at before a year: "im dritten und vierten Quartal des Jahres"

Found = tuple[int, int, tuple[str, ...]]
"""Start, end, and the normal forms of one expression in order ("1. bis 15. April 2022" has two)."""


def date_at(text: str, start: int, run: int) -> Found | None:
    """The date that begins with the figure of `run` digits at `start`: a day, or a month and a year; `None` where none does."""
    mark = text[start + run : start + run + 1]
    found: Found | None = None
    if run <= 2 and mark == ".":
        found = _full(_FULL.match(text, start)) or _worded(_WORDED.match(text, start)) or _month_year(_SLASHED.match(text, start))
    elif run <= 2 and mark == "/":
        found = _month_year(_SLASHED.match(text, start))
    elif run == 4 and mark == "-":
        if match := _ISO.match(text, start):
            found = _days(match, [(match[1], match[2], match[3])])
        elif match := _ISO_MONTH.match(text, start):
            found = (*match.span(), (match[0],))
    return found


def part_of_year(text: str, start: int, floor: int) -> Found | None:
    """The month, quarter or half-year a year at `start` belongs to, written before it and not before `floor`."""
    first = max(floor, start - _BACK)
    before = text[first:start]
    year, end = text[start : start + 4], start + 4
    if match := _MONTH_BEFORE.search(before):
        months = [*_A_MONTH.findall(match["more"]), match["m"]]
        return first + match.start(), end, tuple(f"{year}-{int(_month(month)):02}" for month in months)
    if match := _PART_BEFORE.search(before):
        forms = _parts(match, year)
        return (first + match.start(), end, forms) if forms else None
    return None


def years_at(text: str, start: int) -> Found | None:
    """A year or a pair ("2021–2023", "2019/20") at `start`; whether the figure is a year is decided by what stands around it."""
    match = _YEARS.match(text, start)
    if not match:
        return None
    first, second = match["y0"], match["y1"]
    if second and len(second) == 2:
        second = first[:2] + second
        if match["to"] == "/" and int(second) != int(first) + 1:  # "2019/20" is a school or budget year, "2014/24" a reference
            return None
    if second and int(second) <= int(first):
        return None
    return match.start(), match.end(), (first, second) if second else (first,)


def _full(match: re.Match[str] | None) -> Found | None:
    if not match:
        return None
    year = _full_year(match["y"])
    more = [(year, day[2] or match["m"], day[1]) for day in _DAY.finditer(match["more"])]
    return _days(match, [*more, (year, match["m"], match["d"])])


def _worded(match: re.Match[str] | None) -> Found | None:
    if not match:
        return None
    days = [(day[3] and _month(day[3]), day[1]) for day in _DAY.finditer(match["more"])]
    days.append((_month(match["m"]), match["d"]))
    following = ""
    for place in range(len(days) - 1, -1, -1):  # a day without a month takes the next one named
        following = days[place][0] or following
        days[place] = (following, days[place][1])
    return _days(match, [(match["y"], month, day) for month, day in days])


def _month_year(match: re.Match[str] | None) -> Found | None:
    return (*match.span(), (f"{match['y']}-{int(match['m']):02}",)) if match else None


def _days(match: re.Match[str], parts: list[tuple[str, str, str]]) -> Found | None:
    values = []
    for year, month, day in parts:
        try:
            values.append(date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            return None
    if len(values) == 2 and values[0] > values[1]:  # "28.12. bis 3.1.2024" begins in the year before
        values[0] = f"{int(values[0][:4]) - 1}{values[0][4:]}"
    return match.start(), match.end(), tuple(values)


def _parts(match: re.Match[str], year: str) -> tuple[str, ...]:
    if match["k"] or match["k2"]:
        letter = (match["k"] or match["k2"])[0]
        return (f"{year}-{letter}{match['q'] or match['q2']}",)
    letter = "Q" if match["kind"].startswith("Quart") else "H"
    last = {"Q": 4, "H": 2}[letter]
    number = int(match["n"] or 0) or _ROMAN.get(match["r"] or "") or _WORDS.get((match["w"] or "").lower(), last)
    if number > last:
        return ()
    return (*([f"{year}-{letter}{match['n0']}"] if match["n0"] else []), f"{year}-{letter}{number}")


def _month(form: str) -> str:
    return str(_MONTHS[form.rstrip(".").lower()])


def _full_year(year: str) -> str:
    """Two digits up to 49 belong to this century: papers look ahead a generation, and the oldest typed ones are from 1950."""
    return year if len(year) == 4 else ("20" if int(year) < 50 else "19") + year
