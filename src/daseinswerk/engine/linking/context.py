"""What the whole text says about where it plays: Länder, counties, landscapes and places that are beyond doubt.

A `Context` is collected while the text is read; a `Scene` is the same made ready for asking: fixed places lie in a grid, so that the
nearest one is found among a few however many the text names, and each candidate is weighed once.
"""

from dataclasses import dataclass, field
from math import inf

from daseinswerk.engine.linking.register import Municipality, distance_km
from daseinswerk.engine.linking.vocabulary import Landscape

NEAR_KM, AROUND_KM = 30.0, 60.0
NEAR_PROOF = 0.5  # a place within NEAR_KM that the text names
_CELL_LAT, _CELL_LON = 0.6, 1.0  # degrees; no side is shorter than AROUND_KM within Germany


@dataclass(frozen=True, slots=True)
class Support:
    """`points`: for this candidate against others of its name; `proof`: that the word is a place at all; `words`: the strongest sign."""

    points: float
    proof: float
    words: str


@dataclass(frozen=True, slots=True)
class Context:
    """Keys of Länder and counties, landscapes, fixed municipalities by AGS; `prior`: who publishes the text."""

    prior: Municipality | None = None
    states: set[str] = field(default_factory=set)
    counties: set[str] = field(default_factory=set)
    landscapes: dict[str, tuple[Landscape, ...]] = field(default_factory=dict)
    fixed: dict[str, Municipality] = field(default_factory=dict)

    def scene(self, home: Municipality | None) -> "Scene":
        """The context as it stands now; `home`: the town the text is mostly about."""
        cells: dict[tuple[int, int], list[Municipality]] = {}
        for each in self.fixed.values():
            cells.setdefault(_cell(each), []).append(each)
        return Scene(self, home, cells)


@dataclass(frozen=True, slots=True)
class Scene:
    """A context ready to weigh candidates."""

    context: Context
    home: Municipality | None
    cells: dict[tuple[int, int], list[Municipality]]
    weighed: dict[str, Support] = field(default_factory=dict)

    def support(self, candidate: Municipality) -> Support:
        """How far the rest of the text speaks for a candidate."""
        known = self.weighed.get(candidate.ags)
        if known is None:
            known = self.weighed[candidate.ags] = self._support(candidate)
        return known

    def names(self, ags: str) -> bool:
        """Whether the text names this municipality beyond doubt, or is mostly about it."""
        return ags in self.context.fixed or (self.home is not None and self.home.ags == ags)

    def _support(self, candidate: Municipality) -> Support:
        context = self.context
        signs: list[tuple[float, float, str]] = []
        if candidate.county_key in context.counties:
            signs.append((2.5, 1.2, f"der Text nennt den Kreis ({candidate.county})"))
        if candidate.state_key in context.states:
            signs.append((1.0, 0.3, f"der Text nennt {candidate.state}"))
        for name, circles in context.landscapes.items():
            if any(lies_in(candidate, circle) for circle in circles):
                signs.append((0.8, 0.3, f"der Text nennt „{name}“"))
                break
        signs += self._neighbour(candidate)
        signs += _publisher(context.prior, candidate)
        signs.sort(reverse=True)
        return Support(sum(sign[0] for sign in signs), sum(sign[1] for sign in signs), signs[0][2] if signs else "")

    def _neighbour(self, candidate: Municipality) -> list[tuple[float, float, str]]:
        row, column = _cell(candidate)
        nearest, best = None, inf
        for cell in ((row + north, column + east) for north in (-1, 0, 1) for east in (-1, 0, 1)):
            for other in self.cells.get(cell, ()):
                apart = inf if other.ags == candidate.ags else distance_km(candidate.lat, candidate.lon, other.lat, other.lon)
                if apart < best:
                    nearest, best = other, apart
        if nearest is None or best > AROUND_KM:
            return []
        words = f"{nearest.name} ({best:.0f} km entfernt) steht auch im Text"
        return [(1.2, NEAR_PROOF, words)] if best <= NEAR_KM else [(0.5, 0.2, words)]


def _publisher(prior: Municipality | None, candidate: Municipality) -> list[tuple[float, float, str]]:
    if prior is None:
        return []
    if prior.ags == candidate.ags:
        return [(3.5, 2.0, "die Gemeinde, von der das Dokument stammt")]
    if prior.county_key == candidate.county_key:
        return [(1.0, 0.3, f"im selben Kreis wie {prior.name}, von wo das Dokument stammt")]
    return [(0.5, 0.0, "im selben Land wie der Herausgeber")] if prior.state_key == candidate.state_key else []


def _cell(each: Municipality) -> tuple[int, int]:
    return int(each.lat / _CELL_LAT), int(each.lon / _CELL_LON)


def lies_in(candidate: Municipality, landscape: Landscape, blur_km: float = 0.0) -> bool:
    """Whether a municipality lies within the circle that stands for a landscape, or at most `blur_km` outside it."""
    radius = landscape.radius_km + blur_km
    if abs(candidate.lat - landscape.lat) * 111 > radius:
        return False
    return distance_km(candidate.lat, candidate.lon, landscape.lat, landscape.lon) <= radius
