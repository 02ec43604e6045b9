"""Two runs over one home folder wait for each other; the lock ends with its process, so a killed run blocks nobody."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest
from kills import PROGRAM, complaints, environment, library
from the_line import PILE, small_pile

from daseinswerk.apps.library.actions import runs
from daseinswerk.apps.library.models import Run
from daseinswerk.pipeline.run import execute

pytestmark = pytest.mark.django_db


def test_a_run_waits_until_the_one_before_has_ended(home: Path):
    run = runs.ask_for(kind="", what={}, name="test")
    heard: list[str] = []
    with open(home / "run.lock", "a") as other:
        fcntl.flock(other, fcntl.LOCK_EX)

        def listen(stage: str, *_counts: int) -> None:
            heard.append(stage)
            if stage == "wait":
                assert Run.objects.get(pk=run.pk).state == Run.State.QUEUED
                fcntl.flock(other, fcntl.LOCK_UN)

        execute(run, listener=listen)
    assert heard[0] == "wait"
    assert heard.count("wait") == 1
    assert Run.objects.get(pk=run.pk).state == Run.State.DONE


@pytest.mark.slow
def test_two_runs_begun_at_once_on_a_new_folder_both_end_well_and_read_each_file_once(tmp_path: Path):
    pile = small_pile(tmp_path / "pile")
    command = [*PROGRAM, "run", str(pile), "--workers", "1"]
    both = [subprocess.Popen(command, env=environment(tmp_path / "home"), stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [child.communicate(timeout=120)[1] for child in both]
    assert [child.returncode for child in both] == [0, 0], said
    found = library(tmp_path / "home")
    assert len(found["documents"]) == len(PILE)
    assert not complaints(tmp_path / "home")


def test_the_lock_of_a_killed_run_is_free(home: Path):
    hold = f"import fcntl,time; f=open({str(home / 'run.lock')!r},'a'); fcntl.flock(f,fcntl.LOCK_EX); print('held',flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", hold], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        other.kill()
    run = runs.ask_for(kind="", what={}, name="test")
    execute(run, listener=lambda stage, *_: pytest.fail("the run waits") if stage == "wait" else None)
    assert Run.objects.get(pk=run.pk).state == Run.State.DONE
