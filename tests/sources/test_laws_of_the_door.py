"""Laws of the door: whatever bytes a server sends, the answer is a reply within its size or a refusal with a sentence."""

import gzip
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peers import Peer, peer

from daseinswerk.sources import addresses, host_notes, politeness
from daseinswerk.sources.addresses import Address, Rules
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.fetch import Door
from daseinswerk.sources.politeness import LONGEST_PAUSE, Politeness
from daseinswerk.sources.replies import Fetched, Known, conditions

LAW = settings(max_examples=100, deadline=None)
HERE = Address("http", "stadt.test", 80, "/a")
LATIN = st.text(st.characters(max_codepoint=255), max_size=40)
PIECES = st.sampled_from(
    [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 304 Not Modified\r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/1.1 429 Slow\r\n", b"HTTP/1.1 100 Continue\r\n\r\n",
     b"HTTP/1.0 200\r\n", b"HTTP/9.9 99999 x\r\n", b"Content-Length: 3\r\n", b"Content-Length: 9999999\r\n", b"Content-Length: \xb2\r\n",
     b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"Location: /a\r\n", b"Location: \xff\r\n", b"Location: //[\r\n",
     b"Content-Type: text/html; charset=\"\r\n", b"Content-Type: ;;\r\n", b"Retry-After: \xb2\r\n", b"ETag: \xff\x00\r\n", b": \r\n", b" folded\r\n", b"\r\n\r\n", b"\r\n",
     b"3\r\nabc\r\n", b"0\r\n\r\n", b"-1\r\n", b"ffffffffffffffffff\r\n", gzip.compress(b"abc"), gzip.compress(b"abc")[:12], b"\x1f\x8b", b"\x00" * 9]
)  # fmt: skip
ANSWERS = st.lists(PIECES | st.binary(max_size=20), max_size=9).map(b"".join)


@pytest.fixture(scope="module")
def server() -> Iterator[Peer]:
    with peer() as running:
        yield running


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANSWERS | ANSWERS.map(lambda said: b"HTTP/1.1 200 OK\r\n" + said), st.booleans())
def test_whatever_a_server_says_it_is_a_reply_or_a_refusal(
    server: Peer, monkeypatch: pytest.MonkeyPatch, said: bytes, known: bool
) -> None:
    monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{server.port}")
    server.acts["/a"] = said
    door, start = Door(politeness=Politeness(gap=0.0)), time.monotonic()
    try:
        found = door.fetch(server.root + "/a", known=Known(etag='"7"') if known else None, deadline=0.5, max_bytes=100)
    except Refused as refused:
        assert refused.reason.endswith(".")
    else:
        assert len(found.body) <= 100 and (200 <= found.status < 300 or (known and found.unchanged and not found.body))
        assert conditions(Known(etag=found.etag, modified=found.modified)).keys() <= {
            "If-None-Match",
            "If-Modified-Since",
        }
    assert time.monotonic() - start < 1.5


@LAW
@given(st.lists(st.sampled_from([b"User-agent: *\n", b"User-agent: Daseinswerk\n", b"Disallow: /", b"Allow: ", b"Crawl-delay: ", b"*", b"$", b"1e999", b"-3", b"nan", b"%", b"%zz", b"\n", b"/a", b"\xff", b"\0"]) | st.binary(max_size=9), max_size=30).map(b"".join))  # fmt: skip
def test_every_robots_file_is_a_gap_or_a_refusal(body: bytes) -> None:
    try:
        gap = Politeness().permission(HERE, "Daseinswerk", lambda: (200, body))
    except Refused as refused:
        assert "robots.txt" in refused.reason
    else:
        assert 0 <= gap <= float("inf")


@LAW
@given(
    LATIN
    | st.datetimes().map(lambda day: day.strftime("%a, %d %b %Y %H:%M:%S GMT"))
    | st.from_regex(r"\d{1,12}", fullmatch=True)
)
def test_every_retry_after_is_a_pause_that_ends(written: str) -> None:
    seconds = min(politeness._seconds(written), LONGEST_PAUSE)
    assert 0 <= seconds <= LONGEST_PAUSE


@LAW
@given(st.text(max_size=40) | LATIN)
def test_every_location_is_an_address_or_a_refusal(location: str) -> None:
    try:
        there = addresses.joined(HERE, location, Rules())
    except Refused as refused:
        assert refused.reason.endswith(".")
    else:
        assert there.scheme in ("http", "https") and there.port in (80, 443) and str(there).isascii()


@LAW
@given(LATIN | st.text(max_size=400), LATIN | st.text(max_size=99))
def test_what_is_sent_back_can_be_sent_and_holds_no_second_header(etag: str, modified: str) -> None:
    headers = {"etag": etag, "last-modified": modified}
    found = Fetched("", "", 200, "", "", b"", datetime.now(UTC), headers)
    for value in conditions(Known(etag=found.etag, modified=found.modified)).values():
        assert value.encode("latin-1") and not set("\r\n\0") & set(value)


@LAW
@given(st.binary(max_size=90))
def test_every_line_is_a_note(line: bytes) -> None:
    note = host_notes.read_note(line)
    assert (
        politeness._wait(note, 1.0) <= LONGEST_PAUSE
        and host_notes.read_note(host_notes.Note().line()) == host_notes.Note()
    )
