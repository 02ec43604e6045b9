"""PostgreSQL is killed while a run stores: run it as `bin/with-postgresql .venv/bin/python tests/drill_postgresql.py [--kills 6] [--seed N]`.

The starter corpus is read. At random moments the server and all its processes get SIGKILL; the run must end by itself with a sentence and
no trace, the server is started again, and the run as well. The library must at last be that of an undisturbed run on SQLite.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from kills import PROGRAM, complaints, differences, environment, library, run_to_the_end

CORPUS = Path(__file__).resolve().parent.parent / "starter" / "corpus"
PATIENCE = 90.0  # seconds a run has to notice that its database is gone


def server() -> Path:
    """The folder of the throw-away server."""
    address = os.environ.get("DASEINSWERK_DATABASE", "")
    folder = Path(parse_qs(urlsplit(address).query).get("host", [""])[0])
    if not (folder / "start").is_file():
        sys.exit("Start this with bin/with-postgresql.")
    return folder


def kill_server(folder: Path) -> None:
    """SIGKILL to the postmaster and to its children, as when the machine's memory is full."""
    postmaster = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    for pid in (postmaster, *map(int, children)):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    while Path(f"/proc/{postmaster}").exists() and "Z" not in Path(f"/proc/{postmaster}/stat").read_text().rpartition(")")[2].split()[:1]:
        time.sleep(0.02)


def start_server(folder: Path) -> float:
    """Seconds until it answers again."""
    began = time.monotonic()
    for _try in range(20):  # processes of the killed one may still hold its memory for a moment
        if subprocess.run([folder / "start"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
            return time.monotonic() - began
        time.sleep(0.5)
    sys.exit("PostgreSQL does not start again.")


def drill(home: Path, *, kills: int, seed: int, span: float) -> list[str]:
    """What did not hold; says for each kill when it came and what the run said."""
    folder, dice, wrong, met, starts = server(), random.Random(seed), [], 0, 0
    again: list[str] = []
    while met < kills and starts < 10 * kills:
        starts += 1
        run = subprocess.Popen(
            [*PROGRAM, "run", str(CORPUS), "--workers", "2", *again], env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        moment = dice.uniform(0.1, span)
        try:
            run.communicate(timeout=moment)
        except subprocess.TimeoutExpired:
            kill_server(folder)
            met += 1
        else:
            again, span = ["--again"], max(1.0, span * 0.8)  # it was done before: give it work again
            continue
        try:
            said = run.communicate(timeout=PATIENCE)[1]
        except subprocess.TimeoutExpired:
            run.kill()
            said = run.communicate()[1]
            wrong.append(f"the run did not notice within {PATIENCE:.0f} s that its database was gone")
        if "Traceback" in said:
            wrong.append("a trace instead of a sentence")
        last = (said.strip().splitlines() or ["(nothing)"])[-1]
        print(f"  after {moment:5.1f} s: ended with {run.returncode}, {last[:120]!r}; server back after {start_server(folder):.1f} s", flush=True)
    return wrong + ([f"only {met} kills met a living run"] if met < kills else [])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="daseinswerk-drill-") as temporary:
        undisturbed, home = Path(temporary) / "undisturbed", Path(temporary) / "home"
        address = os.environ.pop("DASEINSWERK_DATABASE", "")
        span = run_to_the_end(undisturbed, [str(CORPUS), "--workers", "2"])
        expected = library(undisturbed)
        os.environ["DASEINSWERK_DATABASE"] = address
        wrong = drill(home, kills=asked.kills, seed=asked.seed, span=span)
        run_to_the_end(home, [str(CORPUS), "--workers", "2"])
        found = library(home)
        found["index"] = expected["index"]  # beside the database, and not a list of words
        wrong += differences(expected, found) + complaints(home)
    print("\n".join(f"WRONG: {each}" for each in wrong) or f"right: {len(expected['documents'])} documents after {asked.kills} kills of the server")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
