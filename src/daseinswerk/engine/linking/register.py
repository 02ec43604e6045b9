"""The register of German municipalities: who exists, what they are called, how large they are, where they lie.

Data: Destatis Gemeindeverzeichnis (territory 30.11.2025, population 31.12.2024), credits in `starter/register/README.md`.
"""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

COUNTY_FREE = frozenset({"kreisfreie Stadt", "Stadtkreis"})


class RegisterError(ValueError):
    """A register file is missing or is not in the form `bin/build-register` writes."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality.

    `ags`: official key, 8 digits; `ars`: the same with the association, 12 digits; `name`: as in the register, without
    title ("Mühldorf a.Inn"); `name_official`: with title ("Kiel, Landeshauptstadt"); `kind`: "Stadt", "Gemeinde", "Markt" …;
    `area_km2` > 0; `lat`, `lon`: WGS84; `postcode_seat`: postcode of the town hall; `size_class`: by population thresholds
    of BBSR (own derivation); `degurba`: 1 dense, 2 intermediate, 3 rural, 0 not stated.
    """

    ags: str
    ars: str
    name: str
    name_official: str
    kind: str
    title: str
    state_key: str
    state: str
    county_key: str
    county: str
    association: str
    population: int
    area_km2: float
    lat: float
    lon: float
    coordinate_source: str
    postcode_seat: str
    size_class: str
    degurba: int


@dataclass(frozen=True, slots=True)
class County:
    """One county (Kreis, Landkreis) or county-free town; `key`: 5 digits."""

    key: str
    name: str
    kind: str
    seat: str
    state_key: str
    population: int
    area_km2: float
    municipalities: int

    @property
    def is_town(self) -> bool:
        """Whether the county is a county-free town, that is: the same body as one municipality."""
        return self.kind in COUNTY_FREE


@dataclass(frozen=True, slots=True)
class State:
    """One Land; `key`: 2 digits."""

    key: str
    name: str
    seat: str
    population: int
    area_km2: float
    municipalities: int


@dataclass(frozen=True, slots=True)
class Register:
    """All municipalities, counties and states, by key, and how ambiguous a name is as a German word.

    `ambiguity`: base name → residual of its Zipf frequency against the one its population lets expect (0.6 to 5.2; a name
    that is missing is not ambiguous). `districts`: name of a municipality → AGS of other towns that have a district of that name,
    with the district's population (0 if not known); not complete. `former`: key of a municipality that was merged or got another
    key → its name then, and the key of the one it belongs to today; only where that leaves no doubt, so not complete either.
    """

    municipalities: dict[str, Municipality]
    counties: dict[str, County]
    states: dict[str, State]
    ambiguity: dict[str, float] = field(default_factory=dict)
    districts: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    former: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> "Register":
        """Read `starter/register/` (the folder itself, or the starter folder above it). Raises `RegisterError`."""
        place = folder / "register" if (folder / "register").is_dir() else folder
        states = {row[0]: State(row[0], row[1], row[2], int(row[3]), float(row[4]), int(row[5]))
                  for row in rows(place / "states.tsv.xz", 6)}
        counties = {row[0]: County(row[0], row[1], row[2], row[3], row[0][:2], int(row[4]), float(row[5]), int(row[6]))
                    for row in rows(place / "counties.tsv.xz", 7)}
        ambiguity = {name: float(residual) for name, residual in rows(place / "name_ambiguity.tsv.xz", 2)}
        districts: dict[str, tuple[tuple[str, int], ...]] = {}
        for name, ags, people in rows(place / "districts.tsv.xz", 3):
            districts[name] = (*districts.get(name, ()), (ags, int(people)))
        municipalities = {row[0]: _municipality(row, counties, states) for row in rows(place / "municipalities.tsv.xz", 15)}
        former = {ags: (name, now) for ags, name, now in rows(place / "merged.tsv.xz", 3)}
        return cls(municipalities, counties, states, ambiguity, districts, former)

    def municipality(self, ags: str) -> Municipality | None:
        """The municipality with this key, or the one it belongs to today; None if neither is known."""
        return self.municipalities.get(ags) or self.municipalities.get(self.former.get(ags, ("", ""))[1])

    def county(self, key: str) -> County | None:
        return self.counties.get(key)

    def state(self, key: str) -> State | None:
        return self.states.get(key)

    def in_county(self, key: str) -> tuple[Municipality, ...]:
        """The municipalities of a county, largest first."""
        found = [each for each in self.municipalities.values() if each.county_key == key]
        return tuple(sorted(found, key=lambda each: (-each.population, each.ags)))


def rows(path: Path, width: int) -> Iterator[list[str]]:
    """The rows of a register table below its first line; every one must have `width` columns."""
    if not path.is_file():
        raise RegisterError(f"{path} is missing: rebuild it with bin/build-register")
    lines = lzma.decompress(path.read_bytes()).decode("utf-8").splitlines()
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != width:
            raise RegisterError(f"{path} line {number}: {width} columns expected, {len(cells)} found")
        yield cells


def _municipality(row: list[str], counties: dict[str, County], states: dict[str, State]) -> Municipality:
    ags, ars, name, official, kind, title, association, population, size, area, lat, lon, source, postcode, degurba = row
    return Municipality(
        ags=ags, ars=ars, name=name, name_official=official, kind=kind, title=title, state_key=ags[:2],
        state=states[ags[:2]].name, county_key=ags[:5], county=counties[ags[:5]].name, association=association,
        population=int(population), area_km2=float(area), lat=float(lat), lon=float(lon), coordinate_source=source,
        postcode_seat=postcode, size_class=size, degurba=int(degurba or 0),
    )


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres between two WGS84 points."""
    step = sin(radians(other_lat - lat) / 2) ** 2
    turn = cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, step + turn)))
