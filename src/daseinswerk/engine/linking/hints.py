"""What a name's neighbours say about which one it is: "in Lippe", "(Hessen)", "im hessischen …", "bei Neumarkt", "im belgischen …".

A hint is a test of a candidate and the words for it. A foreign country beside a name is a veto; so is a region beside it in which
no municipality of that name lies (then it is some other place of that name).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from daseinswerk.engine.linking.context import lies_in
from daseinswerk.engine.linking.german import FOREIGN_TOWN, POSTCODE
from daseinswerk.engine.linking.reading import Reading
from daseinswerk.engine.linking.register import Municipality, distance_km
from daseinswerk.engine.linking.vocabulary import landscapes

BESIDE_KM, BLUR_KM = 40.0, 50.0
_INSIDE = re.compile(
    r"^(?: ?\(| ?/ ?| )(?:(?:in|im|am|an|bei|b\.|nahe|auf|aus)(?: der| dem| den)? ?)?(?:(?:Land)?[Kk]reis(?:es)? |Lkr\. |Land |Freistaat |Bundesland )?$"
)
_COMMA = re.compile(r"^, (?:in |im )?(?:(?:Land)?[Kk]reis |Lkr\. )?$")
_BY = re.compile(r"^ (?:bei|b\.|nahe|unweit von|vor den Toren von) $")
_BEFORE = re.compile(r"^ (?:(?:" + "|".join(sorted(FOREIGN_TOWN)) + r") )?$")


@dataclass(frozen=True, slots=True)
class Hint:
    """`fits`: whether a candidate agrees; `words`: what the text says; `strict`: whether a name that nobody fits is another place; `reaches`: the
    same asked generously, since a landscape has no sharp edge (None: as `fits`)."""

    fits: Callable[[Municipality], bool]
    words: str
    strict: bool
    reaches: Callable[[Municipality], bool] | None = None


def hints_for(readings: list[Reading], position: int, text: str) -> tuple[list[Hint], str]:
    """The hints beside the reading at `position`, and a veto in German (empty if there is none)."""
    here = readings[position]
    hints: list[Hint] = []
    code = POSTCODE.match(here.around.previous())
    if code:
        region = code.group()[-5:][:2]
        hints.append(Hint(lambda each: each.postcode_seat.startswith(region), f"davor steht die Postleitzahl {code.group()}", strict=False))
    if position + 1 < len(readings):
        other = readings[position + 1]
        gap = text[here.mention.end : other.mention.start]
        if other.role == "foreign" and ((_INSIDE.match(gap) and gap != " ") or (_COMMA.match(gap) and here.level)):
            return [], f"der Text sagt „{other.mention.surface}“ dazu"
        if _INSIDE.match(gap) or (_COMMA.match(gap) and other.role == "county"):
            hints += _behind(other, gap)
    if position:
        other = readings[position - 1]
        gap = text[other.mention.end : here.mention.start]
        if _BEFORE.match(gap):
            if other.role == "foreign":
                return [], f"der Text sagt „{other.mention.surface}“ dazu"
            if other.role == "land":
                hints.append(Hint(_in_states(other.keys), f"„{other.mention.surface}“ steht davor", strict=False))
            elif other.is_open and other.form == "adjective" and gap == " " and here.form != "full":
                return [], f"„{other.mention.surface} {here.mention.surface}“ ist ein Teil von {other.candidates[0].name}"
    return hints, ""


def is_only_nearby(readings: list[Reading], position: int, text: str) -> bool:
    """Whether a town is named only to say where another lies: "Berg bei Ravensburg"."""
    if not position:
        return False
    other, here = readings[position - 1], readings[position]
    return other.is_open and other.form != "adjective" and bool(_BY.match(text[other.mention.end : here.mention.start]))


def _behind(other: Reading, gap: str) -> list[Hint]:
    words = f"danach steht „{other.mention.surface}“"
    if other.role == "region" and gap != " ":
        beside = gap.strip() in {"am", "an der", "im", "in der", "auf"} and not other.candidates and not other.around.next()[:1].isupper()
        return [Hint(_in_region(other, 0.0), words, strict=beside, reaches=_in_region(other, BLUR_KM))]
    if other.role in {"state", "land"} and gap != " ":
        return [Hint(_in_states(other.keys), words, strict=other.role == "state")]
    if other.role == "county":  # after a comma it may be the next of a list: "Ulm, Ostalbkreis"
        return [Hint(lambda each: each.county_key in other.keys, words, strict="," not in gap)]
    if other.role == "town" and _BY.match(gap):
        return [Hint(_near(other.candidates), words, strict=False)]
    return []


def _in_states(keys: tuple[str, ...]) -> Callable[[Municipality], bool]:
    return lambda each: each.state_key in keys


def _near(places: tuple[Municipality, ...]) -> Callable[[Municipality], bool]:
    return lambda each: any(distance_km(each.lat, each.lon, other.lat, other.lon) < BESIDE_KM for other in places)


def _in_region(other: Reading, blur_km: float) -> Callable[[Municipality], bool]:
    if other.candidates:  # "am Starnberger See"
        return _near(other.candidates)
    circles = [circle for key in other.keys for circle in landscapes().get(key, ())]
    return lambda each: any(lies_in(each, circle, blur_km) for circle in circles)
