"""The whole line over a council's dump, from nothing to searchable with suggestions; then once more over the same.

    python tests/benchmark/bench_line.py [--dump DIR] [--home DIR] [--workers 2]

CPU is that of all processes of the run, by stage (the stage its row shows at that moment); wall time depends on who else uses the
machine. Memory is the peak of each process. The home folder is kept if it is named, so that search can be measured in it.
"""

import argparse
import json
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from measured import PROGRAM, SHARED, Watched, table, watched

STAGES = {"s1": "s1 import", "s2": "s2 read", "s3": "s3 duplicates", "s4": "s4 links and stories", "s6": "s6 suggestions", "": "start and end"}


def stage_of(home: Path) -> str:
    """The stage the newest run of this home folder shows; empty before and after."""
    file = home / "daseinswerk.sqlite3"
    if not file.is_file():
        return ""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=0.2)) as base:
            row = base.execute("SELECT stage FROM library_run ORDER BY id DESC LIMIT 1").fetchone()
    except sqlite3.Error:
        return ""
    return row[0] if row else ""


def one_run(home: Path, dump: Path, workers: int) -> tuple[Watched, dict]:
    command = [*PROGRAM, "run", "--home", str(home), "--dump", str(dump), "--workers", str(workers), "--json"]
    cost = watched(command, phase=lambda: stage_of(home))
    if cost.returncode:
        sys.exit(cost.errors)
    return cost, json.loads(cost.out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dump", type=Path, default=SHARED / "karlsruhe-council")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    if not asked.dump.is_dir():
        sys.exit(f"There is no dump at {asked.dump}; set DASEINSWERK_SHARED or --dump.")
    with tempfile.TemporaryDirectory(prefix="daseinswerk-bench-") as temporary:
        home = asked.home or Path(temporary) / "home"
        first, said = one_run(home, asked.dump, asked.workers)
        again, repeated = one_run(home, asked.dump, asked.workers)
        size = sum(file.stat().st_size for file in home.rglob("*") if file.is_file()) / 1024**2
    texts = max(1, said["documents"])
    rows: list[tuple[str, float, float | None, str]] = [
        ("from nothing to suggestions, wall", first.seconds / 60, 6, "min"),
        ("CPU of all processes", first.cpu_total / 60, None, "min"),
        ("import (s1), wall", said["counts"]["s1"]["seconds"], 60, "s"),
        ("CPU for each text, all stages", first.cpu_total / texts * 1000, 40, "ms"),
    ]
    rows += [(f"  {words}", first.cpu.get(key, 0) / texts * 1000, None, "ms CPU for each text") for key, words in STAGES.items()]
    rows += [(f"  {STAGES[key]}, wall", counts["seconds"], None, "s") for key, counts in said["counts"].items()]
    rows += [
        ("peak memory of one process", first.peak_of_one, 2048, "MiB"),
        *((f"  {name}", peak, None, "MiB") for name, peak in sorted(first.peak.items(), key=lambda each: -each[1])[:5]),
        ("second run: rows written", sum(counts["written"] for counts in repeated["counts"].values()), 0, "rows"),
        ("second run, wall", again.seconds, None, "s"),
        ("second run, CPU", again.cpu_total, None, "s"),
        ("home folder", size, None, "MiB"),
    ]
    table(rows)
    print(json.dumps({key: value for key, value in said.items() if isinstance(value, int)}))


if __name__ == "__main__":
    main()
