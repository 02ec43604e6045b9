"""The word lists beside this package: first names, landscapes, words for the Länder and for foreign countries.

Each file says in its first lines what it holds and where it comes from. They are small, hold no names of persons in office, and
are meant to be read and corrected by people.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Landscape:
    """A region or river: `name` as it stands after "in der", centre in WGS84, `radius_km`."""

    name: str
    lat: float
    lon: float
    radius_km: float


@cache
def first_names() -> frozenset[str]:
    return frozenset(word for line in _lines("first_names.txt") for word in line.split())


@cache
def name_levels() -> dict[str, int]:
    """Municipality name → 0 (a place and little else) to 3 (a very common word); see `words/name_levels.tsv`."""
    return {word.replace("_", " "): int(level) for level, words in (line.split("\t") for line in _lines("name_levels.tsv")) for word in words.split(" ")}


@cache
def countable_names() -> frozenset[str]:
    """Names that are also nouns of the kind German never uses bare after "in": "in Berg" can only be the place."""
    return frozenset(word for line in _lines("countable.txt") for word in line.split())


@cache
def word_adjectives() -> frozenset[str]:
    """Adjectives of towns that are first of all words or surnames: Lager, Hunger, Steiner."""
    return frozenset(word for line in _lines("word_adjectives.txt") for word in line.split())


@cache
def landscapes() -> dict[str, tuple[Landscape, ...]]:
    """Name → its circles: one for a region, a row of them for a long river."""
    cells = (line.split("\t") for line in _lines("landscapes.tsv"))
    found: dict[str, tuple[Landscape, ...]] = {}
    for name, lat, lon, radius in cells:
        found[name] = (*found.get(name, ()), Landscape(name, float(lat), float(lon), float(radius)))
    return found


@cache
def state_words() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Key of the Land, stem of its adjective, its nouns."""
    cells = ((line + "\t").split("\t") for line in _lines("state_words.tsv"))
    return tuple((row[0], row[1], tuple(row[2].split())) for row in cells)


@cache
def foreign_nouns() -> tuple[str, ...]:
    return tuple(word for line in _lines("foreign.txt") for word in line.split())


@cache
def foreign_adjectives() -> tuple[str, ...]:
    return tuple(word for line in _lines("foreign_adjectives.txt") for word in line.split())


def _lines(name: str) -> list[str]:
    text = (_WORDS / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
