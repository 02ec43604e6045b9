"""Laws of the comparison of two texts: taking every change gives the new text, taking none the old one, and nothing is told twice."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from daseinswerk.engine.text.compare import Kind, accepted, compare, passages, rejected

PIECES = st.sampled_from(
    ["Die Stadt", "baut", "ein Netz.", " ", "\n", "\n\n", "35.000", "Euro", "§ 3", "ä", "\u00ad", "\u2028", "Der Rat stimmt zu. ", "„Ja“", "…", "\r\n", "日本", "e\u0301"]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=60))


@given(TEXTS, TEXTS)
def test_taking_all_changes_gives_the_new_text_and_taking_none_the_old_one(old: str, new: str) -> None:
    changes = compare(old, new)
    assert accepted(changes) == new
    assert rejected(changes) == old


@given(TEXTS, TEXTS)
def test_the_paragraphs_hold_all_changes_in_their_order(old: str, new: str) -> None:
    changes = compare(old, new)
    shown = [change for passage in passages(changes) for change in passage.changes]
    assert (accepted(shown), rejected(shown)) == (new, old)


@given(TEXTS)
def test_a_text_compared_with_itself_has_not_changed(text: str) -> None:
    assert all(change.kind is Kind.SAME for change in compare(text, text))


@given(TEXTS, TEXTS)
def test_neighbours_differ_in_kind_and_none_is_empty(old: str, new: str) -> None:
    changes = compare(old, new)
    assert all(change.text for change in changes)
    assert all(a.kind is not b.kind for a, b in pairwise(changes))
