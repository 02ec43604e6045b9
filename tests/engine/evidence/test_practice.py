"""Which papers describe a practice: what runs or is decided, what is only asked for, and what is not digital at all."""

import pytest

from daseinswerk.engine.evidence.digital import digital_weight, digital_words
from daseinswerk.engine.evidence.practice import judge_practice

KINDS = {
    "an award": ("draft", "yes"),
    "a resolution": ("minutes", "yes"),
    "a motion": ("motion", "partly"),
    "advised against": ("opinion", "partly"),
    "a kindergarten whose plans stand in the Internet": ("plain", "no"),
}


@pytest.mark.parametrize(("name", "expected"), KINDS.values(), ids=KINDS)
def test_practices(look, papers, name, expected):
    assert look(papers[name]).is_practice == expected


def test_an_inquiry_only_asks(read):
    text = "Anfrage\n\nGlasfaser\n\nGremium Termin TOP\nRat 1 x\n\n1. Wann kommt die Glasfaser?\n2. Wer baut die Glasfaser?\n"
    assert judge_practice(read(text), "Glasfaser") == "no"


def test_what_is_taught_is_no_service(read):
    text = "Beschlussvorlage\n\nErläuterungen\n\nDie Schule bildet für digitale Vernetzung und IT-Berufe aus, digital und online."
    assert judge_practice(read(text), "Neue Fachklasse für digitale Vernetzung") == "no"


WEIGHTS = {
    "names one": ("Glasfaser", 1.0),
    "an acronym": ("Die IT der Stadt", 1.0),
    "not a word of another language": ("it is good", 0.0),
    "the name of an office": ("Räume für das IT-Amt", 0.0),
    "only accompanies": ("Plattform", 0.35),
    "an address is no mention": ("siehe https://digital.example/app und info@software.example", 0.0),
    "nothing": ("Der Zoo hat Elefanten", 0.0),
}


@pytest.mark.parametrize(("text", "weight"), WEIGHTS.values(), ids=WEIGHTS)
def test_how_digital_words_are(text, weight):
    assert digital_weight(text) == weight


def test_saying_it_again_adds_little():
    assert digital_weight("App App App App") == 3.0
    assert digital_words("App und Plattform") == {"app": 1, "~plattform": 1}


NEWS = """Pumpwerke melden sich von selbst
Musterau, 4. Mai 2031

Die Stadtwerke Musterau haben an 40 Pumpwerken Füllstandssensoren angebracht, die ihre Werte über ein eigenes Funknetz an die Leitwarte melden.

Bisher fuhr jede Woche ein Trupp alle Pumpwerke ab, auch wenn dort nichts zu tun war, und fand Störungen oft zu spät.
"""


def test_a_lead_paragraph_right_below_the_headline_is_read(look):
    assert look(NEWS).is_practice == "yes"


def test_news_that_names_a_channel_in_passing_is_no_practice(look):
    assert look(NEWS.replace("Füllstandssensoren", "Schilder").replace("über ein eigenes Funknetz an die Leitwarte melden", "auch online zeigen")).is_practice == "no"


IN_PASSING = {
    "a way to register": "Die Stadt baut eine Kita für achtzig Kinder, der Bau soll im nächsten Sommer fertig sein.\n\nDie Eltern melden ihre Kinder über das Kita-Portal an, die Gruppen sind nach Alter gemischt.",
    "what comes along": "Ab März wird die Hauptstraße saniert, die Arbeiten dauern bis in den Oktober und kosten Geld.\n\nGleichzeitig werden Leerrohre für Glasfaser verlegt und die alten Wasserleitungen erneuert.",
    "a piece of equipment": "Nach zwei Jahren Bauzeit ist die Sporthalle fertig, die Stadt hat viel Geld dafür ausgegeben.\n\nEine Anzeigetafel und Sensoren für das Licht gehören zur Ausstattung der neuen Halle dazu.",
}


@pytest.mark.parametrize("words", IN_PASSING.values(), ids=IN_PASSING)
def test_news_that_names_a_digital_thing_in_passing_is_no_practice(look, words):
    assert look(f"Neues aus Musterau\n\n{words}\n").suggestions == ()
