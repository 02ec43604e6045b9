"""Is this word a place here at all? Vetoes that hold for every name, and the evidence a name needs that is also a word.

A name of level 0 (a place and little else) needs no evidence; level 1 needs one point, level 2 two, level 3 two and a half: "in Essen"
gives one, "die Gemeinde Berg" two, its county in the text two more. What stands against it is a veto with its reason.
"""

import re
from dataclasses import dataclass

from daseinswerk.engine.linking.around import Around
from daseinswerk.engine.linking.german import (
    ARTICLES,
    ASSOCIATION,
    CIVIC,
    COMPANY,
    COUNCIL,
    DIRECTIONS,
    DISTRICT,
    EMPTY_ADJECTIVE,
    FINITE,
    FOLLOWED_PART,
    FOREIGN_ADJECTIVES,
    INSTITUTION,
    LANDSCAPE,
    NAMED_AFTER,
    NOBLE,
    NOT_TOWN,
    PART_OF_NAME,
    PARTICLES,
    PLAN,
    POSTCODE,
    PREPOSITIONS,
    PREPOSITIONS_FAIR,
    PREPOSITIONS_SURE,
    SAID_TO_BE,
    STATION,
    STREET,
    STREET_NAME,
    TITLES,
    TOWN,
    WIDER,
)
from daseinswerk.engine.linking.vocabulary import countable_names, first_names, word_adjectives

NEEDED = (0.0, 1.0, 2.0, 2.5)
LARGE_TOWN = 100_000
TOLD = 2.0  # points at which the words beside a name leave no doubt: "Gemeinde X", a postcode
PERSON = "ist ein Personenname"
COUNCIL_ARTICLES = frozenset({"der", "des", "dem", "den", "im", "vom"})
_PAIRED = re.compile(r"^(?:-| und | oder |, )")
_THE_PEOPLE = frozenset({"die", "den", "der", "viele", "vielen", "alle", "allen", "manche"})
_INITIAL = re.compile(r"^[A-ZÄÖÜ]\.$")
_CAPITAL = re.compile(r"^[A-ZÄÖÜ]")
_OFFICES = re.compile(
    r"^(?:Stadtverwaltung|Stadtwerken?|Rathaus(?:es)?|Stadtrat(?:s|es)?|Gemeinderat(?:s|es)?|(?:Ober)?[Bb]ürgermeister(?:in|s)?|Stadtgebiet(?:s|es)?|"
    r"Innenstadt|Altstadt|Bürger|Bürgerinnen|Einwohner|Gemeindeverwaltung|Stadtteile?n?|Bahnhof|Marktplatz|Magistrat|Bevölkerung|Kernstadt|Stadtkasse)$"
)


def needed_level(name: str, population: int, residual: float, levels: dict[str, int]) -> int:
    """0 to 3: how much a name has to prove. Judged words first, else what the frequency says; the names of large towns are met as towns."""
    level = levels.get(name)
    if level is None:
        level = 2 if residual > 1.8 else 1 if residual > 0.75 else 0
    return min(level, 1) if population >= LARGE_TOWN else level


def veto_name(around: Around, *, surface: str, level: int, population: int, full: bool) -> str:
    """Why this is no municipality here, in German; empty if nothing speaks against it."""
    first, second = around.previous(), around.previous(1)
    if around.glued_before:
        return "Teil eines zusammengesetzten Wortes"
    if around.glued_after and first in ASSOCIATION and full is False:
        return f"„{first} {surface}-…“ ist ein Verband"
    if WIDER.match(first):
        return f"„{first} {surface}“ ist ein größeres Gebiet oder eine andere Behörde"
    if DISTRICT.match(first):
        return f"„{first} {surface}“ ist ein Teil eines anderen Ortes"
    if FOLLOWED_PART.match(around.tail):
        return "der Text nennt es einen Ortsteil"
    if first in PART_OF_NAME:
        return f"„{first} {surface}“ ist ein anderer Name"
    if (PLAN.match(second) and first[:1].isdigit()) or (PLAN.match(around.previous(2)) and second[:1].isdigit() and population < LARGE_TOWN):
        return "nach einem Bebauungsplan steht der Name eines Gebiets"
    if level and around.next()[:1].isdigit() and surface in {"Halle", "Hof"}:
        return f"„{surface} {around.next()}“ ist ein Gebäude"
    if STREET_NAME.match(around.next()) and around.tail.startswith(" "):
        return f"„{surface} {around.next()}“ ist eine Straße"
    if full:
        return ""
    return veto_person(around, surface, level=level, population=population) or _veto_article(around, surface, level=level, population=population)


def _is_initial(around: Around) -> bool:
    """Whether a first name cut to its letter stands before: "P. Hagen", but not "z. B. Hagen"."""
    return bool(_INITIAL.match(around.previous())) and around.previous(1) not in {"z.", "z", "u.", "i.", "o.", "d.", "s."}


def veto_person(around: Around, surface: str, *, level: int, population: int) -> str:
    """Why the name is that of a person here ("Peter Hagen", "Frau Essen"); empty if it is none."""
    first, second = around.previous(), around.previous(1)
    if first in first_names() or TITLES.match(first) or (_is_initial(around) and level + (population < LARGE_TOWN)):
        return f"„{first} {surface}“ {PERSON}"
    if _CAPITAL.match(first) and (TITLES.match(second) or second in COUNCIL) and not TOWN.match(first) and not first.isupper():
        return f"„{second} {first} {surface}“ {PERSON}"
    if first in COUNCIL and population < LARGE_TOWN and second.lower() not in COUNCIL_ARTICLES:
        return f"„{first} {surface}“ {PERSON}"
    if first in PARTICLES - {"zum", "der"} and (second in first_names() or NOBLE.match(second)):
        return f"„{second} {first} {surface}“ {PERSON}"
    if surface in first_names() and not (TOWN.match(first) or first.lower() in PREPOSITIONS_SURE):
        follows = around.next()
        if follows in {"von", "van", "de"} and _CAPITAL.match(around.next(1)):
            return f"„{surface} {follows} {around.next(1)}“ {PERSON}"
    return ""


def _veto_article(around: Around, surface: str, *, level: int, population: int) -> str:
    first, second = around.previous(), around.previous(1)
    if first.lower() not in ARTICLES or (" " in surface and not surface.startswith(("Bad ", "St. ", "Sankt "))):
        return ""
    if level == 0 and second == "," and first in {"der", "die", "das", "den", "dem"}:
        return ""  # "…, das Hamburg entwickelt hat": a relative pronoun
    if level == 0 and population >= LARGE_TOWN // 2 and _CAPITAL.match(around.next()):
        return ""  # "die Hamburg Port Authority"
    return f"vor „{first} …“ steht ein Artikel; der Ort trägt keinen"


@dataclass(frozen=True, slots=True)
class Evidence:
    """`points` for the place, and the strongest sign in words ("davor steht „Stadt“")."""

    points: float
    sign: str


NOTHING = Evidence(0.0, "")


def evidence_for_name(around: Around, *, surface: str, level: int, population: int, opens_line: bool) -> Evidence:
    """What the words beside a name say for a municipality."""
    first, second = around.previous(), around.previous(1)
    points, sign = 0.0, ""
    if POSTCODE.match(first):
        points, sign = 2.0, f"davor steht die Postleitzahl {first}"
    elif TOWN.match(first) and first not in NOT_TOWN:
        points, sign = (2.0 if level == 0 or first not in COUNCIL else 1.0), f"davor steht „{first}“"
    elif first == "von" and (TOWN.match(second) or TITLES.match(second)):
        points, sign = 2.0, f"davor steht „{second} von“"
    elif INSTITUTION.match(first):
        points, sign = 1.2, f"davor steht „{first}“"
    elif first.lower() in PREPOSITIONS_SURE:
        alone = around.before[1:2] == () or around.before[1:2] == (".",) or first == "In"
        points = 1.5 if alone and FINITE.match(around.next()) and level < 3 else 1.0
        points += 0.5 if population >= 10_000 and level < 3 else 0.0
        points = max(points, 2.0) if surface in countable_names() and not _PAIRED.match(around.tail) else points
        sign = f"davor steht „{first}“"
    elif first.lower() in (PREPOSITIONS if level == 0 else PREPOSITIONS_FAIR) and level < 2 and surface not in DIRECTIONS:
        points, sign = (1.0 if population >= 20_000 else 0.7), f"davor steht „{first}“"
    elif first.lower() in {"von", "zwischen"} and level < 3 and around.next() in {"nach", "bis", "über", "und"} and _CAPITAL.match(around.next(1)):
        points, sign = 1.0, f"davor steht „{first}“"
    elif EMPTY_ADJECTIVE.match(first) and level:
        points = -1.5
    if points < TOLD and SAID_TO_BE.match(around.tail):
        points, sign = TOLD, "der Text nennt es eine Stadt oder Gemeinde"
    elif first == "namens":
        points, sign = TOLD + 1, "davor steht „namens“"
    elif not points and STATION.match(around.next()) and around.tail.startswith(" "):
        points, sign = 1.0, f"danach steht „{around.next()}“"
    elif not points and around.opens and population >= LARGE_TOWN // 2 and CIVIC.match(around.next()):
        points, sign = 1.0, f"der Satz sagt, was es tut („{around.next()}“)"
    if around.opens and around.tail.startswith(":") and opens_line:
        points, sign = points + 1.5, "der Name steht als Ortsmarke am Anfang"
    if level and around.glued_after:
        points -= 2.0
    return Evidence(points, sign)


def judge_adjective(around: Around, *, surface: str, level: int, population: int) -> tuple[str, Evidence]:
    """A veto (empty if none) and the evidence that an adjective such as "Marler" speaks of its town."""
    first, follows = around.previous(), around.next()
    if around.glued_before or around.glued_after:
        return "Teil eines zusammengesetzten Wortes", NOTHING
    if first in first_names() or TITLES.match(first) or _is_initial(around) or (first in PARTICLES - {"der", "zum"} and level):
        return f"„{first} {surface}“ {PERSON}", NOTHING
    if WIDER.match(first) or first in PART_OF_NAME or surface in FOREIGN_ADJECTIVES or surface in first_names():
        return f"„{surface}“ ist hier etwas anderes", NOTHING
    if COMPANY.match(follows) or first in {"&", "+"} or follows in {"&", "+"}:
        return f"„{surface}“ ist der Name einer Firma", NOTHING
    for pattern, what in ((STREET, "eine Straße"), (LANDSCAPE, "eine Landschaft"), (NAMED_AFTER, "nur danach benannt")):
        if pattern.match(follows):
            return f"„{surface} {follows}“ ist {what}", NOTHING
    if surface in word_adjectives() and not _OFFICES.match(follows):
        return f"„{surface}“ ist hier ein Wort oder ein Familienname", NOTHING
    if _CAPITAL.match(follows) and around.tail.startswith(" "):
        points = 2.0 if _OFFICES.match(follows) else 1.0
        return "", Evidence(points, f"von dem Ort abgeleitet, vor „{follows}“")
    if follows in {"und", "oder", "sowie", "/"} and around.next(1).endswith("er") and _CAPITAL.match(around.next(2)):
        return "", Evidence(1.0, f"von dem Ort abgeleitet, wie „{around.next(1)} {around.next(2)}“")
    if population >= 50_000 and level == 0 and (first.lower() in _THE_PEOPLE or around.previous(1).endswith("innen")):  # "die Ulmer"; "ein Hamburger" is eaten
        return "", Evidence(0.5, "von dem Ort abgeleitet")
    return "ein Familienname oder ein anderes Wort", NOTHING
