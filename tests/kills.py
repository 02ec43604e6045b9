"""Kill a run at random moments and start it again until it is done; what is left must be the library of an undisturbed run.

Used by the suite with a handful of kills and by `bin/drill` with many. The child is the command line itself, killed with SIGKILL
together with nothing else: its workers and sandboxes must notice by themselves that they are alone.
"""

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

CONTENT = Path(__file__).with_name("library_content.py")
PROGRAM = [sys.executable, "-m", "daseinswerk.cli"]
ASK = """
import os, django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daseinswerk.config.settings")
django.setup()
from django.utils import timezone
from daseinswerk.apps.library.actions import runs, watching
from daseinswerk.apps.library.models import Document, Run, Source, Visit
print({expression})
"""


@dataclass(slots=True)
class Trial:
    """What one series of kills came to. `moments`: seconds after which the child was killed, and the stage its row showed."""

    seed: int
    moments: list[float] = field(default_factory=list)
    starts: int = 0
    orphans: list[str] = field(default_factory=list)


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "DASEINSWERK_HOME": str(home), "PYTHONWARNINGS": "ignore"}


def run_to_the_end(home: Path, arguments: list[str]) -> float:
    """One undisturbed run; gives its seconds."""
    began = time.monotonic()
    done = subprocess.run([*PROGRAM, "run", *arguments], env=environment(home), capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-2000:]
    return time.monotonic() - began


def run_with_kills(home: Path, arguments: list[str], *, kills: int, span: float, seed: int) -> Trial:
    """Start the run `kills` times and kill it after a random time up to `span` seconds, then let it end."""
    moments = random.Random(seed)
    trial = Trial(seed)
    while len(trial.moments) < kills:
        child = subprocess.Popen(
            [*PROGRAM, "run", *arguments], env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        trial.starts += 1
        moment = moments.uniform(0, span)
        try:
            child.wait(timeout=moment)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            trial.moments.append(round(moment, 2))
            trial.orphans += left_behind(child.pid)
        else:  # it was done before: the rest of the kills must find work again
            if trial.starts > 20 * kills:
                break
            span = max(0.3, moment * 0.9)
    run_to_the_end(home, arguments)
    return trial


def watch(home: Path, folder: Path) -> list[str]:
    """Make a home that watches this folder, with a job to visit it; gives the arguments of `run` for that job."""
    added = subprocess.run([*PROGRAM, "sources", "add", str(folder)], env=environment(home), capture_output=True, text=True, timeout=300)
    assert added.returncode == 0, added.stderr[-2000:]
    return ["--job", told(home, "runs.ask_for_due(now=timezone.now()).pk")]


def told(home: Path, expression: str) -> str:
    """What this expression over the actions and models of the library comes to in this home folder, as text."""
    said = subprocess.run([sys.executable, "-c", ASK.format(expression=expression)], env=environment(home), capture_output=True, text=True, timeout=300)
    assert said.returncode == 0, said.stderr[-2000:]
    return said.stdout.strip()


def left_behind(session: int, patience: float = 5.0) -> list[str]:
    """Command lines of processes of this session that are still alive after `patience` seconds."""
    end = time.monotonic() + patience
    while (alive := _of_session(session)) and time.monotonic() < end:
        time.sleep(0.1)
    return alive


def _of_session(session: int) -> list[str]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            said = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(said[3]) == session and said[0] != "Z":
                found.append((folder / "cmdline").read_text().replace("\0", " ")[:120])
        except (OSError, IndexError, ValueError):
            continue
    return found


def library(home: Path) -> dict:
    """The content of the library in this home folder, read by a process of its own."""
    said = subprocess.run([sys.executable, str(CONTENT)], env=environment(home), capture_output=True, text=True, timeout=300)
    assert said.returncode == 0, said.stderr[-2000:]
    return json.loads(said.stdout)


def complaints(home: Path) -> list[str]:
    """What `daseinswerk check` finds wrong, but for the room on the disk."""
    said = subprocess.run([*PROGRAM, "check", "--json"], env=environment(home), capture_output=True, text=True, timeout=300)
    return [f"{row['name']}: {row['sentence']}" for row in json.loads(said.stdout) if not row["ok"] and row["name"] != "Datenträger"]


def differences(one: dict, other: dict) -> list[str]:
    """In words, where two libraries differ; empty when they are equal."""
    found = []
    for part in one:
        if one[part] != other[part]:
            ours, theirs = {json.dumps(row) for row in one[part]}, {json.dumps(row) for row in other[part]}
            found.append(f"{part}: {len(ours - theirs)} only here, {len(theirs - ours)} only there, {len(one[part])} and {len(other[part])} rows")
    return found


def parts_left(home: Path) -> list[str]:
    """Files in the archive that are no whole originals: what a kill may leave, and nothing else."""
    return [path.name for path in (home / "originals").rglob("*") if path.is_file() and path.name.startswith(".")]
