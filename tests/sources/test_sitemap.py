"""A site by its sitemap: every form the standard knows, the office's wishes, and a fair turn for pages that say nothing of themselves."""

import gzip
from typing import Any

import pytest
from worlds import Memory, Reply, World, kinds, page, reasons_of

from daseinswerk.sources import reasons, sitemap
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.harvest import Ended, Event, Item
from daseinswerk.sources.sitemap_files import Place, parsed

HOST = "https://musterhausen.example"
ADDRESS = f"{HOST}/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*pages: tuple[str, str]) -> bytes:
    lines = (f"<url><loc>{HOST}/{name}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>" for name, day in pages)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NS}>{"".join(lines)}</urlset>'.encode()


def index(*names: str) -> bytes:
    return f"<sitemapindex {NS}>{''.join(f'<sitemap><loc>{HOST}/{name}</loc></sitemap>' for name in names)}</sitemapindex>".encode()


def site(*names: str, **files: bytes) -> World:
    replies = {f"{HOST}/{name}": page(name) for name in names}
    return World(replies | {f"{HOST}/{name}": Reply(data, "application/xml") for name, data in files.items()})


def visited(world: World, memory: Memory, **asked: Any) -> list[Event]:
    return memory.keep_all(list(sitemap.visit(memory.asked(ADDRESS, **asked), world.fetch)))


def taken(events: list[Event]) -> list[str]:
    return [event.external_id.removeprefix(f"{HOST}/") for event in events if isinstance(event, Item)]


FORMS = {
    "XML": urlset(("a", "2025-03-01")),
    "without a namespace": urlset(("a", "2025-03-01")).replace(NS.encode(), b""),
    "with white space in an address": urlset(("a", "2025-03-01")).replace(b"<loc>", b"<loc>\n  "),
    "with pictures and languages": urlset(("a", "2025-03-01")).replace(b"</loc>", b"</loc><i:image xmlns:i='i'><i:loc>https://x.example/b.jpg</i:loc></i:image>"),
    "packed": gzip.compress(urlset(("a", "2025-03-01"))),
}  # fmt: skip
NONE = {
    "a web page": (b"<!doctype html><html><body>Seite nicht gefunden</body></html>", "keine Sitemap"),
    "a feed": (b"<rss version='2.0'><channel/></rss>", "keine Sitemap"),
    "words": (b"Hier gibt es nichts.", "keine Sitemap"),
    "nothing": (b"", "keine Sitemap"),
    "an image": (b"\x89PNG\r\n\x1a\n\0\0\0", "Sitemap|Binär|Codierung"),
    "declared entities": (b"<!DOCTYPE urlset [<!ENTITY a 'b'>]><urlset/>", "XML-Regeln"),
    "damage": (urlset(("a", ""))[:-12], "beschädigt"),
    "a bomb": (gzip.compress(b"<urlset>" + b" " * 53_000_000), "Entpacken"),
    "broken packing": (gzip.compress(urlset(("a", "")))[:30] + b"x" * 40, "beschädigt"),
    "too many addresses": (urlset(*((str(number), "") for number in range(50_001))), r"50\.000"),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_every_form_says_the_same(data: bytes) -> None:
    assert parsed(data).pages == (Place(f"{HOST}/a", "2025-03-01"),)


def test_a_text_of_addresses_is_a_sitemap_too() -> None:
    assert [place.address for place in parsed(f"\ufeff{HOST}/a\r\n{HOST}/ä\n\n".encode()).pages] == [
        f"{HOST}/a",
        f"{HOST}/ä",
    ]


@pytest.mark.parametrize(("data", "reason"), NONE.values(), ids=NONE)
def test_what_is_no_sitemap_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        parsed(data)


def test_where_there_is_no_sitemap_nothing_is_told() -> None:
    with pytest.raises(Refused, match="keine Sitemap"):
        visited(World({ADDRESS: Reply(NONE["a web page"][0])}), Memory())


def test_an_index_leads_to_its_lists_and_they_to_the_pages_newest_first() -> None:
    files = {
        "sitemap.xml": index("1.xml", "2.xml.gz"),
        "1.xml": urlset(("alt", "2020-01-01"), ("ohne", "")),
        "2.xml.gz": gzip.compress(urlset(("neu", "2025-03-01"))),
    }
    events = visited(site("alt", "neu", "ohne", **files), Memory())
    assert taken(events) == ["neu", "alt", "ohne"] and events[-1] == Ended(complete=True)


def test_a_list_that_cannot_be_read_makes_the_visit_incomplete_and_says_so() -> None:
    events = visited(site("a", **{"sitemap.xml": index("1.xml", "fort.xml"), "1.xml": urlset(("a", ""))}), Memory())
    assert taken(events) == ["a"]
    assert isinstance(events[-1], Ended) and not events[-1].complete and "Sitemap" in events[-1].message


def test_indexes_that_lead_in_a_circle_come_to_an_end() -> None:
    world = site(**{"sitemap.xml": index("sitemap.xml", "sitemap.xml")})
    events = visited(world, Memory())
    assert world.asked == [ADDRESS] and events == [Ended(complete=True)]


def test_an_index_of_indexes_of_indexes_is_not_followed_to_its_end() -> None:
    files = {f"{number}.xml": index(f"{number + 1}.xml") for number in range(9)}
    world = site(**{"sitemap.xml": index("0.xml"), **files})
    end = visited(world, Memory())[-1]
    assert len(world.asked) == 3 and isinstance(end, Ended) and not end.complete and "Stufen" in end.message


def test_only_pages_of_the_site_itself_count_and_no_pictures() -> None:
    data = urlset(("a", ""), ("bild.jpg", "")).replace(
        b"</urlset>", b"<url><loc>https://fremd.example/a</loc></url><url><loc>ftp://x/</loc></url></urlset>"
    )
    world = site("a", **{"sitemap.xml": data})
    assert taken(visited(world, Memory())) == ["a"] and world.asked == [ADDRESS, f"{HOST}/a"]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({}, ["presse/a", "amt/b", "presse/alt/c"]),
        ({"include": "/presse/"}, ["presse/a", "presse/alt/c"]),
        ({"include": ["/presse/", "/amt/"], "exclude": ["/presse/alt"]}, ["presse/a", "amt/b"]),
        ({"exclude": "/presse/"}, ["amt/b"]),
        ({"most": 2}, ["presse/a", "amt/b"]),
        ({"most": "alle"}, ["presse/a", "amt/b", "presse/alt/c"]),
    ],
)
def test_the_office_says_what_it_wants(options: dict[str, Any], wanted: list[str]) -> None:
    world = site(
        "presse/a",
        "amt/b",
        "presse/alt/c",
        **{"sitemap.xml": urlset(("presse/a", ""), ("amt/b", ""), ("presse/alt/c", ""))},
    )
    assert taken(visited(world, Memory(), options=options)) == wanted


def test_what_the_office_no_longer_wants_is_not_taken_for_gone() -> None:
    world = site("a", "b", **{"sitemap.xml": urlset(("a", ""), ("b", ""))})
    memory = Memory()
    visited(world, memory)
    world.asked.clear()
    events = visited(world, memory, options={"exclude": "/b"})
    assert sorted(kinds(events)) == ["Ended", "Unchanged", "Unchanged"] and f"{HOST}/b" not in world.asked


def test_a_page_with_the_same_day_is_not_asked_for_until_everything_is_compared() -> None:
    world = site("a", **{"sitemap.xml": urlset(("a", "2025-03-01"))})
    memory = Memory()
    visited(world, memory)
    world.replies[f"{HOST}/a"] = page("a", "Ohne neues Datum geändert. " * 20)
    assert kinds(visited(world, memory)) == ["Unchanged", "Ended"]
    assert taken(visited(world, memory, full=True)) == ["a"]


def test_a_new_day_means_one_look_and_no_new_version_where_nothing_changed() -> None:
    world = site("a", **{"sitemap.xml": urlset(("a", "2025-03-01"))})
    memory = Memory()
    visited(world, memory)
    world.replies[ADDRESS] = Reply(urlset(("a", "2025-03-08")), "application/xml")
    world.asked.clear()
    assert kinds(visited(world, memory)) == ["Unchanged", "Ended"] and world.asked == [ADDRESS, f"{HOST}/a"]
    world.asked.clear()
    assert kinds(visited(world, memory)) == ["Unchanged", "Ended"] and world.asked == [ADDRESS]


def test_a_large_site_is_read_a_part_at_a_time_and_no_page_waits_for_ever() -> None:
    names = [f"seite-{number}" for number in range(10)]
    world = site(*names, **{"sitemap.xml": urlset(*((name, "") for name in names))})
    memory = Memory()
    for expected in (3, 6, 9, 10):
        end = visited(world, memory, options={"most": 3})[-1]
        assert isinstance(end, Ended) and end.complete == (expected == 10) and bool(end.message) == (expected != 10)
        assert len(memory.known) == expected
    world.asked.clear()
    for _ in range(4):
        events = visited(world, memory, options={"most": 3})
        assert len(events) == 11 and isinstance(events[-1], Ended) and events[-1].complete, "all ten are told as listed"
    looked_at = [address for address in world.asked if address != ADDRESS]
    assert set(looked_at) == {f"{HOST}/{name}" for name in names} and len(looked_at) == 12


def test_new_pages_come_before_old_ones() -> None:
    world = site("a", "b", "c", **{"sitemap.xml": urlset(("a", ""), ("b", ""))})
    memory = Memory()
    visited(world, memory)
    world.replies[ADDRESS] = Reply(urlset(("a", ""), ("b", ""), ("c", "")), "application/xml")
    assert taken(visited(world, memory, options={"most": 1})) == ["c"]


def test_what_fails_is_told_and_the_rest_is_read() -> None:
    world = site("a", **{"sitemap.xml": urlset(("fort", ""), ("a", ""))})
    world.replies[f"{HOST}/fort"] = Reply(refused=reasons.FORBIDDEN.format(status=403))
    events = visited(world, Memory())
    assert taken(events) == ["a"] and reasons_of(events) == [reasons.FORBIDDEN.format(status=403)]
