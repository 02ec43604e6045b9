"""What a text counts: dates, sums of money, shares and numbers, each in a normal form and with its place.

German offices write "1,2 Mio. Euro", "250 TEUR p. a.", "80 v. H.", "3 bis 4 Mio. Euro" and "eine halbe Million"; no general
tool reads them. The rules run in this order: dates, then stretches in which figures count nothing (`not_values`), then every
remaining figure or number word with what stands after it. Works on cleaned and on archived text; places are in the text given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.dates import dates, years
from daseinswerk.engine.text.not_values import not_values
from daseinswerk.engine.text.numerals import FIGURE, NUMBER_WORD, figure_value, normal, word_value
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


_SCALES = {"tsd": 1_000, "tausend": 1_000, "mio": 1_000_000, "mill": 1_000_000, "million": 1_000_000, "millionen": 1_000_000,
           "mrd": 1_000_000_000, "milliarde": 1_000_000_000, "milliarden": 1_000_000_000, "t": 1_000, "k": 1_000, "m": 1_000_000}
_SCALE = r"(?P<scale>Tsd\b\.?|Tausend\b|tausend\b|Mio\b\.?|Mill\b\.|Millionen\b|Million\b|Mrd\b\.?|Milliarden?\b)"
_CURRENCY = r"(?P<cur>€|EURO?S?\b|[Ee]uros?\b|(?P<pre>[TkM])\s?(?:€|EUR\b|[Ee]uro\b)|[Cc]ent\b|[Cc]t\b)"
_PERCENT = r"(?P<pct>%|[-\s]*[Pp]rozent(?:punkten?|ige[nmrs]?|ig)?\b|v\.\s?H\.|vom\s+Hundert\b)"
_AFTER = re.compile(rf"[\s-]*(?:{_PERCENT}|{_SCALE}?\s*{_CURRENCY}|{_SCALE.replace('scale', 'big')})?")
_RANGE = re.compile(r"\s*(?:bis(?:\s+zu)?|und|oder|auf|bzw\.|–|-|—|/)\s*(?:(?:rund|ca\.|etwa|maximal|zu)\s+)?")
_BEFORE_MONEY = re.compile(r"(?P<pre>[TkM])?(?:€|EUR|Euro)\s*$|\(?in\s+(?P<scale>Mio\.|Tsd\.|Mrd\.)?\s*(?P<p2>[TkM])?(?:€|EUR|Euro)\)?\s*:?\s*$")
_QUALIFIER = re.compile(
    r"(?:^|(?<=[\s(]))(rund|rd\.|ca\.|circa|zirka|etwa|ungefähr|knapp|gut|fast|nahezu|annähernd|über|mehr\s+als|weniger\s+als|mindestens|"
    r"mind\.|maximal|max\.|höchstens|bis\s+zu|unter|voraussichtlich|jeweils|je)\s+$", re.IGNORECASE
)
_SIGN = re.compile(r"(?:^|(?<=[\s(:]))[-−–]$")
_FIGURE = re.compile(rf"(?<![\w.,]){FIGURE}(?![\w]*[0-9])")
_BIG_WORD = re.compile(r"\b(?:ein(?:e[rnm]?)?\s+)?(?P<part>halbe[nrms]?|dreiviertel|viertel)?\s*(?P<word>Million|Milliarde|Dutzend)\b", re.IGNORECASE)
_PARTS = {"": Decimal(1), "halbe": Decimal("0.5"), "viertel": Decimal("0.25"), "dreiviertel": Decimal("0.75")}
_BIG = {"million": Decimal(1_000_000), "milliarde": Decimal(1_000_000_000), "dutzend": Decimal(12)}
_FRACTION = re.compile(r"\s+(?:Drittel|Viertel|Fünftel|Sechstel|Achtel|Zehntel|Hälften)\b")
_UNIT = re.compile(
    r"\s*(?:[a-zäöüß]+(?:e|en|er|es|em|te|ten)\s+){0,2}(?P<unit>m[²³23]|km²?|cm|mm|ha|kWh?(?:/\w+)?|MWh?(?:/\w+)?|GWh?(?:/\w+)?|kWp|MWp|t(?:/a)?|kg|[A-ZÄÖÜ][\w²³/-]*|[mlh]\b|dB|°C)"
)
_COUNTED_YEAR = re.compile(
    r"\s*(?:m[²³23]?\b|km|ha\b|kWh?\b|MWh?\b|GWh?\b|t\b|kg\b|l\b|%|€|Euro|EUR|TEUR|T€|Mio|Tsd|Mrd|Prozent|Einwohner|Stück|Stunden|"
    r"Haushalte|Personen|Mitglieder|Menschen|Kinder|Teilnehme|Wohn|Beschäftigte|Besuche|Plätze|Schül|Unter)"
)
_LOOK = 24  # characters looked at before a figure


@dataclass(frozen=True, slots=True)
class _Figure:
    start: int
    end: int
    number: Decimal
    fraction: bool


def values(text: str) -> tuple[Value, ...]:
    """All values of `text` in order of their places; no two overlap."""
    if "-\n" in text or "- \n" in text or "\u00ad" in text:  # a word cut at a line end: read it whole, then look it up again
        cleaned = clean(text)
        return tuple(replace(value, span=cleaned.to_archive(value.span)) for value in _values(cleaned.text))
    return _values(text)


def _values(text: str) -> tuple[Value, ...]:
    taken = bytearray(len(text))
    found = list(_dates(text, taken))
    for start, end in not_values(text):
        taken[start:end] = b"\1" * (end - start)
    found += _years(text, taken)
    figures = sorted(_figures(text, taken), key=lambda figure: figure.start)
    found += _amounts(text, figures)
    found.sort(key=lambda value: value.span.start)
    return tuple(found)


def _dates(text: str, taken: bytearray) -> Iterator[Value]:
    for start, end, form in sorted(dates(text), key=lambda item: (item[0], -item[1])):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield Value("date", Span(start, end), form, None, "", _qualifier(text, start))


def _years(text: str, taken: bytearray) -> Iterator[Value]:
    for start, end, forms in years(text):
        if any(taken[start:end]) or _COUNTED_YEAR.match(text, end) or (len(forms) == 1 and _softened(text, start)):
            continue
        taken[start:end] = b"\1" * (end - start)
        yield Value("date", Span(start, start + 4), forms[0], None, "", "")
        if len(forms) == 2:
            yield Value("date", Span(start + 5, end), forms[1], None, "", "")


def _figures(text: str, taken: bytearray) -> Iterator[_Figure]:
    for match in _FIGURE.finditer(text):
        if not any(taken[match.start() : match.end()]):
            yield _Figure(match.start(), match.end(), figure_value(match[0]), "." in match[0] and not re.search(r"\.[0-9]{3}", match[0]))
    for match in _BIG_WORD.finditer(text):
        part = (match["part"] or "").lower().rstrip("nrms") or ""
        if not any(taken[match.start() : match.end()]) and (match["part"] or match[0][0] in "eE"):
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            yield _Figure(match.start(), match.end(), _PARTS[part] * _BIG[match["word"].lower()], False)
    for match in NUMBER_WORD.finditer(text):
        number = word_value(match[0])
        if number is not None and not any(taken[match.start() : match.end()]) and not _FRACTION.match(text, match.end()):
            yield _Figure(match.start(), match.end(), number, False)


def _amounts(text: str, figures: list[_Figure]) -> Iterator[Value]:
    following: Value | None = None  # the value after the one looked at: a range shares its unit
    next_start = -1
    for figure in reversed(figures):
        value = _amount(text, figure)
        if value is not None and value.kind == "number" and following is not None and following.kind != "number":
            link = _RANGE.match(text, figure.end)
            if link and link.end() == next_start and not value.unit:
                value = _shared(value, following, text, figure)
        if value is not None:
            following, next_start = value, value.span.start
            yield value


def _shared(value: Value, following: Value, text: str, figure: _Figure) -> Value:
    """The first half of "3 bis 4 Mio. Euro": kind, scale and unit of the second half."""
    own = following.number
    stated = figure_value(re.match(FIGURE, text[following.span.start :])[0]) if text[following.span.start].isdigit() else own
    factor = own / stated if own and stated else Decimal(1)
    number = figure.number * factor
    return replace(value, kind=following.kind, value=normal(number), number=number, unit=following.unit)


def _amount(text: str, figure: _Figure) -> Value | None:
    """The value a figure is, with what stands before and after it; `None` for a figure with a point that counts nothing."""
    start, number = figure.start, figure.number
    window = text[max(0, start - _LOOK) : start]
    if _SIGN.search(window) and text[start].isdigit():
        number, start, window = -number, start - 1, window[:-1]
    after = _AFTER.match(text, figure.end)
    qualifier = _qualifier(text, start)
    before = _BEFORE_MONEY.search(window)
    if after["pct"]:
        return Value("percent", Span(start, after.end()), normal(number), number, "%", qualifier)
    if after["cur"]:
        number *= _scale(after["scale"]) * _scale(after["pre"])
        if after["cur"][0] in "cC":
            number /= 100
        return Value("money", Span(start, after.end()), normal(number), number, "EUR", qualifier)
    if after["big"]:
        number *= _scale(after["big"])
    end = after.end() if after["big"] else figure.end
    if before:
        number *= _scale(before["pre"]) * _scale(before["scale"]) * _scale(before["p2"])
        return Value("money", Span(start, end), normal(number), number, "EUR", qualifier)
    if figure.fraction:
        return None
    unit = _UNIT.match(text, end)
    return Value("number", Span(start, end), normal(number), number, unit["unit"] if unit else "", qualifier)


def _scale(word: str | None) -> int:
    return _SCALES[word.rstrip(".").lower()] if word else 1


def _qualifier(text: str, start: int) -> str:
    match = _QUALIFIER.search(text[max(0, start - _LOOK) : start])
    return " ".join(match[1].lower().split()) if match else ""


def _softened(text: str, start: int) -> bool:
    """"rund 2000 Haushalte": a year is never approximate."""
    return _qualifier(text, start) in {"rund", "rd.", "ca.", "circa", "zirka", "etwa", "ungefähr", "knapp", "gut", "fast", "nahezu",
                                       "mehr als", "weniger als", "mindestens", "maximal", "höchstens", "bis zu"}
