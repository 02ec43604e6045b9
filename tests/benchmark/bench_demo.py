"""What `bin/demo` costs a newcomer: its own work on a fresh folder, and the second start until the site answers.

    python tests/benchmark/bench_demo.py [--workers 2]

The environment in `.venv` is there already: downloads are not measured.
"""

import argparse
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from measured import table, watched

DEMO = Path(__file__).resolve().parents[2] / "bin" / "demo"
PATIENCE = 120  # seconds


def seconds_until_it_answers(home: Path, port: int) -> float:
    """Start the demo and ask for its first page until it comes."""
    began = time.monotonic()
    site = subprocess.Popen([str(DEMO), "--home", str(home), "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.monotonic() - began < PATIENCE:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                    if page.status == 200:
                        return time.monotonic() - began
            except OSError:
                time.sleep(0.05)
        sys.exit("The site did not answer.")
    finally:
        site.terminate()
        site.wait(timeout=20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--port", type=int, default=8765)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="daseinswerk-bench-") as temporary:
        home = Path(temporary) / "home"
        first = watched([str(DEMO), "--no-serve", "--home", str(home), "--workers", str(asked.workers)])
        if first.returncode:
            sys.exit(first.errors)
        again = watched([str(DEMO), "--no-serve", "--home", str(home), "--workers", str(asked.workers)])
        answering = seconds_until_it_answers(home, asked.port)
    table([
        ("first start, own work, wall", first.seconds, 180, "s"),
        ("first start, CPU", first.cpu_total, None, "s"),
        ("first start, peak memory of one process", first.peak_of_one, None, "MiB"),
        ("second start without the site, wall", again.seconds, None, "s"),
        ("second start without the site, CPU", again.cpu_total, None, "s"),
        ("second start until the first page answers, wall", answering, 8, "s"),
    ])  # fmt: skip


if __name__ == "__main__":
    main()
