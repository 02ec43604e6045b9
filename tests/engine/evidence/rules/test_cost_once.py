"""What it costs once: totals and parts side by side, never added, never taken from other towns."""

import pytest

from daseinswerk.engine.evidence.money import sums_in
from daseinswerk.engine.evidence.rules import cost_once

FORM = "Informationsvorlage\n\nDie neue App\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\n{}\n"
CASES = {
    "a contract sum": ("Der Auftragswert der App beträgt 96.300,50 Euro brutto.", ["96300.5 EUR"]),
    "a range": ("Die Kosten der App liegen bei 10.000 bis 15.000 Euro.", ["10000-15000 EUR"]),
    "millions": ("Die Gesamtkosten der App betragen 1,2 Mio. Euro.", ["1200000 EUR"]),
    "a sum for a term": ("Die Kosten für vier Jahre Wartung der App betragen 50.000 Euro.", ["50000 EUR"]),
    "a threshold is none": ("Der Schwellenwert für die Vergabe beträgt 221.000 Euro.", []),
    "a price per unit is none": ("Die Kosten der App betragen 13,50 €/m² und 50 Euro je Stunde.", []),
    "other towns are none": ("In anderen Städten kostet eine App 80.000 Euro.", []),
    "a running cost is none": ("Die Kosten der App betragen 24.000 € im Jahr.", []),
    "the whole deficit is none": ("Das Defizit des Haushalts beträgt 102 Millionen Euro, Kosten der App nicht gerechnet.", []),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES)
def test_one_off_costs(read, about, sentence, expected):
    paper, topic = read(FORM.format(sentence)), about("Die neue App")
    assert [s.value for s in cost_once.suggest(paper, tuple(sums_in(paper, topic)))] == expected


def test_the_form_gives_the_total_by_its_label_and_repeated_sums_count_once(read, about, papers):
    paper, topic = read(papers["draft"]), about("digitales Parkleitsystem")
    found = cost_once.suggest(paper, tuple(sums_in(paper, topic)))
    assert [s.value for s in found] == ["96300.5 EUR"]


def test_cells_far_from_their_heads_count_the_first_as_total(read, about):
    text = (
        "Stellungnahme zum Antrag\n\nDie neue App\n\nGremium Termin TOP\nRat 1 x\nKurzfassung\nDie App kommt.\nFinanzielle Auswirkungen\n"
        "Gesamtkosten der\nMaßnahme\nEinzahlungen/Erträge\nJährliche laufende Belastung\n\nca. 35.000 €\n\n24.000 €/a\n"
    )
    paper, topic = read(text), about("Die neue App")
    (found,) = cost_once.suggest(paper, tuple(sums_in(paper, topic)))
    assert (found.value, found.quote, found.certainty) == ("35000 EUR", "ca. 35.000 €", "estimated")
