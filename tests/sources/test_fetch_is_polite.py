"""The fetcher is a good guest: it asks for permission, comes alone, waits its turn, and leaves when asked to."""

import itertools
import threading
import time

import pytest
from peers import Peer, peer, redirect, reply

from daseinswerk import __version__
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.fetch import Door, user_agent
from daseinswerk.sources.politeness import GAP, Politeness

ROBOTS = b"User-agent: *\nDisallow: /intern\n\nUser-agent: Daseinswerk\nDisallow: /nicht-fuer-uns\n"


def door_to(server: Peer, monkeypatch: pytest.MonkeyPatch, gap: float = 0.0) -> Door:
    monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{server.port}")
    return Door(politeness=Politeness(gap=gap))


def test_in_real_life_a_second_lies_between_two_requests() -> None:
    assert GAP >= 1.0


def test_requests_to_one_host_come_one_by_one_with_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({path: reply() for path in ["/a", "/b", "/c", "/d"]}) as server:
        door = door_to(server, monkeypatch, gap=0.2)
        at_once = [threading.Thread(target=door.fetch, args=(server.root + path,)) for path in server.acts]
        for thread in at_once:
            thread.start()
        for thread in at_once:
            thread.join()
        moments = sorted(moment for moment, _path in server.hits)
        assert sorted(server.paths()) == ["/a", "/b", "/c", "/d"] and server.busiest == 1
        assert min(later - earlier for earlier, later in itertools.pairwise(moments)) >= 0.19


def test_the_gap_holds_after_a_redirect_and_after_robots(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/a": redirect("/b"), "/b": reply()}) as server:
        door_to(server, monkeypatch, gap=0.2).fetch(server.root + "/a")
        moments = [moment for moment, _path in server.hits]
        assert [path for _moment, path in server.hits] == ["/robots.txt", "/a", "/b"]
        assert moments[1] - moments[0] >= 0.19 and moments[2] - moments[1] >= 0.19


def test_a_host_may_ask_for_a_longer_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/robots.txt": reply(b"User-agent: *\nCrawl-delay: 0.4\n")}) as server:
        door = door_to(server, monkeypatch)
        door.fetch(server.root + "/a")
        assert server.hits[1][0] - server.hits[0][0] >= 0.39


def test_who_cannot_wait_that_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/robots.txt": reply(b"User-agent: *\nCrawl-delay: 30\n")}) as server:
        start = time.monotonic()
        with pytest.raises(Refused, match="Pause"):
            door_to(server, monkeypatch).fetch(server.root + "/a", deadline=1)
        assert server.paths() == [] and time.monotonic() - start < 0.5


@pytest.mark.parametrize(("path", "allowed"), [("/nicht-fuer-uns/a", False), ("/intern", True), ("/sonst", True)])
def test_what_robots_forbids_us_is_never_asked_for(path: str, allowed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/robots.txt": reply(ROBOTS)}) as server:
        door = door_to(server, monkeypatch)
        if allowed:
            assert door.fetch(server.root + path).status == 200
        else:
            with pytest.raises(Refused, match=r"robots\.txt"):
                door.fetch(server.root + path)
        assert server.paths() == ([path] if allowed else [])


def test_a_redirect_does_not_get_around_robots(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/robots.txt": reply(ROBOTS), "/a": redirect("/nicht-fuer-uns/a")}) as server:
        with pytest.raises(Refused, match=r"robots\.txt"):
            door_to(server, monkeypatch).fetch(server.root + "/a")
        assert server.paths() == ["/a"]


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (reply(b"", status=b"404 Not Found"), True),
        (reply(b"", status=b"403 Forbidden"), True),
        (reply(b"", status=b"500 Oops"), False),
        (redirect("/robots.txt"), True),  # RFC 9309, 2.3.1.2: a circle is as good as none
        (reply(b"<html>kein robots</html>"), True),
        (reply(b"\xff\xfe\x00" * 100), True),
        (
            reply(b"# lang\n" * 200_000 + b"User-agent: *\nDisallow: /\n"),
            True,
        ),  # beyond the first 512 KiB nothing counts
        (reply(b"User-agent: *\nDisallow: /\n" + b"# lang\n" * 200_000), False),
    ],
)
def test_a_missing_or_odd_robots_file_is_read_as_the_standard_says(
    robots: bytes, allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with peer({"/robots.txt": robots}) as server:
        door = door_to(server, monkeypatch)
        if allowed:
            assert door.fetch(server.root + "/a").status == 200
        else:
            with pytest.raises(Refused, match=r"robots\.txt"):
                door.fetch(server.root + "/a")
            assert server.paths() == []


def test_robots_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/robots.txt": reply(ROBOTS)}) as server:
        door = door_to(server, monkeypatch)
        for _ in range(3):
            door.fetch(server.root + "/a")
        assert [path for _moment, path in server.hits] == ["/robots.txt", "/a", "/a", "/a"]


@pytest.mark.parametrize("retry_after", [b"60", b"Wed, 21 Oct 2099 07:28:00 GMT", b"", b"bald"])
def test_a_host_that_wants_a_pause_gets_it(retry_after: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/a": reply(b"", b"Retry-After: " + retry_after, status=b"429 Too Many Requests")}) as server:
        door = door_to(server, monkeypatch)
        for path in ("/a", "/b", "/a"):
            with pytest.raises(Refused, match="Pause"):
                door.fetch(server.root + path)
        assert server.paths() == ["/a"]


def test_a_pause_of_no_seconds_is_over_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/a": reply(b"", b"Retry-After: 0", status=b"503 Busy")}) as server:
        door = door_to(server, monkeypatch)
        with pytest.raises(Refused, match="Pause"):
            door.fetch(server.root + "/a")
        assert door.fetch(server.root + "/b").status == 200


def test_we_say_who_we_are_and_how_to_reach_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASEINSWERK_CONTACT", "https://stadt.example/daseinswerk\r\nX-Evil: 1")
    assert user_agent() == f"Daseinswerk/{__version__} (+https://stadt.example/daseinswerkX-Evil:1)"
    with peer() as server:
        door_to(server, monkeypatch).fetch(server.root + "/a")
        assert all(b"\r\nX-Evil" not in head and b"User-Agent: Daseinswerk/" in head for head in server.heads)
        assert all(b"cookie" not in head.lower() and b"referer" not in head.lower() for head in server.heads)
    monkeypatch.delenv("DASEINSWERK_CONTACT")
    assert user_agent() == f"Daseinswerk/{__version__}"
