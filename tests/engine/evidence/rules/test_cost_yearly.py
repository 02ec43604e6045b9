"""What it costs every year or month, whether the sum, the sentence or the label of the form says so."""

import pytest

from daseinswerk.engine.evidence.money import sums_in
from daseinswerk.engine.evidence.rules import cost_yearly

FORM = "Informationsvorlage\n\nDie neue App\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\n{}\n"
CASES = {
    "at the sum": ("Der Betrieb der App kostet 24.000 €/a.", ["24000 EUR/a"]),
    "a month": ("Der Anschluss kostet 60 Euro im Monat für die App.", ["60 EUR/Monat"]),
    "in the sentence": ("Die jährlichen Kosten der App betragen 8.500 Euro.", ["8500 EUR/a"]),
    "a rent by the month": ("Die monatliche Miete der App beträgt 13,50 €/m² x 1.742 m² = 23.517,00 €.", ["23517 EUR/Monat"]),
    "a one-off cost is none": ("Die Gesamtkosten der App betragen 8.500 Euro.", []),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES)
def test_running_costs(read, about, sentence, expected):
    paper, topic = read(FORM.format(sentence)), about("Die neue App")
    assert [s.value for s in cost_yearly.suggest(paper, tuple(sums_in(paper, topic)))] == expected


def test_the_form_gives_it_by_its_label(read, about, papers):
    paper, topic = read(papers["draft"]), about("digitales Parkleitsystem")
    (found,) = cost_yearly.suggest(paper, tuple(sums_in(paper, topic)))
    assert (found.value, found.quote) == ("7200 EUR/a", "Jährliche/r Budgetbedarf/Folgekosten: 7.200 Euro")


def test_an_empty_cell_is_not_zero(read, about, papers):
    text = papers["draft"].replace("Folgekosten: 7.200 Euro", "Folgekosten:")
    paper, topic = read(text), about("digitales Parkleitsystem")
    assert cost_yearly.suggest(paper, tuple(sums_in(paper, topic))) == ()
