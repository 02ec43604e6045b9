"""A date is a start only when a word of beginning governs it."""

import pytest

from daseinswerk.engine.evidence.rules import start

FORM = "Informationsvorlage\n\nDie neue App\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\n{}\n"
CASES = {
    "since": ("Seit Mai 2029 ist die App verfügbar.", ["2029-05"]),
    "a day": ("Die App wurde am 1. Juli 2029 freigeschaltet.", ["2029-07-01"]),
    "into force": ("Die Entgeltordnung der App tritt am 23. Februar 2030 in Kraft.", ["2030-02-23"]),
    "a quarter": ("Die App geht im II. Quartal 2030 online.", ["2030-Q2"]),
    "a half year": ("Die App geht im zweiten Halbjahr 2030 online.", ["2030-H2"]),
    "a season gives the year": ("Die Einführung im Sommer 2030 betrifft die App.", ["2030"]),
    "a session is none": ("In der Sitzung am 4. März 2031 wurde die App verfügbar genannt.", []),
    "a deadline is none": ("Die App soll bis 2032 eingeführt werden.", []),
    "a question is none": ("Wird die App seit 2029 genutzt?", []),
    "another subject is none": ("Seit 2019 gibt es das Freibad.", []),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES)
def test_beginnings(read, about, sentence, expected):
    assert [s.value for s in start.suggest(read(FORM.format(sentence)), about("Die neue App"))] == expected
