"""Norms and procedures of the paper itself, not those printed on its form."""

import pytest

from daseinswerk.engine.evidence.rules import legal

FORM = "Informationsvorlage\n\nDie neue App\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\n{}\n"
CASES = {
    "a norm": ("Grundlage ist § 15 VgV.", ["§ 15 VgV"]),
    "two norms in one sentence": ("Nach §127 Absatz 1 GWB in Verbindung mit § 58 Absatz 1 VgV wird vergeben.", ["§ 127 Absatz 1 GWB, § 58 Absatz 1 VgV"]),
    "a procedure": ("Die Leistung wurde im Wege der Direktvergabe beschafft.", ["Direktvergabe"]),
    "nothing": ("Die App ist blau.", []),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES)
def test_law(read, sentence, expected):
    assert [s.value for s in legal.suggest(read(FORM.format(sentence)))] == expected


def test_the_norm_printed_on_the_form_is_not_the_law_of_the_paper(read, papers):
    text = papers["opinion"].replace("– 2 –", "Finanzielle Auswirkungen\nAnhörung Ortschaftsrat (§ 70 Abs. 1 GemO) nein ja\n\n– 2 –")
    assert legal.suggest(read(text)) == ()
