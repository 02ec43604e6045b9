"""The disk is full: one sentence says so, nothing is half stored, and with more room the run goes on where it stopped.

The disk is a small memory file system, mounted in a name space of its own that ends with the child; where a machine does not
permit that, the test is skipped.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from the_line import CORPUS

SCRIPT = """
mount -t tmpfs -o size={small}m tmpfs "$1" || exit 99
export DASEINSWERK_HOME="$1/home"
run() {{ "$2" -m daseinswerk.cli run "$3" --workers 1; }}
run "$@" 2> "$4/full"; echo $? > "$4/code"
mount -o remount,size=200m "$1"
run "$@" 2> "$4/again" && "$2" -m daseinswerk.cli status --json > "$4/status" && "$2" -m daseinswerk.cli check > "$4/check"
"""


@pytest.mark.slow
@pytest.mark.parametrize("small", [4, 5])
def test_a_full_disk_is_one_sentence_and_the_run_goes_on_with_more_room(tmp_path: Path, small: int):
    disk, said = tmp_path / "disk", tmp_path / "said"
    disk.mkdir()
    said.mkdir()
    pile = tmp_path / "pile"
    pile.mkdir()
    for number, file in enumerate(sorted(CORPUS.glob("*.txt"))[:12]):
        (pile / f"{number}.txt").write_text(file.read_text(encoding="utf-8") * 40 + str(number), encoding="utf-8")
    command = ["unshare", "-rm", "sh", "-c", SCRIPT.format(small=small), "sh", str(disk), sys.executable, str(pile), str(said)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=200)
    except FileNotFoundError:
        pytest.skip("no unshare here: a small disk cannot be made")
    if done.returncode == 99 or "unshare" in done.stderr:
        pytest.skip(f"this machine does not permit a small disk: {done.stderr.strip()[:100]}")
    assert (said / "code").read_text().strip() == "1"
    assert "Der Datenträger ist voll" in (said / "full").read_text()
    assert "Traceback" not in (said / "full").read_text()
    assert json.loads((said / "status").read_text())["documents"] == 12, (said / "again").read_text()
    assert "FEHLER Suchindex" not in (said / "check").read_text()
