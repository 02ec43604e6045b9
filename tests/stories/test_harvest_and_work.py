"""The process that does what waits: a job of the site is taken, ends in good order when asked, and `kill -9` during a harvest loses nothing."""

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from kills import (
    PROGRAM,
    differences,
    environment,
    library,
    parts_left,
    run_to_the_end,
    run_with_kills,
    told,
    watch,
)
from the_line import LORAWAN

PATIENCE = 90  # seconds, on a machine that does other things too
KILLS = 3  # the drill does the many


def until(question: Callable[[], object], what: str) -> object:
    """What the question comes to, as soon as it is true."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if answer := question():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"never: {what}")


def counted(home: Path, question: str) -> int:
    """What this question to the database counts; asked without starting a program."""
    with sqlite3.connect(f"file:{home}/daseinswerk.sqlite3?mode=ro", uri=True) as database:
        return database.execute(f"SELECT count(*) FROM {question}").fetchone()[0]  # noqa: S608 - our own words


@pytest.fixture(scope="module")
def watching_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """A home folder that watches a folder of twelve texts and has a job to visit it: home, folder, arguments of `run`."""
    home, folder = tmp_path_factory.mktemp("watching"), tmp_path_factory.mktemp("folder")
    for number in range(12):
        (folder / f"wetter-{number}.txt").write_text(LORAWAN.replace("14 Antennen", f"{number + 2} Antennen"), encoding="utf-8")
    return home, folder, watch(home, folder)


@pytest.fixture
def copied(watching_home: tuple[Path, Path, list[str]], tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return shutil.copytree(watching_home[0], tmp_path / "home")


@pytest.mark.slow
def test_a_harvest_killed_at_random_moments_ends_in_the_same_library(watching_home: tuple, copied: Path, capsys: pytest.CaptureFixture):
    seed = int(os.environ.get("DASEINSWERK_SEED", random.SystemRandom().randrange(10**6)))
    with capsys.disabled():
        print(f"\nkill -9 during a harvest: DASEINSWERK_SEED={seed}")
    pristine, _folder, job = watching_home
    home = shutil.copytree(pristine, copied.parent / "undisturbed")
    arguments = [*job, "--workers", "1", "--stage", "s1", "--stage", "s2"]
    span = run_to_the_end(home, arguments)
    trial = run_with_kills(copied, arguments, kills=KILLS, span=span, seed=seed)
    assert len(trial.moments) >= KILLS, trial
    assert not trial.orphans
    assert differences(library(copied), library(home)) == []
    assert counted(copied, "library_visit WHERE state = 'running'") == 0
    assert len(parts_left(copied)) <= KILLS


@pytest.mark.slow
def test_a_job_is_taken_stops_in_good_order_and_goes_on_where_it_stood(copied: Path):
    told(copied, "Run.objects.update(state='done'), Source.objects.update(watch='paused')")
    text = json.dumps([{"title": f"Wetter {number}", "text": LORAWAN.replace("2024/117", f"2024/{number}")} for number in range(20)])
    worker = subprocess.Popen([*PROGRAM, "work", "--workers", "1"], env=environment(copied), stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        until(lambda: (copied / "work.beat").exists(), "somebody works")
        told(copied, f"runs.ask_for(kind='paste', what={{'texts': {text}}}, name='Wetter').pk")
        until(lambda: counted(copied, "library_run WHERE state = 'running'"), "the run says that it runs")
        began = time.monotonic()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0
    finally:
        worker.kill()
    assert time.monotonic() - began < 60
    assert counted(copied, "library_run WHERE state = 'running'") == 0
    said = subprocess.run([*PROGRAM, "work", "--once", "--json", "--workers", "1"], env=environment(copied), capture_output=True, text=True, timeout=280)
    assert {row["state"] for row in json.loads(said.stdout)["runs"]} <= {"done"}
    assert (counted(copied, "library_run WHERE state <> 'done'"), counted(copied, "library_document")) == (0, 20)


@pytest.mark.slow
def test_the_site_starts_its_companion_again_when_it_dies_and_takes_it_along_when_it_ends(copied: Path):
    told(copied, "Run.objects.update(state='done'), Source.objects.update(watch='paused')")
    talk = copied / "talk.txt"

    def beating() -> int:
        beat = copied / "work.beat"
        return int(beat.read_text() or 0) if beat.is_file() else 0

    with talk.open("w") as out:
        site = subprocess.Popen([*PROGRAM, "serve", "--port", "0"], env=environment(copied), stdout=subprocess.DEVNULL, stderr=out)
    try:
        until(lambda: re.search(r"http://127", talk.read_text()), "the site answers")
        first = int(until(beating, "somebody works"))
        os.kill(first, signal.SIGKILL)
        second = int(until(lambda: beating() not in (0, first) and beating(), "somebody works again"))
        site.terminate()
        assert site.wait(PATIENCE) == 0
    finally:
        site.kill()
    until(lambda: not Path(f"/proc/{second}").exists(), "the companion has ended too")
