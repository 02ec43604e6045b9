"""The only door to the network. Whatever is behind an address, this ends in time, stays small, and never leads inside.

A name is resolved once and all its addresses are checked; the connection goes to a checked address, and the name stays for TLS
and the Host header. Redirects are followed by hand and every hop is checked like the first. A watchdog shuts the socket at the
deadline, because a socket timeout starts anew with each byte. The limit counts decoded bytes, one layer of gzip is taken.
Proxies from the environment are not used: a proxy would resolve the name again. urllib3 and not httpx, which a reply of 1.8 KB
drove to 3 GB of memory (measured, 2026).
"""

import http.client
import os
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from daseinswerk import __version__
from daseinswerk.sources import addresses, reasons
from daseinswerk.sources.addresses import USUAL_PORTS, Address, Rules
from daseinswerk.sources.extracted import NotThere, Refused
from daseinswerk.sources.politeness import MAX_ROBOTS, Politeness
from daseinswerk.sources.reading import media_type_and_charset

DEADLINE = 20.0
MAX_BYTES = 25 * reasons.MIB
MAX_HOPS = 5
CHUNK = 64 * 1024
CONNECT_TIMEOUT = 10.0
PRODUCT = "Daseinswerk"
REDIRECTS = (301, 302, 303, 307, 308)
PLAIN_ENCODINGS = ("", "identity")
GZIP_ENCODINGS = ("gzip", "x-gzip")
Resolver = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A reply: `address` as asked, `final_address` after redirects, `body` decoded, header names in lower case."""

    address: str
    final_address: str
    status: int
    media_type: str
    charset: str
    body: bytes
    fetched_at: datetime
    headers: Mapping[str, str]


def fetch(address: str, *, deadline: float = DEADLINE, max_bytes: int = MAX_BYTES) -> Fetched:
    """The reply to a GET of `address`, within `deadline` seconds for everything (waiting, robots.txt, redirects).

    Raises Refused for forbidden addresses, faults, and any status but 2xx.
    """
    return _door.fetch(address, deadline=deadline, max_bytes=max_bytes)


def allowed_exceptions() -> tuple[tuple[str, int], ...]:
    """Targets on this machine that DASEINSWERK_FETCH_ALLOW=host:port[,…] permits, for tests. Empty in real life."""
    pairs = []
    for entry in filter(None, (part.strip() for part in os.environ.get("DASEINSWERK_FETCH_ALLOW", "").split(","))):
        host, _, port = entry.rpartition(":")
        if host and port.isdigit():
            pairs.append((host.strip("[]").lower(), int(port)))
    return tuple(sorted(set(pairs)))


def resolved(host: str, port: int) -> list[str]:
    """All IP addresses of a name, by the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def user_agent() -> str:
    """Who we are, with the contact from DASEINSWERK_CONTACT (an address or a page) where the operator gave one."""
    contact = "".join(sign for sign in os.environ.get("DASEINSWERK_CONTACT", "") if " " < sign < "\x7f")
    return f"{PRODUCT}/{__version__} (+{contact})" if contact else f"{PRODUCT}/{__version__}"


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Door:
    """One set of manners and one resolver. The module's own is the one in use; tests make theirs with a resolver of their own."""

    def __init__(
        self,
        *,
        resolver: Resolver = resolved,
        politeness: Politeness | None = None,
        tls: ssl.SSLContext | None = None,
        ports: frozenset[int] = USUAL_PORTS,
    ) -> None:
        self._resolver = resolver
        self._politeness = politeness or Politeness()
        self._tls = tls
        self._ports = ports

    def fetch(self, address: str, *, deadline: float = DEADLINE, max_bytes: int = MAX_BYTES) -> Fetched:
        """See the function `fetch` of this module."""
        rules = Rules(self._ports, frozenset(allowed_exceptions()))
        with _Watchdog(deadline) as watchdog:
            here = addresses.read(address, rules)
            for _hop in range(MAX_HOPS + 1):
                reply = self._visit(here, rules, watchdog, max_bytes)
                if reply.status not in REDIRECTS:
                    return _accepted(address, here, reply)
                here = _next_hop(here, reply, rules)
            raise Refused(reasons.TOO_MANY_HOPS)

    def _visit(self, here: Address, rules: Rules, watchdog: "_Watchdog", max_bytes: int) -> _Reply:
        """One hop, if robots.txt allows it."""
        gap = self._politeness.permission(here, PRODUCT, lambda: self._robots(here, rules, watchdog))
        reply = self._ask(here, rules, watchdog, max_bytes=max_bytes, gap=gap)
        if reply.status in (429, 503):
            self._politeness.pause(here, reply.headers.get("retry-after", ""))
            raise Refused(reasons.PAUSE)
        return reply

    def _robots(self, page: Address, rules: Rules, watchdog: "_Watchdog") -> tuple[int, bytes]:
        """Status and body of the host's robots.txt; redirects are followed as for a page, without asking for permission again."""
        here = Address(page.scheme, page.host, page.port, "/robots.txt")
        for _hop in range(MAX_HOPS + 1):
            try:
                reply = self._ask(here, rules, watchdog, max_bytes=MAX_ROBOTS, gap=0.0, cut=True)
            except Refused:
                if here.endpoint == page.endpoint:
                    raise  # the host itself is not to be reached: that is the reason to show
                return 503, b""
            if reply.status not in REDIRECTS:
                return reply.status, reply.body
            here = _next_hop(here, reply, rules)
        return 404, b""  # RFC 9309, 2.3.1.2: more than five redirects count as no robots.txt

    def _ask(
        self,
        here: Address,
        rules: Rules,
        watchdog: "_Watchdog",
        *,
        max_bytes: int,
        gap: float,
        cut: bool = False,
    ) -> _Reply:
        """One request to one host, in its turn; `cut` keeps the first `max_bytes` of a longer reply instead of refusing it."""
        ips = self._checked_ips(here, rules, watchdog)
        turn = self._politeness.take_turn(here, watchdog.end, gap)
        try:
            return _exchange(_connection(here, ips, watchdog, self._tls), here, watchdog, max_bytes, cut=cut)
        finally:
            self._politeness.asked(here)
            turn.release()

    def _checked_ips(self, here: Address, rules: Rules, watchdog: "_Watchdog") -> list[str]:
        """The only resolution. One address that is not public is enough to refuse: the name is meant to mislead."""
        ips = _in_time(lambda: self._resolver(here.host, here.port), watchdog, here.host)
        excepted = here.endpoint in rules.excepted
        if not ips:
            raise Refused(reasons.NAME_UNKNOWN.format(host=here.host))
        if not all(addresses.is_public(ip) or (excepted and addresses.is_loopback(ip)) for ip in ips):
            raise Refused(reasons.INTERNAL)
        return ips


def _in_time(resolve: Callable[[], list[str]], watchdog: "_Watchdog", host: str) -> list[str]:
    """The system's resolver cannot be interrupted; its thread is left to end by itself when we cannot wait longer."""
    answers: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(resolve())
        except (OSError, UnicodeError):
            answers.put([])

    threading.Thread(target=work, daemon=True, name="resolve").start()
    try:
        return answers.get(timeout=max(0.0, watchdog.left()))
    except queue.Empty:
        raise Refused(reasons.NAME_UNKNOWN.format(host=host)) from None


class _Watchdog:
    """Shuts every socket it guards when the time is over; then reading and writing end at once, whatever the peer does."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.end = time.monotonic() + deadline
        self.barked = False
        self._guarded: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(deadline, self._bark)
        self._timer.daemon = True

    def __enter__(self) -> "_Watchdog":
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
        return reasons.DEADLINE.format(limit=round(self.deadline))


class _Pinned(HTTPConnection):
    """A connection that goes to checked addresses only, whatever its host name would resolve to now."""

    pins: tuple[list[str], int, _Watchdog]

    def _new_conn(self) -> socket.socket:
        return _connected(*self.pins)


class _PinnedTLS(HTTPSConnection):
    """The same with TLS; certificate and server name are those of the host name."""

    pins: tuple[list[str], int, _Watchdog]

    def _new_conn(self) -> socket.socket:
        return _connected(*self.pins)


def _connection(here: Address, ips: list[str], watchdog: _Watchdog, tls: ssl.SSLContext | None) -> HTTPConnection:
    timeout = max(0.1, min(CONNECT_TIMEOUT, watchdog.left()))
    if here.scheme == "https":
        connection: _Pinned | _PinnedTLS = _PinnedTLS(
            here.host, here.port, timeout=timeout, ssl_context=tls or ssl.create_default_context()
        )
    else:
        connection = _Pinned(here.host, here.port, timeout=timeout)
    connection.pins = (ips, here.port, watchdog)
    return connection


def _connected(ips: list[str], port: int, watchdog: _Watchdog) -> socket.socket:
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
        sock.settimeout(
            max(0.1, left) + 1.0
        )  # the watchdog is the one that ends it, so that the reason is the deadline
        return sock
    raise last


def _exchange(connection: HTTPConnection, here: Address, watchdog: _Watchdog, max_bytes: int, *, cut: bool) -> _Reply:
    """Send the request, read the reply; every fault of peer or network becomes a sentence."""
    try:
        connection.request(
            "GET", here.target, headers=_request_headers(here), preload_content=False, decode_content=True
        )
        reply = _read_reply(connection.getresponse(), max_bytes, cut=cut)
    except Refused:
        raise
    except (ssl.SSLError, urllib3.exceptions.SSLError):
        raise Refused(watchdog.reason() if watchdog.barked else reasons.TLS_FAILED.format(host=here.host)) from None
    except (http.client.HTTPException, urllib3.exceptions.HTTPError, ValueError) as error:
        raise Refused(_fault(error, here, watchdog)) from None
    except OSError:
        over = watchdog.barked or watchdog.left() <= 0
        raise Refused(watchdog.reason() if over else reasons.NOT_REACHED.format(host=here.host)) from None
    finally:
        connection.close()
    if watchdog.barked:  # a shut socket looks like the end of a reply that has no length
        raise Refused(watchdog.reason())
    return reply


def _fault(error: Exception, here: Address, watchdog: _Watchdog) -> str:
    if watchdog.barked or isinstance(error, urllib3.exceptions.ReadTimeoutError):
        return watchdog.reason()
    unreached = isinstance(error, urllib3.exceptions.NewConnectionError)
    return reasons.NOT_REACHED.format(host=here.host) if unreached else reasons.REPLY_BROKEN


def _request_headers(here: Address) -> dict[str, str]:
    return {
        "Host": here.authority,
        "User-Agent": user_agent(),
        "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
        "Accept-Language": "de,en;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _read_reply(response: urllib3.BaseHTTPResponse, max_bytes: int, *, cut: bool) -> _Reply:
    """The body, at most `max_bytes` after decoding, in at most one layer of gzip and never both chunked and measured."""
    try:
        headers = {
            name.lower(): response.headers[name] for name in response.headers
        }  # a repeated one: joined by commas
        _check_framing(headers, None if cut else max_bytes)
        pieces, length = [], 0
        while piece := response.read(CHUNK):
            length += len(piece)
            pieces.append(piece)
            if length > max_bytes and not cut:
                raise Refused(reasons.REPLY_TOO_BIG.format(limit=_mib(max_bytes)))
            if length > max_bytes:
                break
        return _Reply(response.status, headers, b"".join(pieces)[:max_bytes])
    finally:
        response.close()


def _check_framing(headers: dict[str, str], max_bytes: int | None) -> None:
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in PLAIN_ENCODINGS + GZIP_ENCODINGS:
        raise Refused(reasons.REPLY_PACKED_TWICE)
    transfer = headers.get("transfer-encoding", "").strip().lower()
    # Two statements about the length that may differ are how replies are smuggled (RFC 9112, 6.3).
    if transfer not in ("", "chunked", "identity") or (transfer == "chunked" and "content-length" in headers):
        raise Refused(reasons.REPLY_BROKEN)
    said = headers.get("content-length", "0").strip()
    if not said.isascii() or not said.isdigit():
        raise Refused(reasons.REPLY_BROKEN)
    if max_bytes is not None and (len(said) > 18 or int(said) > max_bytes):
        raise Refused(reasons.REPLY_TOO_BIG.format(limit=_mib(max_bytes)))


def _mib(size: int) -> str:
    return f"{size / reasons.MIB:.3g}".replace(".", ",")


def _next_hop(here: Address, reply: _Reply, rules: Rules) -> Address:
    location = reply.headers.get("location", "")
    if not location:
        raise Refused(reasons.HOP_WITHOUT_TARGET)
    there = addresses.joined(here, location, rules)
    if here.scheme == "https" and there.scheme == "http":
        raise Refused(reasons.HOP_TO_HTTP)
    return there


def _accepted(address: str, here: Address, reply: _Reply) -> Fetched:
    """The reply as a result, when the status is 2xx; else Refused with what the status means."""
    status = reply.status
    if status in (401, 402, 403, 407, 451):
        raise Refused(reasons.FORBIDDEN.format(status=status))
    if status in (404, 410):
        raise NotThere(reasons.NOT_FOUND.format(status=status), status)
    if 400 <= status < 500:
        raise Refused(reasons.NOT_FOUND.format(status=status))
    if not 200 <= status < 300:
        raise Refused(reasons.SERVER_FAULT.format(status=status))
    media_type, charset = media_type_and_charset(reply.headers.get("content-type", ""))
    return Fetched(address, str(here), status, media_type, charset, reply.body, datetime.now(UTC), reply.headers)


_door = Door()
