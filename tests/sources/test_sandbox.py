"""The child process that parses foreign files: kept while it is well, replaced when not, and never mightier than it must be."""

import concurrent.futures
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hostile_files import WORDS, body, docx, good_pdf, paragraph
from peers import peer

from daseinswerk.sources import reading, sandbox
from daseinswerk.sources.extracted import Extracted, Refused
from daseinswerk.sources.sandbox import Sandbox


def child_of(box: Sandbox) -> int:
    """The process number of the child that serves now."""
    assert box._child is not None
    return box._child.pid


def test_one_child_serves_many_files() -> None:
    with Sandbox() as box:
        for number in range(100):
            assert box.parsed("pdf", good_pdf(f"Vorlage {number}")).text == f"Vorlage {number}"
        assert box.starts == 1


def test_a_dead_child_is_replaced() -> None:
    with Sandbox() as box:
        box.parsed("pdf", good_pdf())
        os.kill(child_of(box), signal.SIGKILL)
        time.sleep(0.1)
        assert box.parsed("pdf", good_pdf("Zweiter")).text == "Zweiter"
        assert box.starts == 2


def test_a_child_that_stops_answering_is_ended_at_the_deadline() -> None:
    with Sandbox() as box:
        box.parsed("docx", docx(body(paragraph(WORDS))))
        box.deadline = 0.5
        os.kill(child_of(box), signal.SIGSTOP)
        stopped = child_of(box)
        start = time.monotonic()
        with pytest.raises(Refused, match="abgebrochen"):
            box.parsed("docx", docx(body(paragraph(WORDS))))
        assert time.monotonic() - start < 1.5
        assert not os.path.exists(f"/proc/{stopped}")
        box.deadline = 25
        assert box.parsed("docx", docx(body(paragraph(WORDS)))).text == WORDS


def test_a_closed_sandbox_leaves_no_process_and_may_be_used_again() -> None:
    box = Sandbox()
    box.parsed("pdf", good_pdf())
    child = child_of(box)
    box.close()
    assert not os.path.exists(f"/proc/{child}")
    assert box.parsed("pdf", good_pdf("Wieder")).text == "Wieder"
    box.close()


def test_threads_take_turns() -> None:
    with Sandbox() as box:
        with concurrent.futures.ThreadPoolExecutor(4) as threads:
            found = list(threads.map(lambda number: box.parsed("pdf", good_pdf(f"Vorlage {number}")).text, range(40)))
        assert found == [f"Vorlage {number}" for number in range(40)] and box.starts == 1


def _in_a_worker(number: int) -> tuple[str, int]:
    text = reading.read_bytes("a.pdf", good_pdf(f"Vorlage {number}")).text
    return text, child_of(sandbox.of_this_process())


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_worker_processes_each_have_their_own_child(way: str) -> None:
    mine = _in_a_worker(0)[1]
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(way)) as workers:
        found = list(workers.map(_in_a_worker, range(20)))
    assert [text for text, _child in found] == [f"Vorlage {number}" for number in range(20)]
    assert mine not in {child for _text, child in found}
    assert _in_a_worker(99) == ("Vorlage 99", mine), "the parent's child has not noticed"
    assert all(_goes(child) for _text, child in found), "the workers' children went with them"


def test_the_child_goes_when_its_parent_is_killed() -> None:
    program = "from daseinswerk.sources import sandbox\nimport os, time\nbox = sandbox.of_this_process()\nbox._running()\nprint(box._child.pid, flush=True)\ntime.sleep(60)"
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.5)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert _goes(child)


def test_the_child_has_limits_and_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASEINSWERK_SECRET_KEY", "geheim")
    with Sandbox() as box:
        box.parsed("pdf", good_pdf())
        child = child_of(box)
        limits = dict(_limit(line) for line in _lines(f"/proc/{child}/limits")[1:])
        assert limits["Max file size"] == "0" and limits["Max core file size"] == "0"
        assert int(limits["Max open files"]) <= 64 and int(limits["Max cpu time"]) <= 25
        assert int(limits["Max address space"]) < 900 * 1024 * 1024
        with open(f"/proc/{child}/environ", "rb") as environment:
            assert b"geheim" not in environment.read()
        assert "NoNewPrivs:\t1" in _lines(f"/proc/{child}/status")


# What a taken-over parser would try; each line must fail in the child.
FORBIDDEN = {
    "files": [
        "open('/etc/hostname').read()",
        "os.listdir('/tmp')",
        "os.mkdir('/tmp/daseinswerk-neu')",
        "open('/tmp/daseinswerk-neu', 'w')",
        "os.unlink({own!r})",
        "os.symlink('/etc', '/tmp/daseinswerk-neu')",
        "os.execv('/bin/true', ['true'])",
        "open({own!r}).read()",
    ],
    "network": [
        "socket.create_connection(('127.0.0.1', {port}), timeout=2)",
        "socket.create_connection(('93.184.215.14', 80), timeout=2)",
    ],
    "memory": ["bytearray(700 * 1024 * 1024)"],
    "limits": ["[os.open('/dev/null', os.O_RDONLY) for _ in range(100)]"],
}
TRIES = """
import os, socket, sys
import daseinswerk
from daseinswerk.sources.confinement import confine
walls = confine(512 * 1024 * 1024)
for wall, tries in {forbidden!r}.items():
    for one in tries if wall in walls else []:
        try:
            eval(one)
            print("went through:", one)
        except (OSError, MemoryError):
            pass
import encodings.cp850, json.tool
print("walls:", *walls)
"""


def test_nothing_can_be_read_written_run_or_reached_from_the_child(tmp_path: Path) -> None:
    own = tmp_path / "akte.txt"
    own.write_text("geheim", encoding="utf-8")
    with peer() as inside:
        forbidden = {
            wall: [one.format(own=str(own), port=inside.port) for one in tries] for wall, tries in FORBIDDEN.items()
        }
        program = TRIES.format(forbidden=forbidden)
        said = subprocess.run(
            [sys.executable, "-P", "-c", program], capture_output=True, text=True, timeout=60, check=True
        )
    assert "went through" not in said.stdout and said.stdout.startswith("walls: limits"), said.stdout
    assert own.read_text(encoding="utf-8") == "geheim" and inside.hits == []


def test_the_walls_of_this_system_can_be_named() -> None:
    assert "limits" in sandbox.walls() and set(sandbox.walls()) <= {
        "limits",
        "memory",
        "privileges",
        "network",
        "files",
    }


def _goes(process: int) -> bool:
    """Whether a process ends within a few seconds; one that only waits to be counted out (Z) has ended."""
    for _ in range(50):
        try:
            if _lines(f"/proc/{process}/stat")[0].rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.1)
    return False


def _lines(path: str) -> list[str]:
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def _limit(line: str) -> tuple[str, str]:
    return line[:26].strip(), line[26:].split()[0]


FORGED = {
    "says nothing": b"",
    "promises gigabytes": b"\xff\xff\xff\xff\xff\xff\xff\xff",
    "is no JSON": b"\0\0\0\2\0\0\0\0{]",
    "lacks a field": b"\0\0\0\2\0\0\0\0{}",
    "is a list": b"\0\0\0\2\0\0\0\0[]",
    "is no UTF-8": b"\0\0\0\x4f\0\0\0\1"
    + b'{"kind": "pdf", "title": "", "date": "", "media_type": "", "publisher": ""}    '
    + b"\xff",
    "names an unknown kind": b"\0\0\0\x4b\0\0\0\1"
    + b'{"kind": "exe", "title": "", "date": "", "media_type": "", "publisher": ""}'
    + b"a",
}


@pytest.mark.parametrize("answer", FORGED)
def test_a_child_that_was_taken_over_can_say_nothing_but_text(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    forged = FORGED[answer]
    program = f"import sys\nsys.stdin.buffer.read(30)\nsys.stdout.buffer.write({forged!r})\nsys.stdout.flush()\nsys.stdin.buffer.read()"
    with Sandbox(deadline=2) as box:
        child = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert child.stdin is not None and child.stdout is not None
        os.set_blocking(child.stdin.fileno(), False)
        os.set_blocking(child.stdout.fileno(), False)
        box._child = child
        with pytest.raises(Refused):
            box.parsed("docx", b"x" * 100)
        assert child.poll() is not None, "it is not trusted again"


def test_a_text_that_fills_every_pipe_passes() -> None:
    long = docx(body("".join(paragraph(f"{number} {WORDS}") for number in range(30_000))))
    with Sandbox() as box:
        found: list[Extracted] = []
        reader = threading.Thread(target=lambda: found.append(box.parsed("docx", long)))
        reader.start()
        reader.join(20)
        assert len(found[0].text) > 2_000_000
