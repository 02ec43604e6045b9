"""What one sitemap file says (sitemaps.org 0.9): XML, packed with gzip or not, or one address a line. Foreign bytes: the harvest reads
them inside the sandbox.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from lxml import etree

from daseinswerk.sources import plain, reasons, xml_guard
from daseinswerk.sources.extracted import Refused

MAX_PER_FILE = 50_000  # addresses in one file, as the standard allows
MAX_UNPACKED = 50 * reasons.MIB  # the standard's limit
TOO_MANY = reasons.TOO_MANY_ENTRIES.format(limit="50.000")
ROOTS = ("urlset", "sitemapindex")
GZIP = b"\x1f\x8b"


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


def parsed(data: bytes) -> SiteMap:
    """One sitemap file. Raises Refused: for what is none, for a DTD, for more than 50,000 addresses or 50 MB unpacked."""
    if data.startswith(GZIP):
        data = _unpacked(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        return SiteMap(pages=tuple(_lines(data)))
    if (
        b"\0" not in data[:1000]
        and xml_guard.root_name(data[:50_000].decode("utf-8", "ignore").lstrip("\ufeff")) not in ROOTS
    ):
        raise Refused(reasons.NO_SITEMAP)
    root = xml_guard.parsed(data.lstrip())
    name = etree.QName(root).localname
    if name not in ROOTS:
        raise Refused(reasons.NO_SITEMAP)
    if len(root) > MAX_PER_FILE:
        raise Refused(TOO_MANY)
    found = tuple(place for each in root if (place := _place(each)))
    return SiteMap(lists=found) if name == "sitemapindex" else SiteMap(pages=found)


def rows(data: bytes) -> list[dict[str, str]]:
    """The same as rows of texts: how the sandbox hands them over."""
    found = parsed(data)
    named = (("page", found.pages), ("list", found.lists))
    return [
        {"what": what, "address": place.address, "lastmod": place.lastmod} for what, places in named for place in places
    ]


def from_rows(told: list[dict[str, str]]) -> SiteMap:
    """A sitemap from its rows."""
    places = [(row["what"], Place(row["address"], row["lastmod"])) for row in told]
    return SiteMap(
        tuple(place for what, place in places if what == "page"),
        tuple(place for what, place in places if what == "list"),
    )


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
    if len(lines) > MAX_PER_FILE:
        raise Refused(TOO_MANY)
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
