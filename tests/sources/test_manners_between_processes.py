"""The site, the harvest and what is started anew tomorrow are one visitor to a host: they share the gap and the pause."""

import itertools
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from peers import Peer, peer, reply

from daseinswerk.sources import fetch as fetch_module
from daseinswerk.sources.addresses import Address
from daseinswerk.sources.extracted import Refused, Unavailable
from daseinswerk.sources.fetch import Door
from daseinswerk.sources.host_notes import KEPT, HostFile, Note, forget_old, read_note
from daseinswerk.sources.politeness import GAP, ROBOTS_KEPT, Politeness

# Another process of ours: the real door with its real manners; prints what became of each address.
OTHER = """
import sys
from pathlib import Path
from daseinswerk.sources import fetch
from daseinswerk.sources.extracted import Refused
fetch.keep_manners_in(Path(sys.argv[1]))
for address in sys.argv[2:]:
    try:
        print(fetch.fetch(address, deadline=8).status)
    except Refused as refused:
        print(refused.reason)
"""


def door_to(server: Peer, folder: Path, monkeypatch: pytest.MonkeyPatch, gap: float = 0.0, **options: int) -> Door:
    monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{server.port}")
    return Door(politeness=Politeness(gap=gap, folder=folder, **options))


def other_process(folder: Path, *addresses: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", OTHER, str(folder), *addresses], stdout=subprocess.PIPE, text=True)


def test_two_processes_are_one_guest_with_a_real_second_between_requests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with peer({path: reply() for path in ("/a", "/b")}) as server:
        monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{server.port}")
        both = [other_process(tmp_path, server.root + path) for path in ("/a", "/b")]
        said = [process.communicate(timeout=20)[0].strip() for process in both]
        moments = [moment for moment, _path in server.hits]
        assert said == ["200", "200"] and sorted(server.paths()) == ["/a", "/b"] and server.busiest == 1
        assert min(later - earlier for earlier, later in itertools.pairwise(moments)) >= GAP >= 1.0


def test_a_pause_asked_of_one_process_holds_for_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pause = b"Retry-After: 600"
    busy, slow = (reply(b"", pause, status=status) for status in (b"503 Busy", b"429 Too Many Requests"))
    with peer({"/a": busy}) as first, peer({"/a": slow}) as second:
        for server in (first, second):
            with pytest.raises(Unavailable, match="Pause"):
                door_to(server, tmp_path, monkeypatch).fetch(server.root + "/a")
        monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{first.port},127.0.0.1:{second.port}")
        before = len(first.hits), len(second.hits)
        wanted = [server.root + path for server in (first, second) for path in ("/b", "/a")]
        said = other_process(tmp_path, *wanted).communicate(timeout=20)[0].splitlines()
        assert len(said) == 4 and all("bittet um eine Pause" in line for line in said)
        assert (len(first.hits), len(second.hits)) == before, "not even robots.txt is asked for"


@pytest.mark.parametrize("status", [b"200 OK", b"404 Not Found"])
def test_robots_is_read_once_a_day_by_whichever_process(
    status: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with peer({"/robots.txt": reply(b"User-agent: *\nDisallow: /intern\n", status=status)}) as server:
        for _process in range(3):
            door = door_to(server, tmp_path, monkeypatch)
            assert door.fetch(server.root + "/a").status == 200
            if status == b"200 OK":
                with pytest.raises(Refused, match=r"robots\.txt"):
                    door.fetch(server.root + "/intern")
        assert [path for _moment, path in server.hits] == ["/robots.txt", "/a", "/a", "/a"]
        [file] = tmp_path.glob("*.robots")
        for off in (-ROBOTS_KEPT - 1, 60):  # too old, and from a clock that was set
            os.utime(file, (time.time() + off, time.time() + off))
            door_to(server, tmp_path, monkeypatch).fetch(server.root + "/a")
        assert server.hits[-1][1] == "/a" and len(server.hits) == 8, "asked for again, both times"


def test_a_robots_file_that_could_not_be_read_is_not_left_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with peer({"/robots.txt": reply(b"", status=b"500 Oops")}) as server:
        for _process in range(2):
            with pytest.raises(Unavailable, match=r"robots\.txt"):
                door_to(server, tmp_path, monkeypatch).fetch(server.root + "/a")
        assert [path for _moment, path in server.hits] == ["/robots.txt"] * 2


def test_a_short_pause_is_waited_for_and_the_question_asked_again_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [reply(b"da"), reply(b"", b"Retry-After: 0", status=b"429 Slow")]
    with peer({"/a": reply(b"", b"Retry-After: 1", status=b"503 Busy")}) as server:
        server.acts["/b"] = lambda connection: connection.sendall(answers.pop())
        door = door_to(server, tmp_path, monkeypatch)
        with pytest.raises(Unavailable, match="Pause"):
            door.fetch(server.root + "/a", deadline=8)
        assert server.paths() == ["/a", "/a"], "not a third time"
        (_, robots), (first, _), (second, _) = server.hits
        assert robots == "/robots.txt" and second - first >= 1.0
        assert door.fetch(server.root + "/b", deadline=8).body == b"da"


def test_doors_of_one_folder_come_one_by_one_with_the_gap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({path: reply() for path in ("/a", "/b", "/c", "/d")}) as server:
        doors = [door_to(server, tmp_path, monkeypatch, gap=0.15) for _path in server.acts]
        at_once = [
            threading.Thread(target=door.fetch, args=(server.root + path,))
            for door, path in zip(doors, server.acts, strict=True)
        ]
        for thread in at_once:
            thread.start()
        for thread in at_once:
            thread.join()
        moments = sorted(moment for moment, _path in server.hits)
        assert sorted(server.paths()) == ["/a", "/b", "/c", "/d"] and server.busiest == 1
        assert min(later - earlier for earlier, later in itertools.pairwise(moments)) >= 0.149


def test_who_is_killed_in_the_middle_lets_go_and_has_asked_all_the_same(tmp_path: Path) -> None:
    holder = f"""
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from daseinswerk.sources.addresses import Address
from daseinswerk.sources.politeness import Politeness
with Politeness(folder=Path({str(tmp_path)!r})).turn(Address("http", "stadt.test", 80, "/"), time.monotonic() + 5):
    print("asks", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "asks\n"
        notes = HostFile(tmp_path, "stadt.test", 80)
        with notes.held(time.monotonic()) as mine:
            assert not mine
        process.kill()
        process.wait()
    with notes.held(time.monotonic() + 2) as mine:
        assert mine and abs(time.time() - notes.note.asked) < 10


def test_who_waits_too_long_for_its_turn_goes_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/robots.txt": reply(b"")}) as server:
        server.acts["/lange"] = server.silent
        for folder in (None, tmp_path):
            monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{server.port}")
            door = Door(politeness=Politeness(gap=0.0, folder=folder))
            door.fetch(server.root + "/a")
            with ThreadPoolExecutor() as pool:
                slow = pool.submit(door.fetch, server.root + "/lange", deadline=0.6)
                while server.paths()[-1] != "/lange":
                    time.sleep(0.01)
                with pytest.raises(Unavailable, match="Pause"):
                    door.fetch(server.root + "/b", deadline=0.2)
                assert isinstance(slow.exception(), Unavailable)
        assert "/b" not in server.paths()


def test_a_note_that_was_cleared_away_while_we_waited_is_begun_anew(tmp_path: Path) -> None:
    first, second, third = (HostFile(tmp_path, "stadt.test", 80) for _ in range(3))
    with ThreadPoolExecutor() as pool, ExitStack() as held:
        with first.held(time.monotonic() + 1):
            waiting = pool.submit(held.enter_context, second.held(time.monotonic() + 5))
            time.sleep(0.1)
            (tmp_path / "stadt.test_80").unlink()
        assert waiting.result() is True
        with third.held(time.monotonic()) as mine:
            assert not mine, "the new file is the one that is held"


def test_very_many_hosts_do_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daseinswerk.sources.politeness.MAX_HOSTS", 3)
    manners = Politeness(gap=0.0, folder=tmp_path)
    for number in range(9):
        with manners.turn(Address("http", f"stadt{number}.test", 80, "/"), time.monotonic() + 1):
            assert len(manners._hosts) <= 4


def test_a_host_gives_only_so_much_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/a": reply(b"x" * 600)}) as server:
        door = door_to(server, tmp_path, monkeypatch, daily=1000)
        assert door.fetch(server.root + "/a").status == door.fetch(server.root + "/a").status == 200
        with pytest.raises(Unavailable, match="für heute genug"):
            door.fetch(server.root + "/a")
        with pytest.raises(Unavailable, match="für heute genug"):
            door_to(server, tmp_path, monkeypatch, daily=1000).fetch(server.root + "/b")
        assert server.paths() == ["/a", "/a"]


def test_a_clock_that_was_set_costs_one_gap_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer() as server:
        for off in (-1e6, 1e6):
            notes = HostFile(tmp_path, "127.0.0.1", server.port)
            with notes.held(time.monotonic() + 1):
                notes.keep(Note(asked=time.time() + off, paused=time.time() + off, pause=60.0))
            assert door_to(server, tmp_path, monkeypatch, gap=0.1).fetch(server.root + "/a", deadline=2).status == 200


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"x",
        b"\0" * 72,
        b"1 2 3\n",
        b"nan " * 5,
        b"inf inf inf 1 1\n",
        b"1e999 0 0 0 0",
        b"0 %d inf 1 1" % time.time(),
    ],
    ids=["empty", "a letter", "zeros", "too short", "no numbers", "endless", "too large", "an endless pause"],
)
def test_a_spoilt_note_is_no_note(written: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer() as server:
        (tmp_path / f"127.0.0.1_{server.port}").write_bytes(written)
        assert door_to(server, tmp_path, monkeypatch).fetch(server.root + "/a", deadline=2).status == 200


def test_a_note_has_one_length_and_is_read_as_written() -> None:
    for note in (Note(), Note(1.9e9, 1.9e9, 86400.0, 20_000, 2**50)):
        assert len(note.line()) == 72 and read_note(note.line()) == note


def test_without_a_usable_folder_this_process_still_behaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/a": reply(b"", b"Retry-After: 600", status=b"429 Slow")}) as server:
        door = door_to(server, tmp_path / "manners", monkeypatch)
        (tmp_path / "manners").rename(tmp_path / "elsewhere")
        for _ in range(2):
            with pytest.raises(Unavailable, match="Pause"):
                door.fetch(server.root + "/a")
        assert server.paths() == ["/a"]


def test_old_notes_are_forgotten_but_not_under_somebodys_hand(tmp_path: Path) -> None:
    long_ago = time.time() - KEPT - 60
    for name in ("alt.test_80", "gehalten.test_80", "neu.test_80"):
        (tmp_path / name).write_bytes(Note().line())
        if name != "neu.test_80":
            os.utime(tmp_path / name, (long_ago, long_ago))
    with HostFile(tmp_path, "gehalten.test", 80).held(time.monotonic() + 1) as mine:
        forget_old(tmp_path)
    assert mine and sorted(path.name for path in tmp_path.iterdir()) == ["gehalten.test_80", "neu.test_80"]


def test_the_longest_and_oddest_hosts_have_a_file(tmp_path: Path) -> None:
    for host in (".".join(["a" * 60] * 4), "2001:db8::1", "_ldap.stadt.test"):
        notes = HostFile(tmp_path, host, 65535)
        with notes.held(time.monotonic() + 1):
            notes.keep(Note(received=7))
    assert len(list(tmp_path.iterdir())) == 3


def test_the_door_in_use_shares_its_manners_when_told_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer() as server:
        monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{server.port}")
        monkeypatch.setattr(fetch_module, "_door", Door(politeness=Politeness(gap=0.0)))
        fetch_module.keep_manners_in(tmp_path / "neu")
        assert fetch_module.fetch(server.root + "/a").status == 200
        with pytest.raises(Refused):
            fetch_module.fetch("http://127.0.0.1:1/")
        assert [path.name for path in sorted((tmp_path / "neu").iterdir())] == [
            f"127.0.0.1_{server.port}",
            f"127.0.0.1_{server.port}.robots",
        ]
