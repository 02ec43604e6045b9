"""Posts and people who work for it, not people who use it."""

import pytest

from daseinswerk.engine.evidence.rules import staff

FORM = "Informationsvorlage\n\nDie neue App\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\n{}\n"
CASES = {
    "posts": ("Für die App sind 2,5 Stellen nötig.", ["2.5 Stellen"]),
    "full-time equivalents": ("Der Betrieb der App bindet zwei Vollzeitäquivalente.", ["2 Stellen"]),
    "employees": ("An der App arbeiten ca. 70 Mitarbeitende.", ["70 Personen"]),
    "users are none": ("Die App hat 70.000 Nutzer.", []),
    "a question is none": ("Sind für die App 2 Stellen nötig?", []),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES)
def test_staff(read, about, sentence, expected):
    assert [s.value for s in staff.suggest(read(FORM.format(sentence)), about("Die neue App"))] == expected
