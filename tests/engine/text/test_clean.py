"""A text broken by its page becomes readable, and every quote finds its way back."""

import pytest

from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.spans import Span


@pytest.mark.parametrize(
    ("raw", "readable", "reason"),
    [
        ("Der Auftrags-\nwert steigt.", "Der Auftragswert steigt.", "a word cut at the line end is joined"),
        ("die KA-Feedback-\nApp", "die KA-Feedback-App", "a hyphen before a capital is real"),
        ("die E-\nLadeinfrastruktur", "die E-Ladeinfrastruktur", "one letter is never cut off a word"),
        ("Straßen-\nund Wegebau", "Straßen- und Wegebau", "a hanging hyphen before a conjunction is real"),
        ("Digi\u00adtali\u00adsierung", "Digitalisierung", "soft hyphens are invisible"),
        ("Auf\u00ad\nwand", "Aufwand", "a soft hyphen at the line end is a cut"),
        ("a\u200bb\ufeffc\u202ed", "abcd", "zero-width and bidirectional characters are dropped"),
        ("In  der\xa0 Stadt", "In der Stadt", "runs of spaces are folded"),
        ("Cafe\u0301", "Café", "the readable text is NFC"),
        ("eﬃzient", "effizient", "ligatures are spelt out"),
        ("Die \x84Stadt\x93", "Die „Stadt“", "Windows-1252 read as Latin-1 is put right"),
        ("eins\n \n \nzwei", "eins\n\nzwei", "blank lines are one paragraph break"),
        ("Punkte:\n• eins\n• zwei", "Punkte:\n• eins\n• zwei", "list items keep their lines"),
        ("die CO\n2\n-Einsparung", "die CO2-Einsparung", "a figure set lower is no line"),
        ("850 m\n2\nnur zu 80 %", "850 m2 nur zu 80 %", "a figure set higher is no line"),
        ("eine Stelle (0\n,3 VZW)", "eine Stelle (0,3 VZW)", "no line begins with a comma"),
        ("", "", "nothing stays nothing"),
    ],
)
def test_a_broken_text_becomes_readable(raw: str, readable: str, reason: str) -> None:
    assert clean(raw).text == readable, reason


def test_page_furniture_leaves_the_middle_of_a_sentence() -> None:
    raw = "Die Verwaltung wird beauftragt, den Aus-\n \n\n– 2 –\n \nbau der Ladesäulen zu planen."
    cleaned = clean(raw)
    assert cleaned.text == "Die Verwaltung wird beauftragt, den Ausbau der Ladesäulen zu planen."
    place = cleaned.text.index("Ausbau")
    assert cleaned.to_archive(Span(place, place + 6)).words(raw).startswith("Aus-") and "– 2 –" in raw


def test_a_head_with_a_page_number_is_furniture() -> None:
    raw = "Der Vertrag läuft mit den Stadtwerken und\n\nErgänzende Erläuterungen                  Seite 4\n \nden Nachbarn bis 2030."
    assert clean(raw).text == "Der Vertrag läuft mit den Stadtwerken und den Nachbarn bis 2030."


def test_a_line_said_twice_is_not_furniture() -> None:
    raw = "Beschluss:\nJa.\n\nBeschluss:\nNein.\n\nBeschluss:\nJa."
    assert clean(raw).text.count("Beschluss:") == 3


def test_a_place_goes_to_the_archive_and_back() -> None:
    raw = "Kosten der Straßen-\nbeleuchtung  betragen   wenig."
    cleaned = clean(raw)
    start = cleaned.text.index("Straßenbeleuchtung")
    span = Span(start, start + len("Straßenbeleuchtung"))
    archived = cleaned.to_archive(span)
    assert archived.words(raw) == "Straßen-\nbeleuchtung"
    assert cleaned.to_clean(archived) == span
    assert cleaned.to_clean(Span(18, 19)) is None, "the hyphen left nothing"
    with pytest.raises(ValueError, match="ends at"):
        cleaned.to_archive(Span(0, 1000))
