"""Who else pays: sums and shares beside a word of granting."""

import pytest

from daseinswerk.engine.evidence.money import sums_in
from daseinswerk.engine.evidence.rules import funding

FORM = "Informationsvorlage\n\nAusbau Glasfaser\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\n{}\n"
CASES = {
    "a grant": ("Das Land gewährt für die Glasfaser einen Zuschuss von 40.000 Euro.", ["40000 EUR"]),
    "a share": ("Der Ausbau der Glasfaser wird zu 90 % gefördert.", ["90 %"]),
    "cost and grant in one sentence": (
        "Die Kosten der Glasfaser von 200.000 Euro trägt der Bund mit einer Förderung von 100.000 Euro.",
        ["100000 EUR"],
    ),
    "a share of users is none": ("Von den Haushalten nutzen 35 % die Glasfaser.", []),
    "a cost is none": ("Die Kosten der Glasfaser betragen 200.000 Euro.", []),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES)
def test_funding(read, about, sentence, expected):
    paper, topic = read(FORM.format(sentence)), about("Ausbau Glasfaser")
    assert [s.value for s in funding.suggest(paper, topic, tuple(sums_in(paper, topic)))] == expected
