"""Input nobody wishes for: odd names, thousands of small files, pipes, folders one may not open. It is read or refused, in time."""

import os
import struct
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from the_line import LORAWAN, refused, run_over

from daseinswerk.apps.library.models import Document, Original, Run
from daseinswerk.commands import read_command, run_command

pytestmark = pytest.mark.django_db

NAMES = ("Beschluß Größe.txt", "a\nb.txt", "a\tb.txt", "-rf.txt", "%2e%2e.txt", "'; DROP TABLE x; --.txt", "\u202etxt.exe.txt", "x" * 250 + ".txt", " .txt", "e\u0301.txt")


def test_files_with_odd_names_are_read_under_a_name_one_can_show(home: Path):
    pile = home / "pile"
    pile.mkdir()
    for number, name in enumerate(NAMES):
        (pile / name).write_text(f"{LORAWAN}\nAnlage {number}", encoding="utf-8")
    run_over(pile)
    names = list(Document.objects.values_list("external_id", flat=True))
    assert len(names) == len(set(names)) == len(NAMES)
    assert all(name.isprintable() for name in names)


def test_names_that_look_alike_once_shown_do_not_replace_each_other(home: Path):
    """`a<newline>b.txt` and `ab.txt` are shown alike, and are two files."""
    pile = home / "pile"
    pile.mkdir()
    for number, name in enumerate(("ab.txt", "a\nb.txt", "\u00e9.txt", "e\u0301.txt")):
        (pile / name).write_text(f"{LORAWAN}\nAnlage {number}", encoding="utf-8")
    run_over(pile)
    assert Document.objects.filter(superseded_by__isnull=True).count() == 4


def test_a_name_that_is_no_text_at_all_is_read(home: Path):
    pile = home / "pile"
    pile.mkdir()
    with open(os.fsencode(pile) + b"/Gr\xf6\xdfe.txt", "w", encoding="utf-8") as file:
        file.write(LORAWAN)
    run_over(pile)
    assert Document.objects.count() == 1


def test_a_zip_with_a_name_longer_than_any_file_system_takes_is_read(home: Path):
    with zipfile.ZipFile(home / "lang.zip", "w") as packed:
        packed.writestr("Ordner/" * 40 + "ä" * 600 + ".txt", LORAWAN)
        packed.writestr("x" * 5000 + ".txt", LORAWAN + "Anlage")
    run = run_over(home / "lang.zip")
    assert Document.objects.count() + run.refusals.count() == 2
    assert run.state == Run.State.DONE


@pytest.mark.slow
def test_two_thousand_small_files_are_read_in_time(home: Path):
    pile = home / "pile"
    pile.mkdir()
    for number in range(2000):
        (pile / f"{number}.txt").write_text(f"Notiz {number}: {struct.pack('>I', number * 2654435761 % 2**32).hex()} liegt vor.", encoding="utf-8")
    began = time.process_time()
    run_over(pile)
    assert Document.objects.count() == 2000
    assert time.process_time() - began < 60


def test_a_folder_one_may_not_open_is_named(home: Path):
    if os.geteuid() == 0:
        pytest.skip("root may open everything")
    closed = home / "pile" / "zu"
    closed.mkdir(parents=True)
    closed.chmod(0)
    try:
        assert "zu" in refused(run_over(home / "pile"))
    finally:
        closed.chmod(0o700)


def test_a_pipe_is_refused_and_nobody_waits_for_it(home: Path):
    os.mkfifo(home / "pipe")
    said = CliRunner().invoke(read_command.command, [str(home / "pipe")])
    assert said.exit_code == 3
    assert refused(run_over(home / "pipe")) == {"pipe": "Das ist keine gewöhnliche Datei."}


WRONG = [
    ([""], "leerer Pfad"),
    (["x" * 300], "gibt es nicht"),
    (["/gibt/es/nicht"], "gibt es nicht"),
]


@pytest.mark.parametrize(("arguments", "sentence"), WRONG, ids=lambda value: str(value)[:20])
def test_a_wrong_path_is_wrong_use_and_begins_no_run(home: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], sentence: str):
    monkeypatch.chdir(home)
    said = CliRunner().invoke(run_command.command, arguments)
    assert said.exit_code == 2
    assert sentence in said.output
    assert not Run.objects.exists() and not Original.objects.exists()


