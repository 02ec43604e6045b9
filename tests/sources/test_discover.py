"""Somebody gives an address: what is it, what would be read, and what else of the site could be watched?"""

import json
from pathlib import Path

import pytest
from hostile_files import good_pdf
from tables_and_odts import xlsx
from worlds import Reply, World, page

from daseinswerk.sources import reasons
from daseinswerk.sources.discover import discover
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.harvest import Offer, Preview

HOST = "https://musterhausen.example"
RSS = "<rss version='2.0'><channel><title>Presse der Stadt</title><copyright>CC BY 4.0</copyright><item><title>Eins</title><link>/1</link><pubDate>Mo, 03. Mär 2025</pubDate></item><item><title>Fort</title><link>/fort</link></item></channel></rss>"
SITEMAP = f"<urlset><url><loc>{HOST}/1</loc><lastmod>2025-03-01</lastmod></url><url><loc>{HOST}/2</loc></url></urlset>"
INDEX = f"<sitemapindex><sitemap><loc>{HOST}/karte.xml</loc></sitemap></sitemapindex>"
FEED_LINK = '<link rel="alternate" type="application/rss+xml" title="Presse" href="/feed.xml">'
COMMENT_LINK = '<link rel="alternate" type="application/rss+xml" title="Kommentar-Feed" href="/comments/feed/">'
OPARL = {
    "system": {"id": f"{HOST}/oparl", "type": "https://schema.oparl.org/1.1/System", "name": "Ratsinformation", "license": "https://lizenz.example/cc0", "body": f"{HOST}/oparl/bodies"},
    "bodies": {"data": [{"id": f"{HOST}/oparl/body/1", "type": "https://schema.oparl.org/1.1/Body", "name": "Musterhausen", "paper": f"{HOST}/oparl/papers"}]},
    "papers": {"data": [
        {"id": f"{HOST}/oparl/paper/1", "type": "https://schema.oparl.org/1.1/Paper", "name": "Glasfaser", "date": "2025-03-03", "mainFile": {"id": "f", "type": "https://schema.oparl.org/1.1/File", "accessUrl": f"{HOST}/1.pdf"}},
        {"id": f"{HOST}/oparl/paper/2", "type": "https://schema.oparl.org/1.1/Paper", "name": "Ohne Datei"},
    ]},
}  # fmt: skip


def html(head: str = "", body: str = "") -> Reply:
    text = body or "<p>" + "Die Stadt Musterhausen baut ihr Glasfasernetz aus. " * 10 + "</p>"
    return Reply(
        f"<!doctype html><html><head><title>Stadt Musterhausen</title>{head}</head><body><main><h1>Aktuelles</h1>{text}</main></body></html>".encode(),
        charset="utf-8",
    )


def site(**more: Reply | str) -> World:
    replies = {
        name: Reply(reply.encode(), "application/xml") if isinstance(reply, str) else reply
        for name, reply in more.items()
    }
    return World(
        {
            f"{HOST}/1": page("Glasfaser"),
            f"{HOST}/2": page("Mobilfunk"),
            **{f"{HOST}/{name}": reply for name, reply in replies.items()},
        }
    )


def looked_at(world: World, path: str = "") -> Preview:
    return discover(f"{HOST}/{path}", world.fetch)


def test_a_feed_shows_its_entries_as_they_would_be_read() -> None:
    found = looked_at(site(**{"feed.xml": RSS}), "feed.xml")
    assert (found.kind, found.name, found.licence) == ("feed", "Presse der Stadt", "CC BY 4.0")
    first, second = found.first
    assert (
        first.title == "Eins"
        and str(first.date) == "2025-03-03"
        and first.text.startswith("Glasfaser")
        and len(first.text) <= 300
    )
    assert second.title == "Fort" and not second.text and "404" in second.reason


def test_a_page_with_a_feed_is_watched_by_its_feed_and_offers_the_rest() -> None:
    found = looked_at(site(**{"": html(COMMENT_LINK + FEED_LINK), "feed.xml": RSS, "sitemap.xml": SITEMAP}))
    assert (found.kind, found.address) == ("feed", f"{HOST}/feed.xml")
    assert found.found == (
        Offer("sitemap", f"{HOST}/sitemap.xml", "musterhausen.example"),
        Offer("web", f"{HOST}/", "Stadt Musterhausen"),
    )


def test_a_feed_that_is_announced_and_broken_gives_way_to_the_sitemap() -> None:
    found = looked_at(site(**{"": html(FEED_LINK), "sitemap.xml": SITEMAP}))
    assert (found.kind, found.address) == ("sitemap", f"{HOST}/sitemap.xml")
    assert [item.title for item in found.first] == ["Glasfaser", "Mobilfunk"]
    assert Offer("feed", f"{HOST}/feed.xml", "Presse") in found.found


@pytest.mark.parametrize(
    ("robots", "place"),
    [("", "sitemap_index.xml"), (f"User-agent: *\nSitemap: {HOST}/weg/karten.xml\n", "weg/karten.xml")],
)
def test_a_site_with_a_sitemap(robots: str, place: str) -> None:
    found = looked_at(
        site(**{"": html(), "robots.txt": Reply(robots.encode(), "text/plain"), place: INDEX, "karte.xml": SITEMAP})
    )
    assert (found.kind, found.address) == ("sitemap", f"{HOST}/{place}") and len(found.first) == 2


def test_the_address_of_a_sitemap_itself() -> None:
    found = looked_at(site(**{"karte.xml": SITEMAP}), "karte.xml")
    assert found.kind == "sitemap" and [str(item.date) for item in found.first] == ["2025-03-01", "None"]


def test_a_single_page_and_its_licence() -> None:
    found = looked_at(site(**{"recht": html('<link rel="license" href="/lizenz/by">')}), "recht")
    assert (found.kind, found.name, found.licence) == ("web", "Stadt Musterhausen", f"{HOST}/lizenz/by")
    assert "Glasfasernetz" in found.first[0].text and not found.found
    assert looked_at(site(a=html('<meta name="DC.rights" content="CC0 1.0">')), "a").licence == "CC0 1.0"
    assert (
        looked_at(
            site(a=html(body=f"<p>{'Wort ' * 90}</p><a rel='license nofollow' href='https://cc.example/by'>CC</a>")),
            "a",
        ).licence
        == "https://cc.example/by"
    )


@pytest.mark.parametrize(
    ("name", "reply"),
    [("plan.pdf", Reply(good_pdf(), "application/pdf")), ("download", Reply(good_pdf(), "application/pdf"))],
)
def test_a_file(name: str, reply: Reply) -> None:
    world = site(**{name: reply, "sitemap.xml": SITEMAP})
    found = looked_at(world, name)
    assert (found.kind, found.name) == ("web", name) and "Glasfasernetz" in found.first[0].text
    assert world.asked == [f"{HOST}/{name}"]


def test_a_table_of_addresses() -> None:
    table = Reply(
        xlsx([["Titel", "Link"], ["Eins", f"{HOST}/1"]]),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    found = looked_at(site(**{"liste": table}), "liste")
    assert found.kind == "links" and found.first[0].title == "Eins" and found.first[0].text.startswith("Glasfaser")
    with pytest.raises(Refused, match="keine Internetadressen"):
        looked_at(site(**{"liste.csv": Reply(b"Ort;Euro\nKoeln;5\n", "text/csv")}), "liste.csv")


def test_a_council_system() -> None:
    files = {
        name: Reply(json.dumps(value).encode(), "application/json")
        for name, value in zip(("oparl", "oparl/bodies", "oparl/papers"), OPARL.values(), strict=True)
    }
    found = looked_at(site(**files, **{"1.pdf": Reply(good_pdf(), "application/pdf")}), "oparl")
    assert (found.kind, found.name, found.licence) == ("oparl", "Ratsinformation", "https://lizenz.example/cc0")
    assert found.found == (Offer("oparl", f"{HOST}/oparl/body/1", "Musterhausen"),)
    assert [item.title for item in found.first] == ["Glasfaser", "Ohne Datei"] and "Glasfasernetz" in found.first[
        0
    ].text
    silent = looked_at(site(oparl=files["oparl"]), "oparl")
    assert silent.kind == "oparl" and not silent.first and "404" in silent.note


def test_a_page_that_cannot_be_read_says_why_beside_it() -> None:
    found = looked_at(site(leer=html(body="<p> </p><script>x</script>")), "leer")
    assert found.kind == "web"
    picture = looked_at(site(bild=Reply(b"\x89PNG\r\n\x1a\n" + b"0" * 50, "image/png")), "bild")
    assert picture.kind == "web" and "Bilder" in picture.first[0].reason


REFUSED = {
    "nothing there": (Reply(status=404), "gibt es nicht"),
    "robots forbid it": (Reply(refused=reasons.ROBOTS), "robots"),
    "an error page": (html(body="<h1>Fehler 404</h1>"), "Fehlermeldung"),
}


@pytest.mark.parametrize(("reply", "words"), REFUSED.values(), ids=REFUSED)
def test_an_address_with_nothing_behind_it(reply: Reply, words: str) -> None:
    with pytest.raises(Refused, match=words):
        looked_at(site(weg=reply), "weg")


def test_a_folder_and_a_table_on_this_machine(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ein Text über Glasfaser.")
    (tmp_path / "b.bin").write_bytes(b"\0\1")
    found = discover(str(tmp_path), World().fetch)
    assert (
        found.kind == "folder"
        and [item.text for item in found.first] == ["Ein Text über Glasfaser.", ""]
        and found.first[1].reason
    )
    (tmp_path / "liste.csv").write_text(f"Titel;Link\nEins;{HOST}/1\n")
    assert discover(str(tmp_path / "liste.csv"), World().fetch).kind == "links"
    with pytest.raises(Refused, match="kein Ordner"):
        discover(str(tmp_path / "a.txt"), World().fetch)


def test_an_address_without_its_beginning() -> None:
    world = World({"https://www.musterhausen.example": page("Start")})
    assert discover("www.musterhausen.example", world.fetch).kind == "web"


def test_an_empty_feed_says_so() -> None:
    found = looked_at(
        site(**{"feed.xml": "<rss version='2.0'><channel><title>Leer</title></channel></rss>"}), "feed.xml"
    )
    assert found.kind == "feed" and not found.first and "listet zurzeit nichts" in found.note
