"""Two visits to a site of sixty pages, seen from the server: nothing forbidden is asked for, nobody is rushed, nothing is sent twice."""

import itertools
from pathlib import Path

import pytest
from peers import Peer, peer, reply
from worlds import Memory

from daseinswerk.sources import sitemap
from daseinswerk.sources.counting import Counting
from daseinswerk.sources.fetch import Door
from daseinswerk.sources.harvest import Ended, Event, Item, NotTaken, Unchanged
from daseinswerk.sources.politeness import Politeness

GAP = 0.02
PAGES = [f"/seite/{number}" for number in range(50)]
FORBIDDEN = [f"/intern/{number}" for number in range(10)]
ROBOTS = b"User-agent: *\nDisallow: /intern/\n"


def page(name: str, more: str = "") -> bytes:
    text = f"Die Stadt baut ihr Glasfasernetz in jedem Ortsteil aus, hier Abschnitt {name}. {more}" * 5
    return f"<html><head><title>{name}</title></head><body><main><p>{text}</p></main></body></html>".encode()


def site(server: Peer) -> None:
    listed = "".join(f"<url><loc>{server.root}{path}</loc></url>" for path in (*PAGES, *FORBIDDEN))
    server.acts["/robots.txt"] = reply(ROBOTS)
    server.acts["/sitemap.xml"] = reply(f"<urlset>{listed}</urlset>".encode(), kind=b"application/xml")
    for path in PAGES:
        server.page(path, page(path))


def visit(server: Peer, memory: Memory, folder: Path) -> tuple[Counting, list[Event]]:
    fetch = Counting(Door(politeness=Politeness(gap=GAP, folder=folder)).fetch)
    events = memory.keep_all(list(sitemap.visit(memory.asked(f"{server.root}/sitemap.xml"), fetch)))
    return fetch, events


def test_a_second_visit_asks_politely_and_is_sent_only_what_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory()
    with peer() as server:
        monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{server.port}")
        site(server)
        first, told = visit(server, memory, tmp_path)
        assert sum(isinstance(event, Item) for event in told) == len(PAGES)
        assert {event.name for event in told if isinstance(event, NotTaken)} and isinstance(told[-1], Ended)
        server.page(PAGES[7], page(PAGES[7], "Neu ist der Bauabschnitt Süd."))
        second, told = visit(server, memory, tmp_path)
        moments = [moment for moment, _path in server.hits]
        changed = [event.address for event in told if isinstance(event, Item)]
        assert changed == [server.root + PAGES[7]]
        assert sum(isinstance(event, Unchanged) for event in told) == len(PAGES) - 1
        # Of what was asked of the server in the second visit: 49 of 51; the list and the changed page were sent.
        arrived = server.paths()[1 + len(PAGES) :]
        assert second.unchanged / len(arrived) >= 0.95 and second.received < first.received / 4
        assert not [path for path in server.paths() if path.startswith("/intern/")], "robots.txt was not got around"
        assert server.busiest == 1 and min(b - a for a, b in itertools.pairwise(moments)) >= GAP * 0.99
