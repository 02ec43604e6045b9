"""Whatever a server does, a fetch ends by its deadline, stays within its size, and says why in one sentence."""

import gc
import gzip
import os
import random
import resource
import socket
import threading
import time
import zlib
from collections.abc import Callable

import pytest
from peers import Act, Peer, peer, redirect, reply, reset

from daseinswerk.sources import reasons, webpage
from daseinswerk.sources.connection import Watchdog
from daseinswerk.sources.extracted import Refused, Unavailable
from daseinswerk.sources.fetch import Door, Fetched
from daseinswerk.sources.politeness import Politeness

DEADLINE = 0.7
GRACE = 1.0
LIMIT = 1024 * 1024
PACKED = gzip.compress(random.Random(1).randbytes(2000))
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


def quick(server: Peer, monkeypatch: pytest.MonkeyPatch) -> Door:
    """A door to one listener, without waiting."""
    monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{server.port}")
    return Door(politeness=Politeness(gap=0.0))


def zeros(mebibytes: int, layers: int = 1) -> bytes:
    """That many MiB of zeros, packed by gzip once or more."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    start = squeeze.compress(b"") + squeeze.flush(zlib.Z_FULL_FLUSH)
    block = squeeze.compress(bytes(1024 * 1024)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    packed = start + block * mebibytes + squeeze.flush()
    for _ in range(layers - 1):
        packed = gzip.compress(packed)
    return packed


def resets(connection: socket.socket) -> None:
    connection.sendall(OK + b"Content-Length: 1000\r\n\r\nabc")
    reset(connection)


# What the server does → what the office reads. "" stands for the deadline.
CHAOS: dict[str, tuple[Callable[[Peer], bytes | Act], str]] = {
    "drips the body": (lambda p: p.slowly(OK + b"Content-Length: 100000\r\n\r\n", b"x", 0.05), ""),
    "drips a body without length": (lambda p: p.slowly(OK + b"\r\n", b"x", 0.05), ""),
    "drips the headers": (lambda p: p.slowly(b"HTTP/1.1 200 OK\r\nX-A: ", b"x", 0.05), ""),
    "drips the status line": (lambda p: p.slowly(b"HTTP", b"/", 0.05), ""),
    "drips chunks": (lambda p: p.slowly(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", 0.05), ""),
    "drips a chunk length": (lambda p: p.slowly(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0", 0.05), ""),
    "drips gzip": (lambda p: p.slowly(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x")[:10], b"\0", 0.05), ""),
    "is silent": (lambda p: p.silent, ""),
    "says wait for ever": (lambda p: p.slowly(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01), ""),
    "sends chunks without end": (lambda p: p.slowly(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n", 0.0), "größer als 1 MB"),
    "sends bytes without end": (lambda p: p.slowly(OK + b"\r\n", b"x" * 65536, 0.0), "größer als 1 MB"),
    "announces too much": (lambda p: OK + b"Content-Length: 1048577\r\n\r\n", "größer als 1 MB"),
    "announces more than fits a number": (lambda p: OK + b"Content-Length: " + b"9" * 400 + b"\r\n\r\n", "größer als 1 MB"),
    "announces less than nothing": (lambda p: OK + b"Content-Length: -1\r\n\r\nabc", "fehlerhaft"),
    "announces two lengths": (lambda p: OK + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", "fehlerhaft"),
    "breaks off": (lambda p: OK + b"Content-Length: 1000\r\n\r\nabc", "brach ab"),
    "breaks off a chunk": (lambda p: OK + b"Transfer-Encoding: chunked\r\n\r\n10\r\nabc", "brach ab"),
    "sends a bad chunk": (lambda p: OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", "fehlerhaft"),
    "measures and chunks": (lambda p: OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "fehlerhaft"),
    "sends 5,000 headers": (lambda p: OK + b"X-A: b\r\n" * 5000 + b"\r\nabc", "fehlerhaft"),
    "sends a 200 KB header": (lambda p: OK + b"X-A: " + b"b" * 200_000 + b"\r\n\r\nabc", "fehlerhaft"),
    "resets": (lambda p: resets, "brach ab"),
    "hangs up": (lambda p: b"", "fehlerhaft"),
    "talks nonsense": (lambda p: b"\x00\xffGuten Tag\r\n\r\n", "fehlerhaft"),
    "speaks another protocol": (lambda p: b"220 mail.stadt.test ESMTP\r\n", "fehlerhaft"),
    "lies about gzip": (lambda p: reply(b"no gzip", b"Content-Encoding: gzip"), "fehlerhaft"),
    "packs and breaks off in the middle": (lambda p: reply(PACKED[:-300], b"Content-Encoding: gzip"), "brach ab"),
    "packs and leaves out the end": (lambda p: reply(PACKED[:-8], b"Content-Encoding: gzip"), "brach ab"),
    "packs with a wrong check sum": (lambda p: reply(PACKED[:-8] + bytes(8), b"Content-Encoding: gzip"), "fehlerhaft"),
    "packs in two streams and breaks off": (lambda p: reply(PACKED + PACKED[:-300], b"Content-Encoding: gzip"), "brach ab"),
    "sends a part": (lambda p: reply(b"teil", b"Content-Range: bytes 0-3/100", status=b"206 Partial Content"), "fehlerhaft"),
    "says it has not changed, unasked": (lambda p: b"HTTP/1.1 304 Not Modified\r\n\r\n", "meldet einen Fehler"),
    "speaks HTTP of 1991": (lambda p: b"<html><body>Guten Tag", "fehlerhaft"),
    "packs a gibibyte": (lambda p: reply(zeros(1024), b"Content-Encoding: gzip")[: 8 * LIMIT], "größer als 1 MB"),
    "packs twice": (lambda p: reply(zeros(64, 2), b"Content-Encoding: gzip, gzip"), "unübliche Weise gepackt"),
    "packs twice in two headers": (lambda p: reply(zeros(64, 2), b"Content-Encoding: gzip\r\nContent-Encoding: gzip"), "unübliche Weise gepackt"),
    "packs as it was not asked to": (lambda p: reply(b"x", b"Content-Encoding: br"), "unübliche Weise gepackt"),
    "packs the transfer": (lambda p: OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "fehlerhaft"),
    "sends in circles": (lambda p: redirect("/chaos"), "leitet zu oft weiter"),
    "sends nowhere": (lambda p: reply(b"", status=b"302 Found"), "nennt aber kein Ziel"),
    "sends to a broken address": (lambda p: redirect("http://[::1"), "keine Webadresse"),
    "is not there": (lambda p: reply(b"weg", status=b"404 Not Found"), "gibt es nicht"),
    "forbids": (lambda p: reply(b"nein", status=b"403 Forbidden"), "verweigert"),
    "is broken": (lambda p: reply(b"au", status=b"500 Oops"), "meldet einen Fehler"),
    "answers with an unknown status": (lambda p: reply(b"au", status=b"999 Nix"), "meldet einen Fehler"),
    "wants a pause": (lambda p: reply(b"", b"Retry-After: 60", status=b"429 Too Many Requests"), "Pause"),
    "is overloaded": (lambda p: reply(b"", b"Retry-After: soon", status=b"503 Busy"), "Pause"),
}  # fmt: skip


@pytest.mark.parametrize("behaviour", CHAOS)
def test_every_bad_server_is_left_in_time(behaviour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make, reason = CHAOS[behaviour]
    with peer() as server:
        server.acts["/chaos"] = make(server)
        door = quick(server, monkeypatch)
        start = time.monotonic()
        with pytest.raises(Refused) as refused:
            door.fetch(server.root + "/chaos", deadline=DEADLINE, max_bytes=LIMIT)
        assert time.monotonic() - start < DEADLINE + GRACE
        assert (reason or "nicht vollständig innerhalb") in refused.value.reason


def test_a_server_that_ignores_tls_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for act in (b"HTTP/1.1 400 Bad Request\r\n\r\n", None):
        with peer() as server:
            monkeypatch.setattr(
                server,
                "_answer",
                server.silent if act is None else lambda connection, said=act: connection.sendall(said),
            )
            start = time.monotonic()
            with pytest.raises(Refused):
                quick(server, monkeypatch).fetch(f"https://127.0.0.1:{server.port}/", deadline=DEADLINE)
            assert time.monotonic() - start < DEADLINE + GRACE


def test_a_resolver_that_hangs_does_not_hang_us() -> None:
    release = threading.Event()
    door = Door(resolver=lambda host, port: ["127.0.0.1"] if release.wait(5) else [], politeness=Politeness(gap=0.0))
    start = time.monotonic()
    with pytest.raises(Refused, match="nicht zu finden"):
        door.fetch("http://langsam.test/", deadline=0.3)
    assert time.monotonic() - start < 0.3 + GRACE
    release.set()


@pytest.mark.parametrize("fault", [OSError, UnicodeError, None])
def test_a_name_nobody_knows_is_said_plainly(fault: type[Exception] | None) -> None:
    def resolver(_host: str, _port: int) -> list[str]:
        if fault:
            raise fault
        return []

    with pytest.raises(Unavailable, match=r"Der Name weg\.test ist im Internet nicht zu finden"):
        Door(resolver=resolver, politeness=Politeness(gap=0.0)).fetch("http://weg.test/", deadline=1)


def test_a_connection_made_when_the_time_is_over_is_shut_at_once() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, Watchdog(0.01) as watchdog:
        while not watchdog.barked:
            time.sleep(0.01)
        watchdog.guard(ours)
        assert theirs.recv(1) == b"", "the other side sees the end"
        watchdog.guard(ours)  # shut twice is shut


def test_nobody_listening_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer() as server:
        door = quick(server, monkeypatch)
    with pytest.raises(Refused, match="war nicht zu erreichen"):
        door.fetch(server.root + "/", deadline=2)


def test_more_bytes_than_announced_are_left_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/": OK + b"Content-Length: 4\r\n\r\nkurz und dann noch mehr"}) as server:
        assert quick(server, monkeypatch).fetch(server.root + "/", deadline=2).body == b"kurz"


def test_gzip_in_one_layer_is_unpacked_and_counted_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/": reply(gzip.compress(b"a" * 5000), b"Content-Encoding: gzip")}) as server:
        door = quick(server, monkeypatch)
        assert door.fetch(server.root + "/", deadline=2).body == b"a" * 5000
        with pytest.raises(Refused, match="größer als"):
            door.fetch(server.root + "/", deadline=2, max_bytes=4999)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (b"", b""),
        (gzip.compress(b"a") + gzip.compress(b"b"), b"ab"),
        (gzip.compress(b"a") + bytes(100), b"a"),
        (gzip.compress(b""), b""),
    ],
    ids=["nothing", "two members", "zeros behind", "an empty member"],  # gzip writes the time into its head: no name for two workers
)
def test_gzip_is_read_as_its_standard_says(sent: bytes, read: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/": reply(sent, b"Content-Encoding: x-gzip")}) as server:
        assert quick(server, monkeypatch).fetch(server.root + "/", deadline=2).body == read


@pytest.mark.parametrize("pieces", [1, 7, 1000])
def test_gzip_in_pieces_of_any_size_is_the_same(pieces: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = random.Random(2).randbytes(1500) + b"a" * 300_000
    packed = gzip.compress(text)
    chunks = [packed[place : place + pieces] for place in range(0, len(packed), pieces)]
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"
    with peer({"/": OK + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + body}) as server:
        assert quick(server, monkeypatch).fetch(server.root + "/", deadline=4).body == text


@pytest.mark.parametrize("robots", ["silent", "drips", "circle", "bomb"])
def test_a_bad_robots_file_costs_no_more_time_than_a_bad_page(robots: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer() as server:
        acts = {
            "silent": server.silent,
            "drips": server.slowly(OK + b"\r\n", b"#\n", 0.05),
            "circle": redirect("/robots.txt"),
            "bomb": reply(zeros(64), b"Content-Encoding: gzip"),
        }
        server.acts["/robots.txt"] = acts[robots]
        start = time.monotonic()
        try:
            quick(server, monkeypatch).fetch(server.root + "/", deadline=DEADLINE, max_bytes=LIMIT)
        except Refused as refused:
            assert robots in ("silent", "drips") and "nicht vollständig innerhalb" in refused.reason
        assert time.monotonic() - start < DEADLINE + GRACE


def test_the_deadline_is_for_all_hops_together(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer() as server:

        def late(connection: socket.socket) -> None:
            time.sleep(0.25)
            connection.sendall(redirect("/weiter"))

        server.acts["/weiter"] = late
        start = time.monotonic()
        with pytest.raises(Refused, match="nicht vollständig innerhalb"):
            quick(server, monkeypatch).fetch(server.root + "/weiter", deadline=DEADLINE)
        assert time.monotonic() - start < DEADLINE + GRACE


def test_a_packed_gibibyte_costs_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/": reply(zeros(1024), b"Content-Encoding: gzip")}) as server:
        door = quick(server, monkeypatch)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(Refused, match="größer als 25 MB"):
            door.fetch(server.root + "/", deadline=10)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024, (
            "KiB beyond what the process had"
        )


def test_a_good_reply_says_everything_about_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<title>Glasfaser</title><p>Die Stadt baut ihr Netz für alle Bürger aus.</p>".encode("cp1252")
    acts = {
        "/alt": redirect("/neu?a=1#teil"),
        "/neu?a=1": reply(page, b'ETag: "7"', kind=b"Text/HTML; Charset=ISO-8859-1"),
    }
    with peer(acts) as server:
        found: Fetched = quick(server, monkeypatch).fetch(server.root + "/alt", deadline=2)
    assert (found.address, found.final_address) == (server.root + "/alt", server.root + "/neu?a=1")
    assert (found.status, found.media_type, found.charset, found.headers["etag"]) == (
        200,
        "text/html",
        "iso-8859-1",
        '"7"',
    )
    text = webpage.read_reply(found)
    assert (text.title, text.text) == ("Glasfaser", "Die Stadt baut ihr Netz für alle Bürger aus.")


@pytest.mark.parametrize(
    ("path", "kind", "body", "reason"),
    [
        (
            "/bericht.pdf",
            b"application/pdf",
            b"<!doctype html><html><body><p>Seite nicht gefunden</p></body></html>",
            "nennt sich PDF",
        ),
        ("/seite", b"text/html", b"", "leer"),
        ("/seite", b"text/html", b"<html><body></body></html>", "keinen lesbaren Text"),
        ("/bild", b"text/html", b"\x89PNG\r\n\x1a\n123", "ihr Inhalt ist aber etwas anderes"),
        ("/daten.json", b"application/json", b"{}", "JSON"),
    ],
)
def test_a_page_that_is_no_document_is_refused_with_a_reason(
    path: str, kind: bytes, body: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with peer({path: reply(body, kind=kind)}) as server:
        found = quick(server, monkeypatch).fetch(server.root + path, deadline=2)
        with pytest.raises(Refused, match=reason):
            webpage.read_reply(found)


@pytest.mark.parametrize("charset", [b"utf-8", b"rot13", b"zip", b"unicode_escape", b"utf-7", b"", b"\xff\xfe"])
def test_a_wrong_charset_does_not_spoil_the_text(charset: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<html><body><p>Mängelmelder für Bürger in Köln und Groß-Gerau</p></body></html>".encode("cp1252")
    with peer({"/": reply(page, kind=b"text/html; charset=" + charset)}) as server:
        found = quick(server, monkeypatch).fetch(server.root + "/", deadline=2)
    assert webpage.read_reply(found).text == "Mängelmelder für Bürger in Köln und Groß-Gerau"


def test_many_fetches_leave_no_thread_and_no_file_open(monkeypatch: pytest.MonkeyPatch) -> None:
    acts: dict[str, bytes | Act] = {
        "/gut": reply(),
        "/kaputt": b"unsinn",
        "/bricht": OK + b"Content-Length: 9\r\n\r\na",
    }
    with peer(acts) as server:
        door = quick(server, monkeypatch)
        _all_of(door, server, acts, times=3)
        gc.collect()
        threads, files = threading.active_count(), len(os.listdir("/proc/self/fd"))
        _all_of(door, server, acts, times=60)
        gc.collect()
        assert threading.active_count() <= threads + 2, "the peer's own threads may still be ending"
        assert len(os.listdir("/proc/self/fd")) <= files + 2


def _all_of(door: Door, server: Peer, acts: dict[str, bytes | Act], times: int) -> None:
    for _ in range(times):
        for path in acts:
            try:
                door.fetch(server.root + path, deadline=2)
            except Refused as refusal:
                assert refusal.reason == reasons.REPLY_BROKEN
