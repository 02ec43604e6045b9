"""The only door to the network. Whatever is behind an address, this ends in time, stays small, and never leads inside.

A name is resolved once and all its addresses are checked; the connection (`connection.py`) goes to a checked address, and the
name stays for TLS and the Host header. Redirects are followed by hand and every hop is checked like the first. Proxies from the
environment are not used: a proxy would resolve the name again. What we hold is named in the request, so that an unchanged thing
is not sent twice; nobody but the host that gave that name is told it.
"""

import os
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from daseinswerk import __version__
from daseinswerk.sources import addresses, reasons
from daseinswerk.sources.addresses import USUAL_PORTS, Address, Rules
from daseinswerk.sources.connection import Reply, Request, Watchdog, exchange
from daseinswerk.sources.extracted import Forbidden, NotThere, Refused, Unavailable
from daseinswerk.sources.politeness import MAX_ROBOTS, Politeness
from daseinswerk.sources.reading import media_type_and_charset
from daseinswerk.sources.replies import NOT_MODIFIED, Fetched, Known, conditions

DEADLINE = 20.0
MAX_BYTES = 25 * reasons.MIB
MAX_HOPS = 5
PRODUCT = "Daseinswerk"
ACCEPT = (
    "text/html,application/xhtml+xml,application/pdf,application/json,application/xml,"
    "application/rss+xml,application/atom+xml,text/plain;q=0.9,*/*;q=0.5"
)
REDIRECTS = (301, 302, 303, 307, 308)
PAUSES = (429, 503)
Resolver = Callable[[str, int], list[str]]


def fetch(
    address: str, *, known: Known | None = None, deadline: float = DEADLINE, max_bytes: int = MAX_BYTES
) -> Fetched:
    """The reply to a GET of `address`, within `deadline` seconds for everything (waiting, robots.txt, redirects).

    With `known` the host is asked only for what has changed since; where nothing has, the result has status 304 and no body.
    Raises Refused for forbidden addresses, faults, and any other status; of its kinds NotThere is said of 404 and 410, Forbidden
    where the host forbids this page, Unavailable where the trouble is the host and not this one address.
    """
    return _door.fetch(address, known=known, deadline=deadline, max_bytes=max_bytes)


def keep_manners_in(folder: Path) -> None:
    """Share with all processes that use this folder when each host was asked and what pause it wants. Called once at start-up."""
    _door.keep_manners_in(folder)


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

    def fetch(
        self, address: str, *, known: Known | None = None, deadline: float = DEADLINE, max_bytes: int = MAX_BYTES
    ) -> Fetched:
        """See the function `fetch` of this module."""
        rules = Rules(self._ports, frozenset(allowed_exceptions()))
        with Watchdog(deadline) as watchdog:
            first = here = addresses.read(address, rules)
            for _hop in range(MAX_HOPS + 1):
                asked = conditions(known) if _same_host(first, here) else {}
                reply = self._visit(here, rules, watchdog, max_bytes=max_bytes, asked=asked)
                if reply.status not in REDIRECTS:
                    return _accepted(address, here, reply, conditional=bool(asked))
                here = _next_hop(here, reply, rules)
            raise Refused(reasons.TOO_MANY_HOPS)

    def keep_manners_in(self, folder: Path) -> None:
        """See the function of this name."""
        self._politeness.keep_in(folder)

    def _visit(
        self, here: Address, rules: Rules, watchdog: Watchdog, *, max_bytes: int, asked: Mapping[str, str]
    ) -> Reply:
        """One hop, if robots.txt allows it."""
        gap = self._politeness.permission(here, PRODUCT, lambda: self._robots(here, rules, watchdog))
        request = Request(
            here, self._checked_ips(here, rules, watchdog), {**_request_headers(here), **asked}, max_bytes
        )
        reply = self._ask(request, watchdog, gap)
        if reply.status in PAUSES:
            # Once more, in our turn: that comes after the pause, or not at all where the pause outlasts the deadline.
            reply = self._ask(request, watchdog, gap)
        if reply.status in PAUSES:
            raise Unavailable(reasons.PAUSE)
        return reply

    def _robots(self, page: Address, rules: Rules, watchdog: Watchdog) -> tuple[int, bytes]:
        """Status and body of the host's robots.txt; redirects are followed as for a page, without asking for permission again."""
        here = Address(page.scheme, page.host, page.port, "/robots.txt")
        for _hop in range(MAX_HOPS + 1):
            try:
                ips = self._checked_ips(here, rules, watchdog)
                reply = self._ask(Request(here, ips, _request_headers(here), MAX_ROBOTS, cut=True), watchdog, 0.0)
            except Refused:
                if here.endpoint == page.endpoint:
                    raise  # the host itself is not to be reached: that is the reason to show
                return 503, b""
            if reply.status not in REDIRECTS:
                return reply.status, reply.body
            here = _next_hop(here, reply, rules)
        return 404, b""  # RFC 9309, 2.3.1.2: more than five redirects count as no robots.txt

    def _ask(self, request: Request, watchdog: Watchdog, gap: float) -> Reply:
        """One request to one host, in its turn; when the host wants a pause, that is noted before anyone else's turn comes."""
        with self._politeness.turn(request.address, watchdog.end, gap) as turn:
            reply = exchange(request, watchdog, self._tls)
            turn.received(len(reply.body))
            if reply.status in PAUSES:
                turn.pause(reply.headers.get("retry-after", ""))
            return reply

    def _checked_ips(self, here: Address, rules: Rules, watchdog: Watchdog) -> list[str]:
        """The only resolution. One address that is not public is enough to refuse: the name is meant to mislead."""
        ips = _in_time(lambda: self._resolver(here.host, here.port), watchdog, here.host)
        excepted = here.endpoint in rules.excepted
        if not ips:
            raise Unavailable(reasons.NAME_UNKNOWN.format(host=here.host))
        if not all(addresses.is_public(ip) or (excepted and addresses.is_loopback(ip)) for ip in ips):
            raise Refused(reasons.INTERNAL)
        return ips


def _in_time(resolve: Callable[[], list[str]], watchdog: Watchdog, host: str) -> list[str]:
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
        raise Unavailable(reasons.NAME_UNKNOWN.format(host=host)) from None


def _request_headers(here: Address) -> dict[str, str]:
    return {
        "Host": here.authority,
        "User-Agent": user_agent(),
        # All that is read, alike: a host with a page and data at one address (OParl, feeds) answers with what it holds for the first.
        "Accept": ACCEPT,
        "Accept-Language": "de,en;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _same_host(first: Address, here: Address) -> bool:
    """Whether `here` is the host that was asked first; it may have led us from http to https."""
    usual = first.port in USUAL_PORTS and here.port in USUAL_PORTS
    return first.host == here.host and (first.port == here.port or usual)


def _next_hop(here: Address, reply: Reply, rules: Rules) -> Address:
    location = reply.headers.get("location", "")
    if not location:
        raise Refused(reasons.HOP_WITHOUT_TARGET)
    there = addresses.joined(here, location, rules)
    if here.scheme == "https" and there.scheme == "http":
        raise Refused(reasons.HOP_TO_HTTP)
    return there


def _accepted(address: str, here: Address, reply: Reply, *, conditional: bool) -> Fetched:
    """The reply as a result, when the status is 2xx or an answer to our condition; else Refused with what the status means."""
    status = reply.status
    if status in (401, 402, 403, 407, 451):
        raise Forbidden(reasons.FORBIDDEN.format(status=status))
    if status in (404, 410):
        raise NotThere(reasons.NOT_FOUND.format(status=status), status)
    if 400 <= status < 500:
        raise Refused(reasons.NOT_FOUND.format(status=status))
    if status == 206:  # a part, and we asked for the whole
        raise Unavailable(reasons.REPLY_BROKEN)
    if not 200 <= status < 300 and not (conditional and status == NOT_MODIFIED):
        raise Unavailable(reasons.SERVER_FAULT.format(status=status))
    media_type, charset = media_type_and_charset(reply.headers.get("content-type", ""))
    return Fetched(address, str(here), status, media_type, charset, reply.body, datetime.now(UTC), reply.headers)


_door = Door()
