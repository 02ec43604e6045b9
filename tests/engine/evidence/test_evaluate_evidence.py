"""The measure of the suggestions: what counts as the same statement, and the figures asked for on the gold documents."""

import json

import pytest

from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.suggestion import Extraction, Suggestion
from daseinswerk.engine.text.spans import Span
from daseinswerk.evaluation.evidence import evaluate, score
from daseinswerk.evaluation.evidence_matching import Stated, is_visible, matches, overlap

TEXT = "Die App kostet rund 35.000 Euro. Sie läuft seit Mai 2029."
CLAIMS = [
    {"field": "cost_once", "value": "35000 EUR", "quote": "Die App kostet rund 35.000 Euro.", "certainty": "estimated"},
    {"field": "start", "value": "2029-05", "quote": "Sie läuft seit Mai 2029.", "certainty": "stated"},
]
ROW = {"doc": "1", "is_practice": "yes", "fields": ["02.6"], "claims": CLAIMS, "optional": [], "distractors": []}


def suggestion(field: Field, value: str, quote: str, certainty: Certainty = Certainty.STATED) -> Suggestion:
    at = TEXT.index(quote)
    return Suggestion(field, value, certainty, quote, Span(at, at + len(quote)), "test", 0.5)


def measure(*suggestions: Suggestion, row: dict = ROW) -> dict:
    return score([row], {"1": TEXT}, lambda _row, _text: Extraction("yes", ("02.6",), suggestions)).as_json()


def test_half_found_is_half_recalled():
    result = measure(suggestion(Field.COST_ONCE, "35000 EUR", "Die App kostet rund 35.000 Euro."))
    assert (result["precision"], result["recall"]) == (1.0, 0.5)
    assert result["groups"]["cost_once"]["tp"] == 1
    assert result["groups"]["not_stated_presented_as_stated"] == 1
    assert [miss["expected"] for miss in result["misses"]] == ["start: 2029-05"]


def test_a_wrong_figure_is_wrong_and_seen_to_stand_in_no_quote():
    result = measure(suggestion(Field.COST_ONCE, "36000 EUR", "Die App kostet rund 35.000 Euro."))
    assert result["precision"] == 0.0
    assert result["groups"]["figures_visible_in_own_quote"] == 0.0


def test_the_same_statement_twice_counts_once():
    one = suggestion(Field.START, "2029-05", "Sie läuft seit Mai 2029.")
    assert measure(one, one)["groups"]["start"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "tp": 1, "fp": 0, "fn": 0}


def test_a_defensible_further_claim_counts_neither_way():
    row = {**ROW, "optional": [{"field": "status", "value": "P4", "quote": "Sie läuft seit Mai 2029."}]}
    assert measure(suggestion(Field.STATUS, "P4", "Sie läuft seit Mai 2029."), row=row)["groups"]["status"]["fp"] == 0


def test_another_accepted_field_is_right():
    row = {**ROW, "claims": [{**CLAIMS[0], "alt": ["cost_yearly"]}]}
    assert measure(suggestion(Field.COST_YEARLY, "35000 EUR", "Die App kostet rund 35.000 Euro."), row=row)["f1"] == 1.0


SAME = {
    "60 a month is 720 a year": ("cost_yearly", "720 EUR/a", "60 EUR/Monat", True),
    "another unit": ("funding", "35 EUR", "35 %", False),
    "a name inside another": ("partner", "Stadtwerke Seehausen GmbH", "Stadtwerke Seehausen", True),
    "two names": ("partner", "Blauland AG", "Grünland AG", False),
    "the first code of a decision": ("decision", "approved;unanimous", "approved", True),
    "a date less precise": ("start", "2029-05", "2029", False),
}


@pytest.mark.parametrize(("field", "gold", "said", "same"), SAME.values(), ids=SAME)
def test_the_sense_of_a_field_decides_what_is_the_same(field, gold, said, same):
    assert matches(Stated(field, gold, "a b c", ""), Stated(field, said, "x y z", "")) is same


def test_quotes_overlap_when_half_of_the_shorter_is_in_the_longer():
    assert overlap("Die App läuft.", "Seit Mai:\nDie App läuft.")
    assert not overlap("Die App läuft.", "Der Bus fährt.")


def test_a_figure_is_visible_in_words_and_scales():
    assert is_visible(Stated("output", "4 Schulen", "vier Schulen", ""))
    assert is_visible(Stated("cost_once", "1200000 EUR", "1,2 Mio. Euro", ""))
    assert is_visible(Stated("operator", "Amt", "das Amt", "")) is None


def test_documents_without_a_text_count_as_an_empty_answer(tmp_path):
    (tmp_path / "gold.jsonl").write_text(json.dumps(ROW), encoding="utf-8")
    (tmp_path / "texts.jsonl").write_text(json.dumps({"file": "2", "text": TEXT}), encoding="utf-8")
    result = evaluate(tmp_path / "gold.jsonl", tmp_path / "texts.jsonl")
    assert (result.n, result.recall) == (1, 0.0)


def test_texts_are_needed(tmp_path):
    with pytest.raises(ValueError, match="--texts"):
        evaluate(tmp_path / "gold.jsonl")


@pytest.mark.shared
@pytest.mark.slow
def test_the_figures_asked_for_are_reached_on_the_gold_documents(shared):
    data = shared / "data"
    result = evaluate(data / "gold" / "evidence.jsonl", data / "karlsruhe-council" / "texts.jsonl.xz")
    groups = result.groups
    assert result.precision >= 0.75
    assert result.f1 >= 0.45
    assert groups["quotes_verbatim"] == 1.0
    assert groups["figures_visible_in_own_quote"] >= 0.95
    assert groups["claims_on_negative_documents"] <= 4
