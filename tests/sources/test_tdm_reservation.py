"""A publisher may reserve mining on the page, in the header, or for the whole host; silence is neither yes nor no."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from peers import peer, reply

from daseinswerk.sources import reasons, tdm
from daseinswerk.sources.counting import Counting
from daseinswerk.sources.fetch import Door
from daseinswerk.sources.harvest import Ended, Item, NotTaken, Unchanged
from daseinswerk.sources.listed import REFUSED
from daseinswerk.sources.politeness import Politeness
from daseinswerk.sources.replies import Fetched


def page(body: str = "", header: str | None = None, kind: str = "text/html") -> Fetched:
    headers = {} if header is None else {"tdm-reservation": header}
    return Fetched("http://a.test/", "http://a.test/", 200, kind, "", body.encode(), datetime.now(UTC), headers)


@pytest.mark.parametrize(
    ("reply_", "said", "why"),
    [
        (page(), None, "silence"),
        (page(header="1"), True, "the header reserves"),
        (page(header=" 0 "), False, "the header allows"),
        (page(header="yes"), None, "no value the report knows"),
        (page('<head><meta name="tdm-reservation" content="1"></head>'), True, "the page reserves"),
        (page("<META CONTENT=1 NAME=TDM-Reservation>"), True, "however it is written"),
        (page("<meta content='1' name='tdm-reservation' />"), True, "in single quotes"),
        (page('<meta name="tdm-reservation" content="0">', header="1"), False, "the page is nearer than its header"),
        (page('<!-- <meta name="tdm-reservation" content="1"> -->'), None, "what is commented out is not said"),
        (page('<!-- a --><meta name="tdm-reservation" content="1"><!--'), True, "between comments it is"),
        (page('<meta name="tdm-policy" content="1">'), None, "another name"),
        (page("<p>" * 30_000 + '<meta name="tdm-reservation" content="1">'), None, "not in the head"),
        (page('<meta name="tdm-reservation" content="1">', kind="text/plain"), None, "a text that shows such a tag"),
    ],
)  # fmt: skip
def test_a_page_or_its_header_says_it(reply_: Fetched, said: bool | None, why: str) -> None:
    assert tdm.declared(reply_) is said, why


@pytest.mark.parametrize(
    ("location", "target", "fits"),
    [("/", "/a", True), ("", "/a", True), ("/a", "/ab", True), ("/a$", "/ab", False), ("/a$", "/a", True), ("/*.pdf$", "/x/y.pdf", True),
     ("/*.pdf$", "/x/y.pdf?z", False), ("*/b/", "/a/b/c", True), ("/a*c*e", "/abcde", True), ("/a*e*c", "/abcde", False), ("/b", "/a", False),
     ("/*a*a$", "/a", False), ("*", "/", True), ("/*$", "/a", True)],
)  # fmt: skip
def test_a_location_is_read_as_in_robots(location: str, target: str, fits: bool) -> None:
    assert (tdm.by_rules((tdm.Rule(location, True),), target) is True) is fits


def test_the_most_particular_rule_counts_and_of_two_alike_the_reservation() -> None:
    of_host = (
        tdm.Rule("/", True),
        tdm.Rule("/presse/", False),
        tdm.Rule("/*tell", False),
        tdm.Rule("/presse", False),
        tdm.Rule("/pressa", True),
    )
    assert tdm.by_rules(of_host, "/amt") is True and tdm.by_rules(of_host, "/presse/1") is False
    assert tdm.by_rules((tdm.Rule("/a", True), tdm.Rule("/*", False)), "/a") is True
    assert tdm.by_rules((), "/a") is None


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[[]]", b"[1, null]", b"\xff", b"[" * 100_000, b'[{"location": 1, "tdm-reservation": 1}]',
     b'[{"location": "/", "tdm-reservation": 2}]', b'[{"location": "/"}]', b" " * 300_000, b"1" * 5000],
)  # fmt: skip
def test_a_broken_file_says_nothing(body: bytes) -> None:
    assert tdm.rules(body) == ()


def test_many_stars_cost_nothing() -> None:
    start = time.monotonic()
    tdm.by_rules((tdm.Rule("/" + "*a" * 2000 + "*b$", True),) * 10, "/" + "a" * 3900)
    assert time.monotonic() - start < 1


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=40), st.text(max_size=40))
def test_whatever_is_read_the_answer_is_yes_no_or_not_stated(body: bytes, location: str, target: str) -> None:
    assert tdm.declared(page(body.decode("latin-1"))) in (True, False, None)
    assert tdm.by_rules((*tdm.rules(body), tdm.Rule(location, True)), target) in (True, None)


def test_a_visit_asks_the_host_once_and_only_where_the_page_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = b'[{"location": "/presse/", "tdm-reservation": 1, "tdm-policy": "https://stadt.test/policy"}]'
    acts = {"/.well-known/tdmrep.json": reply(rules), "/presse/frei": reply(b"x", b"TDM-Reservation: 0")}
    with peer({**acts}) as server:
        monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{server.port}")
        visit = Counting(Door(politeness=Politeness(gap=0.0)).fetch)
        said = {}
        for path in ("/presse/frei", "/presse/a", "/presse/b", "/amt"):
            visit(server.root + path)
            said[path] = visit.reserved(server.root + path)
        assert said == {"/presse/frei": False, "/presse/a": True, "/presse/b": True, "/amt": None}
        assert server.paths().count("/.well-known/tdmrep.json") == 1 and visit.requests == 5


def test_a_reserved_item_is_taken_only_where_a_licence_is_known() -> None:
    def reserved(address: str) -> bool | None:
        return True if "/reserviert" in address else None

    free, there = Item("1", "frei", "https://a.test/frei", b"x"), Unchanged("2", "https://a.test/reserviert")
    kept = Item("3", "R", "https://a.test/reserviert", b"x", details={"title": "R"})
    file = Item("4", "Datei", "/reserviert/datei.pdf", b"x")
    events = (free, there, kept, file, Ended(True))
    without = list(tdm.respected(events, reserved, licensed=False))
    assert without == [free, there, NotTaken("3", "R", reasons.RESERVED, REFUSED), file, Ended(True)]
    with_licence = list(tdm.respected(events, reserved, licensed=True))
    assert with_licence == [free, there, replace(kept, details={"title": "R", "tdm": True}), file, Ended(True)]


def test_a_host_without_the_file_has_stated_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/.well-known/tdmrep.json": reply(status=b"404 Not Found")}) as server:
        monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{server.port}")
        visit = Counting(Door(politeness=Politeness(gap=0.0)).fetch)
        assert visit.reserved(server.root + "/a") is visit.reserved("http://[::1") is visit.reserved("nichts") is None
