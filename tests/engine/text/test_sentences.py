"""Sentences as offices write them, with their abbreviations, dates and ordinals."""

from pathlib import Path

import pytest

from daseinswerk.engine.text.sentences import sentences
from daseinswerk.evaluation.sentences import evaluate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er umfasst i. d. R. auch Glasfaser. Eine Definition fehlt.", 2),
        ("Neustadt a. d. Weinstraße baut. Das ist gut.", 2),
        ("Am 12. Febr. 2024 wurde beraten.", 1),
        ("Im 2. Quartal folgt der Test. Danach der Betrieb.", 2),
        ("Kosten i. H. v. 250 TEUR p. a. Die Stadt zahlt.", 2),
        ("Die Lauenburger Str. 12 wird Sitz. Der Eintritt ist frei.", 2),
        ("Z. B. könnten die Stadtwerke helfen! Was heißt das?", 2),
        ("Bürgermeisterin Maria K. Schmidt lobte das.", 1),
        ("Das Projekt endet 2026. Die Kosten sinken.", 2),
        ("1. Die Verwaltung berichtet. 2. Der Rat stimmt zu.", 2),
        ("Eine Überschrift\n\nEin Satz ohne Punkt", 2),
        ("„Wir kommen.“ Sie ging.", 2),
        ("„Kommt ihr?“, fragte er.", 1),
        ("Gem. § 108 Abs. 1 Nr. 1 GWB ist das frei. Es gilt Art. 28 GG.", 2),
        ("", 0),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str, expected: int) -> None:
    found = sentences(text)
    assert len(found) == expected, [span.words(text) for span in found]


def test_news_sentences_are_told_apart(shared: Path) -> None:
    assert evaluate(shared / "data/eval/ud_pud/test.conllu.gz").f1 >= 0.99
    assert evaluate(shared / "data/gold/sentences.txt").f1 >= 0.98
