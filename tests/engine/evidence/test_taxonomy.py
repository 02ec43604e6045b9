"""Eleven fields and 78 subfields, found by their words, classified by what the subject line says."""

import json

import pytest

from daseinswerk.engine.evidence.fields_of_action import classify
from daseinswerk.engine.evidence.taxonomy import Taxonomy, starter_taxonomy


def test_the_starter_holds_eleven_fields_and_78_subfields_with_both_names():
    taxonomy = starter_taxonomy()
    assert (len(taxonomy.fields), len(taxonomy.subfields)) == (11, 78)
    assert all(sub.de and sub.en and sub.synonyms and sub.main_code == sub.code[:2] for sub in taxonomy.subfields)
    assert taxonomy.label("05.5") == "Mängelmelder"
    assert taxonomy.label("05") == "Abfall, Stadtreinigung & Kreislauf"


def test_a_code_twice_is_refused(tmp_path):
    sub = {"code": "01.1", "de": "a", "en": "a", "synonyms": []}
    field = {"code": "01", "de": "a", "en": "a", "synonyms": [], "subfields": [sub, sub]}
    (tmp_path / "fields_of_action.json").write_text(json.dumps({"version": "1", "fields": [field]}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"01\.1"):
        Taxonomy.load(tmp_path)


SPOKEN = {
    "inside a compound": ("Schnellladestationen", {"06.6"}),
    "inflected": ("des Glasfaserausbaus", {"01.1"}),
    "an acronym is not a part of a word": ("Die kilometerlange Strecke im GISt", set()),
    "an acronym": ("Das GIS der Stadt", {"01.7"}),
    "the longest word wins": ("Smart City", {"11.1"}),
}


@pytest.mark.parametrize(("text", "codes"), SPOKEN.values(), ids=SPOKEN)
def test_words_are_found_as_texts_write_them(text, codes):
    assert {code for code, _ in starter_taxonomy().spoken_of(text)} == codes


SUBJECTS = {
    "WLAN auf öffentlichen Plätzen": "01.4",
    "Sachstandsbericht Breitbandausbau": "01.1",
    "Digitaler Mängelmelder": "05.5",
    "Konzession für Schnellladestationen": "06.6",
    "IT-moderne Schule: Tablets und Schul-WLAN": "08.1",
}


@pytest.mark.parametrize(("subject", "code"), SUBJECTS.items(), ids=SUBJECTS)
def test_the_subject_line_names_the_field(read, subject, code):
    assert classify(read("Erläuterungen\n\nText."), subject, starter_taxonomy())[0] == code


def test_a_text_without_any_of_the_words_has_no_field(read):
    assert classify(read("Erläuterungen\n\nDie Enten schwimmen."), "Enten", starter_taxonomy()) == ()
