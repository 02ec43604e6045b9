"""The whole stage: what it says of a paper, that it quotes verbatim, that it keeps silent, that it stays fast."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daseinswerk.engine.evidence.extract import extract
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.reading import Reading
from daseinswerk.engine.text.document import analyse


def test_a_draft_becomes_a_record_in_which_every_figure_shows_its_sentence(look, papers):
    """A reader opens an award paper: cost, term, status, supplier, decision and law are there, each with its words."""
    text = papers["draft"]
    found = look(text, towns={"Kiel": "01002000"})
    values = {(s.field, s.value) for s in found.suggestions}
    assert {
        (Field.TITLE, "Beschaffung von Belegungssensoren für das digitale Parkleitsystem"),
        (Field.COST_ONCE, "96300.5 EUR"),
        (Field.COST_YEARLY, "7200 EUR/a"),
        (Field.FUNDING, "40000 EUR"),
        (Field.STATUS, "P1"),
        (Field.DECISION, "proposed"),
        (Field.OPERATOR, "Tiefbauamt"),
        (Field.PARTNER, "Nordlicht Sensorik GmbH"),
        (Field.END, "2032"),
    } <= values
    assert found.fields_of_action[0] == "06.1"
    assert all(s.quote == text[s.span.start : s.span.end] for s in found.suggestions)


def test_a_paper_that_is_no_practice_gets_no_suggestion(look, papers):
    found = look(papers["plain"], towns={"Seehausen": "01000001"})
    assert (found.is_practice, found.fields_of_action, found.suggestions) == ("no", (), ())


def test_an_empty_text_says_nothing(look):
    assert look("").suggestions == ()


def test_suggestions_come_in_the_order_of_the_fields_the_surest_first(look, papers):
    order = list(Field)
    keys = [(order.index(s.field), -s.score) for s in look(papers["draft"]).suggestions]
    assert keys == sorted(keys)


PIECES = st.sampled_from(
    [
        "Beschluss:", "Der Gemeinderat beschließt die App.", "Kosten: 35.000 € pro Jahr", "bis Ende 2032", "Die Stadtwerke betreiben das WLAN.", "\n", "\n\n",
        "☐", "– 2 –", "Glasfaser", "§ 15 VgV", "Nord GmbH", "Punkt 4 der Tagesordnung: App", "Abstimmungsergebnis:", "Einstimmige Zustimmung", "seit Mai 2029",
        "Auftrags-\nwert", "95 Prozent der Schulen sind angeschlossen.", "Es fehlt an Sensoren.", "\u00ad", "🚲", "Gremium Termin TOP", "Antrag",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_every_quote_is_verbatim_and_every_figure_stands_in_its_quote(pieces):
    text = " ".join(pieces)
    for suggestion in extract(Reading(analyse(text))).suggestions:
        assert suggestion.quote == text[suggestion.span.start : suggestion.span.end]
        assert suggestion.quote.strip()
        if suggestion.field in (Field.START, Field.END) and re.match(r"\d{4}", suggestion.value):
            assert suggestion.value[:4] in suggestion.quote


PATHOLOGICAL = {
    "one endless line": "WLAN Kosten 35.000 Euro und " * 2000,
    "one endless word": "Glasfaser" * 6000,
    "only figures": "1.000.000 2019 35 % " * 2500,
    "only bullets": "• \n" * 15000,
    "only capitals": "Abc Def Ghi Jkl " * 6000,
    "only hyphens": "a-\n" * 15000,
    "only paragraphs of law": "§ 1 Abs. 2 " * 4500,
    "a table of boxes": "☐ Ja ☒ Nein\n" * 4000,
    "spaces": "WLAN" + " " * 100_000 + "App",
    "verbs without an end": "die Verwaltung empfiehlt nicht wird geprüft " * 2500,
}


HEAD = "Informationsvorlage\n\nGlasfaser und WLAN der Stadt\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\nDie App und das WLAN sind online.\n"


@pytest.mark.slow
@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
def test_hostile_texts_take_linear_time(text):
    """Twice the text may take about twice the time, never four times; a digital head makes all rules run."""

    def cost(words: str) -> float:
        reading = Reading(analyse(HEAD + words))
        begin = time.process_time()
        extract(reading)
        return time.process_time() - begin

    extract(Reading(analyse("WLAN")))
    half, whole = cost(text[: len(text) // 2]), cost(text)
    assert whole < 3 * half + 0.5
    assert whole < 5
