"""A second visit asks only for what has changed, and tells nobody but the host itself what we hold of it."""

import re
import socket

import pytest
from peers import Act, Peer, peer, redirect, reply

from daseinswerk.sources.extracted import Forbidden, NotThere, Refused, Unavailable
from daseinswerk.sources.fetch import Door
from daseinswerk.sources.politeness import Politeness
from daseinswerk.sources.replies import Fetched, Known, conditions

DATE = b"Tue, 03 Mar 2026 07:00:00 GMT"
KNOWN = Known(etag='"7"', modified=DATE.decode())


def door_to(*servers: Peer, monkeypatch: pytest.MonkeyPatch) -> Door:
    monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", ",".join(f"127.0.0.1:{server.port}" for server in servers))
    return Door(politeness=Politeness(gap=0.0))


def condition(head: bytes) -> bytes:
    found = re.search(rb"(?im)^if-none-match: *(.*?)\r$", head)
    return found[1] if found else b""


def unchanged(connection: socket.socket) -> None:
    connection.sendall(b'HTTP/1.1 304 Not Modified\r\nETag: "7"\r\nContent-Length: 4711\r\n\r\n')


def known_from(found: Fetched) -> Known:
    return Known(etag=found.etag, modified=found.modified)


def test_what_has_not_changed_is_not_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/a": reply(b"eins", b'ETag: "7"', b"Last-Modified: " + DATE)}) as server:
        door = door_to(server, monkeypatch=monkeypatch)
        first = door.fetch(server.root + "/a")
        server.acts["/a"] = unchanged
        second = door.fetch(server.root + "/a", known=known_from(first))
        assert (first.status, first.body, first.unchanged) == (200, b"eins", False)
        assert (second.status, second.body, second.unchanged, second.etag) == (304, b"", True, '"7"')
        first_head, second_head = server.heads[1:]
    assert b"If-" not in first_head
    assert b'If-None-Match: "7"\r\n' in second_head and b"If-Modified-Since: " + DATE + b"\r\n" in second_head


def test_what_has_changed_comes_whole_with_its_new_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/a": reply(b"zwei", b'ETag: "8"')}) as server:
        found = door_to(server, monkeypatch=monkeypatch).fetch(server.root + "/a", known=KNOWN)
    assert (found.status, found.body, found.etag, found.modified) == (200, b"zwei", '"8"', "")


def test_what_we_hold_follows_a_redirect_on_the_same_host(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/alt": redirect("/neu"), "/neu": unchanged}) as server:
        found = door_to(server, monkeypatch=monkeypatch).fetch(server.root + "/alt", known=KNOWN)
        assert found.unchanged and found.final_address == server.root + "/neu"


def test_no_other_host_is_told_what_we_hold_and_none_learns_it_from_robots(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer() as other, peer({"/a": redirect(other.root + "/b")}) as first:
        found = door_to(first, other, monkeypatch=monkeypatch).fetch(first.root + "/a", known=KNOWN)
    assert found.status == 200
    assert [condition(head) for head in other.heads] == [b"", b""]
    assert [condition(head) for head in first.heads] == [b"", b'"7"']


@pytest.mark.parametrize("known", [None, Known(), Known(stamp="a", sha256="b")])
def test_not_modified_without_having_asked_is_a_fault(known: Known | None, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/a": unchanged}) as server, pytest.raises(Unavailable, match="Antwort 304"):
        door_to(server, monkeypatch=monkeypatch).fetch(server.root + "/a", known=known)


@pytest.mark.parametrize(
    ("etag", "sent"),
    [
        ('"7"', '"7"'),
        ('W/"7"', 'W/"7"'),
        ("unquoted", "unquoted"),
        ('"7-gzip"', '"7-gzip", "7"'),
        ('W/"7-gzip"', 'W/"7-gzip", W/"7"'),
        ('"ü"', '"ü"'),
        ('"7"\r\nX-Evil: 1', ""),
        ('"\x00"', ""),
        ('"日"', ""),
        ('"' + "7" * 400 + '"', ""),
        ("  ", ""),
    ],
)
def test_a_name_goes_back_as_it_came_or_not_at_all(etag: str, sent: str) -> None:
    assert conditions(Known(etag=etag)) == ({"If-None-Match": sent} if sent else {})


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (reply(status=b"404 Not Found"), NotThere),
        (reply(status=b"410 Gone"), NotThere),
        (reply(status=b"403 Forbidden"), Forbidden),
        (reply(status=b"451 Law"), Forbidden),
        (reply(status=b"500 Oops"), Unavailable),
        (reply(status=b"503 Busy"), Unavailable),
        (reply(status=b"429 Slow"), Unavailable),
        (b"unsinn", Unavailable),
        (redirect("file:///etc/passwd"), Refused),
        (reply(status=b"400 Bad"), Refused),
    ],
)
def test_the_trouble_of_the_host_is_told_from_the_trouble_of_one_address(
    act: bytes | Act, kind: type[Refused], monkeypatch: pytest.MonkeyPatch
) -> None:
    with peer({"/a": act}) as server, pytest.raises(Refused) as refused:
        door_to(server, monkeypatch=monkeypatch).fetch(server.root + "/a")
    assert type(refused.value) is kind
    if isinstance(refused.value, NotThere):
        assert str(refused.value.status).encode() in act
