"""`evaluate search`: whether a question finds the paragraph that answers it."""

import gzip
import json
from pathlib import Path

import pytest

from daseinswerk.evaluation.result import BadFile
from daseinswerk.evaluation.search import evaluate

PARAGRAPHS = {
    "Die Stadt baut das Glasfasernetz in allen Ortsteilen aus.": ["Wo wird Glasfaser ausgebaut?", "Was geschieht mit dem Netz?"],
    "Der Mängelmelder nimmt Hinweise der Bürger entgegen.": ["Was nimmt der Mängelmelder entgegen?"],
    "Das Rechenzentrum heizt die Schule nebenan.": ["Was heizt die Schule?"],
}


def written(path: Path, paragraphs: dict[str, list[str]]) -> Path:
    rows = [
        {"context": context, "qas": [{"id": f"{number}.{place}", "question": question} for place, question in enumerate(questions)]}
        for number, (context, questions) in enumerate(paragraphs.items())
    ]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        json.dump({"data": [{"paragraphs": rows}]}, file)
    return path


def test_a_question_is_asked_of_all_paragraphs_together(tmp_path: Path) -> None:
    result = evaluate(written(tmp_path / "asked.json.gz", {**PARAGRAPHS, "Ein Text ohne Fragen.": []})).as_json()
    assert (result["n"], result["share"]) == (4, 1.0)
    assert result["groups"] == {"acc@1": 1.0, "mrr@10": 1.0, "paragraphs": 4}


def test_a_miss_says_what_was_found_instead(tmp_path: Path) -> None:
    wrong = {**PARAGRAPHS, "Es regnet.": ["Wer heizt die Schule?"]}
    (miss,) = evaluate(written(tmp_path / "asked.json.gz", wrong)).misses
    assert miss == {"text": "Wer heizt die Schule?", "expected": "Es regnet.", "got": "Das Rechenzentrum heizt die Schule nebenan."}


def test_the_questions_may_come_from_another_file(tmp_path: Path) -> None:
    other = written(tmp_path / "other.json.gz", {"x": ["Wohin kommt Glasfaser?"], "y": ["Wer meldet Mängel?"]})
    result = evaluate(written(tmp_path / "asked.json.gz", PARAGRAPHS), other).as_json()
    assert (result["n"], result["share"]) == (2, 1.0)


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"data": [{"paragraphs": [{"qas": []}]}]}', '{"data": [{"paragraphs": [{"context": "a", "qas": [{}]}]}]}'])
def test_another_form_is_refused_with_a_sentence(tmp_path: Path, broken: str) -> None:
    (tmp_path / "asked.json").write_text(broken)
    with pytest.raises(BadFile, match=r"asked\.json"):
        evaluate(tmp_path / "asked.json")


def test_questions_of_xquad_find_their_paragraph(shared: Path) -> None:
    result = evaluate(shared / "data/eval/xquad/xquad.de.json.gz")
    assert result.share >= 0.91
