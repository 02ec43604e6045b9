"""Which of the municipalities of one name is meant, or none of them.

A candidate's score is the logarithm of its population, and what speaks for it: words beside the name, its county, its Land, places
near it, the publisher of the document, its kind ("Markt Berg"). One name has one sense in a document, unless the text itself
tells two apart. Where the best is not clearly best, nothing is said.
"""

from dataclasses import dataclass
from math import log10

from daseinswerk.engine.linking.context import NEAR_PROOF, Scene, Support
from daseinswerk.engine.linking.hints import Hint
from daseinswerk.engine.linking.lexical import NEEDED, TOLD
from daseinswerk.engine.linking.reading import Reading
from daseinswerk.engine.linking.register import Municipality, distance_km

CLEAR = 0.2  # logarithm of a population ratio of 1.6, or any single sign
UNASKED = Support(0.0, 0.0, "")  # a name that is theirs alone and nothing else needs no support
HINT, SAME_NAME = 2.5, 2.0
NAMESAKE_POPULATION = 50_000  # a larger town is meant although a district elsewhere bears its name (Hamm in Hamburg)
FAR_KM, SMALL_FAR_KM, FAR_POPULATION, SMALL_POPULATION = 60.0, 40.0, 20_000, 5_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A municipality for a reading: how sure (0 to 1), why (German), and whether the text itself says which one."""

    municipality: Municipality
    score: float
    reason: str
    told: bool


def choose(
    reading: Reading, hints: list[Hint], scene: Scene, *, known: float, listed: float, told: set[str]
) -> Choice | None:
    """The municipality meant, or None. `known`: proof from elsewhere in the text that the name is a place; `listed`: 1 if it stands
    in a list with a place, which weighs more if that place is near; `told`: AGS the text tells for it."""
    if any(hint.strict and not any((hint.reaches or hint.fits)(each) for each in reading.candidates) for hint in hints):
        return None
    ranked = sorted((_weigh(each, reading, hints, scene, told) for each in reading.candidates), key=lambda each: (-each.total, each.municipality.ags))
    best = ranked[0]
    proof = reading.evidence.points + best.proof + known + (listed * 1.5 if best.proof >= NEAR_PROOF else listed)
    if proof < NEEDED[reading.level]:
        return None
    if not best.told and reading.form != "full" and _is_elsewhere(best.municipality, reading, scene):
        return None
    margin = best.total - ranked[1].total if len(ranked) > 1 else 3.0
    if margin < CLEAR:
        return None
    score = 0.62 + 0.2 * min(1.0, margin / 1.5) + 0.16 * min(1.0, (proof + (reading.level == 0)) / 3)
    return Choice(best.municipality, round(score, 2), _reason(reading, best, len(ranked)), best.told or reading.form == "full")


@dataclass(frozen=True, slots=True)
class _Weighed:
    municipality: Municipality
    total: float
    proof: float
    why: str
    told: bool


def _weigh(each: Municipality, reading: Reading, hints: list[Hint], scene: Scene, named: set[str]) -> _Weighed:
    alone = len(reading.candidates) == 1 and not reading.level
    support = UNASKED if alone else scene.support(each)
    total, proof, why, told = log10(each.population + 10) + support.points, support.proof, support.words, False
    for hint in hints:
        if hint.fits(each):
            total, proof, why, told = total + HINT, proof + 2.0, hint.words, True
    if each.ags in named:
        total, why = total + SAME_NAME, why or "der Text nennt es an anderer Stelle genau"
    return _Weighed(each, total + _kind(each, reading), proof, why, told)


def _is_elsewhere(best: Municipality, reading: Reading, scene: Scene) -> bool:
    """Whether a bare name rather means a part of the town the text is about than a small municipality far away.

    Hundreds of districts bear the name of a municipality elsewhere (Garstedt and Glashütte in Norderstedt, Berghausen in Pfinztal). "In" is
    no evidence for the far one; "Gemeinde", a postcode or its region is.
    """
    points = reading.evidence.points
    if points >= TOLD:
        return False
    if best.population < NAMESAKE_POPULATION and any(scene.names(ags) for ags in reading.districts_of):
        return True
    home = scene.home
    if home is None or home.ags == best.ags or best.population >= FAR_POPULATION or "-" in reading.mention.surface or " " in reading.mention.surface:
        return False
    small = best.population < SMALL_POPULATION
    if points >= 1.0 and not small:
        return False
    return distance_km(best.lat, best.lon, home.lat, home.lon) > (SMALL_FAR_KM if small else FAR_KM)


def _kind(each: Municipality, reading: Reading) -> float:
    """ "Stadt X" is a town, "Gemeinde X" is none, "Markt X" is a market, "Kreisstadt X" the seat of its county."""
    word = reading.around.previous()
    if word in {"Stadt", "Stadtwerke", "Stadtwerken", "Stadtrat", "Stadtverwaltung", "Kreisstadt", "Kleinstadt", "Stadtwerk"} or word.endswith("stadt"):
        return 0.7 if "tadt" in each.kind else -0.3
    if word in {"Gemeinde", "Gemeinderat", "Gemeindeverwaltung", "Gemeindewerke", "Ortsgemeinde"}:
        return 0.7 if each.kind == "Gemeinde" else -0.3
    if word in {"Markt", "Marktgemeinde"}:
        return 0.7 if each.kind == "Markt" else -0.3
    return 0.5 if each.title and each.title.split(",")[0] == word else 0.0


def _reason(reading: Reading, best: _Weighed, rivals: int) -> str:
    surface, name = reading.mention.surface, best.municipality.name
    people = f"{best.municipality.population:,}".replace(",", ".")
    if reading.form == "full" and rivals == 1:
        return f"Der volle Name „{surface}“ steht im Text."
    start = f"„{surface}“ ist von {name} abgeleitet" if reading.form == "adjective" else f"„{surface}“ ist der Name genau einer Gemeinde"
    if reading.form == "former":
        start = f"„{surface}“ gehört heute zu {name}"
    if rivals > 1:
        start = f"„{surface}“ kann {rivals} Gemeinden meinen; {name} ({best.municipality.state}, {people} Einwohner) passt am besten"
    signs = [sign for sign in (best.why, reading.evidence.sign) if sign]
    return f"{start}: {'; '.join(signs)}." if signs else f"{start}."
