"""One machine and a local cluster of two workers: the same library, and what the cluster costs beyond it.

    python tests/benchmark/bench_cluster.py [--texts 5520] [--kill]

Texts of Karlsruhe are laid into a folder and read twice into new homes: by two processes of this machine, and by a cluster of two workers
(scheduler and workers are started for it and counted). CPU is that of all processes, from the start of the command to the end of the last
one. `--kill` kills a worker in its work a third time. Ends with 1 where a library is not that of the two processes, or the cost is above 35 %.
"""

import argparse
import json
import lzma
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from measured import PROGRAM, SHARED

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kills import differences, environment, library

LIMIT = 35.0  # percent of CPU
ON_CLUSTER = """
import os, signal, sys, threading, dask.config
from distributed import LocalCluster
from daseinswerk.cli import main

if __name__ == "__main__":
    dask.config.set({"distributed.scheduler.allowed-failures": 0, "distributed.logging.distributed": "critical"})
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", host="127.0.0.1") as cluster:
        if os.environ.get("KILL_AFTER"):
            pid = next(worker.pid for worker in cluster.workers.values())
            threading.Timer(float(os.environ["KILL_AFTER"]), os.kill, (pid, signal.SIGKILL)).start()
        sys.argv = [*sys.argv, "--cluster", cluster.scheduler_address]
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of all processes, and seconds on the clock."""

    cpu: float
    wall: float


def cost_of(command: list[str], home: Path, **more: str) -> Cost:
    before, began = _children(), time.monotonic()
    done = subprocess.run(command, env={**environment(home), **more}, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr[-3000:])
    return Cost(_children() - before, time.monotonic() - began)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def lay_out(folder: Path, texts: int) -> None:
    folder.mkdir()
    with lzma.open(SHARED / "karlsruhe-council" / "texts.jsonl.xz", "rt", encoding="utf-8") as lines:
        for number, line in zip(range(texts), lines, strict=False):
            (folder / f"{number:05}.txt").write_text(json.loads(line)["text"], encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, default=5520)
    parser.add_argument("--kill", action="store_true")
    asked = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"There are no texts at {SHARED}; set DASEINSWERK_SHARED.")
    with tempfile.TemporaryDirectory(prefix="daseinswerk-bench-") as temporary:
        base = Path(temporary)
        lay_out(base / "texts", asked.texts)
        script = base / "on_cluster.py"
        script.write_text(ON_CLUSTER, encoding="utf-8")
        words, on_cluster = ["run", str(base / "texts"), "--json"], [sys.executable, str(script), "run", str(base / "texts"), "--json"]
        rows = {"two processes": cost_of([*PROGRAM, *words, "--workers", "2"], base / "cores")}
        expected = library(base / "cores")
        rows["cluster of two"] = cost_of(on_cluster, base / "cluster")
        wrong = differences(expected, library(base / "cluster"))
        if asked.kill:
            rows["cluster, a worker killed"] = cost_of(on_cluster, base / "killed", KILL_AFTER=str(rows["cluster of two"].wall / 3))
            wrong += differences(expected, library(base / "killed"))
    first = rows["two processes"].cpu
    for name, cost in rows.items():
        print(f"{name:26} {cost.cpu:8.1f} s CPU {cost.wall:8.1f} s {100 * (cost.cpu / first - 1):+6.1f} %  {1000 * cost.cpu / asked.texts:6.1f} ms CPU a text")
    print("same library:", "no: " + "; ".join(wrong) if wrong else f"yes ({len(expected['documents'])} documents)")
    sys.exit(bool(wrong) or rows["cluster of two"].cpu > first * (1 + LIMIT / 100))


if __name__ == "__main__":
    main()
