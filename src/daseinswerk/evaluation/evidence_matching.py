"""When a suggestion says the same as a claim a person wrote, in the sense of its field; see `evidence.py`."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

GROUPS = (
    "title", "municipality", "operator", "problem", "solution", "status", "start", "end", "cost_once", "cost_yearly",
    "funding", "staff", "effect", "decision", "partner", "legal",
)  # fmt: skip
NUMBERS = ("cost_once", "cost_yearly", "funding", "staff", "effect")
DATES = ("start", "end")
_TEXTS = ("title", "problem", "solution")
_NAMES = ("operator", "partner", "legal")
_FIGURE = re.compile(r"^\s*(?:ca\.|rund|etwa|<|>|~)?\s*(-?\d+(?:\.\d+)?)(?:\s*-\s*(\d+(?:\.\d+)?))?\s*(.*)$")
_DATE = re.compile(r"^\d{4}(?:-(?:\d{2}|Q[1-4]|H[12]))?(?:-\d{2})?$")
_WRITTEN = re.compile(r"(\d{1,3}(?:[. ]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?)\s*(Mio|Million|Mrd|Milliard|T€|Tsd|Tausend)?")
_SCALES = {"Mi": 1e6, "Mr": 1e9, "T€": 1e3, "Ts": 1e3, "Ta": 1e3}
_WORDS = {word: number for number, word in enumerate(["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"])}
_WORDS |= {"keine": 0, "keinen": 0, "ein": 1, "eine": 1, "einen": 1}


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim or a suggestion as it is compared; `alt`: other accepted fields, `alt_quotes`: other equally good sentences."""

    field: str
    value: str
    quote: str
    certainty: str
    alt: tuple[str, ...] = ()
    alt_quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """Numbers, kind of unit (`EUR`, `%`, `other`) and period (`M`, `a` or empty) of a value."""

    numbers: tuple[float, ...]
    kind: str
    period: str


def group_of(field: str) -> str:
    """Output and outcome are one group."""
    return "effect" if field in ("output", "outcome") else field


def distinct(claims: list[Stated]) -> list[Stated]:
    """Each statement once; fields outside the record are dropped."""
    kept: dict[tuple[str, object], Stated] = {}
    for claim in claims:
        if group_of(claim.field) in GROUPS:
            kept.setdefault((group_of(claim.field), _sameness(claim)), claim)
    return list(kept.values())


def _sameness(claim: Stated) -> object:
    group = group_of(claim.field)
    if group in _TEXTS:
        return _tight(claim.quote)
    if group in NUMBERS and (figure := figure_of(claim.value)):
        return figure
    if group in ("decision", "municipality", "status"):
        return _code(claim)
    return claim.value.casefold()


def matches(gold: Stated, said: Stated) -> bool:
    """Whether `said` (whose field is accepted) says what `gold` says."""
    group = group_of(said.field)
    if group in _TEXTS:
        return any(overlap(quote, said.quote) for quote in (gold.quote, *gold.alt_quotes))
    if group in _NAMES:
        return overlap(gold.quote, said.quote) or _same_name(gold.value, said.value)
    if group in NUMBERS:
        return _same_figure(gold, said)
    if group in DATES:
        return _date(gold.value) == _date(said.value)
    return _code(gold) == _code(said)


def overlap(one: str, other: str) -> bool:
    """The longest common part is at least half of the shorter and a quarter of the longer quote; white space does not count."""
    one, other = _tight(one), _tight(other)
    if not one or not other:
        return False
    size = SequenceMatcher(None, one, other, autojunk=False).find_longest_match(0, len(one), 0, len(other)).size
    return size >= 0.5 * min(len(one), len(other)) and size >= 0.25 * max(len(one), len(other))


def figure_of(value: str) -> Figure | None:
    """The figure a value begins with, None if it is words."""
    match = _FIGURE.match(value.replace("\u2212", "-"))
    if match is None:
        return None
    numbers = tuple(round(float(number), 2) for number in match.group(1, 2) if number is not None)
    unit = match.group(3).strip().casefold()
    kind = "EUR" if re.match(r"(eur|€|euro)", unit) else "%" if re.match(r"(%|prozent)", unit) else "other"
    period = "M" if "monat" in unit else "a" if re.search(r"/\s*(a|jahr)\b|jährlich|p\.\s*a", unit) else ""
    return Figure(numbers, kind, period)


def year_of(value: str) -> str | None:
    match = re.match(r"\d{4}", value)
    return match[0] if match else None


def is_visible(said: Stated) -> bool | None:
    """Whether the figure or the year of a suggestion can be seen in its own quote; None if it has neither."""
    group, quote = group_of(said.field), " ".join(said.quote.split())
    if group in DATES:
        year = year_of(said.value)
        return None if year is None else year in quote
    figure = figure_of(said.value) if group in NUMBERS else None
    if figure is None:
        return None
    return abs(figure.numbers[0]) in _numbers_in(quote)


def says_distractor(said: Stated, quote: str) -> bool:
    """Whether a suggestion takes its figure from words that must not become a claim."""
    figure = figure_of(said.value) if group_of(said.field) in NUMBERS else None
    if figure is None or not overlap(quote, said.quote):
        return False
    written = {number.replace(" ", "").rstrip(".,") for number in re.findall(r"\d[\d.,]*", quote)}
    numbers = [float(number.replace(".", "").replace(",", ".")) for number in written if number]
    return any(abs(number - abs(figure.numbers[0])) < 0.01 for number in numbers)


def _numbers_in(quote: str) -> set[float]:
    seen = {float(_WORDS[word]) for word in re.findall(r"[a-zäöüß]+", quote.casefold()) if word in _WORDS}
    for match in _WRITTEN.finditer(quote):
        scale = match[2] or ""
        factor = 1e9 if scale.startswith("Milliard") else _SCALES.get(scale[:2], 1)
        for number in (match[1], *match[1].split(" ")):
            seen.add(round(float(number.replace(".", "").replace(" ", "").replace(",", ".")) * factor, 2))
    return seen


def _same_figure(gold: Stated, said: Stated) -> bool:
    one, other = figure_of(gold.value), figure_of(said.value)
    if one is None or other is None:
        return one is None and other is None and overlap(gold.quote, said.quote)
    if {one.period, other.period} == {"M", "a"}:
        one, other = _per_year(one), _per_year(other)
    same_period = one.period == other.period or not one.period or not other.period
    return one.numbers == other.numbers and one.kind == other.kind and same_period


def _per_year(figure: Figure) -> Figure:
    return Figure(tuple(number * 12 for number in figure.numbers), figure.kind, "a") if figure.period == "M" else figure


def _same_name(one: str, other: str) -> bool:
    one, other = _plain_name(one), _plain_name(other)
    return min(len(one), len(other)) >= 3 and (one in other or other in one)


def _plain_name(name: str) -> str:
    name = re.sub(r"\b(gmbh|ag|eg|mbh|e\.\s?v\.|kg|co\.?|&)(?=\W|$)", " ", name.casefold())
    return re.sub(r"[^a-zäöüß0-9]+", "", name)


def _date(value: str) -> str:
    value = value.strip()
    return value if _DATE.match(value) else value.casefold()


def _code(claim: Stated) -> str:
    value = claim.value.strip()
    return value.split(";")[0].strip().casefold() if claim.field == "decision" else value


def _tight(words: str) -> str:
    return re.sub(r"\s+", "", words).casefold()
