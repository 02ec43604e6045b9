"""Every way to write a German municipality, county or Land, and the words that tell them apart, found in one pass.

The forms come from the register (`names`, `adjectives`, `county_names`) and the word lists (`vocabulary`). An Aho-Corasick automaton
finds them all; kept are those that begin and end at a word boundary, the leftmost and longest first, so "Landkreis Hof" or
"Bodman-Ludwigshafen" eats what it contains.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import ahocorasick

from daseinswerk.engine.linking.adjectives import adjectives
from daseinswerk.engine.linking.county_names import county_forms
from daseinswerk.engine.linking.names import ascii_form, base_forms, full_forms, shortened_forms, take_apart
from daseinswerk.engine.linking.register import Municipality, Register
from daseinswerk.engine.linking.vocabulary import foreign_adjectives, foreign_nouns, landscapes, state_words

Form = Literal["full", "name", "former", "adjective", "behind", "county", "state", "land", "region", "foreign", "company"]
SMALLEST_WITH_ADJECTIVE = 4000
SMALLEST_IN_CAPITALS = 10000
SMALLEST_IN_ASCII = 5000
SMALLEST_SHORTENED = 10000
_PARTS = ("Hoch", "Ober", "Unter", "Vorder", "Hinter", "Nord", "Süd", "Ost", "West", "Mittel")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a form can mean. `form`: full name, name, adjective of a municipality (`key` is an AGS), name of a municipality that
    belongs to it today (`former`); a county's name that needs a
    word such as Landkreis before it (`behind`), or none (`county`); a Land (`state`); a word that only speaks of a Land (`land`),
    a landscape (`region`) or a foreign country (`foreign`); a utility that sits in a municipality (`company`)."""

    form: Form
    key: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A form standing in the even text at `start` to `end`; `surface` without the s of the genitive."""

    start: int
    end: int
    surface: str
    senses: tuple[Sense, ...]


class Gazetteer:
    """All forms in one automaton; building takes about half a second, finding is linear."""

    def __init__(self, register: Register, companies: dict[str, tuple[str, ...]] | None = None) -> None:
        table: dict[str, list[Sense]] = {}
        for each in register.municipalities.values():
            _add_municipality(table, each)
        _add_former(table, register)
        for county in register.counties.values():
            if not county.is_town:
                behind, always = county_forms(county)
                _add(table, behind, Sense("behind", county.key))
                _add(table, always, Sense("county", county.key))
        _add_words(table)
        for name, seats in (companies or {}).items():
            table[name] = [Sense("company", key) for key in seats]
        self._senses = [tuple(senses) for senses in table.values()]
        self._automaton = ahocorasick.Automaton()
        for index, surface in enumerate(table):
            self._automaton.add_word(surface, (index, surface))
        self._automaton.make_automaton()
        self.forms = len(table)

    def find(self, text: str) -> list[Mention]:
        """The mentions in even text, in order, none overlapping another."""
        last = len(text)
        found: list[tuple[int, int, int, str]] = []
        for at, (index, surface) in self._automaton.iter(text):
            start, end = at - len(surface) + 1, at + 1
            if start and text[start - 1].isalnum():
                continue
            if end < last and text[end].isalnum():
                if text[end] != "s" or (end + 1 < last and text[end + 1].isalnum()) or not self._bends(index, surface):
                    continue
                end += 1
            found.append((start, -end, index, surface))
        found.sort()
        mentions, reached = [], 0
        for start, minus_end, index, surface in found:
            if start >= reached:
                reached = -minus_end
                mentions.append(Mention(start, reached, surface, self._senses[index]))
        return mentions

    def _bends(self, index: int, surface: str) -> bool:
        """Whether a form takes the s of the genitive: names, not adjectives ("Landauers" is a person) nor short words ("Aus")."""
        return len(surface) > 3 and surface[-1] not in "sxzß" and self._senses[index][0].form in {"full", "name", "former", "state"}

    def surfaces(self) -> list[str]:
        """All forms, in the order they were learnt."""
        return [surface for _, surface in sorted(self._automaton.values())]

    def senses(self, surface: str) -> tuple[Sense, ...]:
        """What a form can mean; empty for a form that is not known."""
        found = self._automaton.get(surface, None)
        return self._senses[found[0]] if found else ()


def _add(table: dict[str, list[Sense]], surfaces: Iterable[str], sense: Sense) -> None:
    for surface in sorted(surfaces):
        senses = table.setdefault(surface, [])
        if all(known.key != sense.key or known.form == "behind" for known in senses):
            senses.append(sense)


def _add_municipality(table: dict[str, list[Sense]], each: Municipality) -> None:
    full, base = full_forms(each.name), base_forms(each.name)
    names = base - full
    if each.population >= SMALLEST_SHORTENED:
        full |= shortened_forms(each.name)
    _add(table, full, Sense("full" if take_apart(each.name).rest else "name", each.ags))
    _add(table, names, Sense("name", each.ags))
    if each.population >= SMALLEST_IN_ASCII:  # below, "Moersbach" is rather a brook than Mörsbach
        _add(table, {ascii_form(form) for form in base} - base, Sense("name", each.ags))
    if each.population >= SMALLEST_IN_CAPITALS:
        _add(table, {form.upper() for form in base if len(form) > 3}, Sense("name", each.ags))
    if each.population >= SMALLEST_WITH_ADJECTIVE:
        forms = {form for word in base for form in adjectives(word)}
        _add(table, forms, Sense("adjective", each.ags))


def _add_former(table: dict[str, list[Sense]], register: Register) -> None:
    """Names of merged municipalities, unless a municipality bears the name today: then that one is meant, or nobody knows."""
    heirs: dict[str, set[str]] = {}
    for name, now in register.former.values():
        for form in base_forms(name) | full_forms(name):
            heirs.setdefault(form, set()).add(now)
    for form, keys in heirs.items():
        if form not in table and len(keys) == 1:
            _add(table, (form,), Sense("former", keys.pop()))


def _add_words(table: dict[str, list[Sense]]) -> None:
    endings = ("e", "en", "er", "es", "em")
    for key, stem, nouns in state_words():
        if key not in {"02", "04", "11"}:
            _add(table, nouns, Sense("state", key))
        stems = (stem, stem[0].upper() + stem[1:])
        _add(table, (each + ending for each in stems for ending in endings), Sense("land", key))
    for name in landscapes():
        inflected = {name, name.replace("en ", "e ", 1)} if "en " in name else {name}
        if name.isalpha():
            inflected |= {part + name.lower() for part in _PARTS}
        _add(table, inflected, Sense("region", name))
    for noun in foreign_nouns():
        _add(table, (noun,), Sense("foreign", noun))
    for stem in foreign_adjectives():
        forms = (stem,) if stem.endswith("er") else tuple(stem + ending for ending in endings)
        _add(table, (each for form in forms for each in (form, form[0].upper() + form[1:])), Sense("foreign", stem))
