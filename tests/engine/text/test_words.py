"""A search finds a word in all its forms and by its parts."""

import pytest

from daseinswerk.engine.text.document import analyse
from daseinswerk.engine.text.language import language
from daseinswerk.engine.text.words import index_terms, query_terms, word_hash, words


@pytest.mark.parametrize(
    ("written", "asked"),
    [("Häuser", "Haus"), ("Koeln", "Köln"), ("Strasse", "Straße"), ("Ladesäulen", "Ladesäule"), ("Vernetzungen", "Vernetzung")],
)
def test_two_spellings_are_one_term(written: str, asked: str) -> None:
    assert query_terms(written)[0][0] == query_terms(asked)[0][0]


def test_a_compound_is_found_by_its_parts() -> None:
    indexed = set(index_terms("Der Glasfaserausbau beginnt."))
    for asked in ("Glasfaserausbau", "Ausbau", "Glas", "Faser"):
        whole, *parts = query_terms(asked)[0]
        assert whole in indexed or (parts and indexed.issuperset(parts)), asked


def test_figures_and_references_are_one_term() -> None:
    assert index_terms("Vorlage 2013/0140 über 1.250.000 Euro")[1] == "2013/0140"
    assert "1.250.000" in index_terms("über 1.250.000 Euro")


def test_words_say_where_they_stand() -> None:
    text = "Die KA-Feedback-App"
    assert [word.span.words(text) for word in words(text)] == ["Die", "KA-Feedback-App"]


def test_a_word_has_the_same_number_in_every_process() -> None:
    assert word_hash("haus") == 17214196402826715731
    assert 0 <= word_hash("maus") < 2**64


def test_a_short_title_inherits_its_language() -> None:
    assert language("Smart City Update") == "de"
    assert language("Smart City Update", default="en") == "en"
    assert language("The council decided to build a new network for all schools.") == "en"


def test_an_analysed_text_gives_places_in_the_archive() -> None:
    raw = "Der Rat hat be-\nschlossen.\n\n– 2 –\n\nDie Kosten betragen 35.000 €."
    document = analyse(raw)
    assert [span.words(raw) for span in document.sentences] == ["Der Rat hat be-\nschlossen.", "Die Kosten betragen 35.000 €."]
    assert document.values[0].span.words(raw) == "35.000 €"
    assert document.sentence_at(raw.index("35.000")) == document.sentences[1]
    assert analyse("").sentence_at(0).start == 0
