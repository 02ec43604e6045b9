"""Which words of a question are asked for."""

import pytest

from daseinswerk.engine.text.telling import documents_of, rare_terms, telling


@pytest.mark.parametrize(
    ("counts", "wanted", "why"),
    [
        ((90, 3, 5), (False, True, True), "nearly every document has it, and two others remain"),
        ((90, 80), (True, True), "the rarest two stay, however common"),
        ((90, 80, 70), (False, True, True), "of many common words the rarest two"),
        ((0, 90), (False, True), "a word of no document is not asked for"),
        ((50, 2, 1), (True, True, True), "half of the documents is not more than half"),
        ((), (), "no words"),
    ],
)
def test_words_that_say_nothing_are_left_out(counts: tuple[int, ...], wanted: tuple[bool, ...], why: str) -> None:
    assert telling(counts, 50) == wanted, why


def test_a_compound_stands_where_the_rarest_of_its_parts_does() -> None:
    documents = {"glasfaserausbau": 2, "glasfas": 7, "ausbau": 60}
    assert documents_of(("glasfaserausbau", "glasfas", "ausbau"), documents) == 7
    assert documents_of(("netz",), documents) == 0


def test_documents_are_ranked_by_the_rare_terms_of_a_word() -> None:
    documents = {"glasfaserausbau": 2, "glasfas": 7, "ausbau": 60}
    assert rare_terms(("glasfaserausbau", "glasfas", "ausbau"), documents, 50) == ("glasfaserausbau", "glasfas")
    assert rare_terms(("ausbau",), documents, 50) == ("ausbau",)
