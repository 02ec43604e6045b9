"""Who runs it: the office or utility that the paper makes responsible, never the office that only files or pays."""

import pytest

from daseinswerk.engine.evidence.rules import operator

FORM = "Informationsvorlage\n\nDie neue App\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\n{}\n"
CASES = {
    "an office that runs it": ("Die App wird vom Gartenbauamt betrieben.", "Gartenbauamt"),
    "the genitive is taken back": ("Das Gartenbauamt pflegt die App. Die App des Gartenbauamtes wird vom Gartenbauamt betrieben.", "Gartenbauamt"),
    "a utility": ("Die App wird von den Stadtwerken Seehausen betrieben.", "Stadtwerke Seehausen"),
    "a subject that runs": ("Das Klärwerk Seehausen betreibt die App für den Funk.", "Klärwerk Seehausen"),
    "a concession": ("Mit der enerblau AG wird ein Konzessionsvertrag für den Betrieb der App geschlossen.", "enerblau AG"),
    "said in so many words": ("Betreiberin der App ist die SWS Netz GmbH, ein Unternehmen der Stadtwerke Seehausen.", "SWS Netz GmbH"),
    "said the other way round": ("Betrieben wird die App von Seenetz, einer Tochter der Stadtwerke.", "Seenetz"),
    "the body behind it": ("Träger der App ist die Wirtschaftsförderung Seehausen.", "Wirtschaftsförderung Seehausen"),
    "the treasury pays": ("Die App wird von der Stadtkämmerei bezahlt, zuständig ist die Kämmerei.", None),
    "a supplier delivers": ("Die App wurde von der Nordlicht Sensorik GmbH geliefert.", None),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES)
def test_the_one_who_runs_it_is_named(read, about, sentence, expected):
    found = operator.suggest(read(FORM.format(sentence)), about("Die neue App"))
    assert [s.value for s in found] == ([expected] if expected else [])


def test_a_list_of_bodies_names_no_operator(read, about):
    sentence = "Beteiligt an der App sind Gartenbauamt, Tiefbauamt, Kulturamt, Sozialamt und Schulamt, sie wird betrieben."
    assert operator.suggest(read(FORM.format(sentence)), about("Die neue App")) == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Die Stadt Seehausen stattet vier Plätze der Innenstadt mit Sensoren im Boden aus, die freie Stellplätze melden, und zeigt sie auf Tafeln an.", ["Stadt Seehausen"]),
        ("Die Stadt Seehausen hat lange überlegt, ob sie mit Sensoren im Boden und mit Tafeln am Straßenrand Besuchern einen Weg weisen will.", []),
    ],
)
def test_news_shows_the_operator_by_its_deed(read, about, sentence, expected):
    paper = read(f"Freie Plätze auf einen Blick\n\n{sentence}\n\nMehr dazu steht im Amtsblatt.\n")
    assert [s.value for s in operator.suggest(paper, about("Freie Plätze"))] == expected
