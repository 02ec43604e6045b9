"""How to be a good guest: robots.txt, one request after the other, a second between them, a pause when asked for, not too much.

Kept per host; with a folder, for all processes that use it (`host_notes.py`). This module knows no network: `fetch` hands in a
way to get robots.txt.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from protego import Protego

from daseinswerk.sources import reasons
from daseinswerk.sources.addresses import Address
from daseinswerk.sources.extracted import Refused, Unavailable
from daseinswerk.sources.host_notes import HostFile, HostNotes, Note, forget_old

GAP = 1.0
ROBOTS_KEPT = 24 * 3600.0
# A robots.txt we could not get is asked for again soon: the site may be up again.
ROBOTS_FAILURE_KEPT = 300.0
MAX_ROBOTS = 512 * 1024
DEFAULT_PAUSE = 60.0
LONGEST_PAUSE = 24 * 3600.0
MAX_HOSTS = 10_000
DAY = 24 * 3600
# Unpacked bytes from one host and day. The largest council systems we know hold some 10 GiB, which then take a week.
DAILY_BYTES = 2 * 1024 * reasons.MIB


@dataclass(slots=True)
class _Host:
    """What we know of one host and port."""

    notes: HostNotes
    rules: Protego | None = None
    rules_until: float = field(default=float("-inf"))


class Turn:
    """Our turn with one host: nobody else of ours asks it until the turn is over."""

    def __init__(self, notes: HostNotes) -> None:
        self._notes = notes

    def pause(self, retry_after: str) -> None:
        """The host answered 429 or 503: leave it alone as long as it says (seconds or a date, RFC 9110, 10.2.3)."""
        seconds = min(_seconds(retry_after), LONGEST_PAUSE)
        self._notes.keep(replace(self._notes.note, paused=time.time(), pause=seconds))

    def received(self, size: int) -> None:
        """So many bytes came."""
        today = int(time.time() // DAY)
        before = self._notes.note.received if self._notes.note.day == today else 0
        self._notes.keep(replace(self._notes.note, day=today, received=before + size))

    def asked(self) -> None:
        """A request begins or has just ended: the gap counts from now."""
        self._notes.keep(replace(self._notes.note, asked=time.time()))


class Politeness:
    """The manners towards all hosts.

    `gap` is the least time between two requests to a host in seconds, `daily` the most bytes of a day, `folder` where processes
    tell each other whom they have asked (without it each is on its own).
    """

    def __init__(self, gap: float = GAP, *, folder: Path | None = None, daily: int = DAILY_BYTES) -> None:
        self.gap = gap
        self.daily = daily
        self._hosts: dict[tuple[str, int], _Host] = {}
        self._lock = threading.Lock()
        self._folder: Path | None = None
        if folder:
            self.keep_in(folder)

    def keep_in(self, folder: Path) -> None:
        """From now on share what is known of hosts with all processes that use this folder; it is made where it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        forget_old(folder)
        with self._lock:
            self._folder = folder
            self._hosts.clear()

    def _host(self, address: Address) -> _Host:
        with self._lock:
            if len(self._hosts) > MAX_HOSTS:
                self._hosts.clear()
            if address.endpoint not in self._hosts:
                self._hosts[address.endpoint] = _Host(
                    HostFile(self._folder, *address.endpoint) if self._folder else HostNotes()
                )
            return self._hosts[address.endpoint]

    @contextmanager
    def turn(self, address: Address, end: float, gap: float = 0.0) -> Iterator[Turn]:
        """Wait until this host may be asked, and hold it. `end` is a monotonic time.

        Raises Unavailable when the turn would come after `end`, because of others, the gap, or a pause the host has asked for,
        and when enough was taken from it today.
        """
        notes = self._host(address).notes
        with notes.held(end) as mine:
            if not mine:
                raise Unavailable(reasons.PAUSE)
            if notes.note.day == int(time.time() // DAY) and notes.note.received >= self.daily:
                raise Unavailable(reasons.ENOUGH_TODAY.format(host=address.host))
            wait = _wait(notes.note, max(self.gap, gap))
            if wait > end - time.monotonic():
                raise Unavailable(reasons.PAUSE)
            time.sleep(wait)
            turn = Turn(notes)
            turn.asked()  # before as well: who is killed now has asked all the same
            try:
                yield turn
            finally:
                turn.asked()

    def permission(self, address: Address, agent: str, get: Callable[[], tuple[int, bytes]]) -> float:
        """The gap the host asks for, in seconds; raises Refused when robots.txt forbids the page.

        `get` fetches robots.txt: (status, body). As RFC 9309 says: 4xx means everything is allowed, 5xx or no answer means nothing is.
        """
        host = self._host(address)
        if host.rules_until < time.monotonic():
            host.rules, kept = _left_by_others(host.notes) or _asked_for(host.notes, get)
            host.rules_until = time.monotonic() + kept
        if host.rules is None:
            raise Unavailable(reasons.ROBOTS_UNKNOWN)
        if not host.rules.can_fetch(str(address), agent):
            raise Refused(reasons.ROBOTS)
        return float(host.rules.crawl_delay(agent) or 0.0)


def _wait(note: Note, gap: float) -> float:
    """Seconds until this host may be asked again. A clock that was set back or forth costs one gap or one pause, not more."""
    now = time.time()
    since_asked, since_paused = abs(now - note.asked), abs(now - note.paused)
    return max(0.0, gap - since_asked, min(note.pause, LONGEST_PAUSE) - since_paused)


def _left_by_others(notes: HostNotes) -> tuple[Protego, float] | None:
    """The rules as another process of ours has read them within a day, and how long they hold."""
    body, age = notes.robots() or (b"", ROBOTS_KEPT)
    return (_read(body), ROBOTS_KEPT - age) if 0 <= age < ROBOTS_KEPT else None


def _asked_for(notes: HostNotes, get: Callable[[], tuple[int, bytes]]) -> tuple[Protego | None, float]:
    """The rules as the host gives them now, and how long they hold; None where that cannot be known."""
    status, body = get()
    if 200 <= status < 300 or (400 <= status < 500 and status != 429):
        said = body[:MAX_ROBOTS] if status < 300 else b""
        notes.keep_robots(said)
        return _read(said), ROBOTS_KEPT
    return None, ROBOTS_FAILURE_KEPT


def _read(body: bytes) -> Protego:
    return Protego.parse(body.decode("utf-8", errors="replace"))


def _seconds(retry_after: str) -> float:
    written = retry_after.strip()
    if written.isascii() and written.isdigit() and len(written) < 10:
        return float(written)
    try:
        return max(0.0, (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return DEFAULT_PAUSE
