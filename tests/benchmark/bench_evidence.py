"""How good and how fast the evidence stage is; run by hand: `python tests/benchmark/bench_evidence.py`.

Prints the groups of `evaluate evidence` on the gold documents, the share of random council texts on which the stage speaks, the
CPU time per 9 kB beyond text analysis and linking, and what twice the text costs on hostile input. Needs the shared data folder.
"""

import json
import lzma
import os
import random
import time
from pathlib import Path

from daseinswerk.engine.evidence.extract import extract
from daseinswerk.engine.evidence.reading import Reading
from daseinswerk.engine.text.document import analyse
from daseinswerk.evaluation.evidence import evaluate

SHARED = Path(os.environ.get("DASEINSWERK_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
TEXTS = SHARED / "karlsruhe-council" / "texts.jsonl.xz"
HEAD = "Informationsvorlage\n\nGlasfaser und WLAN der Stadt\n\nGremium Termin TOP\nRat 1 x\nErläuterungen\nDie App ist online.\n"


def quality() -> None:
    result = evaluate(SHARED / "gold" / "evidence.jsonl", TEXTS)
    print(f"all claims            P {result.precision:.3f}  R {result.recall:.3f}  F1 {result.f1:.3f}")
    for name, row in result.groups.items():
        if isinstance(row, dict) and "tp" in row:
            print(f"{name:22} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}  ({row['tp']}/{row['fp']}/{row['fn']})")
        else:
            print(f"{name:36} {row}")


def silence_and_speed(number: int = 300) -> None:
    with lzma.open(TEXTS, "rt", encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    for stratum in ("random", "digital-hit"):
        texts = [entry["text"] for entry in entries if entry["stratum"] == stratum and 800 <= len(entry["text"]) <= 15_000]
        drawn = random.Random(1).sample(texts, number)
        readings = [Reading(analyse(text)) for text in drawn]
        begin = time.process_time()
        spoken = sum(extract(reading).is_practice != "no" for reading in readings)
        used = time.process_time() - begin
        size = sum(len(text) for text in drawn)
        print(f"{stratum:12} speaks on {spoken}/{number}, {used / size * 9_000 * 1000:.1f} ms CPU per 9 kB")


def hostile() -> None:
    for name, unit in {"line": "WLAN Kosten 35.000 Euro und ", "word": "Glasfaser", "bullets": "• \n", "hyphens": "a-\n", "law": "§ 1 Abs. 2 "}.items():
        times = []
        for size in (50_000, 100_000):
            reading = Reading(analyse(HEAD + unit * (size // len(unit))))
            begin = time.process_time()
            extract(reading)
            times.append(time.process_time() - begin)
        print(f"hostile {name:8} 100 kB {times[1]:.2f} s, twice the text costs {times[1] / max(times[0], 0.001):.1f} times")


if __name__ == "__main__":
    quality()
    silence_and_speed()
    hostile()
