"""How well and how fast municipalities are found: the linker beside the obvious peer, in one run, and the field that searches while typing.

Peer: the same names, longest match at word boundaries, the largest municipality of a name. Run: `python tests/benchmark/places.py` (needs the shared
data, `DASEINSWERK_SHARED`, default `../shared`).
"""

import json
import lzma
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

from daseinswerk.engine.linking.find import MunicipalityIndex
from daseinswerk.engine.linking.gazetteer import Gazetteer
from daseinswerk.engine.linking.places import PlaceLinker
from daseinswerk.engine.linking.register import Register
from daseinswerk.evaluation.places import keys
from daseinswerk.evaluation.result import data_lines
from daseinswerk.starter import starter_folder

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DASEINSWERK_SHARED", ROOT.parent / "shared")) / "data"
OWN = ROOT / "tests" / "engine" / "linking"
System = Callable[[str], frozenset[str]]


def peer(register: Register) -> System:
    """Longest match and population; counties only by a form that is theirs alone."""
    gazetteer = Gazetteer(register)

    def link(text: str) -> frozenset[str]:
        found: set[str] = set()
        for mention in gazetteer.find(text):
            towns = [register.municipalities[sense.key] for sense in mention.senses if sense.form in {"full", "name", "adjective"}]
            counties = [sense.key for sense in mention.senses if sense.form == "county"]
            found |= {max(towns, key=lambda each: each.population).ags} if towns else {"K" + key for key in counties[:1]}
        return frozenset(found)

    return link


def scores(path: Path, system: System) -> tuple[float, float, float]:
    """Micro precision, recall and F1 over (line, key)."""
    hits = found = wanted = 0
    for line in data_lines(path):
        _, text, gold = line.split("\t")[:3]
        expected, got = frozenset(gold.replace("-", " ").split()), system(text)
        hits, found, wanted = hits + len(expected & got), found + len(got), wanted + len(expected)
    precision, recall = hits / max(found, 1), hits / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def publisher_share(path: Path, system: System) -> tuple[float, float]:
    """Share of linked texts whose publisher is among the links, share of texts linked."""
    rows = [line.rsplit("\t", 1) for line in data_lines(path)]
    linked = [(publisher, got) for text, publisher in rows if (got := {key for key in system(text) if not key.startswith("K")})]
    return sum(publisher in got for publisher, got in linked) / max(len(linked), 1), len(linked) / max(len(rows), 1)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def typing(register: Register) -> list[float]:
    """CPU milliseconds of every keystroke while 400 names are typed, with a typing error in each third."""
    index, rng, times = MunicipalityIndex(register), random.Random(1), []
    for number, each in enumerate(rng.sample(sorted(register.municipalities.values(), key=lambda each: each.ags), 400)):
        name = each.name if number % 3 else each.name[:2] + each.name[3:]
        for length in range(1, len(name) + 1):
            begun = time.process_time()
            index.find(name[:length])
            times.append((time.process_time() - begun) * 1000)
    return sorted(times)


def main() -> None:
    register: list[Register] = []
    linkers: list[PlaceLinker] = []
    print(f"load register {seconds(lambda: register.append(Register.load(starter_folder()))):.2f} s, ", end="")
    print(f"register and linker {seconds(lambda: linkers.append(PlaceLinker.load(starter_folder()))):.2f} s CPU")
    linker = linkers[0]
    systems: dict[str, System] = {"linker": lambda text: keys(linker.link(text)), "longest match + population": peer(register[0])}
    files = [*sorted(OWN.glob("places_held_out*.tsv")), SHARED / "gold" / "toponyms.tsv"]
    print("\n| file | system | precision | recall | F1 |\n|---|---|---|---|---|")
    for path in filter(Path.is_file, files):
        for name, system in systems.items():
            print(f"| {path.name} | {name} | " + " | ".join(f"{value:.3f}" for value in scores(path, system)) + " |")
    if (SHARED / "gold" / "publishers.tsv").is_file():
        print("\n| publishers | share | linked |\n|---|---|---|")
        for name, system in systems.items():
            share, linked = publisher_share(SHARED / "gold" / "publishers.tsv", system)
            print(f"| {name} | {share:.3f} | {linked:.3f} |")
    papers = SHARED / "karlsruhe-council" / "texts.jsonl.xz"
    if papers.is_file():
        with lzma.open(papers, "rt", encoding="utf-8") as lines:
            texts = random.Random(3).sample([json.loads(line)["text"] for line in lines], 400)
        print(f"\n| papers (mean {sum(map(len, texts)) // len(texts)} characters) | ms CPU per paper |\n|---|---|")
        for name, system in systems.items():
            print(f"| {name} | {seconds(lambda run=system: [run(text) for text in texts]) / len(texts) * 1000:.2f} |")  # type: ignore[misc]
    times = typing(register[0])
    print(f"\nwhile typing: {len(times)} keystrokes, p50 {times[len(times) // 2]:.2f} ms, p95 {times[int(len(times) * 0.95)]:.2f} ms, longest {times[-1]:.1f} ms")


if __name__ == "__main__":
    main()
