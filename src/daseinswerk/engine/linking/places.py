"""Which municipalities, counties and Länder a text speaks of, how sure, and why.

The text is made even (`flat`), every known form is found in one pass (`gazetteer`), each mention is read with the words around it
(`reading`: what is it; `lexical`: is it a place at all), and where several municipalities bear the name, one is chosen by what the rest
of the text says (`context`, `hints`, `resolve`). Counties, Länder and names beyond doubt are fixed first, then the others, then one
sense per name. What stays unclear is left out: a missing link is found by a person sooner than a wrong one.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from daseinswerk.engine.linking.companies import Companies
from daseinswerk.engine.linking.context import Context, Scene
from daseinswerk.engine.linking.flat import Flat, flatten
from daseinswerk.engine.linking.gazetteer import Gazetteer
from daseinswerk.engine.linking.hints import Hint, hints_for, is_only_nearby
from daseinswerk.engine.linking.lexical import LARGE_TOWN, PERSON
from daseinswerk.engine.linking.links import Link
from daseinswerk.engine.linking.reading import AND, Reader, Reading
from daseinswerk.engine.linking.register import Municipality, Register
from daseinswerk.engine.linking.resolve import Choice, choose
from daseinswerk.engine.linking.seats import seats
from daseinswerk.engine.linking.vocabulary import landscapes

WORTH_GIVING_OUT = 0.5
COUNTY_SCORE, STATE_SCORE, SEAT_SCORE = 0.97, 0.95, 0.75


class PlaceLinker:
    """Links places in texts against one register; loading takes under a second, a paper of 9 kB about 2 ms."""

    def __init__(self, register: Register, companies: Companies | None = None) -> None:
        self._register = register
        self._gazetteer = Gazetteer(register, seats(companies, register) if companies else None)
        self._reader = Reader(register)

    @classmethod
    def load(cls, folder: Path) -> "PlaceLinker":
        """A linker from the starter folder: its register, and its municipal companies where the list is there."""
        companies = Companies.load(folder) if (folder / "companies.tsv").is_file() else None
        return cls(Register.load(folder), companies)

    def link(self, text: str, *, prior: str | None = None, vetoes: frozenset[tuple[str, str]] = frozenset()) -> tuple[Link, ...]:
        """The places of a text in order, as spans of `text`.

        `prior`: AGS of the body that publishes the document, its own sense of a name is preferred. `vetoes`: pairs of the words in lower
        case and the key a person rejected for this document; such a link is never given out.
        """
        flat = flatten(text)
        mentions = self._gazetteer.find(flat.text)
        if not mentions:
            return ()
        readings = [_without_rejected(each, vetoes) for each in self._reader.read(flat.text, mentions)]
        readings = _without_persons(readings)
        readings, hints = self._with_neighbours(readings, flat.text)
        context = self._context(readings, hints, prior)
        choices = _choose_all(readings, hints, context, flat.text)
        found = (link for reading, choice in zip(readings, choices, strict=True) for link in self._links(reading, choice, flat))
        kept = [link for link in found if (link.span.words(text).lower(), link.key) not in vetoes and link.score >= WORTH_GIVING_OUT]
        return tuple(sorted(kept, key=lambda link: (link.span, link.key)))

    def _with_neighbours(self, readings: list[Reading], text: str) -> tuple[list[Reading], list[list[Hint]]]:
        judged: list[Reading] = []
        hints: list[list[Hint]] = []
        for position, reading in enumerate(readings):
            beside: list[Hint] = []
            if reading.is_open:
                beside, veto = hints_for(readings, position, text)
                if is_only_nearby(readings, position, text):
                    veto = "sagt nur, wo ein anderer Ort liegt"
                reading = replace(reading, veto=veto) if veto else reading
            judged.append(reading)
            hints.append(beside)
        return judged, hints

    def _context(self, readings: list[Reading], hints: list[list[Hint]], prior: str | None) -> Context:
        """What is beyond doubt: counties, Länder, landscapes, and towns whose name is theirs alone or told in full."""
        context = Context(prior=self._register.municipality(prior) if prior else None)
        for reading in readings:
            if reading.role == "county":
                context.counties.update(reading.keys)
            elif reading.role in {"state", "land"}:
                context.states.update(reading.keys)
            elif reading.role == "region":
                context.landscapes.update({key: landscapes()[key] for key in reading.keys if key in landscapes()})
        for reading, beside in zip(readings, hints, strict=True):
            if not reading.is_open or reading.level:
                continue
            fitting = [each for each in reading.candidates if beside and any(hint.fits(each) for hint in beside)] or list(reading.candidates)
            if len(fitting) == 1:
                context.fixed[fitting[0].ags] = fitting[0]
        return context

    def _links(self, reading: Reading, choice: Choice | None, flat: Flat) -> list[Link]:
        span = flat.span(reading.start, reading.end)
        if choice is not None:
            place = choice.municipality
            return [Link("municipality", place.ags, place.name, span, choice.score, choice.reason)]
        said = flat.text[reading.start : reading.end]
        if reading.role == "county":
            counties = [self._register.counties[key] for key in reading.keys[:1]]
            return [Link("county", each.key, each.name, span, COUNTY_SCORE, f"„{said}“ nennt den Kreis {each.name}.") for each in counties]
        if reading.role == "company":
            towns = [self._register.municipalities[key] for key in reading.keys]
            return [Link("municipality", each.ags, each.name, span, SEAT_SCORE, f"„{said}“ hat seinen Sitz in {each.name}.") for each in towns]
        if reading.role == "state":
            states = [self._register.states[key] for key in reading.keys[:1]]
            return [Link("state", each.key, each.name, span, STATE_SCORE, f"„{said}“ nennt das Land {each.name}.") for each in states]
        return []


def _without_rejected(reading: Reading, vetoes: frozenset[tuple[str, str]]) -> Reading:
    """A rejected candidate is no candidate, so that another town of that name can be the one."""
    if not vetoes or reading.role != "town":
        return reading
    said = reading.mention.surface.lower()
    left = tuple(each for each in reading.candidates if (said, each.ags) not in vetoes)
    return replace(reading, candidates=left, veto=reading.veto or ("" if left else "von Menschen verworfen"))


def _without_persons(readings: list[Reading]) -> list[Reading]:
    """A name that belongs to a person once ("Peter Hagen") is that person again where it stands bare ("Hagen sagte")."""
    persons = {each.mention.surface for each in readings if each.veto.endswith(PERSON)}
    if not persons:
        return readings
    return [replace(each, veto=f"„{each.mention.surface}“ {PERSON}") if _is_person(each, persons) else each for each in readings]


def _is_person(reading: Reading, persons: set[str]) -> bool:
    if not reading.is_open or reading.form == "full" or reading.mention.surface not in persons:
        return False
    return reading.evidence.points < 1 and max(each.population for each in reading.candidates) < LARGE_TOWN


def _home(context: Context, choices: list[Choice | None]) -> Municipality | None:
    """The town a text is about: its publisher, else the one that is at least half of at least three links."""
    counted = Counter(choice.municipality.ags for choice in choices if choice)
    if context.prior or not counted:
        return context.prior
    ags, times = counted.most_common(1)[0]
    return context.fixed.get(ags) if times >= 3 and times * 2 >= counted.total() else None


def _choose_all(readings: list[Reading], hints: list[list[Hint]], context: Context, text: str) -> list[Choice | None]:
    """Two rounds: the second knows which names the first found to be places, and which sense the text itself told."""
    choices = _round(readings, hints, context.scene(context.prior), text, {}, {})
    known: dict[str, float] = {}
    chosen: dict[str, set[str]] = {}
    for reading, choice in zip(readings, choices, strict=True):
        if choice is None:
            continue
        if reading.evidence.points >= 2 or choice.told:
            known[reading.base] = 1.0
        if choice.told:
            chosen.setdefault(reading.base, set()).add(choice.municipality.ags)
        context.fixed.setdefault(choice.municipality.ags, choice.municipality)
    home = _home(context, choices)
    if home is None and not known and all(choice or not reading.is_open for reading, choice in zip(readings, choices, strict=True)):
        return choices
    return _round(readings, hints, context.scene(home), text, known, chosen)


def _round(
    readings: list[Reading], hints: list[list[Hint]], scene: Scene, text: str, known: dict[str, float], chosen: dict[str, set[str]],
) -> list[Choice | None]:
    choices: list[Choice | None] = []
    for position, reading in enumerate(readings):
        if not reading.is_open:
            choices.append(None)
            continue
        listed = _is_listed(readings, choices, position, text)
        choices.append(choose(reading, hints[position], scene, known=known.get(reading.base, 0.0), listed=listed, told=chosen.get(reading.base, set())))
    return choices


def _is_listed(readings: list[Reading], choices: list[Choice | None], position: int, text: str) -> float:
    """1 if the name stands in a list with a place: "Kamen, Unna und Bergkamen"."""
    here = readings[position]
    before = position - 1
    if before > 0 and readings[before].role == "region":  # "Marburg/Lahn und Gießen"
        before -= 1
    if before >= 0 and choices[before] and AND.match(text[readings[position - 1].mention.end : here.mention.start].lstrip(")")):
        return 1.0
    if position + 1 < len(readings):
        other = readings[position + 1]
        if other.is_open and other.level == 0 and other.form != "adjective" and AND.match(text[here.mention.end : other.mention.start]):
            return 1.0
    return 0.0
