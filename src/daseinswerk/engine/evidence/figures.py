"""Sums of money and shares inside a sentence, with the words that say what they are: unit, range, period.

The values of the text engine say that there is a sum; here its neighbourhood is read as well: "60 € im Monat" is a running
cost, "10.000 bis 15.000 Euro" is one range, "- 1.410 €" in a table is income.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = r"\d{1,3}(?:[. \u00a0]\d{3})+(?:,\d{1,2})?(?!\d)|\d+(?:,\d+)?(?!\d)"
_SCALE = r"(?:Mio\.?|Millionen|Million|Mrd\.?|Milliarden?|Tsd\.?|Tausend|T)"
_MONEY = re.compile(
    rf"(?<![\d.,/-])(?P<first>{_NUMBER})(?:\s*(?P<scale1>{_SCALE})(?=[\s€]))?(?:\s*(?P<unit1>€|Euro|EUR)?\s*(?:-|–|bis(?:\s+zu)?|(?<=\d\s)und(?=\s\d))\s*(?P<second>{_NUMBER}))?"
    rf"\s*,?-?-?\s*(?P<scale>{_SCALE})?\s*(?P<unit>€|Euro\b|EUR\b)",
)
# In English the comma stands between thousands: "925,000 euros", "1.2 million euros".
_MONEY_IN_ENGLISH = re.compile(r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*(?P<scale>million|billion)?\s+euros?\b(?!\s*\d)")
_PERCENT = re.compile(r"(?<![\d.,/-])(?P<first>\d{1,3}(?:,\d+)?)(?:\s*(?:-|–|bis)\s*(?P<second>\d{1,3}(?:,\d+)?))?\s*(?:%|Prozent\b|prozentig\w*|v\.\s?H\.)")
_AND = re.compile(r"\sund\s")
_BETWEEN = re.compile(r"\bzwischen\s*$", re.I)
_FACTORS = {"mio": 10**6, "mil": 10**6, "mrd": 10**9, "tsd": 10**3, "tau": 10**3, "t": 10**3}
_YEARLY = re.compile(r"^\s*(?:\w+\s+){0,1}(?:/\s*(?:a|Jahr)\b|p\.\s?a\.|pro\s+Jahr|im\s+Jahr\b(?!\s+\d)|je\s+Jahr|jährlich|per\s+anno|(?:netto|brutto)\s*/\s*Jahr|(?:a|per)\s+year)", re.I)
_MONTHLY = re.compile(r"^\s*(?:\w+\s+){0,1}(?:/\s*Monat|pro\s+Monat|im\s+Monat|monatlich|je\s+Monat|mtl\.)", re.I)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `start`, `end` in the text it was found in. `second` is None unless it is a range. `period`: `a`, `Monat` or empty."""

    start: int
    end: int
    first: float
    second: float | None
    unit: str
    period: str

    @property
    def value(self) -> str:
        """As a claim writes it: `35000 EUR`, `10000-15000 EUR/a`, `90 %`."""
        numbers = plain(self.first) + (f"-{plain(self.second)}" if self.second is not None else "")
        return f"{numbers} {self.unit}" + (f"/{self.period}" if self.period else "")


def plain(number: float) -> str:
    """A number without thousands separators, with a decimal point, at most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def money_in(text: str) -> Iterator[Figure]:
    """All sums in euro, in order."""
    if " euro" in text:
        yield from _money_in_english(text)
    if "€" not in text and "EUR" not in text and "Euro" not in text:
        return
    for match in _MONEY.finditer(text):
        factor = _factor(match["scale"])
        own = _factor(match["scale1"]) if match["scale1"] else (factor if match["second"] is None or not match["unit1"] else 1)
        second = _number(match["second"]) * factor if match["second"] else None
        first = _number(match["first"]) * own
        if second is not None and second <= first:
            continue  # "2022 bis 500 €" is no range
        if second is not None and _AND.search(text, match.start(), match.end()) and not _BETWEEN.search(text[: match.start()]):
            first, second = second, None  # "2023 und 500 €" are two things, the sum is the latter
        yield Figure(match.start(), match.end(), first, second, "EUR", _period(text, match.end()))


def _money_in_english(text: str) -> Iterator[Figure]:
    for match in _MONEY_IN_ENGLISH.finditer(text):
        factor = {"million": 10**6, "billion": 10**9}.get(match["scale"] or "", 1)
        yield Figure(match.start(), match.end(), float(match["number"].replace(",", "")) * factor, None, "EUR", _period(text, match.end()))


def shares_in(text: str) -> Iterator[Figure]:
    """All shares in percent, in order."""
    if "%" not in text and "rozent" not in text and "v." not in text:
        return
    for match in _PERCENT.finditer(text):
        yield Figure(match.start(), match.end(), _number(match["first"]), _number(match["second"]) if match["second"] else None, "%", "")


def _number(words: str) -> float:
    return float(re.sub(r"[.\s\u00a0]", "", words).replace(",", "."))


def _factor(scale: str | None) -> int:
    if not scale:
        return 1
    key = scale.lower().rstrip(".")
    return 10**9 if key.startswith("milliard") else _FACTORS.get(key[:3], _FACTORS.get(key, 1))


def _period(text: str, end: int) -> str:
    rest = text[end : end + 40]
    return "a" if _YEARLY.match(rest) else "Monat" if _MONTHLY.match(rest) else ""
