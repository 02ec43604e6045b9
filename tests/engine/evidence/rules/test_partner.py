"""A firm is a partner when a word ties it to the town; firms of the market and bidders are not."""

import pytest

from daseinswerk.engine.evidence.rules import partner

FORM = "Informationsvorlage\n\nDie neue App\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\n{}\n"
CASES = {
    "an award": ("Der Zuschlag geht an die Firma Nordlicht Sensorik GmbH, Kiel.", ["Nordlicht Sensorik GmbH"]),
    "a contract": ("Mit der Blauland Netze AG wurde ein Vertrag geschlossen.", ["Blauland Netze AG"]),
    "a short name": ("Zur App besteht eine Kooperation mit dem FZX.", ["FZX"]),
    "a name with inner capitals": ("Beauftragt wurde die Firma AppWerk mit der Entwicklung.", ["AppWerk"]),
    "a party is none": ("Zur App besteht eine Zusammenarbeit mit der SPD.", []),
    "a bidder is none": ("Rang 2 im Vergabeverfahren: Südstern Technik GmbH", []),
    "an example elsewhere is none": ("Ein Beispiel ist die App der Firma Südstern Technik GmbH in anderen Städten.", []),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES)
def test_partners_are_tied(read, about, sentence, expected):
    assert [s.value for s in partner.suggest(read(FORM.format(sentence)), about("Die neue App"), "")] == expected


def test_the_operator_is_not_named_again(read, about):
    paper = read(FORM.format("Mit der Blauland Netze AG wurde ein Vertrag geschlossen."))
    assert partner.suggest(paper, about("Die neue App"), "Blauland Netze AG") == ()
