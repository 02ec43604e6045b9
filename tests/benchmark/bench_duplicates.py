"""Near-duplicates on edited copies of real texts, beside datasketch MinHash in the same run.

    .venv/bin/python tests/benchmark/bench_duplicates.py [--sources 1000] [--seed 1]

Makes the edited set with the shared `make_edits.py`, checks the results, then prints recall for each edit, pair precision, CPU
seconds and the ratio, one JSON line per figure. datasketch (MIT) is a peer for measuring only; without it its lines are missing.
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from daseinswerk.engine.dedupe.fingerprint import Fingerprint, fingerprint
from daseinswerk.engine.dedupe.same_text import same_text

SHARED = Path(os.environ.get("DASEINSWERK_SHARED", Path(__file__).resolve().parents[2].parent / "shared")) / "data"
BLOCK = 500
PEER_JACCARD = 0.3


def edited(sources: int, seed: int) -> list[dict[str, Any]]:
    """The edited set as rows `{id, group, kind, text}`."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "edits.jsonl"
        texts = SHARED / "karlsruhe-council" / "texts.jsonl.xz"
        script = SHARED / "gold" / "make_edits.py"
        command = [sys.executable, script, "--texts", texts, "--seed", seed, "--sources", sources, "--out", out]
        subprocess.run([str(part) for part in command], check=True, stdout=sys.stderr)
        with out.open(encoding="utf-8") as file:
            return [json.loads(line) for line in file]


def figures(rows: list[dict[str, Any]], pairs: set[tuple[str, str]]) -> dict[str, float]:
    """Recall of source and edit by kind, for families the share with a partner; precision over all pairs."""
    by_key = {key_of(row): row for row in rows}
    source = {row["group"]: key_of(row) for row in rows if row["kind"] == "source"}
    partnered = {key for pair in pairs for key in pair if len({by_key[each]["group"] for each in pair}) == 1}
    total, hits = Counter[str](), Counter[str]()
    for key, row in by_key.items():
        if row["kind"] != "source":
            total[row["kind"]] += 1
            found = key in partnered if row["kind"] == "family" else tuple(sorted((source[row["group"]], key))) in pairs
            hits[row["kind"]] += found
    right = sum(by_key[a]["group"] == by_key[b]["group"] for a, b in pairs)
    return {**{kind: round(hits[kind] / total[kind], 4) for kind in total}, "precision": round(right / len(pairs), 4)}


def key_of(row: dict[str, Any]) -> str:
    return f"{row['id']:07}"


def blocks(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    waiting = iter(rows)
    while block := list(islice(waiting, BLOCK)):
        yield block


class Ours:
    """Fingerprints and their join."""

    name = f"daseinswerk, numpy {version('numpy')}"

    def __init__(self) -> None:
        self.prints: list[Fingerprint] = []

    def read(self, block: list[dict[str, Any]]) -> None:
        self.prints += [fingerprint(key_of(row), row["text"]) for row in block]

    def pairs(self) -> set[tuple[str, str]]:
        return {(edge.a, edge.b) for edge in same_text(self.prints)}


class Peer:
    """MinHash with 128 permutations over word triples, Jaccard of at least 0.3 (the peer's best setting in engines.md § 4)."""

    def __init__(self) -> None:
        self.datasketch = importlib.import_module("datasketch")
        self.name = f"datasketch {version('datasketch')}"
        self.index = self.datasketch.MinHashLSH(threshold=PEER_JACCARD, num_perm=128)
        self.hashes: dict[str, Any] = {}

    def read(self, block: list[dict[str, Any]]) -> None:
        for row in block:
            words = row["text"].lower().split()
            minhash = self.datasketch.MinHash(num_perm=128)
            minhash.update_batch([" ".join(words[i : i + 3]).encode() for i in range(len(words) - 2)])
            self.hashes[key_of(row)] = minhash
            self.index.insert(key_of(row), minhash)

    def pairs(self) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for key, minhash in self.hashes.items():
            for other in self.index.query(minhash):
                if other > key and minhash.jaccard(self.hashes[other]) >= PEER_JACCARD:
                    found.add((key, other))
        return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sources", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    rows = edited(chosen.sources, chosen.seed)
    systems: list[Ours | Peer] = [Ours()]
    if find_spec("datasketch"):
        systems.append(Peer())
    seconds = dict.fromkeys((system.name for system in systems), 0.0)
    for block in blocks(rows):
        for system in systems:
            begin = time.process_time()
            system.read(block)
            seconds[system.name] += time.process_time() - begin
    for system in systems:
        begin = time.process_time()
        pairs = system.pairs()
        seconds[system.name] += time.process_time() - begin
        print(json.dumps({"system": system.name, "documents": len(rows), "seed": chosen.seed, **figures(rows, pairs)}))
    for name, spent in seconds.items():
        print(
            json.dumps(
                {"system": name, "cpu_seconds": round(spent, 2), "documents_per_cpu_second": round(len(rows) / spent)}
            )
        )
    if len(systems) > 1:
        print(json.dumps({"ratio_to_peer": round(seconds[systems[1].name] / seconds[systems[0].name], 2)}))


if __name__ == "__main__":
    main()
