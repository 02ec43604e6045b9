"""SQLite and PostgreSQL: the same line makes the same library of the same folder, and the same questions find the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from the_line import small_pile

ROOT = Path(__file__).resolve().parent.parent.parent
WITH_POSTGRESQL = ROOT / "bin" / "with-postgresql"
NOT_INSTALLED = 77
PROGRAM = [sys.executable, str(Path(__file__).with_name("line_and_answers.py"))]
QUESTIONS = (
    "Mängelmelder", "Mängel melden", "Glascontainer Sensor", "Container für Glas", "Rechenzentrum", "Abwärme des Rechenzentrums",
    "autonomer Bus", "Consul Beteiligung", "Wochenmarkt", "Essen",
)  # fmt: skip


def started(folder: Path, home: Path, *before: str) -> subprocess.Popen:
    env = {**os.environ, "DASEINSWERK_HOME": str(home), "PYTHONWARNINGS": "ignore"}
    return subprocess.Popen([*before, *PROGRAM, str(folder), *QUESTIONS], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen) -> dict:
    out, err = process.communicate(timeout=240)
    if process.returncode == NOT_INSTALLED:
        pytest.skip("PostgreSQL is not installed; on Debian: apt-get install postgresql")
    assert process.returncode == 0, err[-2000:]
    return json.loads(out)


@pytest.mark.slow
def test_both_databases_hold_the_same_library_and_find_the_same(tmp_path: Path) -> None:
    folder = small_pile(tmp_path / "pile")
    large = started(folder, tmp_path / "postgresql", str(WITH_POSTGRESQL))
    small = started(folder, tmp_path / "sqlite")
    there, here = ended(large), ended(small)
    assert here["state"] == there["state"] == "done"
    for part in here["content"].keys() - {"index"}:
        assert here["content"][part] == there["content"][part], part
    assert here["answers"] == there["answers"]
    assert all(here["answers"][question] for question in QUESTIONS[:6]), "questions nobody can answer prove nothing"
