"""Feeds as German offices really write them: entries, days and letters come out right, and nothing a feed holds can stop a visit."""

import io
import tarfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from worlds import Memory, Reply, World, kinds, page, reasons_of

from daseinswerk.sources import feed, reasons
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.feed_entries import About, Entry, entries, parsed
from daseinswerk.sources.harvest import Absent, Ended, Item, NotTaken, Unchanged
from daseinswerk.sources.written_days import written_day

HOST = "https://musterhausen.example"
ADDRESS = f"{HOST}/presse/feed.xml"
# What is written → the day meant. Read off the calendar by hand.
DAYS = {
    "Mon, 03 Mar 2025 08:15:00 +0100": date(2025, 3, 3),
    "Mo, 03. Mär 2025": date(2025, 3, 3),
    "Mo, 03 Mrz 2025 08:15:00 +0100": date(2025, 3, 3),
    "Montag, 3. März 2025": date(2025, 3, 3),
    "Di., 6. Mai 2025, 14:30 Uhr": date(2025, 5, 6),
    "Mi, 15 Okt 2025 00:00:00 +0200": date(2025, 10, 15),
    "Do, 04 Dez 2025 23:59:00 +0100": date(2025, 12, 4),
    "Fr, 31. Jän. 2025": date(2025, 1, 31),
    "Sa, 1. Feber 2025": date(2025, 2, 1),
    "So, 29 Feb 2004 10:00 GMT": date(2004, 2, 29),
    "29. Feb. 2023": None,
    "Sunday, June 1, 2025": date(2025, 6, 1),
    "Jun 1st, 2025": date(2025, 6, 1),
    "Tue Mar 04 10:00:00 CET 2025": date(2025, 3, 4),
    "3 Sept 2025": date(2025, 9, 3),
    "03-Jul-2025": date(2025, 7, 3),
    "Mon, 03 Mar 25 08:15:00 MEZ": date(2025, 3, 3),
    "03 Mar 99 08:15:00 GMT": date(1999, 3, 3),
    "2025-03-03T08:15:00+01:00": date(2025, 3, 3),
    "2025-03-03T00:00:00+01:00": date(2025, 3, 3),
    "2025-03-03T23:30:00-05:00": date(2025, 3, 3),
    "2025-03-02T23:30:00Z": date(2025, 3, 3),
    "2025-07-01T22:30:00.000Z": date(2025, 7, 2),
    "2025-03-03T00:00:00Z": date(2025, 3, 3),
    "Sun, 02 Mar 2025 23:30:00 GMT": date(2025, 3, 3),
    "2025-03-03 08:15:00": date(2025, 3, 3),
    "20250303T081500Z": date(2025, 3, 3),
    "2025-3-3": date(2025, 3, 3),
    "2025/03/03": date(2025, 3, 3),
    "03.03.2025 08:15": date(2025, 3, 3),
    "3.3.25": date(2025, 3, 3),
    "03. 03. 2025": date(2025, 3, 3),
    "31.04.2025": None,
    "1. Quartal 2025": None,
    "gestern": None,
    "": None,
    "2025": None,
    "0001-01-01T00:00:00Z": None,
    "März 2025": None,
}
# How the same three letters come → they always come out as they were meant.
ENCODINGS = {
    "UTF-8, declared": ('<?xml version="1.0" encoding="UTF-8"?>', "utf-8", ""),
    "UTF-8, not declared": ("", "utf-8", ""),
    "UTF-8, and both declarations lie": ('<?xml version="1.0" encoding="ISO-8859-1"?>', "utf-8", "iso-8859-1"),
    "UTF-8 with a mark": ('<?xml version="1.0"?>', "utf-8-sig", ""),
    "Latin-1, declared": ('<?xml version="1.0" encoding="ISO-8859-1"?>', "cp1252", ""),
    "Latin-1, declared by the server only": ('<?xml version="1.0"?>', "cp1252", "iso-8859-1"),
    "Latin-1, and it calls itself UTF-8": ('<?xml version="1.0" encoding="UTF-8"?>', "cp1252", ""),
    "UTF-16": ('<?xml version="1.0" encoding="UTF-16"?>', "utf-16", ""),
}
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
LONG = "<p>" + "Der Rat der Stadt beschließt den Ausbau des Glasfasernetzes in allen Ortsteilen. " * 8 + "</p>"


def rss(*items: str, about: str = "<title>Presse</title>") -> str:
    return f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{about}{"".join(f"<item>{item}</item>" for item in items)}</channel></rss>'


def read_one(text: str) -> Entry:
    found = entries(text.encode(), ADDRESS)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(("written", "day"), DAYS.items(), ids=DAYS)
def test_a_day_is_the_one_the_writer_meant(written: str, day: date | None) -> None:
    assert written_day(written) == day
    assert read_one(rss(f"<title>x</title><pubDate>{written}</pubDate>")).date == day


@pytest.mark.parametrize(("declaration", "encoding", "said"), ENCODINGS.values(), ids=ENCODINGS)
def test_letters_survive_every_declaration(declaration: str, encoding: str, said: str) -> None:
    data = (declaration + rss("<title>Mängelmelder für Groß-Gerau</title><link>/a</link>")).encode(encoding)
    assert entries(data, ADDRESS, said)[0].title == "Mängelmelder für Groß-Gerau"


ITEMS = {
    "a guid that is no address": (
        rss('<title>Eins</title><link>https://a.example/1</link><guid isPermaLink="false">tx-7</guid>'),
        ("tx-7", "https://a.example/1", "Eins"),
    ),
    "no guid": (rss("<title>Eins</title><link>https://a.example/1</link>"), ("https://a.example/1", "https://a.example/1", "Eins")),
    "only a guid that is an address": (rss("<title>Eins</title><guid>https://a.example/1</guid>"), ("https://a.example/1", "https://a.example/1", "Eins")),
    "a relative link": (rss("<title>Eins</title><link>../news/1#oben</link>"), (f"{HOST}/news/1", f"{HOST}/news/1", "Eins")),
    "only an enclosed file": (
        rss('<title>Eins</title><enclosure url="https://a.example/1.pdf" type="application/pdf" length="1"/>'),
        ("https://a.example/1.pdf", "https://a.example/1.pdf", "Eins"),
    ),
    "a link to a script": (rss("<title>Eins</title><link>javascript:alert(1)</link><guid>g</guid>"), ("g", "", "Eins")),
    "German letters as entities without a DTD": (rss("<title>M&uuml;ll &amp; Stra&szlig;e</title><link>/1</link>"), (f"{HOST}/1", f"{HOST}/1", "Müll & Straße")),
    "tags in a title": (rss("<title>&lt;b&gt;Eins&lt;/b&gt; zwei</title><guid>g</guid>"), ("g", "", "Eins zwei")),
    "Atom": (
        f"<feed {ATOM}><entry><id>urn:x:1</id><title>Eins</title><link rel='alternate' href='/1'/><link rel='self' href='/feed'/></entry></feed>",
        ("urn:x:1", f"{HOST}/1", "Eins"),
    ),
    "Atom with a prefix": (
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>urn:x:1</a:id><a:title>Eins</a:title></a:entry></a:feed>',
        ("urn:x:1", "", "Eins"),
    ),
    "RSS 1.0": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://a.example/"/>'
        '<item rdf:about="https://a.example/1"><title>Eins</title><link>https://a.example/1</link></item></rdf:RDF>',
        ("https://a.example/1", "https://a.example/1", "Eins"),
    ),
    "RSS 0.91 with its document type": (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
        "<rss version='0.91'><channel><item><title>Eins</title><link>/1</link></item></channel></rss>",
        (f"{HOST}/1", f"{HOST}/1", "Eins"),
    ),
    "an impossible character": (rss("<title>Eins&#99999999999;&#x110000;</title><guid>g</guid>"), ("g", "", "Eins\ufffd\ufffd")),
    "a stray zero byte": (rss("<title>Ei\0ns</title><guid>g</guid>"), ("g", "", "Eins")),
    "cut off in the middle": ("<rss version='2.0'><channel><item><title>Eins</title><link>/1</link></item><item><title>Zw", (f"{HOST}/1", f"{HOST}/1", "Eins")),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ITEMS.values(), ids=ITEMS)
def test_what_an_entry_is_of_and_where_it_is(text: str, expected: tuple[str, str, str]) -> None:
    found = entries(text.encode(), ADDRESS)[0]
    assert (found.external_id, found.address, found.title) == expected


def test_an_id_that_two_entries_share_is_none() -> None:
    found = entries(
        rss(
            "<title>Eins</title><guid>g</guid><link>/1</link>", "<title>Zwei</title><guid>g</guid><link>/2</link>"
        ).encode(),
        ADDRESS,
    )
    assert [entry.external_id for entry in found] == [f"{HOST}/1", f"{HOST}/2"]
    shared = entries(rss("<title>Eins</title><link>/</link>", "<title>Zwei</title><link>/</link>").encode(), ADDRESS)
    assert len({entry.external_id for entry in shared}) == 2


def test_a_feed_says_who_it_is_and_an_entry_who_publishes() -> None:
    about, found = parsed(
        rss(
            "<title>x</title><dc:publisher>Stadtwerke Musterhausen</dc:publisher>",
            about="<title>Presse</title><copyright>CC BY 4.0</copyright><webMaster>a@b.example (Eva Muster)</webMaster>",
        ).encode()
    )
    assert about == About("Presse", "CC BY 4.0") and found[0].publisher == "Stadtwerke Musterhausen"
    assert read_one(rss("<title>x</title>", about="<webMaster>a@b.example (Eva Muster)</webMaster>")).publisher == ""


NO_FEEDS = {
    "a web page": (b"<!doctype html><html><body><channel></body></html>", reasons.NO_FEED),
    "nothing": (b"", reasons.NO_FEED),
    "JSON": (b'{"version": "https://jsonfeed.org/version/1"}', reasons.NO_FEED),
    "a sitemap": (b"<urlset><url><loc>https://a.example/</loc></url></urlset>", reasons.NO_FEED),
    "declared entities": (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>', reasons.HAS_DTD),
    "declared entities in UTF-16": (
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///x">]><rss version="2.0"><channel/></rss>'.encode("utf-16"),
        reasons.HAS_DTD,
    ),
    "too deep": (b"<rss version='2.0'>" + b"<a>" * 300, reasons.TOO_DEEP),
    "too many entries": (rss(*["<title>x</title>"] * 5_001).encode(), "5.000"),
    "too big": (b"<rss>" + b" " * (10 * 1024 * 1024), "10 MB"),
    "an image": (b"\x89PNG\r\n\x1a\n\0\0", reasons.BINARY),
}


@pytest.mark.parametrize(("data", "reason"), NO_FEEDS.values(), ids=NO_FEEDS)
def test_what_is_no_feed_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        entries(data, ADDRESS)
    assert reason in refused.value.reason


# -------------------------------------------------------- the adapter


def feed_world(text: str, **pages: Reply) -> World:
    return World(
        {
            ADDRESS: Reply(text.encode(), "application/rss+xml"),
            **{f"{HOST}/{name}": reply for name, reply in pages.items()},
        }
    )


def test_the_page_is_read_and_the_feed_says_what_it_is() -> None:
    text = rss(
        "<title>Glasfaser für alle</title><link>/1</link><pubDate>Mo, 03. Mär 2025</pubDate><dc:publisher>Stadt</dc:publisher>"
    )
    item, _end = feed.visit(Memory().asked(ADDRESS), feed_world(text, **{"1": page("Glasfaser")}).fetch)
    assert isinstance(item, Item) and item.address == f"{HOST}/1"
    assert item.details == {
        "title": "Glasfaser für alle",
        "date": "2025-03-03",
        "publisher": "Stadt",
        "charset": "utf-8",
    }


def test_where_robots_forbid_the_page_the_full_text_of_the_feed_is_taken() -> None:
    whole, teaser = (
        "<title>Eins</title><link>/1</link><content:encoded><![CDATA[{}]]></content:encoded>",
        "<title>Zwei</title><link>/2</link><description>Kurz.</description>",
    )
    world = feed_world(
        rss(whole.format(LONG), teaser), **{"1": Reply(refused=reasons.ROBOTS), "2": Reply(refused=reasons.ROBOTS)}
    )
    memory = Memory()
    first, second, _end = memory.keep_all(list(feed.visit(memory.asked(ADDRESS), world.fetch)))
    assert isinstance(first, Item) and first.media_type == "text/html" and b"Glasfasernetzes" in first.data
    assert isinstance(second, NotTaken) and second.reason == reasons.ROBOTS
    assert kinds(list(feed.visit(memory.asked(ADDRESS, full=True), world.fetch))) == ["Unchanged", "NotTaken", "Ended"]


def test_a_pause_is_no_reason_to_take_the_text_of_the_feed() -> None:
    text = rss(f"<title>Eins</title><link>/1</link><content:encoded><![CDATA[{LONG}]]></content:encoded>")
    assert reasons_of(
        list(feed.visit(Memory().asked(ADDRESS), feed_world(text, **{"1": Reply(refused=reasons.PAUSE)}).fetch))
    ) == [reasons.PAUSE]


def test_entries_that_share_one_page_are_read_from_the_feed() -> None:
    item = "<title>{0}</title><guid>{0}</guid><link>/</link><content:encoded><![CDATA[{0} {1}]]></content:encoded>"
    world = feed_world(rss(item.format("Eins", LONG), item.format("Zwei", LONG)), **{"": page("Start")})
    events = list(feed.visit(Memory().asked(ADDRESS), world.fetch))
    assert kinds(events) == ["Item", "Item", "Ended"] and world.asked == [ADDRESS]


def test_an_unchanged_feed_costs_one_request() -> None:
    world = feed_world(rss("<title>Eins</title><link>/1</link>"), **{"1": page("Eins")})
    memory = Memory()
    memory.keep_all(list(feed.visit(memory.asked(ADDRESS), world.fetch)))
    world.asked.clear()
    assert kinds(list(feed.visit(memory.asked(ADDRESS), world.fetch))) == ["Ended"] and world.asked == [ADDRESS]


def test_what_failed_is_tried_again_although_the_feed_is_the_same() -> None:
    world = feed_world(rss("<title>Eins</title><link>/1</link>"), **{"1": Reply(refused=reasons.PAUSE)})
    memory = Memory()
    memory.keep_all(list(feed.visit(memory.asked(ADDRESS), world.fetch)))
    world.replies[f"{HOST}/1"] = page("Eins")
    assert kinds(list(feed.visit(memory.asked(ADDRESS), world.fetch))) == ["Item", "Ended"]


def test_a_feed_never_claims_to_be_complete_and_does_not_complain() -> None:
    end = list(
        feed.visit(
            Memory().asked(ADDRESS), feed_world(rss("<title>Eins</title><link>/1</link>"), **{"1": page("Eins")}).fetch
        )
    )[-1]
    assert isinstance(end, Ended) and not end.complete and not end.message


def test_a_page_that_left_counts_as_gone_only_if_it_was_here() -> None:
    world = feed_world(
        rss("<title>Eins</title><link>/1</link>", "<title>Zwei</title><link>/2</link>"), **{"1": page("Eins")}
    )
    memory = Memory()
    assert kinds(memory.keep_all(list(feed.visit(memory.asked(ADDRESS), world.fetch)))) == ["Item", "NotTaken", "Ended"]
    world.replies[f"{HOST}/1"] = Reply(status=404)
    assert Absent(f"{HOST}/1", "404") in list(feed.visit(memory.asked(ADDRESS, full=True), world.fetch))


def test_a_changed_entry_is_looked_at_again_and_no_other() -> None:
    old = rss("<title>Eins</title><link>/1</link>", "<title>Zwei</title><link>/2</link>")
    world = feed_world(old, **{"1": page("Eins"), "2": page("Zwei")})
    memory = Memory()
    memory.keep_all(list(feed.visit(memory.asked(ADDRESS), world.fetch)))
    world.replies[ADDRESS] = Reply(old.replace("Zwei", "Zwei (aktualisiert)").encode(), "application/rss+xml")
    world.replies[f"{HOST}/2"] = page("Zwei", "Ein neuer Text. " * 30)
    world.asked.clear()
    events = list(feed.visit(memory.asked(ADDRESS), world.fetch))
    assert kinds(events) == ["Unchanged", "Item", "Ended"] and world.asked == [ADDRESS, f"{HOST}/2"]
    assert isinstance(events[0], Unchanged)


def test_what_is_no_feed_ends_the_visit_before_anything_is_told() -> None:
    with pytest.raises(Refused, match="kein Feed"):
        list(feed.visit(Memory().asked(ADDRESS), feed_world("<html></html>").fetch))


# -------------------------------------------------------- the test cases of the W3C


@pytest.fixture(scope="module")
def testcases(shared: Path) -> dict[str, bytes]:
    def files() -> Iterator[tuple[str, bytes]]:
        archive = shared / "data" / "standards" / "feeds" / "w3c-feedvalidator-testcases.tar.xz"
        with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as packed:
            for member in packed:
                if stream := packed.extractfile(member) if member.isfile() else None:
                    yield member.name.removeprefix("testcases/"), stream.read()

    return dict(files())


def test_no_test_case_raises_anything_but_a_reason(testcases: dict[str, bytes]) -> None:
    start, refused = time.process_time(), {}
    for name, data in testcases.items():
        try:
            assert all(isinstance(entry, Entry) for entry in entries(data, ADDRESS))
        except Refused as refusal:
            refused[name] = refusal.reason
    assert len(testcases) > 2_000 and time.process_time() - start < 30
    feeds = [name for name in refused if name.startswith(("rss/", "rss20/", "atom/"))]
    assert len(feeds) <= 11, "those without a feed in them, and two that declare entities"


# Read in the files by hand: number of entries, and of the first its title and day.
BY_HAND = {
    "atom/3.3/published_extra_spaces5.xml": (1, "Atom-Powered Robots Run Amok", date(2003, 7, 1)),
    "ext/georss/comma.xml": (1, "M 3.2, Mona Passage", date(2005, 8, 17)),
    "ext/fh/entry-first.xml": (1, "Atom-Powered Robots Scheduled To Run Amok", date(2003, 11, 24)),
    "ext/feedsync/sync-updates-zero.xml": (1, "Buy groceries", date(2005, 5, 21)),
    "ext/media/invalid_media_content_width.xml": (1, "Movie Title: Is this a good movie?", None),
    "rss20/element-channel-description/html_in_channel_description.xml": (
        1,
        "Loïc Le Meur Joins RSS Board",
        date(2006, 2, 1),
    ),
    "rss/should/canonical_uri.xml": (8, "", None),
    "ext/access/missing_rel.xml": (1, "Ping Away, Bloggers", date(2006, 4, 28)),
    "atom/2/brief-entry-noerror.xml": (1, "Atom-Powered Robots Run Amok", date(2003, 12, 13)),
}


@pytest.mark.parametrize(("name", "expected"), BY_HAND.items(), ids=BY_HAND)
def test_the_cases_read_by_hand(name: str, expected: tuple[int, str, date | None], testcases: dict[str, bytes]) -> None:
    found = entries(testcases[name], ADDRESS)
    assert (len(found), found[0].title, found[0].date) == expected
