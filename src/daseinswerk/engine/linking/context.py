"""What the whole text says about where it plays: Länder, counties, landscapes and places that are beyond doubt."""

from dataclasses import dataclass, field

from daseinswerk.engine.linking.register import Municipality, distance_km
from daseinswerk.engine.linking.vocabulary import Landscape

NEAR_KM, AROUND_KM = 25.0, 60.0


@dataclass(frozen=True, slots=True)
class Context:
    """Collected while a text is read: keys of Länder and counties, landscapes, fixed municipalities; `prior`: who publishes it; `home`: the town it is
    mostly about."""

    prior: Municipality | None = None
    states: set[str] = field(default_factory=set)
    counties: set[str] = field(default_factory=set)
    landscapes: dict[str, Landscape] = field(default_factory=dict)
    fixed: dict[str, Municipality] = field(default_factory=dict)
    home: Municipality | None = None

    def support(self, candidate: Municipality) -> "Support":
        """How far the rest of the text speaks for a candidate."""
        signs: list[tuple[float, float, str]] = []
        if candidate.county_key in self.counties:
            signs.append((2.5, 1.2, f"der Text nennt den Kreis ({candidate.county})"))
        if candidate.state_key in self.states:
            signs.append((1.0, 0.3, f"der Text nennt {candidate.state}"))
        for name, landscape in self.landscapes.items():
            if lies_in(candidate, landscape):
                signs.append((0.8, 0.3, f"der Text nennt „{name}“"))
                break
        signs += self._neighbour(candidate)
        signs += self._publisher(candidate)
        signs.sort(reverse=True)
        return Support(sum(sign[0] for sign in signs), sum(sign[1] for sign in signs), signs[0][2] if signs else "")

    def _neighbour(self, candidate: Municipality) -> list[tuple[float, float, str]]:
        nearest, best = None, AROUND_KM
        for other in self.fixed.values():
            if other.ags == candidate.ags or abs(other.lat - candidate.lat) > 0.6:
                continue
            apart = distance_km(candidate.lat, candidate.lon, other.lat, other.lon)
            if apart < best:
                nearest, best = other, apart
        if nearest is None:
            return []
        words = f"{nearest.name} ({best:.0f} km entfernt) steht auch im Text"
        return [(1.2, 0.5, words)] if best <= NEAR_KM else [(0.5, 0.2, words)]

    def _publisher(self, candidate: Municipality) -> list[tuple[float, float, str]]:
        if self.prior is None:
            return []
        if self.prior.ags == candidate.ags:
            return [(3.5, 2.0, "die Gemeinde, von der das Dokument stammt")]
        if self.prior.county_key == candidate.county_key:
            return [(1.0, 0.3, f"im selben Kreis wie {self.prior.name}, von wo das Dokument stammt")]
        return [(0.5, 0.0, "im selben Land wie der Herausgeber")] if self.prior.state_key == candidate.state_key else []


@dataclass(frozen=True, slots=True)
class Support:
    """`points`: for this candidate against others of its name; `proof`: that the word is a place at all; `words`: the strongest sign."""

    points: float
    proof: float
    words: str


def lies_in(candidate: Municipality, landscape: Landscape) -> bool:
    """Whether a municipality lies within the circle that stands for a landscape."""
    if abs(candidate.lat - landscape.lat) * 111 > landscape.radius_km:
        return False
    return distance_km(candidate.lat, candidate.lon, landscape.lat, landscape.lon) <= landscape.radius_km
