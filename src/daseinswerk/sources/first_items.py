"""The first items of a source as the line would read them, for a person who decides whether to watch it. Nothing is stored."""

import time
from datetime import date as Date

from daseinswerk.sources import folder, reasons, webpage
from daseinswerk.sources.error_page import why_error_page
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.fetch import Fetched
from daseinswerk.sources.harvest import Fetch, PreviewItem
from daseinswerk.sources.reading import read_bytes
from daseinswerk.sources.written_days import written_day

SHOWN = 300  # characters of each
SECONDS = 15.0  # after that, items are listed without their text: a person waits


class Clock:
    """How long a person has waited already."""

    __slots__ = ("end",)

    def __init__(self) -> None:
        self.end = time.monotonic() + SECONDS

    def is_over(self) -> bool:
        return time.monotonic() > self.end


def seen(address: str, fetch: Fetch, clock: Clock, *, title: str = "", day: str = "") -> PreviewItem:
    """One item of a list, fetched and read while there is time."""
    if not address:
        return PreviewItem(title, written_day(day), "", reason=reasons.NO_LINK)
    if clock.is_over():
        return PreviewItem(title or address, written_day(day), address)
    try:
        reply = fetch(address)
    except Refused as refused:
        return PreviewItem(title or address, written_day(day), address, reason=refused.reason)
    if reason := why_error_page(reply):
        return PreviewItem(title or address, written_day(day), address, reason=reason)
    return of_reply(reply, title, day)


def of_reply(reply: Fetched, title: str, day: str) -> PreviewItem:
    """A reply as it would be read, or why not; `title` and `day` are what its list says."""
    try:
        found = webpage.read_reply(reply)
    except Refused as refused:
        return PreviewItem(title or reply.final_address, written_day(day), reply.final_address, reason=refused.reason)
    called = title or found.title
    return PreviewItem(called, written_day(day) or found.date, reply.final_address, _beginning(found.text, called))


def of_file(item: folder.Found | folder.Missing) -> PreviewItem:
    """A file of a folder, the same way."""
    if isinstance(item, folder.Missing):
        return PreviewItem(item.name, None, item.name, reason=item.reason)
    try:
        return as_read(item.name, item.name, item.read(), "", "", None)
    except Refused as refused:
        return PreviewItem(item.name, None, item.name, reason=refused.reason)


def as_read(address: str, name: str, data: bytes, media_type: str, title: str, day: Date | None) -> PreviewItem:
    """Bytes of any origin, the same way."""
    try:
        found = read_bytes(name, data, media_type, address)
    except Refused as refused:
        return PreviewItem(title or name, day, address, reason=refused.reason)
    called = title or found.title or name
    return PreviewItem(called, day or found.date, address, _beginning(found.text, called))


def _beginning(text: str, title: str) -> str:
    """How the text begins, without the heading that stands above it already."""
    shown, heading = " ".join(text[: SHOWN * 2].split()), " ".join(title.split())
    if heading and len(shown) > len(heading) and shown.casefold().startswith(heading.casefold() + " "):
        shown = shown[len(heading) :].lstrip()
    return shown[:SHOWN]
