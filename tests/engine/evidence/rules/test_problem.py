"""A problem is named by words of complaint about the subject; where nobody complains, nothing is said."""

import pytest

from daseinswerk.engine.evidence.rules import problem

SENTENCES = {
    "missing": "Bisher fehlt im Ortsteil eine ausreichende Versorgung mit Breitband.",
    "outdated": "Das bestehende Breitbandnetz ist technisch veraltet und störanfällig.",
    "no access": "Viele Haushalte haben keinen Zugang zu schnellem Internet.",
    "risk": "Die alten Server sind ein Sicherheitsrisiko für das Breitbandnetz.",
}
QUIET = {
    "a plain fact": "Das Breitbandnetz versorgt die Haushalte im Ortsteil.",
    "a question": "Welche Probleme gibt es beim Ausbau des Breitbandnetzes im Ortsteil?",
    "another subject": "Im Schwimmbad fehlt seit langer Zeit ein Sprungturm.",
}
FORM = "Informationsvorlage\n\nAusbau Breitband\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\n{}\n"


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_a_complaint_about_the_subject_is_the_problem(read, about, sentence):
    (found,) = problem.suggest(read(FORM.format(sentence)), about("Ausbau Breitband"))
    assert found.quote == sentence


@pytest.mark.parametrize("sentence", QUIET.values(), ids=QUIET)
def test_nothing_is_said_without_one(read, about, sentence):
    assert problem.suggest(read(FORM.format(sentence)), about("Ausbau Breitband")) == ()
