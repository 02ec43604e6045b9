"""What stands after (or just before) a figure makes it money, a share or a number: "3 bis 4 Mio. Euro", "250 TEUR", "80 v. H."."""

import re
from dataclasses import dataclass
from decimal import Decimal

_SCALES = {"tsd": 1_000, "tausend": 1_000, "t": 1_000, "k": 1_000, "mio": 1_000_000, "mill": 1_000_000, "million": 1_000_000,
           "millionen": 1_000_000, "m": 1_000_000, "mrd": 1_000_000_000, "milliarde": 1_000_000_000, "milliarden": 1_000_000_000, "dutzend": 12}  # fmt: skip
_SCALE = r"(?:Tsd\b\.?|[Tt]ausend\b|Mio\b\.?|MIO\b\.?|Mill\.|Millionen\b|Million\b|Mrd\b\.?|Milliarden?\b|Dutzend\b)"
_EURO = r"(?:€|EUR\b|EURO\b|[Ee]uros?\b)"
_AFTER = re.compile(
    r"[\s-]{0,3}(?:(?P<percent>%|[Pp]rozent(?:punkten?|ige?[nmrs]?)?\b|v\.\s?H\.|vH\b|vom\s{1,2}Hundert\b|(?:%|Prozent)-?ige?[nmrs]?\b)"
    rf"|(?P<foreign>{_SCALE}?\s?(?:DM\b|D-Mark\b|(?:US-)?Dollar\b|USD\b|CHF\b|Franken\b|£|\$))"
    rf"|(?P<scale>{_SCALE})?[\s-]{{0,3}}(?:(?P<prefix>[TkM])\s?)?(?P<currency>{_EURO}|[Cc]ents?\b|[Cc]t\b)"
    rf"|(?P<big>{_SCALE}))"
)
_CURRENCY_BEFORE = re.compile(rf"(?P<prefix>\b[TkM])?{_EURO}(?P<colon>\)?:)?\s{{0,3}}$")
_UNIT_BEFORE = re.compile(rf"\bin\s{{1,2}}(?P<scale>{_SCALE})?\s?(?P<prefix>[TkM])?{_EURO}\s?\)?\s{{0,2}}:?\s{{0,3}}$")
_QUALIFIERS = frozenset(
    ["rund", "rd.", "ca.", "circa", "zirka", "etwa", "ungefähr", "knapp", "gut", "fast", "nahezu", "annähernd", "über", "mindestens", "mind.", "maximal", "max.", "höchstens", "unter", "voraussichtlich", "jeweils", "je", "insgesamt"]
)
_PAIRS = {"als": ("mehr", "weniger"), "zu": ("bis",)}  # "mehr als", "bis zu"
_NEGATIVE = re.compile(r"(?:(?:^|(?<=[\s(:]))[-−–]|(?<!\w)[Mm]inus\s)$")
_UNIT = re.compile(
    r"\s{0,3}(?:[a-zäöüß]{2,30}(?:e|en|er|es|em)\s{1,2}){0,2}(?P<unit>m[²³23]|km²?|cm|mm|ha|kWh?(?:/\w+)?|MWh?(?:/\w+)?|GWh?(?:/\w+)?|kWp|MWp|"
    r"t(?:/a)?|kg|[A-ZÄÖÜ][\w²³/-]{1,60}|[mlh]\b|dB|°C)"
)
_MAY_FOLLOW = re.compile(r"[\s-]{0,8}[%PpvDUCF£$TtMEe€ck]")  # how everything `_AFTER` knows begins: one look spares its alternatives
_BACK = 32  # characters looked at before a figure


@dataclass(frozen=True, slots=True)
class Amount:
    """What a figure is: its kind, place, decimal (scaled, signed), the unit, and the scale it carries itself (1 for none)."""

    kind: str
    start: int
    end: int
    number: Decimal
    unit: str
    qualifier: str
    scale: int


def amount(text: str, start: int, end: int, number: Decimal, *, money_end: int) -> Amount | None:
    """The amount a figure at `start` to `end` stands for; `None` where it is money of another currency.

    `money_end` is where the last sum of money ended: its currency sign does not belong to this figure.
    """
    window = text[max(0, start - _BACK) : start]
    signed = window[-1:] in ("-", "−", "–") or (window[-1:].isspace() and window[-5:-1] == "inus")
    if signed and text[start].isdigit() and (sign := _NEGATIVE.search(window)):
        number, start, window = -number, start - len(sign[0]), window[: sign.start()]
    qualifier = qualifier_before(window)
    after = _AFTER.match(text, end) if _MAY_FOLLOW.match(text, end) else None
    if after and after["foreign"]:
        return None
    if after and after["percent"]:
        return Amount("percent", start, after.end(), number, "%", qualifier, 1)
    if after and after["currency"]:
        scale = _scale(after["scale"]) * _scale(after["prefix"])
        number = number * scale / (100 if after["currency"][0] in "cC" else 1)
        return Amount("money", start, after.end(), number, "EUR", qualifier, scale)
    scale = _scale(after["big"]) if after else 1
    end = after.end() if after else end
    if before := _currency_before(window, money_end - (start - len(window))):
        scale *= _scale(before["prefix"]) * _scale(before.groupdict().get("scale"))
        return Amount("money", start, end, number * scale, "EUR", qualifier, scale)
    unit = _UNIT.match(text, end)
    return Amount("number", start, end, number * scale, unit["unit"] if unit else "", qualifier, scale)


def _currency_before(window: str, floor: int) -> re.Match[str] | None:
    """The currency in front of a figure ("EUR 1.250", "in TEUR: 48"), unless it belongs to the sum that ended at `floor`."""
    if "€" not in window and "EUR" not in window and "Euro" not in window:
        return None
    before = _UNIT_BEFORE.search(window)
    if before:
        return before
    before = _CURRENCY_BEFORE.search(window)
    return before if before and before.start() >= floor else None


def qualifier_before(window: str) -> str:
    """The word that softens a figure, at the end of what stands before it; "" where there is none."""
    if not window or not window[-1].isspace():
        return ""
    words = window.lower().rsplit(None, 2)[-2:]
    last = words[-1].lstrip("(") if words else ""
    if last in _QUALIFIERS:
        return last
    if len(words) == 2 and words[0].lstrip("(") in _PAIRS.get(last, ()):
        return f"{words[0].lstrip('(')} {last}"
    return ""


def _scale(word: str | None) -> int:
    return _SCALES[word.rstrip(".").lower()] if word else 1
