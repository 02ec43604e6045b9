"""Said, planned, estimated or rejected: by its words, and by the kind of paper."""

import datetime

import pytest

from daseinswerk.engine.evidence.certainty import certainty_of, certainty_of_date, certainty_of_figure
from daseinswerk.engine.evidence.fields import Certainty
from daseinswerk.engine.evidence.paper import Kind
from daseinswerk.engine.evidence.parts import Part

CASES = {
    "a fact": ("Die App ist seit 2029 in Betrieb.", Kind.INFORMATION, Part.BODY, Certainty.STATED),
    "a plan": ("Die App soll 2032 kommen.", Kind.INFORMATION, Part.BODY, Certainty.PLANNED),
    "a passive of today": ("Die App wird seit 2029 von der Stadt betrieben.", Kind.INFORMATION, Part.BODY, Certainty.STATED),
    "a passive of tomorrow": ("Die App wird von der Stadt betrieben.", Kind.INFORMATION, Part.BODY, Certainty.PLANNED),
    "what it would have cost": ("Die App hätte 5 Euro gekostet.", Kind.ARTICLE, Part.BODY, Certainty.ESTIMATED),
    "an estimate": ("Die Kosten liegen voraussichtlich bei 5 Euro.", Kind.INFORMATION, Part.BODY, Certainty.ESTIMATED),
    "a subjunctive": ("Eine App würde 5 Euro kosten.", Kind.INFORMATION, Part.BODY, Certainty.ESTIMATED),
    "refused": ("Eine Ausweitung ist nicht vorgesehen.", Kind.INFORMATION, Part.BODY, Certainty.REJECTED),
    "a motion in the indicative": ("Die Stadt bietet eine App an.", Kind.MOTION, Part.BODY, Certainty.PLANNED),
    "a draft resolution": ("Der Rat beschließt die App.", Kind.DRAFT, Part.SUMMARY, Certainty.PLANNED),
}


@pytest.mark.parametrize(("text", "kind", "part", "expected"), CASES.values(), ids=CASES)
def test_certainty(text, kind, part, expected):
    assert certainty_of(text, kind, part) is expected


def test_a_figure_is_an_estimate_by_the_word_before_it():
    assert certainty_of_figure("Sie kostet ca. 5 Euro.", "Sie kostet ca. ", Kind.OTHER, Part.BODY) is Certainty.ESTIMATED
    assert certainty_of_figure("Sie kostet 5 Euro.", "Sie kostet ", Kind.OTHER, Part.BODY) is Certainty.STATED


def test_a_sum_in_the_form_of_a_draft_is_asked_for():
    assert certainty_of_figure("Gesamtkosten: 5 Euro", "Gesamtkosten: ", Kind.DRAFT, Part.FORM) is Certainty.PLANNED
    assert certainty_of_figure("Gesamtkosten: 5 Euro", "Gesamtkosten: ", Kind.INFORMATION, Part.FORM) is Certainty.STATED


@pytest.mark.parametrize(("value", "expected"), [("2031-05", "planned"), ("2031-04", "stated"), ("2031", "stated"), ("2032", "planned"), ("4 Jahre", "stated")])
def test_what_lies_ahead_of_the_paper_is_a_plan(value, expected):
    day = datetime.date(2031, 4, 12)
    assert certainty_of_date("Die App startet dann.", value, day=day, kind=Kind.OTHER, part=Part.BODY) == expected
