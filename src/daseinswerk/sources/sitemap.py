"""A website by its sitemap (sitemaps.org 0.9): index, list of pages as XML, packed with gzip, or one address a line.

`lastmod` is a hint and never proof: where it is the same as last time, the page is not asked for; where it is missing, pages take their
turn from visit to visit. Only addresses of the sitemap's own site count, as the standard demands.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Date
from typing import Any
from urllib.parse import urldefrag, urlsplit

from lxml import etree

from daseinswerk.sources import plain, reasons, xml_guard
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.harvest import Asked, Ended, Event, Fetch, Unchanged
from daseinswerk.sources.listed import Listed, as_list, hashed, identity, in_turn
from daseinswerk.sources.written_days import written_day

MAX_DEPTH = 2  # an index may point to lists; some sites have an index of indexes
MAX_PER_FILE = 50_000  # addresses in one file, as the standard allows
MAX_FILES = 200
MAX_UNPACKED = 50 * reasons.MIB  # the standard's limit
GZIP = b"\x1f\x8b"
# Files that belong to a page and are none.
NO_PAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|mp[34]|webm|zip|xml|rss|atom|json|woff2?)$", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """One address of a sitemap; `lastmod` as it is written there, "" where it is missing."""

    address: str
    lastmod: str = ""


@dataclass(frozen=True, slots=True)
class SiteMap:
    """What one file says: pages, and further sitemaps when it is an index."""

    pages: tuple[Place, ...] = ()
    lists: tuple[Place, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What was found on the way through all files of a site."""

    pages: dict[str, Place] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    files: int = 0


def parsed(data: bytes) -> SiteMap:
    """One sitemap file. Raises Refused: for what is none, for a DTD, for more than 50,000 addresses or 50 MB unpacked."""
    if data.startswith(GZIP):
        data = _unpacked(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        return SiteMap(pages=_limited(_lines(data)))
    root = xml_guard.parsed(data.lstrip())
    name = etree.QName(root).localname
    if name not in ("urlset", "sitemapindex"):
        raise Refused(reasons.NO_SITEMAP)
    found = _limited(place for each in root if (place := _place(each)))
    return SiteMap(lists=found) if name == "sitemapindex" else SiteMap(pages=found)


def visit(asked: Asked, fetch: Fetch) -> Iterator[Event]:
    """The pages of a site, newest `lastmod` first. Raises Refused when the sitemap at the address is not to be read at all.

    Options: `include` and `exclude`, prefixes of paths (a text or a list); `most`, pages fetched in one visit (200). A known page that
    is now excluded counts as listed: that the office does not want it is no evidence that it is gone.
    """
    reading = _Reading()
    _read(asked.address, asked.address, fetch, reading, depth=0)
    wanted = []
    for page in map(_listed, newest_first(reading.pages.values())):
        if _is_wanted(page.address, asked.options):
            wanted.append(page)
        elif known := asked.known(page.external_id):
            yield Unchanged(page.external_id, page.address, known.stamp)
    for event in in_turn(wanted, asked, fetch, complete=not reading.faults):
        if isinstance(event, Ended) and reading.faults and not event.message:
            event = replace(
                event, message=reasons.SOME_LISTS_UNREAD.format(count=len(reading.faults), reason=reading.faults[0])
            )
        yield event


def _read(address: str, site: str, fetch: Fetch, reading: _Reading, *, depth: int) -> None:
    """This file and those it points to; what fails below the first is noted, not raised."""
    found = parsed(fetch(address).body)
    reading.files += 1
    for place in found.pages:
        if _same_site(place.address, site) and not NO_PAGE.search(urlsplit(place.address).path):
            reading.pages.setdefault(place.address, place)
    for place in found.lists:
        if depth >= MAX_DEPTH or reading.files >= MAX_FILES:
            reading.faults.append(reasons.LISTS_TOO_DEEP.format(limit=MAX_DEPTH))
            return
        if not _same_site(place.address, site):
            continue
        try:
            _read(place.address, site, fetch, reading, depth=depth + 1)
        except Refused as refused:
            reading.faults.append(refused.reason)


def _unpacked(data: bytes) -> bytes:
    """One layer of gzip, at most 50 MB."""
    stream = zlib.decompressobj(wbits=31)
    try:
        unpacked = stream.decompress(data, MAX_UNPACKED + 1)
    except zlib.error:
        raise Refused(reasons.DAMAGED) from None
    if len(unpacked) > MAX_UNPACKED:
        raise Refused(reasons.UNPACKED_TOO_BIG.format(limit=MAX_UNPACKED // reasons.MIB))
    return unpacked


def _lines(data: bytes) -> Iterator[Place]:
    """The text form: nothing but addresses, one a line."""
    lines = [line.strip() for line in plain.decoded(data).splitlines() if line.strip()]
    if not lines or not all(line.lower().startswith(("http://", "https://")) for line in lines[:100]):
        raise Refused(reasons.NO_SITEMAP)
    yield from (Place(address) for line in lines if (address := _address(line)))


def _place(element: etree._Element) -> Place | None:
    said = {etree.QName(child).localname: (child.text or "").strip() for child in element if isinstance(child.tag, str)}
    address = _address(said.get("loc", ""))
    return Place(address, said.get("lastmod", "")[:60]) if address else None


def _address(written: str) -> str:
    try:
        address = urldefrag(written.strip())[0]
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc and len(address) <= 2000 else ""


def _limited(places: Iterator[Place]) -> tuple[Place, ...]:
    found = []
    for place in places:
        found.append(place)
        if len(found) > MAX_PER_FILE:
            raise Refused(reasons.TOO_MANY_ENTRIES.format(limit="50.000"))
    return tuple(found)


def _same_site(address: str, site: str) -> bool:
    """Whether both are of one host, with or without `www.`."""
    return _host(address) == _host(site)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def newest_first(places: Iterable[Place]) -> list[Place]:
    """By day of `lastmod`, the undated last; within a day in the site's own order."""
    return sorted(places, key=lambda place: written_day(place.lastmod) or Date.min, reverse=True)


def _listed(place: Place) -> Listed:
    return Listed(identity(place.address), place.address, stamp=hashed(place.lastmod) if place.lastmod else "")


def _is_wanted(address: str, options: Mapping[str, Any]) -> bool:
    path = urlsplit(address).path or "/"
    include, exclude = as_list(options.get("include")), as_list(options.get("exclude"))
    return (not include or path.startswith(include)) and not (exclude and path.startswith(exclude))
