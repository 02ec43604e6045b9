"""What is behind an address: a feed, a site with a sitemap, a council's OParl system, a table, a file, or a single page?

Nothing is stored. The first items are read as the line would read them, so that the office sees what it would get. Foreign HTML is
only searched for a few tags here; it is parsed in the sandbox like everywhere.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from daseinswerk.sources import feed, first_items, folder, links_table, plain, reasons, sitemap, xml_guard
from daseinswerk.sources.error_page import why_error_page
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.feed_entries import ROOTS
from daseinswerk.sources.fetch import Fetched
from daseinswerk.sources.harvest import Fetch, Offer, Preview, PreviewItem
from daseinswerk.sources.oparl import system_of
from daseinswerk.sources.oparl.importer import words
from daseinswerk.sources.oparl.lists import page_of
from daseinswerk.sources.oparl.quirks import Json, parsed
from daseinswerk.sources.sitemap_files import GZIP, SiteMap
from daseinswerk.sources.written_days import written_day

FIRST = 5  # items shown
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
SITEMAP_PLACES = ("/sitemap.xml", "/sitemap_index.xml")
TAG = re.compile(r"<(link|meta|a)\b([^<>]{1,2000})>", re.I)
ATTRIBUTE = re.compile(r"""([\w:.-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
TITLE = re.compile(r"<title\b[^<>]{0,300}>(.{0,400}?)</title\s*>", re.I | re.S)
RIGHTS = ("dc.rights", "dcterms.rights", "dcterms.license", "dc.rights.license", "dc.license", "dcterms.accessrights")
COMMENTS = re.compile(r"kommentar|comments?\b", re.I)  # feeds of what readers wrote below an article


@dataclass(frozen=True, slots=True)
class _Page:
    """What the tags of a page say: its title, its feeds, its licence."""

    title: str
    feeds: tuple[Offer, ...]
    licence: str


def discover(address: str, fetch: Fetch) -> Preview:
    """What the address is, its first items as they would be read, and what else of the site could be watched.

    `address` is a web address or, on this machine, a folder or a table. Raises Refused, with a sentence, when there is nothing to be
    had at the address itself; whatever is wrong with single items stands beside them.
    """
    if "://" not in address and not address.lower().startswith("www.") and Path(address).exists():
        return _on_disk(address)
    reply = fetch(address if "://" in address else f"https://{address}")
    for kind in (_of_oparl, _of_feed, _of_sitemap, _of_table):
        if preview := kind(reply, fetch):
            return preview
    if reason := why_error_page(reply):
        raise Refused(reason)
    return _of_page(reply, fetch)


# ---------------------------------------------------------------- lists


def _of_feed(reply: Fetched, fetch: Fetch) -> Preview | None:
    if not _looks_like_a_feed(reply):
        return None
    try:
        about, entries = feed.read(reply)
    except Refused:
        return None
    clock = first_items.Clock()
    first = []
    for entry in entries[:FIRST]:
        item = first_items.seen(
            entry.address, fetch, clock, title=entry.title, day=entry.date.isoformat() if entry.date else ""
        )
        if (item.reason or not entry.address) and len(entry.content) >= feed.FULL_TEXT:
            item = first_items.as_read(
                entry.address, "eintrag.html", feed.own_text(entry), "text/html; charset=utf-8", entry.title, item.date
            )
        first.append(item)
    name = about.title or _host(reply.final_address)
    note = "" if entries else reasons.EMPTY_LIST
    return Preview("feed", reply.final_address, name, tuple(first), note=note, licence=about.licence)


def _of_sitemap(reply: Fetched, fetch: Fetch) -> Preview | None:
    if not _is_sitemap_shaped(reply):
        return None
    try:
        found = sitemap.read(reply.body)
    except Refused:
        return None
    return _previewed_site(reply.final_address, found, fetch)


def _previewed_site(address: str, found: SiteMap, fetch: Fetch) -> Preview:
    """The newest pages of a sitemap; of an index, those of its newest list."""
    clock, note = first_items.Clock(), ""
    pages = found.pages
    for place in sitemap.newest_first(found.lists)[:2]:
        try:
            pages += sitemap.read(fetch(place.address).body).pages
        except Refused as refused:
            note = refused.reason
    first = tuple(
        first_items.seen(place.address, fetch, clock, day=place.lastmod)
        for place in sitemap.newest_first(pages)[:FIRST]
    )
    return Preview("sitemap", address, _host(address), first, note=note if pages else note or reasons.EMPTY_LIST)


def _of_table(reply: Fetched, fetch: Fetch) -> Preview | None:
    if not links_table.is_table(urlsplit(reply.final_address).path, reply.media_type):
        return None
    rows = links_table.rows_of_reply(reply)
    return Preview("links", reply.final_address, _last_part(reply.final_address), _of_rows(rows, fetch))


def _of_rows(rows: Sequence[links_table.Row], fetch: Fetch) -> tuple[PreviewItem, ...]:
    clock = first_items.Clock()
    return tuple(
        first_items.seen(row.address, fetch, clock, title=row.title, day=row.date.isoformat() if row.date else "")
        for row in rows[:FIRST]
    )


# ---------------------------------------------------------------- pages and files


def _of_page(reply: Fetched, fetch: Fetch) -> Preview:
    """A page or a file: a page's feed comes before its site's sitemap, and that before the page alone, which is always on offer."""
    page = _Page("", (), "") if reply.body[:5] == b"%PDF-" else _tags(reply)
    item = first_items.of_reply(reply, "", "")
    alone = Preview(
        "web",
        reply.final_address,
        page.title or item.title or _last_part(reply.final_address),
        (item,),
        licence=page.licence,
    )
    if not _is_html(reply):
        return alone
    offers = list(page.feeds)
    site = next(_sitemaps(reply.final_address, fetch), None)
    if site:
        offers.append(Offer("sitemap", site[0], _host(site[0])))
    here = Offer("web", reply.final_address, alone.name)
    for offer in offers:
        preview = _instead(offer, site, fetch)
        if preview:
            others = tuple(other for other in [*offers, here] if other != offer)
            return Preview(
                preview.kind,
                preview.address,
                preview.name or alone.name,
                preview.first,
                others,
                preview.options,
                preview.note,
                preview.licence or page.licence,
            )
    return alone


def _instead(offer: Offer, site: tuple[str, SiteMap] | None, fetch: Fetch) -> Preview | None:
    """What the page offers in its place, where it can be read."""
    if offer.kind == "sitemap" and site:
        return _previewed_site(site[0], site[1], fetch)
    try:
        return _of_feed(fetch(offer.address), fetch)
    except Refused:
        return None


def _sitemaps(address: str, fetch: Fetch) -> Iterator[tuple[str, SiteMap]]:
    """The sitemaps of a site that can be read: those robots.txt names, then the usual places."""
    named = []
    try:
        robots = plain.decoded(fetch(urljoin(address, "/robots.txt")).body)
        named = [
            line.partition(":")[2].strip()
            for line in robots.splitlines()
            if line.strip().lower().startswith("sitemap:")
        ]
    except Refused:
        named = []
    places = [urljoin(address, place) for place in [*named[:5], *SITEMAP_PLACES]]
    for place in dict.fromkeys(places):
        try:
            found = sitemap.read(fetch(place).body)
        except Refused:
            continue
        if found.pages or found.lists:
            yield place, found


def _tags(reply: Fetched) -> _Page:
    """The few tags of a page's source that matter here; nothing is parsed."""
    try:
        source = plain.decoded(reply.body, reply.charset)[:500_000]
    except Refused:
        return _Page("", (), "")
    title = TITLE.search(source)
    feeds: dict[str, Offer] = {}
    licence = ""
    for tag in TAG.finditer(source):
        said = {
            found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "").strip()
            for found in ATTRIBUTE.finditer(tag[2])
        }
        rel = said.get("rel", "").lower().split()
        if (
            tag[1].lower() == "link"
            and "alternate" in rel
            and said.get("type", "").lower() in FEED_TYPES
            and said.get("href")
        ):
            offer = Offer("feed", _joined(reply.final_address, said["href"]), said.get("title", "")[:200])
            if offer.address and not COMMENTS.search(f"{offer.name} {offer.address}"):
                feeds.setdefault(offer.address, offer)
        if not licence and "license" in rel and said.get("href"):
            licence = _joined(reply.final_address, said["href"])
        if not licence and said.get("name", "").lower() in RIGHTS:
            licence = said.get("content", "")
    name = " ".join(html.unescape(title[1]).split())[:200] if title else ""
    return _Page(name, tuple(feeds.values())[:10], licence[:200])


# ---------------------------------------------------------------- OParl


def _of_oparl(reply: Fetched, fetch: Fetch) -> Preview | None:
    """A system offers its bodies and shows the first papers of the first one; a body shows its own."""
    if (seen := system_of(reply.body, reply.final_address)) is None:
        return None
    bodies, note = seen.bodies, ""
    try:
        if seen.body_list:
            bodies = (system_of(fetch(seen.body_list).body, seen.body_list) or seen).bodies
        papers = (
            page_of(parsed(fetch(bodies[0].papers).body), bodies[0].papers).objects
            if bodies and bodies[0].papers
            else ()
        )
    except Refused as refused:
        papers, note = (), refused.reason
    except ValueError:
        papers, note = (), reasons.REPLY_BROKEN
    clock = first_items.Clock()
    first = tuple(_paper(paper, fetch, clock) for paper in papers if not paper.get("deleted"))[:FIRST]
    offers = tuple(
        Offer("oparl", body.address, body.name[:200]) for body in bodies if body.address != reply.final_address
    )
    name = seen.name or (bodies[0].name if bodies else "") or _host(reply.final_address)
    return Preview(
        "oparl",
        reply.final_address,
        name[:200],
        first,
        offers,
        note=note if first else note or reasons.EMPTY_LIST,
        licence=seen.licence[:200],
    )


def _paper(paper: Json, fetch: Fetch, clock: first_items.Clock) -> PreviewItem:
    """A paper with the beginning of its main file, where it has one."""
    title, day = " ".join(words(paper, "name").split())[:300], words(paper, "date")
    main = paper.get("mainFile")
    file = (words(main, "accessUrl") or words(main, "downloadUrl")) if isinstance(main, dict) else ""
    if file:
        return first_items.seen(file, fetch, clock, title=title, day=day)
    return PreviewItem(title, written_day(day), words(paper, "web") or words(paper, "id"))


# ---------------------------------------------------------------- this machine


def _on_disk(address: str) -> Preview:
    """A folder, or a table of addresses, on this machine."""
    path = Path(address)
    if path.is_file() and links_table.is_table(path.name):
        rows = links_table.addresses_of(folder.Found(path.name, path).read(), path.name)
        return Preview(
            "links",
            address,
            path.name,
            tuple(PreviewItem(row.title or row.address, row.date, row.address) for row in rows[:FIRST]),
        )
    if not path.is_dir():
        raise Refused(reasons.NO_FOLDER)
    first = []
    for item in folder.found(path):
        if len(first) == FIRST:
            break
        first.append(first_items.of_file(item))
    return Preview("folder", address, path.name, tuple(first), note="" if first else reasons.EMPTY_LIST)


def _looks_like_a_feed(reply: Fetched) -> bool:
    start = reply.body[:50_000].replace(b"\0", b"").decode("ascii", "ignore")
    return xml_guard.root_name(start[max(0, start.find("<")) :]) in ROOTS


def _is_sitemap_shaped(reply: Fetched) -> bool:
    start = reply.body[:20_000]
    return (
        start[:2] == GZIP
        or b"<urlset" in start
        or b"<sitemapindex" in start
        or "sitemap" in _last_part(reply.final_address).lower()
    )


def _is_html(reply: Fetched) -> bool:
    return reply.media_type in ("text/html", "application/xhtml+xml") or bool(
        re.match(rb"\s*<(!doctype html|html)", reply.body[:200], re.I)
    )


def _joined(address: str, written: str) -> str:
    try:
        found = urljoin(address, written)
    except ValueError:
        return ""
    return found if found.startswith(("http://", "https://")) else ""


def _host(address: str) -> str:
    return urlsplit(address).hostname or address


def _last_part(address: str) -> str:
    return urlsplit(address).path.rstrip("/").rsplit("/", 1)[-1] or _host(address)
