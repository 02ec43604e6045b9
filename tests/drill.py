"""The long random trials behind `bin/drill`: kills at random moments while reading and harvesting, and a pile of damaged files."""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from kills import (
    PROGRAM,
    complaints,
    differences,
    environment,
    library,
    parts_left,
    run_to_the_end,
    run_with_kills,
    watch,
)

CORPUS = Path(__file__).resolve().parent.parent / "starter" / "corpus"
ODD_NAMES = ("Umlaute äöü ß", "e\u0301", "mit\nZeilenumbruch", "\u202egnp", "%20&?#", "'; DROP TABLE", "x" * 200, "…", "-rf", "NUL", "  ")
ENDINGS = (".txt", ".pdf", ".docx", ".html", ".htm", ".TXT", ".bin", "", ".zip", ".json", ".md")


def drill_kills(folder: Path, *, kills: int, seed: int, workers: int) -> list[str]:
    """What did not hold after so many kills on the starter corpus."""
    arguments = [str(CORPUS), "--workers", str(workers)]
    undisturbed, killed = folder / "undisturbed", folder / "killed"
    span = run_to_the_end(undisturbed, arguments)
    trial = run_with_kills(killed, arguments, kills=kills, span=span, seed=seed)
    print(f"  {len(trial.moments)} kills in {trial.starts} starts, between {min(trial.moments):.2f} and {max(trial.moments):.2f} s of {span:.1f} s")
    wrong = [] if len(trial.moments) >= kills else [f"only {len(trial.moments)} kills met a living run"]
    wrong += [f"left behind: {line}" for line in trial.orphans]
    wrong += differences(library(killed), library(undisturbed)) + complaints(killed)
    wrong += [f"{len(parts_left(killed))} parts in the archive"] if len(parts_left(killed)) > kills else []
    return wrong


def drill_harvest(folder: Path, *, kills: int, seed: int, workers: int) -> list[str]:
    """What did not hold after a watched folder was harvested with kills, changed, and harvested with kills again."""
    libraries, spans = [], []
    for name, half in (("undisturbed", 0), ("killed", (kills + 1) // 2)):
        watched, home = folder / f"{name}-folder" / "watched", folder / name
        shutil.copytree(CORPUS, watched)
        arguments = [*watch(home, watched), "--workers", str(workers)]
        for number, change in enumerate((lambda _: None, a_season)):
            change(watched)
            if not half:
                spans.append(run_to_the_end(home, arguments))
                continue
            trial = run_with_kills(home, arguments, kills=half, span=spans[number], seed=seed + number)
            print(f"  {len(trial.moments)} kills in {trial.starts} starts, the last at {trial.moments[-1]:.2f} s of {spans[number]:.1f} s", flush=True)
            if len(trial.moments) < half or trial.orphans:
                return [f"{len(trial.moments)} kills met a living run, left behind: {trial.orphans}"]
        libraries.append(library(home))
    return differences(*libraries) + complaints(folder / "killed")


def a_season(folder: Path) -> None:
    """Some texts change, some go, some come."""
    texts = sorted(folder.glob("*.txt"))
    for path in texts[:6]:
        path.write_text(path.read_text(encoding="utf-8") + "\nDas Vorhaben wird im nächsten Jahr fortgesetzt.\n", encoding="utf-8")
    for path in texts[6:9]:
        path.unlink()
    for number, path in enumerate(texts[9:12]):
        (folder / f"neu-{number}.txt").write_text(path.read_text(encoding="utf-8").replace("Stadt", "Gemeinde"), encoding="utf-8")


def damaged(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """The bytes with one to four accidents."""
    for _ in range(dice.randint(1, 4)):
        at, length = dice.randrange(len(data) + 1), dice.choice((1, 4, 64, 2000))
        accident = dice.randrange(6)
        if accident == 0:  # noise
            data = data[:at] + dice.randbytes(length) + data[at + length :]
        elif accident == 1:  # cut off
            data = data[:at]
        elif accident == 2:  # doubled
            data = data[:at] + data[max(0, at - length) :]
        elif accident == 3:  # a piece of another file
            data = data[:at] + other[dice.randrange(len(other) + 1) :][:length] + data[at:]
        elif accident == 4:  # one bit
            data = data[:at] + bytes(byte ^ (1 << dice.randrange(8)) for byte in data[at : at + 1]) + data[at + 1 :]
        else:  # a hole
            data = data[:at] + data[at + length :]
    return data


def pile_of_damage(folder: Path, *, files: int, dice: random.Random) -> int:
    """Write the pile; gives the number of files a run must account for."""
    folder.mkdir()
    good = [path.read_bytes() for path in sorted(CORPUS.iterdir()) if path.suffix != ".json"]
    count = 0
    for number in range(files):
        data = damaged(dice.choice(good), dice.choice(good), dice)
        name = f"{number} {dice.choice(ODD_NAMES)}{dice.choice(ENDINGS)}"
        if number % 40 == 39:
            with zipfile.ZipFile(folder / f"{number}.zip", "w") as packed:
                for inner in range(5):
                    packed.writestr(f"{inner} {dice.choice(ODD_NAMES)}{dice.choice(ENDINGS)}", damaged(dice.choice(good), dice.choice(good), dice))
            count += 5
        else:
            (folder / name).write_bytes(data)
            count += 1
    return count


def drill_damage(folder: Path, *, files: int, seed: int, workers: int) -> list[str]:
    """What did not hold when the pile was read."""
    pile, home = folder / "pile", folder / "home"
    count = pile_of_damage(pile, files=files, dice=random.Random(seed))
    began = time.monotonic()
    command = [*PROGRAM, "run", str(pile), "--workers", str(workers), "--json"]
    done = subprocess.run(command, env=environment(home), capture_output=True, text=True, timeout=3600)
    if done.returncode:
        return [f"the run ended with {done.returncode}: {done.stderr[-500:]}"]
    said = json.loads(done.stdout)
    found = library(home)
    print(f"  {count} files in {time.monotonic() - began:.0f} s: {said['documents']} documents, {said['refused']} refused")
    wrong = [f"no reason: {row}" for row in found["refusals"] if len(row[2].split()) < 3]
    wrong += [f"not foreseen: {row}" for row in found["refusals"] if "Unerwarteter" in row[2] or "abgestürzt" in row[2]]
    wrong += [f"not read to the end: {row[0]}" for row in found["documents"] if row[14] != 6]
    if len(found["originals"]) + sum(row[0] == "s1" for row in found["refusals"]) < count:
        wrong.append(f"{count} files, but {len(found['originals'])} originals and {len(found['refusals'])} refusals")
    run_to_the_end(home, [str(pile), "--workers", "1"])
    return wrong + [f"second run: {line}" for line in differences(library(home), found)] + complaints(home)


def main() -> int:
    """Both trials; 0 when everything held."""
    parser = argparse.ArgumentParser(description="Long random trials of the line.")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    bad = 0
    with tempfile.TemporaryDirectory(prefix="daseinswerk-drill-") as temporary:
        for name, trial in (
            ("kills", lambda folder: drill_kills(folder, kills=asked.kills, seed=asked.seed, workers=asked.workers)),
            ("harvest", lambda folder: drill_harvest(folder, kills=asked.kills, seed=asked.seed, workers=asked.workers)),
            ("damage", lambda folder: drill_damage(folder, files=asked.files, seed=asked.seed, workers=asked.workers)),
        ):
            folder = Path(temporary) / name
            folder.mkdir()
            print(f"{name}:", flush=True)
            wrong = trial(folder)
            print("\n".join(f"  WRONG {line}" for line in wrong) or "  all holds", flush=True)
            bad += len(wrong)
    print(f"result: {'all holds' if not bad else f'{bad} faults'} (seed {asked.seed})")
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
