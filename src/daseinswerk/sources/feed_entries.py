"""What a feed (RSS 0.9 to 2.0, RSS 1.0, Atom) lists. Foreign bytes: the harvest reads them inside the sandbox.

feedparser forgives what real feeds do wrong; before it, a pass of expat refuses declared entities, depth and size. The encoding is
settled here, because servers and XML declarations both lie: a mark at the start, then strict UTF-8, which other encodings hardly
ever pass, then what is declared. Days are read as written (`written_days`), because feedparser knows only English names and turns
every moment into UTC, which moves what was published at midnight to the day before.
"""

import hashlib
import html
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date as Date
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import feedparser

from daseinswerk.sources import plain, reasons, xml_guard
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.written_days import written_day

MAX_BYTES = 10 * reasons.MIB
MAX_ENTRIES = 5_000
MAX_TAGS = 500_000
LONGEST_ID = 1000
DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,300}\?>", re.I)
DECLARED = re.compile(rb"""^[^<]{0,100}<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.I)
NUMBERED = re.compile(r"&#(?:x([0-9a-fA-F]+)|(\d+));")
ROOTS = frozenset(
    {"rss", "feed", "rdf", "channel", "entry"}
)  # of RSS, Atom, RSS 1.0, CDF and cut-off RSS, a single Atom entry
DAYS = ("published", "issued", "created", "updated", "modified")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `external_id` is its guid or id where only it has it, else its address; `address` is "" where it links nowhere.

    `content` is the full text as HTML where the feed carries it, not a teaser; `summary` the teaser as plain text.
    """

    external_id: str
    address: str
    title: str = ""
    date: Date | None = None
    publisher: str = ""
    content: str = ""
    summary: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """The feed itself: its title, and its licence or rights as it words them; "" where it says nothing."""

    title: str = ""
    licence: str = ""


def entries(data: bytes, address: str = "", charset: str = "") -> tuple[Entry, ...]:
    """The entries of a feed in its own order. `address` is where it came from, for relative links; `charset` what the server said.

    Raises Refused, never anything else: for what is no feed, for declared entities, and beyond 10 MB, 5,000 entries, 200 levels.
    """
    return parsed(data, address, charset)[1]


def parsed(data: bytes, address: str = "", charset: str = "") -> tuple[About, tuple[Entry, ...]]:
    """What the feed says of itself, and its entries; see `entries`."""
    if len(data) > MAX_BYTES:
        raise Refused(reasons.TOO_BIG.format(limit=MAX_BYTES // reasons.MIB))
    text = DECLARATION.sub("", _decoded(data, charset)).lstrip("\ufeff \t\r\n")
    clean = NUMBERED.sub(_possible, text).encode("utf-8", "replace")
    xml_guard.looked_through(clean)
    if xml_guard.root_name(text) not in ROOTS or text.count("<") > MAX_TAGS:
        raise Refused(reasons.NO_FEED)
    # A file object and never a string: feedparser would take a string for an address or a file name and open it. It is not told where
    # the feed lies either: it would make addresses of ids that are none.
    try:
        found = feedparser.parse(io.BytesIO(clean), response_headers={"content-type": "application/xml; charset=utf-8"})
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError):
        raise Refused(reasons.DAMAGED) from None  # the first three were seen on damaged feeds
    if not found.get("version") and not found.entries:
        raise Refused(reasons.NO_FEED)
    if len(found.entries) > MAX_ENTRIES:
        raise Refused(reasons.TOO_MANY_ENTRIES.format(limit=f"{MAX_ENTRIES:,}".replace(",", ".")))
    told = [entry for entry in found.entries if entry]
    guids = Counter(_text(entry.get("id")) for entry in told)
    links = Counter(_link(entry, address) for entry in told)
    about = About(
        _line(found.feed.get("title"))[:300],
        (_text(found.feed.get("license")) or _line(found.feed.get("rights")))[:300],
    )
    return about, tuple(_entry(entry, address, guids, links) for entry in told)


def rows(data: bytes, address: str, charset: str) -> list[dict[str, str]]:
    """The same as rows of texts, the first for the feed itself: how the sandbox hands them over."""
    about, found = parsed(data, address, charset)
    return [
        asdict(about),
        *({**asdict(entry), "date": entry.date.isoformat() if entry.date else ""} for entry in found),
    ]


def from_row(row: Mapping[str, str]) -> Entry:
    """An entry from its row."""
    return Entry(**{**row, "date": Date.fromisoformat(row["date"]) if row["date"] else None})


def _decoded(data: bytes, charset: str) -> str:
    # A stray zero byte is dropped below; UTF-16 has one in nearly every second place.
    if data.startswith(tuple(mark for mark, _ in plain.MARKS)) or data.count(0) > len(data) / 10:
        return plain.settled(plain.decoded(data))
    try:
        return plain.settled(data.decode("utf-8"))
    except UnicodeDecodeError:
        declared = DECLARED.search(data[:500])
        return plain.settled(plain.decoded(data, declared[1].decode("ascii") if declared else charset))


def _entry(found: Mapping[str, Any], address: str, guids: Counter[str], links: Counter[str]) -> Entry:
    link, guid = _link(found, address), _text(found.get("id"))
    title, summary, content = _line(found.get("title")), _line(found.get("summary")), _content(found)
    return Entry(
        external_id=guid
        if guid and guids[guid] == 1 and len(guid) <= LONGEST_ID
        else _without_guid(link, f"{title} {summary}".strip() or content, links),
        address=link,
        title=title[:500],
        date=_date(found),
        publisher=_publisher(found),
        content=content,
        summary=summary[:2000],
        changed=_text(dict.get(found, "updated")),
    )


def _possible(reference: re.Match[str]) -> str:
    """A character reference beyond Unicode would end feedparser, and with it the whole feed."""
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    return reference[0] if len(digits) <= 7 and int(digits, base) < 0x110000 else "\ufffd"


def _without_guid(link: str, said: str, links: Counter[str]) -> str:
    """What the entry is of when it has no id of its own: its address; where others share that, what it says tells them apart."""
    if not said or (link and links[link] == 1):
        return link
    return f"{link}#{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:16]}"


def _link(found: Mapping[str, Any], address: str) -> str:
    """Where the entry can be read: its link, else an address as guid, else an enclosed file."""
    links = [each for each in found.get("links", ()) if isinstance(each, Mapping)]
    guid, link = _text(found.get("id")), _text(found.get("link"))
    written = [link if link != guid else ""]  # feedparser gives the guid where there is no link
    written += [
        _text(each.get("href")) for rel in ("alternate", "enclosure") for each in links if each.get("rel") == rel
    ]
    written.append(guid if guid.startswith(("http://", "https://")) else "")
    for each in filter(None, written):
        try:
            full = urldefrag(urljoin(address, each.strip().replace(" ", "%20")))[0]
            parts = urlsplit(full)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and len(full) <= 2000:
            return full
    return ""


def _content(found: Mapping[str, Any]) -> str:
    """The longest text the entry carries as its content; a description is a teaser and does not count."""
    values = [
        (_text(each.get("value")), _text(each.get("type")))
        for each in found.get("content", ())
        if isinstance(each, Mapping)
    ]
    value, kind = max(values, key=lambda pair: len(pair[0]), default=("", ""))
    return f"<p>{html.escape(value)}</p>" if kind == "text/plain" else value


def _date(found: Mapping[str, Any]) -> Date | None:
    return next((day for name in DAYS if (day := written_day(_text(dict.get(found, name))))), None)


def _publisher(found: Mapping[str, Any]) -> str:
    """The body that publishes, where the entry names one: an author is a person and not asked for, and what feedparser calls the
    publisher of a whole feed may be its webmaster.
    """
    source = found.get("source")
    named = (found.get("publisher"), source.get("title") if isinstance(source, Mapping) else "")
    return next((line[:300] for each in named if (line := _line(each))), "")


def _text(value: object) -> str:
    return plain.settled(value).strip() if isinstance(value, str) else ""


def _line(value: object) -> str:
    """Text without tags on one line."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", _text(value))).split())
