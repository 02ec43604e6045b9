"""What every adapter keeps to, whatever it speaks (the contract is in sources/harvest.py)."""

import gzip
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from peers import peer, reply
from worlds import NOON, Memory, Reply, World, kinds, page

from daseinswerk.sources.adapters import ADAPTERS
from daseinswerk.sources.fetch import Door
from daseinswerk.sources.harvest import Absent, Ended, Event, Item, NotTaken, PaperSeen, Unchanged
from daseinswerk.sources.politeness import Politeness

HOST = "https://musterhausen.example"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Presse</title>
<item><title>Eins</title><link>/1</link><guid isPermaLink="false">a1</guid><pubDate>Mo, 03. Mär 2025 08:00:00 +0100</pubDate></item>
<item><title>Zwei</title><link>/2</link><guid isPermaLink="false">a2</guid></item>
<item><title>Fort</title><link>/fort</link></item></channel></rss>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{host}/1</loc><lastmod>2025-03-01</lastmod></url><url><loc>{host}/2</loc></url><url><loc>{host}/fort</loc></url></urlset>"""
TABLE = f"Titel;Link\nEins;{HOST}/1\nZwei;{HOST}/2\nFort;{HOST}/fort\n"


def site(**more: Reply) -> World:
    pages = {f"{HOST}/1": page("Eins"), f"{HOST}/2": Reply(page("Zwei").body, charset="utf-8", etag="")}
    return World(pages | {f"{HOST}/{name}": reply for name, reply in more.items()})


def folder_of_files(tmp_path: Path) -> str:
    (tmp_path / "eins.txt").write_text("Ein Text.")
    with zipfile.ZipFile(tmp_path / "zwei.zip", "w") as packed:
        packed.writestr("darin.txt", "Noch ein Text.")
    os.symlink("/etc/hostname", tmp_path / "fort.txt")
    for path in tmp_path.iterdir():
        os.utime(path, (NOON.timestamp() - 60, NOON.timestamp() - 60), follow_symlinks=False)
    return str(tmp_path)


# kind → how to make a world with two things that can be taken and one that cannot, and the address to ask.
SCENES: dict[str, Callable[[Path], tuple[World, str]]] = {
    "feed": lambda _: (site(feed=Reply(FEED.encode(), "application/rss+xml")), f"{HOST}/feed"),
    "sitemap": lambda _: (
        site(**{"sitemap.xml.gz": Reply(gzip.compress(SITEMAP.format(host=HOST).encode()), "application/gzip")}),
        f"{HOST}/sitemap.xml.gz",
    ),
    "links": lambda _: (site(**{"liste.csv": Reply(TABLE.encode(), "text/csv")}), f"{HOST}/liste.csv"),
    "web": lambda _: (site(), f"{HOST}/1"),
    "folder": lambda tmp_path: (World(), folder_of_files(tmp_path)),
}
pytestmark = pytest.mark.parametrize("kind", sorted(SCENES))


def visited(kind: str, world: World, memory: Memory, address: str, **asked: object) -> list[Event]:
    return list(ADAPTERS[kind](memory.asked(address, **asked), world.fetch))


def test_a_visit_tells_each_thing_once_and_ends_with_one_end(kind: str, tmp_path: Path) -> None:
    world, address = SCENES[kind](tmp_path)
    events = visited(kind, world, Memory(), address)
    assert isinstance(events[-1], Ended) and sum(isinstance(event, Ended) for event in events) == 1
    told = [event.external_id for event in events if not isinstance(event, Ended | PaperSeen)]
    assert len(told) == len(set(told)) and all(told)
    for event in events:
        if isinstance(event, Item):
            assert event.data and event.name and len(event.external_id) <= 1000 and len(event.stamp) <= 64
            assert isinstance(event.details, dict) and all(isinstance(value, str) for value in event.details.values())
        elif isinstance(event, NotTaken):
            assert event.reason[0].isupper() and event.reason.endswith(".") and event.name
    taken = [event for event in events if isinstance(event, Item)]
    assert len(taken) == (1 if kind == "web" else 2)


def test_a_second_visit_of_the_same_world_brings_nothing_new(kind: str, tmp_path: Path) -> None:
    world, address = SCENES[kind](tmp_path)
    memory = Memory()
    memory.keep_all(visited(kind, world, memory, address))
    for full in (False, True):
        again = memory.keep_all(visited(kind, world, memory, address, full=full))
        assert not [event for event in again if isinstance(event, Item | Absent)]
        assert {event.external_id for event in again if isinstance(event, Unchanged)} == set(memory.known)


def test_a_visit_may_be_left_after_any_event_and_the_next_goes_on(kind: str, tmp_path: Path) -> None:
    world, address = SCENES[kind](tmp_path)
    whole = len(visited(kind, world, Memory(), address))
    for stop in range(1, whole):
        memory = Memory()
        events = ADAPTERS[kind](memory.asked(address), world.fetch)
        for _ in range(stop):
            memory.keep(next(events))
        requests = len(world.asked)
        events.close()
        assert len(world.asked) == requests
        memory.keep_all(visited(kind, world, memory, address))
        assert len(memory.known) == (1 if kind == "web" else 2)


def test_what_changed_is_brought_again_under_the_same_id(kind: str, tmp_path: Path) -> None:
    world, address = SCENES[kind](tmp_path)
    memory = Memory()
    memory.keep_all(visited(kind, world, memory, address))
    before = set(memory.known)
    if kind == "folder":
        (tmp_path / "eins.txt").write_text("Ein anderer Text.")
        os.utime(tmp_path / "eins.txt", (NOON.timestamp() - 30, NOON.timestamp() - 30))
    else:
        world.replies[f"{HOST}/1"] = page("Eins", "Ein ganz anderer Text. " * 20)
    changed = [event for event in visited(kind, world, memory, address, full=True) if isinstance(event, Item)]
    assert len(changed) == 1 and changed[0].external_id in before


def test_a_page_that_is_gone_is_told_with_its_evidence(kind: str, tmp_path: Path) -> None:
    world, address = SCENES[kind](tmp_path)
    memory = Memory()
    memory.keep_all(visited(kind, world, memory, address))
    if kind == "folder":
        (tmp_path / "eins.txt").unlink()
        events = visited(kind, world, memory, address)
        assert "eins.txt" not in {event.external_id for event in events[:-1]} and events[-1].complete
        return
    world.replies[f"{HOST}/1"] = Reply(status=410)
    gone = [event for event in visited(kind, world, memory, address, full=True) if isinstance(event, Absent)]
    assert [event.evidence for event in gone] == ["410"]


def test_an_error_page_that_calls_itself_a_success_is_never_a_version(kind: str, tmp_path: Path) -> None:
    if kind == "folder":
        return  # a folder has no error pages
    world, address = SCENES[kind](tmp_path)
    memory = Memory()
    memory.keep_all(visited(kind, world, memory, address))
    world.replies[f"{HOST}/1"] = page("Seite nicht gefunden | Stadt Musterhausen", "Leider nichts.")
    events = visited(kind, world, memory, address, full=True)
    assert not [event for event in events if isinstance(event, Item)]
    assert any("Fehlermeldung" in event.reason for event in events if isinstance(event, NotTaken))


def test_the_web_of_these_tests_is_like_the_real_one(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same site on a real server, through the real door: the same events, and the same again when it is visited again."""
    world, address = SCENES[kind](tmp_path)
    told = [visited(kind, world, Memory(), address)]
    with peer({}) as server:
        monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{server.port}")
        for where, there in world.replies.items():
            body = there.body.replace(HOST.encode(), server.root.encode())
            if where.endswith(".gz"):
                body = gzip.compress(gzip.decompress(there.body).replace(HOST.encode(), server.root.encode()))
            said = f"{there.media_type}; charset={there.charset}" if there.charset else there.media_type
            server.acts[where.removeprefix(HOST)] = reply(body, b'ETag: "1"', kind=said.encode())
        server.acts["/fort"] = reply(status=b"404 Not Found")
        memory, door = Memory(), Door(politeness=Politeness(gap=0.0))
        for _ in range(2):
            events = ADAPTERS[kind](memory.asked(address.replace(HOST, server.root)), door.fetch)
            told.append(memory.keep_all(list(events)))
    assert kinds(told[0]) == kinds(told[1])
    ids = [[getattr(event, "external_id", "").replace(server.root, HOST) for event in events] for events in told]
    assert ids[0] == ids[1]
    assert "Item" not in kinds(told[2])
