"""Compounds come apart, simplex words stay whole."""

from pathlib import Path

import pytest

from daseinswerk.engine.text.compounds import split
from daseinswerk.evaluation.compounds import boundaries, evaluate

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("word", "parts", "reason"),
    [
        ("Straßenbeleuchtung", ("Straßen", "Beleuchtung"), "two nouns"),
        ("Versorgungssicherheit", ("Versorgung", "Sicherheit"), "a linking s is left out"),
        ("Gemeinderatssitzung", ("Gemeinde", "Rat", "Sitzung"), "parts are cut again"),
        ("Open-Data-Portal", ("Open", "Data", "Portal"), "a hyphen parts"),
        ("Daseinsvorsorge", ("Dasein", "Vorsorge"), "a prefix is no part"),
        ("Gesellschaft", ("Gesellschaft",), "a suffix is no part"),
        ("Feststellung", ("Feststellung",), "made from a prefixed verb"),
        ("Transformation", ("Transformation",), "a prefix of another language is no part"),
        ("Bedürftigkeit", ("Bedürftigkeit",), "a suffix of two syllables is no part"),
        ("Zwischenbericht", ("Zwischen", "Bericht"), "a preposition that forms nouns"),
        ("Ablesekarte", ("Ablese", "Karte"), "a separable verb in front"),
        ("Ludwigshafen", ("Ludwigshafen",), "a name"),
        ("VKU", ("VKU",), "an abbreviation"),
        ("", ("",), "nothing"),
    ],
)
def test_a_word_has_the_parts_a_reader_sees(word: str, parts: tuple[str, ...], reason: str) -> None:
    assert split(word) == parts, reason


def test_words_written_before_the_rules_come_apart() -> None:
    assert evaluate(HERE / "compounds_unseen.tsv").f1 >= 0.97


def test_words_of_a_second_author_come_apart() -> None:
    assert evaluate(HERE / "compounds_second.tsv").f1 >= 0.97


def test_the_shared_words_come_apart(shared: Path) -> None:
    assert evaluate(shared / "data/gold/compounds.tsv").f1 >= 0.98


def test_a_part_written_as_a_word_is_found_by_its_first_letters() -> None:
    assert boundaries("Grundschulneubau", ("Grund", "Schule", "Neubau")) == {5, 10}
