"""Whatever a council system answers, the reading of it ends, and with nothing but the error it declares."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from daseinswerk.sources import oparl
from daseinswerk.sources.extracted import NotThere, Refused
from daseinswerk.sources.harvest import Absent, Asked, Ended, Item, NotTaken, PaperSeen, Unchanged
from daseinswerk.sources.oparl.lists import page_of
from daseinswerk.sources.oparl.quirks import healed, parsed
from daseinswerk.sources.replies import Fetched, Known

ROOT = "https://rat.stadt.test"
KIND = "https://schema.oparl.org/1.1/"
FILE = {"id": f"{ROOT}/f/1", "type": f"{KIND}File", "name": "Anlage", "accessUrl": f"{ROOT}/f/1.pdf", "date": "2024-01-02"}
AGENDA = [{"id": f"{ROOT}/a/1", "result": "ja", "consultation": f"{ROOT}/c/1", "order": 1}]
SERVER: dict[str, Any] = {
    "/system": {"id": f"{ROOT}/system", "type": f"{KIND}System", "body": f"{ROOT}/bodies", "name": "Rat"},
    "/bodies": {"data": [{"id": f"{ROOT}/b", "type": f"{KIND}Body", "name": "Stadt", "ags": "08212000", "paper": f"{ROOT}/papers", "meeting": f"{ROOT}/meetings"}]},
    "/papers": {
        "data": [
            {"id": f"{ROOT}/p/1", "type": f"{KIND}Paper", "name": "V", "date": "2024-01-01", "mainFile": FILE, "auxiliaryFile": [f"{ROOT}/f/2", FILE],
             "consultation": [{"id": f"{ROOT}/c/1", "meeting": f"{ROOT}/m/1"}, f"{ROOT}/c/2"]},
            f"{ROOT}/p/2",
        ],
        "links": {"next": f"{ROOT}/papers?page=2"},
        "pagination": {"totalPages": 2, "currentPage": 1},
    },
    "/meetings": {"data": [{"id": f"{ROOT}/m/1", "type": f"{KIND}Meeting", "name": "Rat", "start": "2024-02-01T10:00:00+01:00", "agendaItem": AGENDA}]},
}  # fmt: skip
JUNK = st.sampled_from(
    [None, True, 0, -1, 1e308, 10**400, "", " ", "N/A", "true", "x" * 2000, "\ud800", "http://[", "https://rat.stadt.test:99999/x", "/../..", "//", "0" * 9,
     "2024-13-45", "+01::00", [], [[]], {}, [None], {"id": None}, {"id": f"{ROOT}/papers"}, [{"deleted": True, "id": "y"}], {"data": {}}, {"links": []}]
)  # fmt: skip


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value."""
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*at, key))


def replaced(value: Any, at: tuple[Any, ...], new: Any) -> Any:
    if not at:
        return new
    if isinstance(value, dict):
        return {key: replaced(each, at[1:], new) if key == at[0] else each for key, each in value.items()}
    return [replaced(each, at[1:], new) if number == at[0] else each for number, each in enumerate(value)]


@st.composite
def servers(draw: st.DrawFn) -> dict[str, Any]:
    """The server with one to four values exchanged for junk or for a value from elsewhere in it."""
    server = SERVER
    for _ in range(draw(st.integers(1, 4))):
        everywhere = [place for place in places(server) if place]
        server = replaced(server, draw(st.sampled_from(everywhere)), draw(JUNK | st.sampled_from(list(SERVER.values())) | st.just(FILE)))
    return server


def answering(server: dict[str, Any]) -> Any:
    """A door to this server: its JSON, a small file for files, and nothing elsewhere."""

    def fetch(address: str, *, known: Known | None = None) -> Fetched:
        path = address.removeprefix(ROOT).split("?")[0]
        if path not in server and not path.endswith(".pdf"):
            raise NotThere("Die Seite gibt es nicht.", 404)
        body = json.dumps(server[path]).encode() if path in server else b"%PDF-1.4"
        return Fetched(address, address, 200, "application/json", "", body, datetime.now(UTC), {})

    return fetch


def test_an_identity_that_says_nothing_is_none() -> None:
    """Found by the law below: "N/A" became an empty identity once the paper was healed."""
    answers = {"/system": {"id": f"{ROOT}/system", "type": "https://schema.oparl.org/1.1/System", "body": f"{ROOT}/bodies"},
               "/bodies": {"data": [{"id": f"{ROOT}/b", "type": "https://schema.oparl.org/1.1/Body", "paper": f"{ROOT}/papers"}]},
               "/papers": {"data": [{"id": "N/A", "type": "https://schema.oparl.org/1.1/Paper", "name": "V"}]}}  # fmt: skip
    events = list(oparl.visit(Asked(f"{ROOT}/system", {}.get, now=datetime(2024, 5, 1, tzinfo=UTC)), answering(answers)))
    (refused,) = [event for event in events if isinstance(event, NotTaken)]
    assert refused.external_id == f"{ROOT}/papers"


@settings(max_examples=120, deadline=None)
@given(servers(), st.dictionaries(st.sampled_from(["since", "changes", "everything", "later", "paper_of"]), JUNK))
def test_a_visit_ends_whatever_the_system_says(server: dict[str, Any], cursor: dict[str, Any]) -> None:
    asked = Asked(f"{ROOT}/system", {}.get, cursor=cursor, now=datetime(2024, 5, 1, tzinfo=UTC))
    try:
        events = list(oparl.visit(asked, answering(server)))
    except Refused as refused:
        assert refused.reason.endswith(".")
        return
    assert isinstance(events[-1], Ended) and json.loads(json.dumps(events[-1].cursor)) == events[-1].cursor
    for event in events[:-1]:
        assert isinstance(event, Item | Unchanged | Absent | NotTaken | PaperSeen)
        told = event.paper.id if isinstance(event, PaperSeen) else event.external_id
        assert told and len(told) <= 1000
        told.encode()


@settings(max_examples=120, deadline=None)
@given(servers(), st.randoms(use_true_random=False))
def test_no_bytes_break_what_looks_at_one_reply(server: dict[str, Any], chance: random.Random) -> None:
    data = bytearray(json.dumps(chance.choice([*server.values(), server])).encode())
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(3)] = bytes(chance.choices(b'{}[]",:\\\xff\x00\x0c9-e', k=chance.randrange(3)))
        data = data or bytearray(b" ")
    oparl.system_of(bytes(data), ROOT)
    assert all(sentence for sentence in oparl.findings(bytes(data)))
    try:
        found = parsed(bytes(data))
    except ValueError:
        return
    oparl.check(found)
    if isinstance(found, dict):
        assert healed(healed(found)) == healed(found)
    try:
        page_of(found, ROOT)
    except Refused as refused:
        assert refused.reason


def test_deep_nests_and_long_numbers_are_no_danger(tmp_path: Path) -> None:
    deep = b'{"id":"x","type":"https://schema.oparl.org/1.1/Paper","mainFile":' * 500 + b"1" + b"}" * 500
    for data in (deep, b"[" * 100_000, b'{"a":' * 100_000, b'{"schema.oparl.org/":' + b"9" * 5000 + b"}", deep[:-3]):
        assert oparl.findings(data)
        oparl.system_of(data, ROOT)
