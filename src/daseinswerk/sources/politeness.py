"""How to be a good guest: robots.txt, one request after the other, a second between them, a pause when asked for.

Kept per host and process. This module knows no network: `fetch` hands in a way to get robots.txt.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from protego import Protego

from daseinswerk.sources import reasons
from daseinswerk.sources.addresses import Address
from daseinswerk.sources.extracted import Refused, Unavailable

GAP = 1.0
ROBOTS_KEPT = 24 * 3600.0
# A robots.txt we could not get is asked for again soon: the site may be up again.
ROBOTS_FAILURE_KEPT = 300.0
MAX_ROBOTS = 512 * 1024
DEFAULT_PAUSE = 60.0
LONGEST_PAUSE = 24 * 3600.0
MAX_HOSTS = 10_000


@dataclass(slots=True)
class _Host:
    """What we know of one host and port."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    last: float = float("-inf")
    paused_until: float = float("-inf")
    rules: Protego | None = None
    rules_until: float = float("-inf")


class Politeness:
    """The state of all hosts. `gap` is the least time between two requests to a host, in seconds."""

    def __init__(self, gap: float = GAP) -> None:
        self.gap = gap
        self._hosts: dict[tuple[str, int], _Host] = {}
        self._lock = threading.Lock()

    def _host(self, address: Address) -> _Host:
        with self._lock:
            if len(self._hosts) > MAX_HOSTS:
                self._hosts.clear()
            return self._hosts.setdefault(address.endpoint, _Host())

    def take_turn(self, address: Address, end: float, gap: float = 0.0) -> threading.Lock:
        """Wait until this host may be asked, and hold it; the caller releases the lock. `end` is a monotonic time.

        Raises Refused when the host wants a pause, or when the turn would come after `end`.
        """
        host = self._host(address)
        if host.paused_until > time.monotonic():
            raise Unavailable(reasons.PAUSE)
        if not host.turn.acquire(timeout=max(0.0, end - time.monotonic())):
            raise Unavailable(reasons.PAUSE)
        wait = host.last + max(self.gap, gap) - time.monotonic()
        if wait > end - time.monotonic() or host.paused_until > time.monotonic():
            host.turn.release()
            raise Unavailable(reasons.PAUSE)
        time.sleep(max(0.0, wait))
        return host.turn

    def asked(self, address: Address) -> None:
        """A request to this host has just ended: the gap counts from now."""
        self._host(address).last = time.monotonic()

    def pause(self, address: Address, retry_after: str) -> None:
        """The host answered 429 or 503: leave it alone as long as it says (seconds or a date, RFC 9110, 10.2.3)."""
        self._host(address).paused_until = time.monotonic() + min(_seconds(retry_after), LONGEST_PAUSE)

    def permission(self, address: Address, agent: str, get: Callable[[], tuple[int, bytes]]) -> float:
        """The gap the host asks for, in seconds; raises Refused when robots.txt forbids the page.

        `get` fetches robots.txt: (status, body). As RFC 9309 says: 4xx means everything is allowed, 5xx or no answer means nothing is.
        """
        host = self._host(address)
        if host.rules_until < time.monotonic():
            host.rules, kept = _rules(get)
            host.rules_until = time.monotonic() + kept
        if host.rules is None:
            raise Unavailable(reasons.ROBOTS_UNKNOWN)
        if not host.rules.can_fetch(str(address), agent):
            raise Refused(reasons.ROBOTS)
        return float(host.rules.crawl_delay(agent) or 0.0)


def _rules(get: Callable[[], tuple[int, bytes]]) -> tuple[Protego | None, float]:
    status, body = get()
    if 200 <= status < 300:
        return Protego.parse(body[:MAX_ROBOTS].decode("utf-8", errors="replace")), ROBOTS_KEPT
    if 400 <= status < 500 and status != 429:
        return Protego.parse(""), ROBOTS_KEPT
    return None, ROBOTS_FAILURE_KEPT


def _seconds(retry_after: str) -> float:
    written = retry_after.strip()
    if written.isascii() and written.isdigit() and len(written) < 10:
        return float(written)
    try:
        return max(0.0, (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return DEFAULT_PAUSE
