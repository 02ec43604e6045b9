"""What every adapter of a watched source speaks: it is asked with what is known and tells what it sees, one thing after the other.

An adapter is a function `visit(asked, fetch) -> Iterator[Event]`, one module for each protocol, listed in `adapters.py`. It
never stores, never decides what a missing thing means, and may be stopped after any event. The caller (`pipeline/s1_watch`)
stores each event before it takes the next, so a visit that is killed goes on where it stood.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from daseinswerk.sources.replies import Fetched, Known


@dataclass(frozen=True, slots=True)
class Asked:
    """One visit as an adapter is asked for it.

    `known` gives what is known of an external id, None for a new one. `full`: compare everything, not only what seems new.
    `options` are the office's (what to include, how much); `cursor` is the adapter's own memory from the last visit.
    """

    address: str
    known: Callable[[str], Known | None]
    full: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    cursor: Mapping[str, Any] = field(default_factory=dict)
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A thing with its bytes. `external_id` says what it is *of* and stays the same for all its versions."""

    external_id: str
    name: str
    address: str
    data: bytes
    media_type: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)  # title, date (ISO), publisher, kind, ags, paper, charset
    etag: str = ""
    modified: str = ""
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Listed as before: the server said 304, or the stamp is the same and `full` was not asked for."""

    external_id: str
    address: str = ""
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """Evidence that a thing is not there: `tombstone` (the source says deleted), `410`, or `404`."""

    external_id: str
    evidence: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Listed, and not taken, with the reason as one German sentence; its absence from the items proves nothing.

    With a `stamp` the refusal holds until the list says something new of the thing or everything is compared.
    """

    external_id: str
    name: str
    reason: str
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """A council paper (OParl): its fields as `OparlPaper`, and results of its agenda items where they are known."""

    paper: Any
    results: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """The last event of a visit that came to its end. `complete`: everything the source lists was told, so absence counts.

    `compared`: where everything was to be compared, that is done; else the next visit goes on with it. `cursor` replaces the adapter's memory. `message` says, in one German sentence, what cut the visit short or is odd.
    """

    complete: bool
    cursor: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""
    compared: bool = True


Event = Item | Unchanged | Absent | NotTaken | PaperSeen | Ended


class Fetch(Protocol):
    """The door as an adapter is given it (`sources/fetch.fetch`): counts requests and bytes for the visit.

    With `known` the request is conditional; a 304 comes back as `Fetched` with status 304 and an empty body. Raises Refused;
    its subclass `NotThere` (status 404 or 410) is evidence of absence.
    """

    def __call__(self, address: str, *, known: Known | None = None) -> Fetched: ...


class Adapter(Protocol):
    """One protocol."""

    def __call__(self, asked: Asked, fetch: Fetch) -> Iterator[Event]: ...


@dataclass(frozen=True, slots=True)
class Preview:
    """What an address turned out to be, with its first items as they would be read (`sources/discover`).

    `kind` is a `Source.Kind` value; `found` other addresses of the same site that could be watched (feeds, sitemaps).
    """

    kind: str
    address: str
    name: str
    first: tuple["PreviewItem", ...] = ()
    found: tuple["Offer", ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class PreviewItem:
    """One item before anything is stored: title, day, address, the first characters of its text, or why it would be refused."""

    title: str
    date: date | None
    address: str
    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Another address that could be watched instead."""

    kind: str
    address: str
    name: str
