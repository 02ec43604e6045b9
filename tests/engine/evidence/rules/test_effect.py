"""What was built (output) and how far it reaches (outcome); ratios, points and other towns are not counted."""

import pytest

from daseinswerk.engine.evidence.money import sums_in
from daseinswerk.engine.evidence.rules import effect

FORM = "Informationsvorlage\n\nAusbau Glasfaser\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\n{}\n"
CASES = {
    "counted things": ("Mit Glasfaser sind 85 Schulen angeschlossen.", [("output", "85 Schulen")]),
    "a part of a whole": ("An die Glasfaser sind 85 von 88 Schulen angeschlossen.", [("output", "85 Schulen")]),
    "number words": ("Das Glasfasernetz hat vier Standorte.", [("output", "4 Standorte")]),
    "a share that says how far": ("Glasfaser ist in 35 Prozent der Stadt verfügbar.", [("outcome", "35 %")]),
    "a saving": ("Durch die Glasfaser werden 350.000 EUR eingespart.", [("outcome", "350000 EUR")]),
    "a ratio is none": ("Bei der Glasfaser sind es 13 Haushalte je Verteiler.", []),
    "points are none": ("Im Wettbewerb um die Glasfaser gab es 40 Punkte und 85 Schulen.", []),
    "elsewhere is none": ("In anderen Städten sind 85 Schulen an der Glasfaser.", []),
    "a year is none": ("Die Glasfaser kam 2019 Schulen zugute.", []),
    "a question is none": ("Sind 85 Schulen an der Glasfaser?", []),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES)
def test_effects(read, about, sentence, expected):
    paper, topic = read(FORM.format(sentence)), about("Ausbau Glasfaser")
    found = effect.suggest(paper, topic, tuple(sums_in(paper, topic)))
    assert [(s.field.value, s.value) for s in found] == expected


def test_what_a_councillor_counts_is_an_opinion(read, about, papers):
    text = papers["minutes"].replace("900.000 Euro", "an 40 Standorten nichts")
    paper, topic = read(text), about("Freies WLAN in allen Bürgerhäusern")
    assert effect.suggest(paper, topic, ()) == ()
