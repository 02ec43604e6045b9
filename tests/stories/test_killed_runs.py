"""`kill -9` at any moment costs time and nothing else: started again, the run ends in the library of an undisturbed one."""

import os
import random
from pathlib import Path

import pytest
from kills import complaints, differences, library, parts_left, run_to_the_end, run_with_kills
from the_line import LORAWAN, small_pile

KILLS = 6


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_killed_at_random_moments_ends_in_the_same_library(tmp_path: Path, workers: int, capsys: pytest.CaptureFixture):
    seed = int(os.environ.get("DASEINSWERK_SEED", random.SystemRandom().randrange(10**6)))
    with capsys.disabled():
        print(f"\nkill -9 with {workers} workers: DASEINSWERK_SEED={seed}")
    pile = small_pile(tmp_path / "pile")
    (pile / "kaputt.pdf").write_bytes(b"%PDF-1.7 zu kurz")
    for number in range(30):
        (pile / f"wetter-{number}.txt").write_text(LORAWAN.replace("14 Antennen", f"{number + 2} Antennen"), encoding="utf-8")
    arguments = [str(pile), "--workers", str(workers)]
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    span = run_to_the_end(undisturbed, arguments)
    trial = run_with_kills(killed, arguments, kills=KILLS, span=span, seed=seed)
    assert len(trial.moments) >= 5, trial
    assert not trial.orphans
    assert differences(library(killed), library(undisturbed)) == []
    assert complaints(killed) == []
    run_to_the_end(killed, arguments)
    assert differences(library(killed), library(undisturbed)) == []
    assert len(parts_left(killed)) <= KILLS
