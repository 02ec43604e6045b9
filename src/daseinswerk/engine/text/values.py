"""What a text counts: dates, sums of money, shares and numbers, each in a normal form and with its place.

German offices write "1,2 Mio. Euro", "250 TEUR p. a.", "80 v. H.", "3 bis 4 Mio. Euro" and "eine halbe Million"; no general
tool reads them. One pass goes from figure to figure: is it (part of) a date, does it count nothing (`not_values`), or is it an
amount (`amounts`)? Number words are read afterwards. Every rule looks a fixed distance to both sides. Works on cleaned and on
archived text; places are in the text given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from daseinswerk.engine.text.amounts import Amount, amount, qualifier_before
from daseinswerk.engine.text.clean import Cleaned, clean
from daseinswerk.engine.text.dates import Found, date_at, part_of_year, years_at
from daseinswerk.engine.text.not_values import is_version, not_value
from daseinswerk.engine.text.numerals import FIGURE, figure_value, normal, number_words, places, word_value
from daseinswerk.engine.text.spans import Span


@dataclass(frozen=True, slots=True)
class Value:
    """One value: `kind` is date, money, percent or number; `value` its normal form (ISO date, EUR, percent 0 to 100, decimal).

    `number` is the value as a decimal (`None` for a date), `unit` what is counted ("EUR", "%", "km", "Einwohner", "" for a
    date), `qualifier` what softens it ("rund", "bis zu", "ca."; "" where nothing does).
    """

    kind: str
    span: Span
    value: str
    number: Decimal | None
    unit: str
    qualifier: str


_DIGITS = re.compile(r"[0-9]+")
_FIGURE = re.compile(FIGURE)
_LINK = re.compile(r"\s{0,3}(?:bis(?:\s+zu)?|und|oder|auf|bzw\.|–|-|—|/)\s{0,3}(?:(?:rund|ca\.|etwa|maximal|zu)\s{1,2})?")
_COMMA = re.compile(r",\s{1,2}")
_BIG_WORD = re.compile(r"(?:[Mm]illion|[Mm]illiarde|[Dd]utzend|Prozent|Euro|Cent)\b")
_BIG_STARTS = (("illion", 1), ("illiarde", 1), ("utzend", 1), ("Prozent", 0), ("Euro", 0), ("Cent", 0))
_BIG = {"million": Decimal(1_000_000), "milliarde": Decimal(1_000_000_000), "dutzend": Decimal(12)}
_PART_BEFORE = re.compile(r"(?:\b[Ee]in(?:e[rnms]?)?\s{1,2})?(?P<part>\b[Hh]albe[nrms]?|\b[Dd]reiviertel|\b[Vv]iertel)?\s{0,2}$")
_PARTS = {"h": Decimal("0.5"), "v": Decimal("0.25"), "d": Decimal("0.75")}
_INDEFINITE = re.compile(r"\b(?:mehrere|einige|viele|wenige|etliche|zig|paar)[rn]?\s{1,2}$", re.IGNORECASE)  # "mehrere tausend Euro" says no sum
_FRACTION = re.compile(r"\s+(?:Drittel|Viertel|Fünftel|Sechstel|Achtel|Zehntel|Hälften)\b")
_COUNTED = re.compile(
    r"\s{0,3}(?:m[²³23]?\b|km|ha\b|kWh?\b|MWh?\b|GWh?\b|t\b|kg\b|l\b|%|€|Euro|EUR|TEUR|T€|Mio|Tsd|Mrd|Prozent|Einwohner|Stück|Stunden|"
    r"Haushalt(?:e|en)\b|Personen|Mitglieder|Menschen|Kinder|Teilnehme|Wohn(?:ung|einh)|Beschäftigte|Besuche|Plätze|Schüler|Unterschr|"
    r"Bürger|Nutze|Zähler|Bäume|Arbeitsplätze|Exemplare|Tonnen|Liter|Meter|Quadratmeter|Kilometer|Jahre\b|Fahrzeuge|Fahrräder)"
)
_SOFT = frozenset({"rund", "rd.", "ca.", "circa", "zirka", "etwa", "ungefähr", "knapp", "gut", "fast", "nahezu", "mehr als", "weniger als",
                   "mindestens", "maximal", "höchstens", "bis zu", "insgesamt", "annähernd"})  # fmt: skip
_BACK = 24  # characters looked at before a figure or word


def values(text: str) -> tuple[Value, ...]:
    """All values of `text` in order of their places; no two overlap."""
    if "-\n" in text or "- \n" in text or "\u00ad" in text:  # a word cut at a line end: read it whole, then look it up again
        cleaned = clean(text)
        return tuple(in_archive(value, cleaned) for value in _values(cleaned.text))
    return _values(text)


def in_archive(value: Value, cleaned: Cleaned) -> Value:
    """A value of the cleaned text with its place in the archived text."""
    return Value(value.kind, cleaned.to_archive(value.span), value.value, value.number, value.unit, value.qualifier)


def _values(text: str) -> tuple[Value, ...]:
    found: list[Value] = []
    amounts: list[Amount] = []
    taken: list[tuple[int, int]] = []
    done = floor = money_end = 0  # `floor`: the end of the last value, which the next date does not reach back into
    for digits in _DIGITS.finditer(text):
        start, run = digits.start(), digits.end() - digits.start()
        if start < done:
            continue
        when = _date(text, start, run, floor)
        if when:
            found += _dates(text, when)
            taken.append(when[:2])
            done = floor = when[1]
        elif (end := not_value(text, start, run)) is not None:
            taken.append((start, end))
            done = max(end, start + run)
        else:
            figure = _FIGURE.match(text, start)
            done = max(figure.end(), start + run)
            sum_ = amount(text, start, figure.end(), figure_value(figure[0]), money_end=money_end)
            taken.append((start, done))
            if sum_ and not _counts_nothing(figure[0], sum_):
                amounts.append(sum_)
                floor = sum_.end
                money_end = sum_.end if sum_.kind == "money" else money_end
    amounts += _worded(text, taken)
    found += _shared(text, sorted(amounts, key=lambda item: item.start))
    return tuple(sorted(found, key=lambda value: value.span.start))


def _date(text: str, start: int, run: int, floor: int) -> Found | None:
    """The date the figure at `start` belongs to, if any; a bare year that counts something ("2000 Haushalte") is none."""
    before = text[start - 1] if start else " "
    if run > 4 or before.isalnum() or before in ".,_":
        return None
    if when := date_at(text, start, run):
        return None if before == "/" or is_version(text, start) else when
    if run != 4 or text[start : start + 2] not in ("18", "19", "20"):
        return None
    if when := part_of_year(text, start, floor):
        return when
    when = years_at(text, start)
    if not when or before in "§=" or (before in "-/" and start > 1 and text[start - 2].isalnum()):
        return None
    if len(when[2]) == 1:
        if _COUNTED.match(text, when[1]) or qualifier_before(text[max(0, start - _BACK) : start]) in _SOFT:
            return None
        if not_value(text, start, run) is not None:
            return None
    return when


def _dates(text: str, when: Found) -> Iterator[Value]:
    """One value for each date of an expression; several share its place in equal slices, so that they stay in order."""
    start, end, forms = when
    qualifier = qualifier_before(text[max(0, start - _BACK) : start])
    for number, form in enumerate(forms):
        first = start + (end - start) * number // len(forms)
        last = start + (end - start) * (number + 1) // len(forms)
        yield Value("date", Span(first, last), form, None, "", qualifier)


def _counts_nothing(figure: str, found: Amount) -> bool:
    """A point before one or two digits is a decimal point only where a unit follows: else it is a time or a heading."""
    return "." in figure and "," not in figure and not re.search(r"\.[0-9]{3}", figure) and found.kind == "number" and not found.unit


def _worded(text: str, taken: list[tuple[int, int]]) -> Iterator[Amount]:
    """Amounts written in words; a scale word that belongs to a figure is taken already."""
    ends = {end for _, end in taken}
    for start in sorted({place - back for needle, back in _BIG_STARTS for place in places(text, needle)}):
        match = _BIG_WORD.match(text, start) if start >= 0 else None
        if not match:
            continue
        floor = max(0, match.start() - _BACK)
        before = _PART_BEFORE.search(text[floor : match.start()])
        if before and before[0].strip():
            start = floor + before.start() + len(before[0]) - len(before[0].lstrip())
            big = _BIG.get(match[0].lower())  # "ein Prozent" and "einen Euro" have none: what counts follows the number
            number = (big or 1) * (_PARTS[before["part"][0].lower()] if before["part"] else Decimal(1))
            yield from filter(None, [amount(text, start, match.end() if big else match.start(), number, money_end=0)])
    for match in number_words(text):
        number = word_value(match[0])
        if number is None or _FRACTION.match(text, match.end()) or _INDEFINITE.search(text[max(0, match.start() - _BACK) : match.start()]):
            continue
        if match.start() - 1 in ends or match.start() in ends:  # "500 Tausend": the word scales the figure before it
            continue
        yield from filter(None, [amount(text, match.start(), match.end(), number, money_end=0)])


def _shared(text: str, amounts: list[Amount]) -> Iterator[Value]:
    """Values of amounts; the first of "3 bis 4 Mio. Euro" takes kind, unit and scale of the second."""
    following: Amount | None = None
    chained = False
    for item in reversed(amounts):
        if following and item.kind == "number" and following.kind != "number":
            link = _LINK.match(text, item.end) or (_COMMA.match(text, item.end) if chained else None)
            chained = bool(link and link.end() == following.start)
            if chained:
                scale = following.scale if item.scale == 1 and item.number < 1000 else 1
                item = replace(item, kind=following.kind, unit=following.unit, number=item.number * scale, scale=following.scale)
        else:
            chained = False
        following = item
        yield Value(item.kind, Span(item.start, item.end), normal(item.number), item.number, item.unit, item.qualifier)
