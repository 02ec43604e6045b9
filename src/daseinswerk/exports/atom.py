"""A feed as Atom (RFC 4287): what a feed reader needs to show each item once and to know when it changed.

Identifiers are made of what an item *is* (its source, its name there, the hash of its text), never of the address of this site: an
item keeps its identity when the installation moves to another host, and the same text from the same source has the same one anywhere.
"""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_OURS = uuid.UUID("8f1d5a86-5a0c-5b3a-9a6e-0d8d2a9c7f41")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


@dataclass(frozen=True, slots=True)
class Entry:
    """One item. `key`: what it is, for its identifier; `updated` aware; `published`: the item's own date, if it has one."""

    key: str
    title: str
    address: str
    author: str
    updated: datetime
    published: datetime | None = None
    summary: str = ""
    category: str = ""
    language: str = "de"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. `address`: its own, absolute; `page`: the page that shows the same, absolute; `updated`: where there is no entry."""

    key: str
    title: str
    address: str
    page: str
    updated: datetime
    subtitle: str = ""
    entries: tuple[Entry, ...] = ()


def atom_id(key: str) -> str:
    """The identifier of what `key` names: a UUID made of its words (RFC 9562, version 5)."""
    return f"urn:uuid:{uuid.uuid5(_OURS, key)}"


def write_feed(feed: Feed) -> bytes:
    """The feed as a UTF-8 document with its declaration. Characters XML does not know are left out."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "de")
    _add(root, "id", atom_id(feed.key))
    _add(root, "title", feed.title or "Daseinswerk")
    if feed.subtitle:
        _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _time(max((entry.updated for entry in feed.entries), default=feed.updated)))
    _add(_add(root, "author"), "name", "Daseinswerk")
    _add(root, "generator", "Daseinswerk")
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in _once(feed.entries):
        _write_entry(_add(root, "entry"), entry)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _once(entries: Iterable[Entry]) -> Iterable[Entry]:
    """Entries with one identifier each: two with the same would be shown as one, or as neither."""
    return {entry.key: entry for entry in reversed(tuple(entries))}.values().__reversed__()


def _write_entry(element: etree._Element, entry: Entry) -> None:
    _add(element, "id", atom_id(entry.key))
    title = _add(element, "title", entry.title or "–")
    if entry.language and entry.language != "de":
        title.set("{http://www.w3.org/XML/1998/namespace}lang", entry.language)
    _add(element, "updated", _time(entry.updated))
    if entry.published:
        _add(element, "published", _time(entry.published))
    _add(_add(element, "author"), "name", entry.author or "Daseinswerk")
    _add(element, "link", rel="alternate", type="text/html", href=entry.address)
    if entry.category:
        _add(element, "category", term=entry.category)
    if entry.summary:
        _add(element, "summary", entry.summary)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", {key: _NOT_XML.sub("", value) for key, value in attributes.items()})
    if text:
        element.text = _NOT_XML.sub("", text)
    return element


def _time(moment: datetime) -> str:
    """RFC 3339 in UTC, whole seconds."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
