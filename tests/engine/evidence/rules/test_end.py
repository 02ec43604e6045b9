"""A date is an end when "bis" or a word of finishing governs it; a term is a duration beside a contract."""

import pytest

from daseinswerk.engine.evidence.rules import end

FORM = "Informationsvorlage\n\nAusbau Glasfaser\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\n{}\n"
CASES = {
    "until": ("Der Ausbau der Glasfaser soll bis Ende 2032 erfolgen.", ["2032"]),
    "finished": ("Der Ausbau der Glasfaser wird im März 2031 abgeschlossen.", ["2031-03"]),
    "a term": ("Der Vertrag über die Glasfaser hat eine Laufzeit von vier Jahren.", ["4 Jahre"]),
    "a period is none": ("Für die Glasfaser wurden 2019 bis 2021 Mittel bereitgestellt.", []),
    "an event is none": ("Die Messe zur Glasfaser findet vom 5. bis 7. Mai 2031 statt.", []),
    "a deadline for bids is none": ("Angebotsfrist für die Glasfaser: bis zum 15. Dezember 2030.", []),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES)
def test_ends(read, about, sentence, expected):
    assert [s.value for s in end.suggest(read(FORM.format(sentence)), about("Ausbau Glasfaser"))] == expected
