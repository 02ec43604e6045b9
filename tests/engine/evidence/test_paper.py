"""A paper taken apart: its kind, its parts, its passages, every one of them still standing in the archive."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daseinswerk.engine.evidence.lines import split_lines
from daseinswerk.engine.evidence.paper import Kind, read_paper
from daseinswerk.engine.evidence.parts import Part
from daseinswerk.engine.evidence.reading import Reading
from daseinswerk.engine.text.document import analyse

KINDS = {
    "draft": ("draft", Kind.DRAFT),
    "minutes": ("minutes", Kind.MINUTES),
    "motion": ("motion", Kind.MOTION),
    "opinion filed under the motion it answers": ("opinion", Kind.OPINION),
}


@pytest.mark.parametrize(("name", "kind"), KINDS.values(), ids=KINDS)
def test_the_text_says_what_kind_of_paper_it_is(read, papers, name, kind):
    assert read(papers[name], kind="Antrag").kind is kind


def test_a_text_without_a_head_is_what_the_source_calls_it(read):
    assert read("Die Stadt baut ein Netz. Es ist schnell.", kind="Anfrage").kind is Kind.INQUIRY


def test_sentences_know_their_part(read, papers):
    parts = {p.text: p.part for p in read(papers["draft"]).passages}
    assert parts["Gesamtkosten: 96.300,50 Euro"] is Part.FORM
    assert next(part for text, part in parts.items() if text.startswith("Der Bauausschuss beschließt")) is Part.SUMMARY
    assert next(part for text, part in parts.items() if text.startswith("Das bestehende Parkleitsystem")) is Part.BODY


def test_a_sentence_runs_over_a_page_and_its_hyphens_are_taken_back(read):
    text = "Erläuterungen\n\nDie Kosten für den Ausbau des Netzes in allen Ortsteilen der Stadt betragen für das Auftrags-\n\n– 2 –\n\nvolumen rund 30.000 Euro.\n"
    (sentence,) = [p for p in read(text).passages if "Kosten" in p.text]
    assert sentence.text.endswith("Auftragsvolumen rund 30.000 Euro.")
    assert "– 2 –" in sentence.span.words(text)


def test_a_real_hyphen_at_the_line_end_stays(read):
    (sentence,) = read("Erläuterungen\n\nDie Stadt betreibt seit vielen Jahren die KA-Feedback-\nApp und die Haupt-\nund Nebenstraßen.").telling()[1:]
    assert "KA-Feedback-App" in sentence.text
    assert "Haupt- und Nebenstraßen" in sentence.text


def test_an_opinion_repeats_the_demand_it_answers_and_is_not_taken_at_its_word(read, papers):
    assert all("prüft die Einführung" not in p.text for p in read(papers["opinion"]).telling())


WORDS = st.lists(
    st.sampled_from(["Beschluss:", "Die Stadt baut", "ein Netz.", "–", "- 2 -", "•", "Auf-", "trags-", "☐ Ja", "12.03.2031", "35.000 €", "Kurzfassung", "\n", "\n\n", " ", "\t", "App", "ß", "\u00a0", "🚲"]),
    max_size=60,
)


@settings(max_examples=150, deadline=None)
@given(WORDS)
def test_every_passage_stands_in_the_archive(pieces):
    """The first and last character of a passage, and each character between, come from where its map says."""
    text = " ".join(pieces)
    for passage in read_paper(Reading(analyse(text))).passages:
        assert passage.span.words(text).split()
        for place, letter in enumerate(passage.text):
            archived = passage.archived(place, place + 1)
            assert text[archived.start] == letter or (letter == " " and text[archived.start].isspace())


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_lines_cover_the_text_they_come_from(text):
    for line in split_lines(text):
        assert text[line.start : line.end] == line.text
