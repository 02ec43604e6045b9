"""One sentence says what is done; it is a whole sentence, about the subject, and not the subject line again."""

from daseinswerk.engine.evidence.rules import solution
from daseinswerk.engine.evidence.rules.title import find_title, one_line
from daseinswerk.engine.evidence.topic import topic_of


def topic(paper):
    span = find_title(paper)
    return topic_of(one_line(paper.quote(span)), span, frozenset())


def test_minutes_say_it_in_the_resolution(read, papers):
    paper = read(papers["minutes"])
    (found,) = solution.suggest(paper, topic(paper))
    assert found.quote.startswith("Der Gemeinderat beschließt den Ausbau des freien WLAN")


def test_a_motion_says_it_in_its_demand(read, papers):
    paper = read(papers["motion"])
    (found,) = solution.suggest(paper, topic(paper))
    assert "bietet künftig einen digitalen Mängelmelder" in found.quote
    assert found.certainty == "planned"


def test_an_opinion_is_not_quoted_with_the_demand_it_repeats(read, papers):
    paper = read(papers["opinion"])
    assert all("prüft die Einführung" not in found.quote for found in solution.suggest(paper, topic(paper)))


def test_a_question_is_no_solution(read, about):
    paper = read("Informationsvorlage\n\nGlasfaser\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\nWann wird das Glasfasernetz in den Ortsteilen ausgebaut?\n")
    assert solution.suggest(paper, about("Glasfaser")) == ()


def test_taking_note_is_no_solution(read, about):
    paper = read("Informationsvorlage\n\nGlasfaser\n\nGremium Termin TOP\nRat 1 x\nKurzfassung\nDer Gemeinderat nimmt den Bericht über die Glasfaser zur Kenntnis.\n")
    assert solution.suggest(paper, about("Glasfaser")) == ()
