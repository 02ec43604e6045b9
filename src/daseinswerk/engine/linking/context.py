"""What the whole text says about where it plays: Länder, counties, landscapes and places that are beyond doubt."""

from dataclasses import dataclass, field

from daseinswerk.engine.linking.register import Municipality, distance_km
from daseinswerk.engine.linking.vocabulary import Landscape

NEAR_KM, AROUND_KM = 25.0, 60.0


@dataclass(frozen=True, slots=True)
class Context:
    """Collected while a text is read: keys of Länder and counties, landscapes, fixed municipalities; `prior`: who publishes it."""

    prior: Municipality | None = None
    states: set[str] = field(default_factory=set)
    counties: set[str] = field(default_factory=set)
    landscapes: dict[str, Landscape] = field(default_factory=dict)
    fixed: dict[str, Municipality] = field(default_factory=dict)

    def support(self, candidate: Municipality) -> tuple[float, str]:
        """How far the rest of the text speaks for a candidate (0 to about 8), and the strongest reason in German."""
        reasons: list[tuple[float, str]] = []
        if candidate.county_key in self.counties:
            reasons.append((2.5, f"der Text nennt den Kreis ({candidate.county})"))
        if candidate.state_key in self.states:
            reasons.append((1.0, f"der Text nennt {candidate.state}"))
        for name, landscape in self.landscapes.items():
            if lies_in(candidate, landscape):
                reasons.append((0.8, f"der Text nennt „{name}“"))
                break
        reasons += self._neighbour(candidate)
        reasons += self._publisher(candidate)
        reasons.sort(reverse=True)
        return sum(points for points, _ in reasons), reasons[0][1] if reasons else ""

    def _neighbour(self, candidate: Municipality) -> list[tuple[float, str]]:
        nearest, best = None, AROUND_KM
        for other in self.fixed.values():
            if other.ags == candidate.ags or abs(other.lat - candidate.lat) > 0.6:
                continue
            apart = distance_km(candidate.lat, candidate.lon, other.lat, other.lon)
            if apart < best:
                nearest, best = other, apart
        if nearest is None:
            return []
        return [(1.2 if best <= NEAR_KM else 0.5, f"{nearest.name} ({best:.0f} km entfernt) steht auch im Text")]

    def _publisher(self, candidate: Municipality) -> list[tuple[float, str]]:
        if self.prior is None:
            return []
        if self.prior.ags == candidate.ags:
            return [(3.5, "die Gemeinde, von der das Dokument stammt")]
        if self.prior.county_key == candidate.county_key:
            return [(1.0, f"im selben Kreis wie {self.prior.name}, von wo das Dokument stammt")]
        return [(0.5, "im selben Land wie der Herausgeber")] if self.prior.state_key == candidate.state_key else []


def lies_in(candidate: Municipality, landscape: Landscape) -> bool:
    """Whether a municipality lies within the circle that stands for a landscape."""
    if abs(candidate.lat - landscape.lat) * 111 > landscape.radius_km:
        return False
    return distance_km(candidate.lat, candidate.lon, landscape.lat, landscape.lon) <= landscape.radius_km
