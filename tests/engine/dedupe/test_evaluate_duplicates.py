"""`evaluate duplicates`: recall for each kind of edit, precision over all pairs, and what was missed."""

import json
import random
from pathlib import Path

import pytest

from daseinswerk.evaluation.duplicates import evaluate
from daseinswerk.evaluation.result import BadFile


def words(seed: int, count: int = 120) -> str:
    dice = random.Random(seed)
    return " ".join(f"wort{dice.randrange(5000)}" for _ in range(count))


def written(path: Path, rows: list[tuple[str, str, str]]) -> Path:
    lines = [json.dumps({"id": number, "group": group, "kind": kind, "text": text}) for number, (group, kind, text) in enumerate(rows)]
    path.write_text("# made by a test\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_what_is_found_what_is_missed_and_what_is_wrong(tmp_path: Path) -> None:
    file = written(
        tmp_path / "edits.jsonl",
        [
            ("a", "source", words(1)),
            ("a", "half", " ".join(words(1).split()[:60])),
            ("a", "lost", words(2)),  # nothing of the source is left in it
            ("b", "source", words(3)),
            ("c", "source", words(3)),  # the same text in two groups: the machine is right and the file says no
            ("d", "family", words(4) + " eins"),
            ("d", "family", words(4) + " zwei"),
        ],
    )
    result = evaluate(file)
    assert result.groups == {"family": 1.0, "half": 1.0, "lost": 0.0, "pairs": 3, "wrong": 1}
    assert (result.n, result.precision, result.recall) == (4, pytest.approx(2 / 3), 0.75)
    assert [(miss["id"], miss["expected"]) for miss in result.misses] == [("2", "0 (lost)"), ("3 4", "verschieden")]


def test_a_file_of_another_form_is_refused_with_a_sentence(tmp_path: Path) -> None:
    twice = tmp_path / "twice.jsonl"
    row = json.dumps({"id": 1, "group": 1, "kind": "source", "text": words(1)})
    twice.write_text(f"{row}\n{row}\n", encoding="utf-8")
    with pytest.raises(BadFile, match="zweimal"):
        evaluate(twice)
