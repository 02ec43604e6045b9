"""A feed (RSS or Atom) as a source: what is new in it is read from the pages it points to.

A feed lists only the latest, so nothing follows from what is missing in it. Where a page may not be fetched and the feed carries the
full text, that text is taken. The feed itself is asked for conditionally; its marks are kept only after a visit in which everything
it lists was taken, so that what failed is tried again.
"""

import hashlib
import html
from collections import Counter
from collections.abc import Iterator

from daseinswerk.sources import reasons, sandbox
from daseinswerk.sources.feed_entries import About, Entry, entries, from_row
from daseinswerk.sources.fetch import Fetched
from daseinswerk.sources.harvest import Asked, Ended, Event, Fetch, Item, Known, NotTaken, Unchanged
from daseinswerk.sources.listed import Listed, hashed, identity, look, most

__all__ = ["Entry", "entries", "read", "visit"]
# What a host refuses for good, unlike a pause or a fault: only then the text of the feed stands in for the page.
LASTING = (reasons.ROBOTS, reasons.FORBIDDEN.split("{")[0])
FULL_TEXT = 400  # characters: below this a content is a teaser


def visit(asked: Asked, fetch: Fetch) -> Iterator[Event]:
    """Every entry of the feed, newest as the feed has them. Raises Refused when the feed itself is not to be read."""
    marks = Known(str(asked.cursor.get("etag", "")), str(asked.cursor.get("modified", "")))
    conditional = not asked.full and (marks.etag or marks.modified)
    reply = fetch(asked.address, known=marks if conditional else None)
    if reply.unchanged:
        yield Ended(complete=False, cursor=dict(asked.cursor))
        return
    _about, listed = read(reply)
    shared = Counter(entry.address for entry in listed)
    taken, requests = True, 0
    for entry in _once(listed):
        if requests >= most(asked.options):
            taken = False
            break
        event = _told(entry, asked, fetch, alone=shared[entry.address] == 1)
        requests += not isinstance(event, Unchanged)
        taken &= not isinstance(event, NotTaken)
        yield event
    cursor = {"etag": reply.etag, "modified": reply.modified} if taken else {}
    yield Ended(complete=False, cursor={key: value for key, value in cursor.items() if value})


def read(reply: Fetched) -> tuple[About, tuple[Entry, ...]]:
    """The feed itself and the entries of a fetched feed, parsed in the sandbox. Raises Refused."""
    rows = sandbox.of_this_process().listed("feed", reply.body, charset=reply.charset, address=reply.final_address)
    return About(**rows[0]), tuple(from_row(row) for row in rows[1:])


def details(entry: Entry) -> dict[str, str]:
    """What the feed says of the page, as `Item.details` holds it."""
    said = {"title": entry.title, "date": entry.date.isoformat() if entry.date else "", "publisher": entry.publisher}
    return {key: value for key, value in said.items() if value}


def own_text(entry: Entry) -> bytes:
    """The entry's content as a page of its own, UTF-8."""
    title = html.escape(entry.title)
    page = f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body><article><h1>{title}</h1>{entry.content}</article></body></html>'
    return page.encode("utf-8", "replace")


def _once(listed: tuple[Entry, ...]) -> Iterator[Entry]:
    seen: set[str] = set()
    for entry in listed:
        if entry.external_id and entry.external_id not in seen:
            seen.add(entry.external_id)
            yield entry


def _told(entry: Entry, asked: Asked, fetch: Fetch, *, alone: bool) -> Event:
    """`alone`: no other entry has this address, so the page there is the text of the entry."""
    external_id = identity(entry.external_id)
    stamp = hashed(entry.address, entry.title, entry.summary, entry.content, entry.changed, str(entry.date))
    known = asked.known(external_id)
    if known and known.stamp == stamp and not asked.full:
        return Unchanged(external_id, entry.address, stamp)
    full_text = len(entry.content) >= FULL_TEXT
    if not entry.address or (full_text and not alone):
        return (
            _from_feed(entry, external_id, stamp, known)
            if full_text
            else NotTaken(external_id, _name(entry), reasons.NO_LINK)
        )
    event = look(Listed(external_id, entry.address, _name(entry), details(entry), stamp), known, fetch)
    if full_text and isinstance(event, NotTaken) and event.reason.startswith(LASTING):
        return _from_feed(entry, external_id, stamp, known)
    return event


def _from_feed(entry: Entry, external_id: str, stamp: str, known: Known | None) -> Event:
    data = own_text(entry)
    if known and known.sha256 == hashlib.sha256(data).hexdigest():
        return Unchanged(external_id, entry.address, stamp)
    name = f"{_name(entry)}.html"
    return Item(
        external_id, name, entry.address, data, "text/html", {**details(entry), "charset": "utf-8"}, stamp=stamp
    )


def _name(entry: Entry) -> str:
    return (entry.title or entry.address or entry.external_id)[:200]
