"""What each mention is, before anybody asks which one: a county, a Land, a landscape, something foreign, or a town with candidates.

A mention is read with the words around it and the mentions beside it: "Landkreis Hof", "Stadt und Landkreis Hof", "Esslinger Landrat",
"im belgischen Halle", "Berg am Starnberger See", "die Ortsteile Garstedt und Glashütte".
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from daseinswerk.engine.linking.around import Around, look_around
from daseinswerk.engine.linking.county_names import LEAD, core
from daseinswerk.engine.linking.gazetteer import Mention, Sense
from daseinswerk.engine.linking.german import ARTICLES, DISTRICT, INSTITUTION, LANDSCAPE, TOWN
from daseinswerk.engine.linking.lexical import (
    LARGE_TOWN,
    NOTHING,
    Evidence,
    evidence_for_name,
    judge_adjective,
    needed_level,
    veto_name,
    veto_person,
)
from daseinswerk.engine.linking.names import base_forms, take_apart
from daseinswerk.engine.linking.register import Municipality, Register
from daseinswerk.engine.linking.vocabulary import name_levels

Role = Literal["town", "county", "state", "land", "region", "foreign", "company", "nothing"]
AND = re.compile(r"^(?:, | und | sowie | oder | & | bzw\. | / |/|, und |, sowie )$")
_PLURAL = re.compile(r"^(?:(?:Land)?[Kk]reisen?|Landratsämter)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """One mention and its role. `keys`: the county or Land it is; `candidates`: the towns it may be; `level`: how much it must prove;
    `veto`: why it is no place here (empty if nothing speaks against it); `start`: where the link begins ("Landkreis" included); `districts_of`: AGS of towns that have a district of this name."""

    mention: Mention
    around: Around
    role: Role
    start: int
    end: int
    keys: tuple[str, ...] = ()
    candidates: tuple[Municipality, ...] = ()
    form: str = ""
    level: int = 0
    veto: str = ""
    evidence: Evidence = NOTHING
    districts_of: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """The short form of the name, the same for "Frankfurt", "Frankfurter" and "Frankfurt am Main"."""
        return take_apart(self.candidates[0].name).base if self.candidates else self.mention.surface

    @property
    def is_open(self) -> bool:
        """Whether it is a town that nothing speaks against."""
        return self.role == "town" and not self.veto


def _is_route(one: Reading, two: Reading) -> bool:
    """Whether two names tied by a hyphen are two large towns ("Hamburg-Berlin") and not a town and its district ("Hamburg-Hamm")."""
    if not (one.is_open and one.form == two.form == "name"):
        return False
    start, end = (max(each.candidates, key=lambda town: town.population) for each in (one, two))
    return min(start.population, end.population) >= LARGE_TOWN and start.ags not in two.districts_of


class Reader:
    """Reads mentions against one register."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._county_named = {form: county.key for county in register.counties.values() if not county.is_town for form in base_forms(core(county.name))}

    def read(self, text: str, mentions: list[Mention]) -> list[Reading]:
        """The readings of all mentions of an even text, in order; a list under one word ("Landkreise A, B und C") shares its role."""
        readings: list[Reading] = []
        for mention in mentions:
            around = look_around(text, mention.start, mention.end)
            gap = text[readings[-1].mention.end : mention.start] if readings else ""
            for reading in self._read_one(text, mention, around):
                readings.append(self._as_in_list(readings, reading, gap))
        return readings

    def _read_one(self, text: str, mention: Mention, around: Around) -> list[Reading]:
        by_form: dict[str, list[Sense]] = {}
        for sense in mention.senses:
            by_form.setdefault(sense.form, []).append(sense)
        town = self._town(mention, around, by_form)
        county = self._county(text, mention, around, by_form, town)
        if county is not None:
            both = town is not None and around.previous(1) in {"und", "&"} and (TOWN.match(around.previous(2)) or TOWN.match(around.previous()))
            return [county, replace(town, veto="", evidence=Evidence(2.0, "davor steht „Stadt und Kreis“"))] if both and town else [county]
        for form in ("company", "state", "land", "region", "foreign"):
            if form in by_form and not (town and self._is_rather_town(town, around, form)):
                if form == "state" and veto_person(around, mention.surface, level=1, population=0):
                    return [Reading(mention, around, "nothing", mention.start, mention.end)]
                keys = tuple(sense.key for sense in by_form[form])
                return [Reading(mention, around, form, mention.start, mention.end, keys)]  # type: ignore[arg-type]
        return [town or Reading(mention, around, "nothing", mention.start, mention.end)]

    def _is_rather_town(self, town: Reading, around: Around, form: str) -> bool:
        if TOWN.match(around.previous()) or town.form == "full":
            return True
        return form == "region" and around.previous().lower() not in ARTICLES and around.previous() not in {"/", "("}

    def _county(self, text: str, mention: Mention, around: Around, by_form: dict[str, list[Sense]], town: Reading | None) -> Reading | None:
        lead = around.previous()
        if "behind" in by_form:
            led = bool(LEAD.match(lead)) and text[mention.start - 1] == " "
            person = lead in {"Landrat", "Landrätin"} and (town is None or town.level > 0)
            reverse = TOWN.match(lead) and around.previous(1) in {"und", "&"} and LEAD.match(around.previous(2))
            if (led and not person) or reverse:
                start = mention.start - len(lead) - 1 if led else mention.start
                return Reading(mention, around, "county", start, mention.end, tuple(sense.key for sense in by_form["behind"]))
        if "county" in by_form and (town is None or LEAD.match(lead)):
            return Reading(mention, around, "county", mention.start, mention.end, tuple(sense.key for sense in by_form["county"]))
        if town and town.form == "adjective" and LEAD.match(around.next()) and around.tail.startswith(" "):
            for base in {take_apart(each.name).base for each in town.candidates}:
                if base in self._county_named:
                    end = mention.end + 1 + len(around.next())
                    return Reading(mention, around, "county", mention.start, end, (self._county_named[base],))
        return None

    def _town(self, mention: Mention, around: Around, by_form: dict[str, list[Sense]]) -> Reading | None:
        for form in ("full", "name", "former", "adjective"):
            senses = by_form.get(form)
            if not senses:
                continue
            if form == "full":
                senses = senses + by_form.get("name", [])
            candidates = tuple(self._register.municipalities[sense.key] for sense in senses)
            return self._judged(mention, around, form, candidates)
        return None

    def _judged(self, mention: Mention, around: Around, form: str, candidates: tuple[Municipality, ...]) -> Reading:
        population = max(each.population for each in candidates)
        base = take_apart(max(candidates, key=lambda each: each.population).name).base
        level = needed_level(base, population, self._register.ambiguity.get(base, 0.0), name_levels())
        homonyms = self._register.districts.get(mention.surface, ())
        if form == "former" or any(people > population for _, people in homonyms):
            level = max(level, 1)  # nobody has judged whether a former name is also a word
        reading = Reading(mention, around, "town", mention.start, mention.end, candidates=candidates, form=form, level=level,
                          districts_of=tuple(ags for ags, _ in homonyms))
        if form == "adjective":
            if LANDSCAPE.match(around.next()):
                return replace(reading, role="region", keys=tuple(each.ags for each in candidates))
            veto, evidence = judge_adjective(around, surface=mention.surface, level=level, population=population)
            return replace(reading, veto=veto, evidence=evidence)
        veto = veto_name(around, surface=mention.surface, level=level, population=population, full=form == "full")
        evidence = evidence_for_name(around, surface=mention.surface, level=level, population=population, opens_line=mention.start < 3)
        if mention.start == 0 and not around.tail.strip(" ."):
            evidence = Evidence(2.0, "der Text besteht nur aus dem Namen")
        if len(mention.surface) < mention.end - mention.start and level and form != "full":
            veto = veto or f"„{mention.surface}s“ ist ein Wort"
        return replace(reading, level=0 if form == "full" else level, veto=veto, evidence=evidence)

    def _as_in_list(self, before: list[Reading], reading: Reading, gap: str) -> Reading:
        if not before:
            return reading
        last = before[-1]
        lead = last.around.previous()
        if gap == "-" and reading.veto and last.is_open and last.form == "name" and reading.form == "name" and INSTITUTION.match(lead):
            return replace(reading, veto="", evidence=Evidence(1.2, f"davor steht „{lead}“"))  # Universität Duisburg-Essen
        if gap == "-" and reading.veto and _is_route(last, reading):
            return replace(reading, veto="", evidence=Evidence(1.0, f"mit „{last.mention.surface}“ durch einen Strich verbunden"))
        if not AND.match(gap):
            return reading
        if last.role == "region" and reading.role == "town" and any(sense.form == "region" for sense in reading.mention.senses):
            return replace(reading, role="region", keys=tuple(sense.key for sense in reading.mention.senses if sense.form == "region"))
        counties = tuple(sense.key for sense in reading.mention.senses if sense.form == "behind")
        if last.role == "county" and counties and reading.role == "town" and (_PLURAL.match(lead) or last.veto == "list"):
            return replace(reading, role="county", keys=counties, veto="list", start=reading.mention.start)
        if reading.role == "town" and last.role == "town" and last.veto and (DISTRICT.match(lead) or last.veto.startswith("in einer Liste")):
            return replace(reading, veto="in einer Liste von Ortsteilen")
        return reading

