"""Laws of the duplicates: order does not matter, twice is once, what a person cut is never in one group."""

import random
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from daseinswerk.engine.dedupe.fingerprint import fingerprint
from daseinswerk.engine.dedupe.groups import grouped
from daseinswerk.engine.dedupe.item import Item
from daseinswerk.engine.dedupe.judgement import Judgement
from daseinswerk.engine.dedupe.retold import in_question
from daseinswerk.engine.dedupe.same_text import same_text
from daseinswerk.engine.dedupe.stories import stories
from daseinswerk.engine.dedupe.vectors import rarity

SENTENCES = [
    " ".join(
        random.Random(n).choice(["Hafen", "Netz", "Wasser", "Schule", "Plan", "Amt", "Bus", "Weg"]) + str(n)
        for _ in range(9)
    )
    for n in range(12)
]
TEXTS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=0, max_size=9).map(" ".join), min_size=2, max_size=9)


def judgements(count: int) -> st.SearchStrategy[list[Judgement]]:
    key = st.integers(0, count - 1).map(str)
    pair = st.tuples(key, key).filter(lambda two: two[0] != two[1])
    return st.lists(st.builds(lambda p, same: Judgement(*p, "same_text", same), pair, st.booleans()), max_size=4)


@given(data=st.data(), texts=TEXTS)
@settings(deadline=None)
def test_the_order_of_documents_and_judgements_changes_nothing(data: st.DataObject, texts: list[str]) -> None:
    prints = [fingerprint(str(n), text) for n, text in enumerate(texts)]
    said = data.draw(judgements(len(texts)))
    edges = same_text(prints, judgements=said)
    shuffled = same_text(data.draw(st.permutations(prints)), judgements=data.draw(st.permutations(said)))
    assert shuffled == edges
    assert grouped(data.draw(st.permutations(edges)), said, "same_text", {}) == grouped(edges, said, "same_text", {})


@given(data=st.data(), texts=TEXTS)
@settings(deadline=None)
def test_what_a_person_cut_is_never_in_one_group(data: st.DataObject, texts: list[str]) -> None:
    prints = [fingerprint(str(n), text) for n, text in enumerate(texts)]
    said = data.draw(judgements(len(texts)))
    cut = {judgement.pair for judgement in said if not judgement.same}
    for group in grouped(same_text(prints, judgements=said), said, "same_text", {}):
        assert not any({a, b} <= set(group.members) for a, b in cut)
        assert len(group.members) >= 2
        assert group.original in group.members


@given(texts=TEXTS)
@settings(deadline=None)
def test_grouping_what_was_grouped_changes_nothing(texts: list[str]) -> None:
    edges = same_text([fingerprint(str(n), text) for n, text in enumerate(texts)])
    once = grouped(edges, (), "same_text", {})
    again = grouped([edge for group in once for edge in group.edges], (), "same_text", {})
    assert again == once


ITEMS = st.lists(
    st.builds(
        dict,
        reference=st.sampled_from(["", "2021/0001", "2021/0001/1", "2022/0005"]),
        paper=st.sampled_from(["", "", "p1", "p2"]),
        title=st.sampled_from(["", "Neubau der Brücke am Hafen", "Digitale Beteiligung im Stadtteil"]),
        date=st.sampled_from([None, date(2021, 1, 1), date(2021, 5, 1), date(2023, 1, 1)]),
    ),
    max_size=8,
)


@given(data=st.data(), rows=ITEMS)
def test_stories_do_not_depend_on_order_and_obey_people(data: st.DataObject, rows: list[dict]) -> None:
    items = [Item(str(n), source="s", body="Stadt", **row) for n, row in enumerate(rows)]
    said = [
        Judgement(judgement.a, judgement.b, "same_story", judgement.same)
        for judgement in (data.draw(judgements(len(items))) if len(items) > 1 else [])
    ]
    groups = stories(items, (), judgements=said)
    assert stories(data.draw(st.permutations(items)), (), judgements=data.draw(st.permutations(said))) == groups
    cut = {judgement.pair for judgement in said if not judgement.same}
    for group in groups:
        assert not any({a, b} <= set(group.members) for a, b in cut)
    everyone = [key for group in groups for key in group.members]
    assert len(everyone) == len(set(everyone))


def test_words_of_documents_that_nobody_asks_about_need_not_be_kept() -> None:
    """Two papers of one town told one story; twenty others only say how rare its words are."""
    told = tuple(f"wort{n}" for n in range(12))
    two = [Item(key, key, date(2021, 1, 1), source=key, places=frozenset({"p"}), terms=told) for key in ("a", "b")]
    others = [Item(f"c{n}", "", date(2021, 1, 1), source="c", terms=(f"anders{n}", "stadt")) for n in range(30)]
    everything = stories([*two, *others], ())
    assert len(everything) == 1 and in_question([*two, *others]) == {"a", "b"}
    bare = [replace(item, terms=()) for item in others]
    assert stories([*two, *bare], (), known_terms=rarity([*two, *others])) == everything
