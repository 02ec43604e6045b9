"""A web in a dictionary, and what a caller remembers of a visit: for tests of the adapters."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from daseinswerk.sources import reasons
from daseinswerk.sources.extracted import NotThere, Refused
from daseinswerk.sources.fetch import Fetched
from daseinswerk.sources.harvest import Asked, Ended, Event, Item, Known, NotTaken, Unchanged

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)


@dataclass
class Reply:
    """What lies at an address: bytes with a type, a status, where it leads; `etag` "" for servers that have none."""

    body: bytes = b""
    media_type: str = "text/html"
    status: int = 200
    charset: str = ""
    leads_to: str = ""
    refused: str = ""
    etag: str | None = None


@dataclass
class World:
    """Addresses and what lies there. `asked` holds every request in its order."""

    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, address: str, *, known: Known | None = None) -> Fetched:
        """As the door does it: conditional where `known` has marks, Refused for what is not there."""
        self.asked.append(address)
        reply = self.replies.get(address, Reply(status=404))
        if reply.refused:
            raise Refused(reply.refused)
        if reply.status in (404, 410):
            raise NotThere(reasons.NOT_FOUND.format(status=reply.status), reply.status)
        etag = f'"{hashlib.sha256(reply.body).hexdigest()[:12]}"' if reply.etag is None else reply.etag
        headers = {"etag": etag} if etag else {}
        same = bool(known and etag and known.etag == etag)
        status, body = (304, b"") if same else (reply.status, reply.body)
        return Fetched(address, reply.leads_to or address, status, reply.media_type, reply.charset, body, NOON, headers)


@dataclass
class Memory:
    """What the caller of an adapter keeps: one `Known` for each external id, and the adapter's cursor."""

    known: dict[str, Known] = field(default_factory=dict)
    cursor: Mapping[str, Any] = field(default_factory=dict)

    def asked(self, address: str, **more: Any) -> Asked:
        return Asked(address, self.known.get, cursor=self.cursor, **{"now": NOON, **more})

    def keep(self, event: Event) -> None:
        if isinstance(event, Item):
            sha256 = hashlib.sha256(event.data).hexdigest()
            self.known[event.external_id] = Known(event.etag, event.modified, event.stamp, sha256)
        elif isinstance(event, Unchanged):
            before = self.known[event.external_id]
            self.known[event.external_id] = Known(before.etag, before.modified, event.stamp, before.sha256)
        elif isinstance(event, Ended):
            self.cursor = event.cursor

    def keep_all(self, events: list[Event]) -> list[Event]:
        for event in events:
            self.keep(event)
        return events


def page(title: str, text: str = "") -> Reply:
    """An ordinary page."""
    text = (
        text or f"{title}. Die Stadt Musterhausen baut ihr Glasfasernetz aus und informiert die Betriebe im Ort. " * 4
    )
    body = f"<!doctype html><html><head><title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>"
    return Reply(body.encode(), charset="utf-8")


def kinds(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


def reasons_of(events: list[Event]) -> list[str]:
    return [event.reason for event in events if isinstance(event, NotTaken)]
