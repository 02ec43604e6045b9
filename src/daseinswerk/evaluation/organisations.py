"""How often the machine is right that two names are the same public body (`evaluate organisations`)."""

import csv
from pathlib import Path

from daseinswerk.engine.linking.same_body import Body, same_body
from daseinswerk.evaluation.result import BadFile, Result, open_lines

COLUMNS = ("name_a", "key_a", "type_a", "name_b", "key_b", "type_b", "same")


def evaluate(path: Path) -> Result:
    """Score a CSV of pairs (`name_a,key_a,type_a,name_b,key_b,type_b,same`): precision, recall, F1 of "the same body"."""
    rows = _pairs(path)
    hit = wrong = missed = 0
    misses: list[dict[str, object]] = []
    for row in rows:
        verdict = same_body(_body(row, "a"), _body(row, "b"))
        expected = row["same"].strip() == "1"
        hit += verdict.same and expected
        wrong += verdict.same and not expected
        missed += expected and not verdict.same
        if verdict.same != expected:
            text = f"{row['name_a']} = {row['name_b']}"
            misses.append({"text": text, "expected": expected, "got": f"{verdict.same}: {verdict.reason}"})
    precision = hit / (hit + wrong) if hit + wrong else 0.0
    recall = hit / (hit + missed) if hit + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Result("organisations", len(rows), precision, recall, f1, tuple(misses))


def _pairs(path: Path) -> list[dict[str, str]]:
    """The rows of the CSV; raises `BadFile` where a column is missing."""
    reader = csv.DictReader(line for line in open_lines(path) if not line.startswith("#"))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise BadFile(f"{path.name}, Zeile 1: Der Kopf nennt nicht alle Spalten; es fehlt {', '.join(missing)}.")
    rows = []
    for row in reader:
        if any(row[name] is None for name in COLUMNS):
            raise BadFile(f"{path.name}, Zeile {reader.line_num}: Erwartet werden {len(COLUMNS)} Spalten, getrennt durch Kommas.")
        rows.append(row)
    return rows


def _body(row: dict[str, str], side: str) -> Body:
    return Body(row[f"name_{side}"].strip(), row[f"key_{side}"].strip(), row[f"type_{side}"].strip())
