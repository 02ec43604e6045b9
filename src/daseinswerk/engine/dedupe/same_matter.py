"""Papers of one official matter, recognised by what the body itself wrote on them: never by their content.

In this order: the same OParl paper; the same reference number of one body, supplements included ("2021/0973/1" belongs to
"2021/0973"); the same title of one body within half a year. A title that a body uses again and again ("Annahme von Spenden",
an annual report, who sits in which committee) names a routine and not a matter: it joins nothing.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from daseinswerk.engine.dedupe.edges import Edge
from daseinswerk.engine.dedupe.item import Item

_ROUTINE = 4  # papers under one title: more are a routine
_HALF_A_YEAR = 200  # days; annual reports are 365 apart
_FEWEST_TITLE_WORDS = 3  # of four letters or more
_NEAR = 3  # within one matter each paper is tied to its first and to the three before it
_REFERENCE = re.compile(r"^\s*((?:[A-ZÄÖÜ]{1,4}[ -]?)?\d{2,4}\s*[/-]\s*\d{2,6})(?:\s*[/-]\s*\d{1,3})?\s*$")
_WORD = re.compile(r"\w+")
# Who is appointed changes under the same words several times a year; of 100 pairs drawn and read the two wrong ones were of this kind.
_APPOINTMENT = re.compile(r"\b(?:berufung(?:en)?|umbesetzung(?:en)?|neubesetzung(?:en)?|nachbesetzung(?:en)?|besetzung(?:en)?|benennung(?:en)? de[rs] mitglied\w*|zusammensetzung|nachrücken|bestellung(?:en)? (?:von|der|des) mitglied\w*|wahl(?:en)? (?:von|der|des) mitglied\w*)\b")


def same_matter(items: Iterable[Item]) -> Iterator[Edge]:
    """Edges between papers of one matter; the same pair may come for two reasons."""
    items = sorted(items, key=lambda item: item.age)
    yield from _tied(
        items, lambda item: item.paper, 1.0, "Gleicher Vorgang: dieselbe Vorlage im Ratsinformationssystem."
    )
    yield from _tied(items, _numbered, 0.98, "Gleicher Vorgang: dieselbe Vorlagennummer derselben Stelle.")
    titled = (group for group in _groups(items, _titled) if len(group) <= _ROUTINE)
    for group in titled:
        yield from _ties(group, 0.9, "Gleicher Vorgang: gleicher Titel derselben Stelle innerhalb eines halben Jahres.")


def are_different_matters(a: Item, b: Item) -> bool:
    """Whether one body gave the two different numbers: then they are two papers, however alike their wording."""
    first, second = _numbered(a), _numbered(b)
    return bool(first and second) and a.body == b.body and first != second


def _numbered(item: Item) -> str:
    match = _REFERENCE.match(item.reference)
    number = "".join(match.group(1).split()) if match else " ".join(item.reference.split())
    return f"{item.body}\n{number}" if item.body and number else ""


def _titled(item: Item) -> str:
    words = _WORD.findall(item.title.lower())
    telling = [word for word in words if len(word) >= 4 and not word.isdigit()]
    if not item.body or item.date is None or len(telling) < _FEWEST_TITLE_WORDS or _APPOINTMENT.search(item.title.lower()):
        return ""
    return f"{item.body}\n{' '.join(words)}"


def _groups(items: list[Item], key: Callable[[Item], str]) -> list[list[Item]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        name = key(item)
        if name:
            groups[name].append(item)
    return [group for group in groups.values() if len(group) > 1]


def _tied(items: list[Item], key: Callable[[Item], str], score: float, reason: str) -> Iterator[Edge]:
    for group in _groups(items, key):
        for place in range(1, len(group)):
            for earlier in {0, *range(max(0, place - _NEAR), place)}:
                yield _edge(group[earlier], group[place], score, reason)


def _ties(group: list[Item], score: float, reason: str) -> Iterator[Edge]:
    for first, second in pairwise(group):
        if first.date and second.date and abs((second.date - first.date).days) <= _HALF_A_YEAR:
            yield _edge(first, second, score, reason)


def _edge(first: Item, second: Item, score: float, reason: str) -> Edge:
    a, b = sorted((first.key, second.key))
    return Edge(a, b, "same_story", score, reason)
