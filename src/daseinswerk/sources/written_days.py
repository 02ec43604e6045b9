"""The day that a date in a feed, a sitemap or a table means, in all the ways German and English programs write one.

RFC 822 (RSS) and ISO 8601 (Atom, sitemaps) are the standards; real feeds also have German names of days and months, two-digit
years, missing zones, and numbers in German order. The day is the one the writer saw on the calendar: an offset is not applied.
Only a moment given in UTC by a program is carried to German time, because the site shows it there.
"""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

GERMANY = ZoneInfo("Europe/Berlin")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner jaenner jän", "february feb februar febr feber", "march mar märz maerz mär mrz marz",
            "april apr", "may mai", "june jun juni juno", "july jul juli julei", "august aug", "september sep sept",
            "october oct oktober okt", "november nov", "december dec dezember dez",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)|(?<!\d)(\d{4})(\d{2})(\d{2})(?=T|\s|$)"
)
POINTS = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)")
NAMED = re.compile(r"(?<!\d)(\d{1,2})\.?[\s-]+([^\W\d_]{3,9})\.?,?[\s-]+(\d{4}|\d{2})(?!\d)")
ENGLISH = re.compile(
    r"\b([^\W\d_]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:\d{1,2}:\d{2}(?::\d{2})?\s+(?:[A-Z]{2,4}\s+)?)?(\d{4})(?!\d)"
)
IN_UTC = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|UTC?|GMT|[+-]00:?00)\s*$", re.I)
LONGEST = 100  # characters: what is longer is no date
EARLIEST = 1900


def written_day(written: str) -> date | None:
    """The day meant; None for what is no date, and for days before 1900."""
    text = " ".join(written[:LONGEST].split())
    day = _day(text)
    if day is None or not EARLIEST <= day.year <= 2100:
        return None
    return _seen_in_germany(day, text)


def _day(text: str) -> date | None:
    if found := ISO.search(text):
        year, month, day = (part for part in found.groups() if part is not None)
    elif found := POINTS.search(text):
        day, month, year = found.groups()
    elif (found := NAMED.search(text)) and found[2].lower() in MONTHS:
        day, month, year = found[1], str(MONTHS[found[2].lower()]), found[3]
    elif (found := ENGLISH.search(text)) and found[1].lower() in MONTHS:
        day, month, year = found[2], str(MONTHS[found[1].lower()]), found[3]
    else:
        return None
    try:
        return date(_full_year(year), int(month), int(day))
    except ValueError:
        return None


def _full_year(year: str) -> int:
    """RFC 2822, 4.3: 00 to 49 are of this century."""
    if len(year) > 2:
        return int(year)
    return int(year) + (2000 if int(year) < 50 else 1900)


def _seen_in_germany(day: date, text: str) -> date:
    found = IN_UTC.search(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return day
    moment = datetime(day.year, day.month, day.day, int(found[1]), int(found[2]), tzinfo=UTC)
    return moment.astimezone(GERMANY).date() if (int(found[1]), int(found[2])) != (0, 0) else day
