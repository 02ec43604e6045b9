"""The same verb is a proposal in a draft, a result in minutes, a wish in a motion."""

import pytest

from daseinswerk.engine.evidence.rules import decision

KINDS = {
    "a draft proposes": ("draft", "proposed"),
    "minutes record the vote": ("minutes", "approved;21:4"),
    "a motion requests": ("motion", "requested"),
    "an opinion advises against": ("opinion", "recommended_no"),
}


@pytest.mark.parametrize(("name", "expected"), KINDS.values(), ids=KINDS)
def test_who_speaks_decides_what_is_decided(read, about, papers, name, expected):
    found = decision.suggest(read(papers[name]), about("digital"))
    assert [suggestion.value for suggestion in found] == [expected]


RESULTS = {
    "einstimmig": ("Einstimmige Zustimmung", "approved;unanimous"),
    "mit Gegenstimmen": ("Mehrheitliche Zustimmung (36 Ja, 5 Nein)", "approved;36:5"),
    "abgelehnt": ("Mehrheitlich abgelehnt", None),
    "keine Abstimmung": ("Keine Abstimmung", None),
}


@pytest.mark.parametrize(("result", "expected"), RESULTS.values(), ids=RESULTS)
def test_the_result_of_a_vote(read, about, result, expected):
    text = f"Niederschrift\n\nPunkt 1 der Tagesordnung: App\n\nBeschluss:\nDer Rat führt eine App ein.\n\nAbstimmungsergebnis:\n{result}\n"
    found = decision.suggest(read(text), about("App"))
    assert [suggestion.value for suggestion in found] == ([expected] if expected else [])


OPINIONS = {
    "not planned": ("Eine Ausweitung der App ist nicht vorgesehen.", "not_planned"),
    "settled": ("Der Antrag ist damit erledigt.", "settled"),
    "examine": ("Die Einführung der App wird derzeit geprüft.", "agreed_to_examine"),
    "not to join": ("Die Verwaltung empfiehlt, dem Bündnis nicht beizutreten.", "recommended_no"),
    "to agree": ("Die Verwaltung empfiehlt, dem Antrag zuzustimmen.", "recommended_yes"),
}


@pytest.mark.parametrize(("sentence", "expected"), OPINIONS.values(), ids=OPINIONS)
def test_what_an_opinion_answers(read, about, sentence, expected):
    text = f"Stellungnahme zum Antrag\n\nEine App für die Stadt\n\nGremium Termin TOP\nRat 1 x\nKurzfassung\n{sentence}\n"
    assert [s.value for s in decision.suggest(read(text), about("App"))] == [expected]


def test_text_beside_an_empty_box_of_the_form_decides_nothing(read, about):
    text = (
        "Stellungnahme zum Antrag\n\nEine App\n\nGremium Termin TOP\nRat 1 x\nKurzfassung\nDie App läuft.\nFinanzielle Auswirkungen\n"
        "☐ Der Gemeinderat beschließt die Maßnahme im gesamtstädtischen Interesse.\n"
    )
    assert decision.suggest(read(text), about("App")) == ()


def test_taking_note_alone_is_noted(read, about):
    text = "Informationsvorlage\n\nBericht zur App\n\nGremium Termin TOP\nRat 1 x\nKurzfassung\nDer Gemeinderat nimmt den Bericht zur App zur Kenntnis.\n"
    assert [s.value for s in decision.suggest(read(text), about("Bericht zur App"))] == ["noted"]


def test_an_earlier_decision_has_its_day(read, about):
    text = (
        "Informationsvorlage\n\nBericht zur App\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\n"
        "Die App wurde eingeführt (Beschluss des Gemeinderates vom 22. Februar 2030).\n"
    )
    assert [s.value for s in decision.suggest(read(text), about("Bericht zur App"))] == ["approved;2030-02-22"]
