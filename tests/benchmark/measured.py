"""What the benchmarks share: watch a child and all its processes through /proc, and print a table of figures beside their goals."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

SHARED = Path(os.environ.get("DASEINSWERK_SHARED", Path(__file__).resolve().parents[2].parent / "shared")) / "data"
PROGRAM = [sys.executable, "-m", "daseinswerk.cli"]
TICK = os.sysconf("SC_CLK_TCK")
PAUSE = 0.25  # seconds between two looks: what a process does in its last quarter of a second is not seen


@dataclass(slots=True)
class Watched:
    """What a child cost. `peak`: MiB of resident memory of each process by what it is; `cpu`: seconds by phase."""

    seconds: float = 0.0
    returncode: int = 0
    out: str = ""
    errors: str = ""
    cpu: dict[str, float] = field(default_factory=dict)
    peak: dict[str, float] = field(default_factory=dict)

    @property
    def cpu_total(self) -> float:
        return sum(self.cpu.values())

    @property
    def peak_of_one(self) -> float:
        return max(self.peak.values(), default=0.0)


def watched(command: list[str], *, phase: Callable[[], str] = lambda: "all", env: dict[str, str] | None = None) -> Watched:
    """Run a command to its end. `phase` names what it is doing now; CPU seconds are counted to it."""
    found = Watched()
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, start_new_session=True)
    watcher = threading.Thread(target=_watch, args=(child, found, phase), daemon=True)
    watcher.start()
    found.out, found.errors = child.communicate()
    watcher.join()
    found.seconds, found.returncode = time.monotonic() - began, child.returncode
    return found


def _watch(child: subprocess.Popen, found: Watched, phase: Callable[[], str]) -> None:
    seen: dict[int, float] = {}
    while child.poll() is None:
        now = phase()
        for pid in session(child.pid):
            try:
                cpu, peak, kind = _look(pid)
            except (OSError, ValueError, IndexError):
                continue
            found.cpu[now] = found.cpu.get(now, 0.0) + max(0.0, cpu - seen.get(pid, 0.0))
            seen[pid] = max(cpu, seen.get(pid, 0.0))
            name = f"{kind} {pid}"
            found.peak[name] = max(peak, found.peak.get(name, 0.0))
        time.sleep(PAUSE)


def session(leader: int) -> list[int]:
    """The processes of a session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            said = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(said[3]) == leader:
            found.append(int(folder.name))
    return found


def _look(pid: int) -> tuple[float, float, str]:
    """CPU seconds so far, peak memory in MiB, and what the process is."""
    said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    status = Path(f"/proc/{pid}/status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    line = Path(f"/proc/{pid}/cmdline").read_text()
    kind = "worker" if "spawn_main" in line else "sandbox" if "sandbox_child" in line else "tracker" if "resource_tracker" in line else "main"
    return (int(said[11]) + int(said[12])) / TICK, peak, kind


def table(rows: list[tuple[str, float, float | None, str]]) -> None:
    """(what, measured, goal or None, unit) as lines; the ratio says how much of the goal is used up."""
    print(f"{'what':58} {'measured':>10} {'goal':>8} {'ratio':>6}")
    for what, measured, goal, unit in rows:
        aim, ratio = ("", "") if goal is None else (f"{goal:g}", f"{measured / goal:.2f}" if goal else "")
        print(f"{what:58} {measured:10.2f} {aim:>8} {ratio:>6} {unit}")
