"""What is asked for is an idea, what runs is in operation, and the kind of paper decides between them."""

import pytest

from daseinswerk.engine.evidence.rules import decision, status
from daseinswerk.engine.evidence.topic import Topic

KINDS = {
    "a motion is an idea, also in the indicative": ("motion", "P1"),
    "a draft is an idea": ("draft", "P1"),
    "a resolution is an idea until it runs": ("minutes", "P1"),
    "what is advised against stays an idea": ("opinion", "P1"),
}


@pytest.mark.parametrize(("name", "expected"), KINDS.values(), ids=KINDS)
def test_the_kind_of_paper_decides_first(read, about, papers, name, expected):
    paper, topic = read(papers[name]), about("digital")
    assert [s.value for s in status.suggest(paper, topic, decision.suggest(paper, topic))] == [expected]


SENTENCES = {
    "operation": ("Die App ist seit Mai 2029 in Betrieb.", "P4"),
    "roll-out": ("Das Glasfasernetz wurde bereits in drei Ortsteilen ausgebaut.", "P4"),
    "pilot": ("Die App befindet sich im Testbetrieb.", "P3"),
    "prototype": ("Ein Prototyp der App liegt vor.", "P2"),
    "plan": ("Die App soll im nächsten Jahr entwickelt werden.", "P1"),
    "nothing": ("Die App heißt Anna.", None),
}


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_a_report_describes_how_far_it_is(read, about, sentence, expected):
    paper, topic = read(f"Informationsvorlage\n\nDie App der Stadt\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\n{sentence}\n"), about("Die App der Stadt")
    assert [s.value for s in status.suggest(paper, topic, ())] == ([expected] if expected else [])


def test_an_extension_carries_on_what_runs(read, about):
    paper = read(
        "Beschlussvorlage\n\nLizenzen: Verlängerung um ein Jahr\n\nGremium Termin TOP\nRat 1 x\nKurzfassung\n"
        "Der Gemeinderat beschließt die Verlängerung der Softwarelizenzen um ein Jahr.\n"
    )
    topic = about("Lizenzen: Verlängerung um ein Jahr")
    assert [s.value for s in status.suggest(paper, topic, decision.suggest(paper, topic))] == ["P4"]


IN_NEWS = {
    "over": ("Die Stadt Seehausen beendet den Dienst.", "ended", "stated"),
    "called off": ("Drei Städte brechen das gemeinsame Vorhaben ab.", "ended", "stated"),
    "to be over": ("Der Ausschuss hat empfohlen, die App einzustellen.", "ended", "planned"),
    "a trial that is over is no end": ("Nach der Testphase wurde die App beendet und neu eingeführt.", "P4", "stated"),
    "refused": ("Die Stadt beschafft die App nicht.", "P1", "rejected"),
    "what a thing does": ("Das Funknetz meldet jede Störung.", "P4", "stated"),
    "a lesson": ("Wer ein Funknetz baut, sucht Anwendungen.", None, None),
    "nobody knows": ("Ob die App läuft, ist nicht bekannt.", None, None),
}


@pytest.mark.parametrize(("sentence", "expected", "certainty"), IN_NEWS.values(), ids=IN_NEWS)
def test_news_says_how_far_it_is(read, sentence, expected, certainty):
    filler = "Am Mittwoch trafen sich die Beteiligten im Rathaus, um über die nächsten Schritte zu reden, und besichtigten danach gemeinsam das Wasserwerk am Stadtrand."
    paper = read(f"Neues aus dem Rathaus\n\n{filler}\n\n{sentence}\n")
    found = status.suggest(paper, Topic("Neues aus dem Rathaus", None, frozenset(), "neues aus dem rathaus", 0.7), ())
    assert [(s.value, s.certainty.value) for s in found] == ([(expected, certainty)] if expected else [])
