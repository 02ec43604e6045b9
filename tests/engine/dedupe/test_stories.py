"""One affair in the council and in the press: what joins, what does not, and who decides."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from daseinswerk.engine.dedupe.item import Item
from daseinswerk.engine.dedupe.judgement import Judgement
from daseinswerk.engine.dedupe.related import related
from daseinswerk.engine.dedupe.same_text import Edge
from daseinswerk.engine.dedupe.stories import stories

DAY = date(2024, 3, 1)
COMMON = [f"alltag{n}" for n in range(40)]


def told(key: str, source: str, rare: list[str], days: int = 0, town: str = "08421000") -> Item:
    """A report: the same everyday words as all others, and its own rare ones."""
    dice = random.Random(key)
    return Item(
        key,
        f"Bericht {key}",
        DAY + timedelta(days=days),
        source,
        places=frozenset([town]),
        terms=tuple(dice.sample(COMMON, 20) + rare),
    )


def library(size: int = 40) -> list[Item]:
    """Reports of other towns, each about something of its own."""
    return [
        told(f"other{n:02}", f"paper{n}", [f"eigen{n}x{m}" for m in range(8)], town=f"0915{n:04}") for n in range(size)
    ]


SENSOR = [f"sensor{n}" for n in range(8)]


def members(items: list[Item], *judgements: Judgement, edges: tuple[Edge, ...] = ()) -> list[tuple[str, ...]]:
    return [group.members for group in stories(items, edges, judgements=judgements)]


def test_three_sources_tell_one_story_and_the_earliest_is_the_original() -> None:
    items = [
        told("c", "Stadt", SENSOR),
        told("a", "Zeitung", SENSOR, 3),
        told("b", "Fachpresse", SENSOR, 9),
        *library(),
    ]
    (group,) = stories(items, ())
    assert (group.original, group.members) == ("c", ("a", "b", "c"))
    assert all("seltene Wörter" in edge.reason and 0.3 <= edge.score <= 1 for edge in group.edges)


@pytest.mark.parametrize(
    ("why", "second"),
    [
        ("another town", told("b", "Zeitung", SENSOR, 3, town="05315000")),
        ("months later", told("b", "Zeitung", SENSOR, 60)),
        ("the same source again", told("b", "Stadt", SENSOR, 3)),
        ("other rare words", told("b", "Zeitung", [f"hafen{n}" for n in range(8)], 3)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_likeness_without_all_four_signs_joins_nothing(why: str, second: Item) -> None:
    assert members([told("a", "Stadt", SENSOR), second, *library()]) == []


def test_two_papers_of_one_council_are_never_joined_by_their_words() -> None:
    papers = [
        replace(told(key, source, SENSOR), body="Stadt Ulm") for key, source in (("a", "Vorlagen"), ("b", "Protokolle"))
    ]
    assert members([*papers, *library()]) == []


def test_a_library_too_small_to_know_what_is_rare_joins_nothing() -> None:
    assert members([told("a", "Stadt", SENSOR), told("b", "Zeitung", SENSOR)]) == []


def paper(key: str, title: str = "", days: int = 0, **said: str) -> Item:
    return Item(key, title, DAY + timedelta(days=days), "oparl", "Stadt Ulm", **said)


def test_a_motion_and_its_supplement_are_one_matter_by_their_number() -> None:
    items = [paper("a", reference="2021/0973"), paper("b", reference="2021/0973/1"), paper("c", reference="2021/0974")]
    assert members(items) == [("a", "b")]


def test_files_of_one_paper_and_the_supplement_with_its_files_are_one_matter() -> None:
    items = [
        paper("a1", paper="p1", reference="2021/0973"),
        paper("a2", paper="p1", reference="2021/0973"),
        paper("b1", paper="p2", reference="2021/0973/1"),
        paper("b2", paper="p2", reference="2021/0973/1"),
    ]
    assert members(items) == [("a1", "a2", "b1", "b2")]


def test_the_same_number_of_two_councils_is_not_one_matter() -> None:
    assert (
        members([paper("a", reference="2021/0973"), Item("b", "", DAY, "oparl", "Stadt Köln", reference="2021/0973")])
        == []
    )


def test_one_title_within_half_a_year_is_one_matter_and_a_yearly_report_is_not() -> None:
    title = "Bericht über die Straßenbeleuchtung am Festplatz"
    assert members([paper("a", title), paper("b", title, 98)]) == [("a", "b")]
    assert members([paper("a", title), paper("b", title, 365)]) == []


def test_a_title_a_council_uses_again_and_again_names_no_matter() -> None:
    assert members([paper(str(n), "Annahme des Angebots von Zuwendungen", 30 * n) for n in range(9)]) == []


def test_copies_of_one_text_are_one_story() -> None:
    edge = Edge("a", "b", "same_text", 0.9, "Gleicher Wortlaut.")
    assert members([paper("a"), paper("b")], edges=(edge,)) == [("a", "b")]


def test_a_form_filled_in_twice_stays_two_papers() -> None:
    edge = Edge("a", "b", "same_text", 0.95, "Gleicher Wortlaut.")
    assert members([paper("a", reference="2021/0973"), paper("b", reference="2022/0973")], edges=(edge,)) == []


def test_half_of_a_text_in_common_is_shown_and_joins_nothing() -> None:
    edge = Edge("a", "b", "same_text", 0.5, "Gleicher Wortlaut.")
    assert members([paper("a"), paper("b")], edges=(edge,)) == []


def test_a_person_parts_two_papers_of_one_number_and_takes_it_back() -> None:
    items = [paper(key, reference="2021/0973") for key in "abc"]
    cut = Judgement("a", "c", "same_story", same=False)
    assert not any({"a", "c"} <= set(group) for group in members(items, cut))
    assert members(items) == [("a", "b", "c")]


def test_a_person_joins_what_no_rule_would() -> None:
    items = [paper("a"), paper("b"), paper("c")]
    assert members(items, Judgement("c", "a", "same_story", same=True)) == [("a", "c")]


def test_the_most_alike_is_suggested_first_and_never_oneself() -> None:
    items = [told("a", "Stadt", SENSOR), told("b", "Stadt", SENSOR[:6]), told("c", "Stadt", SENSOR[:3]), *library()]
    suggestions = related(items)["a"]
    assert [next(iter({edge.a, edge.b} - {"a"})) for edge in suggestions[:2]] == ["b", "c"]
    assert all(len(edges) <= 3 and all(edge.a != edge.b for edge in edges) for edges in related(items).values())
