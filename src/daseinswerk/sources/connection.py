"""One request to one checked address: what the peer does, it ends in time, stays small, and its faults become sentences.

A watchdog shuts the socket at the deadline, because a socket timeout starts anew with each byte. The limit counts decoded
bytes, one layer of gzip is taken. urllib3 and not httpx, which a reply of 1.8 KB drove to 3 GB of memory (measured, 2026).
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from daseinswerk.sources import reasons
from daseinswerk.sources.addresses import Address
from daseinswerk.sources.extracted import Refused, Unavailable

CHUNK = 64 * 1024
CONNECT_TIMEOUT = 10.0
PLAIN_ENCODINGS = ("", "identity")
GZIP_ENCODINGS = ("gzip", "x-gzip")
GZIP = 16 + zlib.MAX_WBITS
GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Reply:
    """What one request brought, whatever its status; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """A GET of `address` at one of its checked `ips`; of a longer reply `cut` keeps the first `max_bytes` instead of refusing it."""

    address: Address
    ips: list[str]
    headers: Mapping[str, str]
    max_bytes: int
    cut: bool = False


class Watchdog:
    """Shuts every socket it guards when the time is over; then reading and writing end at once, whatever the peer does."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.end = time.monotonic() + deadline
        self.barked = False
        self._guarded: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(deadline, self._bark)
        self._timer.daemon = True

    def __enter__(self) -> "Watchdog":
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()
        with self._lock:
            for sock in self._guarded:
                sock.close()
            self._guarded.clear()
        self._timer.join()

    def left(self) -> float:
        """Seconds until the deadline."""
        return self.end - time.monotonic()

    def guard(self, sock: socket.socket) -> None:
        """Take this connection under guard. A duplicate is kept: TLS takes the original away from its object."""
        with self._lock:
            self._guarded.append(sock.dup())
        if self.barked:
            self._bark()

    def _bark(self) -> None:
        self.barked = True
        with self._lock:
            for sock in self._guarded:
                try:
                    sock.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # already closed by the peer

    def reason(self) -> str:
        """The sentence for a reply that was too slow."""
        return reasons.DEADLINE.format(limit=round(self.deadline))


class _Pinned(HTTPConnection):
    """A connection that goes to checked addresses only, whatever its host name would resolve to now."""

    pins: tuple[list[str], int, Watchdog]

    def _new_conn(self) -> socket.socket:
        return _connected(*self.pins)


class _PinnedTLS(HTTPSConnection):
    """The same with TLS; certificate and server name are those of the host name."""

    pins: tuple[list[str], int, Watchdog]

    def _new_conn(self) -> socket.socket:
        return _connected(*self.pins)


def _connection(here: Address, ips: list[str], watchdog: Watchdog, tls: ssl.SSLContext | None) -> HTTPConnection:
    timeout = max(0.1, min(CONNECT_TIMEOUT, watchdog.left()))
    if here.scheme == "https":
        connection: _Pinned | _PinnedTLS = _PinnedTLS(
            here.host, here.port, timeout=timeout, ssl_context=tls or ssl.create_default_context()
        )
    else:
        connection = _Pinned(here.host, here.port, timeout=timeout)
    connection.pins = (ips, here.port, watchdog)
    return connection


def _connected(ips: list[str], port: int, watchdog: Watchdog) -> socket.socket:
    """A socket to the first of the addresses that answers."""
    last: OSError = OSError("no address")
    for ip in ips:
        left = watchdog.left()
        if left <= 0:
            break
        try:
            sock = socket.create_connection((ip, port), timeout=min(CONNECT_TIMEOUT, left))
        except OSError as error:
            last = error
            continue
        watchdog.guard(sock)
        sock.settimeout(max(0.1, left) + 1.0)  # the watchdog is to end it, so that the reason is the deadline
        return sock
    raise last


def exchange(request: Request, watchdog: Watchdog, tls: ssl.SSLContext | None) -> Reply:
    """Send the request, read the reply; every fault of peer or network becomes a sentence (Refused, mostly Unavailable)."""
    here = request.address
    connection = _connection(here, request.ips, watchdog, tls)
    try:
        connection.request("GET", here.target, headers=request.headers, preload_content=False, decode_content=False)
        reply = _read_reply(connection.getresponse(), request.max_bytes, cut=request.cut)
    except Refused as refused:
        if watchdog.barked and isinstance(refused, Unavailable):  # it was we who broke the reply off
            raise Unavailable(watchdog.reason()) from None
        raise
    except (ssl.SSLError, urllib3.exceptions.SSLError):
        raise Unavailable(watchdog.reason() if watchdog.barked else reasons.TLS_FAILED.format(host=here.host)) from None
    except (http.client.HTTPException, urllib3.exceptions.HTTPError, ValueError) as error:
        raise Unavailable(_fault(error, here, watchdog)) from None
    except OSError:
        over = watchdog.barked or watchdog.left() <= 0
        raise Unavailable(watchdog.reason() if over else reasons.NOT_REACHED.format(host=here.host)) from None
    finally:
        connection.close()
    if watchdog.barked:  # a shut socket looks like the end of a reply that has no length
        raise Unavailable(watchdog.reason())
    return reply


def _fault(error: Exception, here: Address, watchdog: Watchdog) -> str:
    if watchdog.barked or isinstance(error, urllib3.exceptions.ReadTimeoutError):
        return watchdog.reason()
    unreached = isinstance(error, urllib3.exceptions.NewConnectionError)
    return reasons.NOT_REACHED.format(host=here.host) if unreached else reasons.REPLY_BROKEN


def _read_reply(response: urllib3.BaseHTTPResponse, max_bytes: int, *, cut: bool) -> Reply:
    """The body, at most `max_bytes` after decoding, in at most one layer of gzip and never both chunked and measured."""
    try:
        # A repeated header: joined by commas.
        headers = {name.lower(): response.headers[name] for name in response.headers}
        _check_framing(headers, None if cut else max_bytes)
        packed = headers.get("content-encoding", "").strip().lower() in GZIP_ENCODINGS
        pieces, length = [], 0
        for piece in _unpacked(response) if packed else _as_sent(response):
            length += len(piece)
            pieces.append(piece)
            if length > max_bytes and not cut:
                raise Refused(reasons.REPLY_TOO_BIG.format(limit=_mib(max_bytes)))
            if length > max_bytes:
                break
        return Reply(response.status, headers, b"".join(pieces)[:max_bytes])
    finally:
        response.close()


def _as_sent(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    while piece := response.read(CHUNK):
        yield piece


def _unpacked(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    """One layer of gzip, a little at a time. Raises Unavailable where it breaks off: urllib3 takes half a page for the whole
    (2.8, measured 2026). Several streams one after the other are one; what follows the last is padding (RFC 1952, 2.2)."""
    stream, tail, began = zlib.decompressobj(GZIP), b"", False
    try:
        while piece := tail or response.read(CHUNK):
            if stream.eof and not piece.startswith(GZIP_MAGIC):
                return
            if stream.eof:
                stream = zlib.decompressobj(GZIP)
            began = True
            yield stream.decompress(piece, CHUNK)
            tail = stream.unused_data if stream.eof else stream.unconsumed_tail
    except zlib.error:
        raise Unavailable(reasons.REPLY_BROKEN) from None
    if began and not stream.eof:
        raise Unavailable(reasons.REPLY_BROKEN)


def _check_framing(headers: dict[str, str], max_bytes: int | None) -> None:
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in PLAIN_ENCODINGS + GZIP_ENCODINGS:
        raise Refused(reasons.REPLY_PACKED_TWICE)
    transfer = headers.get("transfer-encoding", "").strip().lower()
    # Two statements about the length that may differ are how replies are smuggled (RFC 9112, 6.3).
    if transfer not in ("", "chunked", "identity") or (transfer == "chunked" and "content-length" in headers):
        raise Unavailable(reasons.REPLY_BROKEN)
    said = headers.get("content-length", "0").strip()
    if not said.isascii() or not said.isdigit():
        raise Unavailable(reasons.REPLY_BROKEN)
    if max_bytes is not None and (len(said) > 18 or int(said) > max_bytes):
        raise Refused(reasons.REPLY_TOO_BIG.format(limit=_mib(max_bytes)))


def _mib(size: int) -> str:
    return f"{size / reasons.MIB:.3g}".replace(".", ",")
