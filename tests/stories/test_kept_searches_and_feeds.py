"""A reader keeps a search and reads it, and her week, in a feed program; anybody reads the library that way."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from cast import TOWN, World, client_of, world
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from lxml import etree
from shelf import indexed, put

from daseinswerk.apps.library.actions import readers
from daseinswerk.apps.library.models import Document, Interest, SavedSearch
from daseinswerk.apps.office.models import User
from daseinswerk.exports.atom import ATOM, Entry, Feed, atom_id, write_feed

pytestmark = pytest.mark.django_db

RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")


@pytest.fixture
def cast() -> World:
    everybody = world()
    Document.objects.update(archived=timezone.now() - timedelta(days=900))
    return everybody


def check_atom(body: bytes) -> list[etree._Element]:
    """What RFC 4287 asks of a feed, as far as it can be seen in the document; gives its entries."""
    feed = etree.fromstring(body)
    assert feed.tag == f"{{{ATOM}}}feed"
    one(feed, "title")
    assert IRI.fullmatch(one(feed, "id"))
    assert RFC3339.fullmatch(one(feed, "updated"))
    selves = [link for link in feed.findall(f"{{{ATOM}}}link") if link.get("rel") == "self"]
    assert len(selves) == 1 and selves[0].get("href", "").startswith("http")
    entries = feed.findall(f"{{{ATOM}}}entry")
    for entry in entries:
        assert IRI.fullmatch(one(entry, "id"))
        assert one(entry, "title")
        assert RFC3339.fullmatch(one(entry, "updated"))
        assert len([link for link in entry.findall(f"{{{ATOM}}}link") if link.get("rel", "alternate") == "alternate"]) == 1
        assert entry.find(f"{{{ATOM}}}author/{{{ATOM}}}name").text
    ids = [one(entry, "id") for entry in entries]
    assert len(set(ids)) == len(ids)
    return entries


def one(parent: etree._Element, name: str) -> str:
    """The text of the one child of this name."""
    found = parent.findall(f"{{{ATOM}}}{name}")
    assert len(found) == 1, f"{len(found)} of {name}"
    return found[0].text or ""


def titles(answer: HttpResponse) -> list[str]:
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return [one(entry, "title") for entry in check_atom(answer.content)]


def test_the_library_is_a_feed_for_anybody_with_the_words_of_its_address(cast: World) -> None:
    put("Glasfaser im Dorf", "Der Ausbau der Glasfaser beginnt.")
    put("Anderes", "Der Park öffnet.")
    indexed()
    visitor = Client()
    assert titles(visitor.get("/bibliothek/feed.atom", {"q": "Glasfaser"})) == ["Glasfaser im Dorf"]
    assert set(titles(visitor.get("/bibliothek/feed.atom"))) >= {"Glasfaser im Dorf", "Anderes"}
    assert titles(visitor.get("/bibliothek/feed.atom", {"q": "gibtesnicht"})) == []
    assert "/bibliothek/feed.atom?q=Glasfaser" in visitor.get("/bibliothek/", {"q": "Glasfaser"}).content.decode()


def test_a_feed_program_that_has_it_all_gets_nothing_again(cast: World) -> None:
    put("Glasfaser", "Glasfaser für alle.")
    indexed()
    first = Client().get("/bibliothek/feed.atom?q=Glasfaser")
    again = Client().get("/bibliothek/feed.atom?q=Glasfaser", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    put("Noch mehr Glasfaser", "Glasfaser für alle anderen.")
    indexed()
    assert Client().get("/bibliothek/feed.atom?q=Glasfaser", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_signs_xml_does_not_know_break_no_feed(cast: World) -> None:
    put("Titel mit \x0b und \ufffe & <Zeichen>", "Text mit \x1b und \ufffe.")
    indexed()
    assert titles(Client().get("/bibliothek/feed.atom"))[0] == "Titel mit  und  & <Zeichen>"


def test_what_was_withdrawn_or_replaced_leaves_the_feed(cast: World) -> None:
    row, newer = put("Alt", "Sensor"), put("Neu", "Sensor neu")
    Document.objects.filter(pk=row.pk).update(superseded_by=newer)
    assert "Alt" not in titles(Client().get("/bibliothek/feed.atom"))


def test_the_week_is_a_feed_for_whoever_has_its_address_until_it_is_renewed(cast: World) -> None:
    interest = readers.set_interest(user=cast.reader, fields=["03"], regions=[], mail=False)
    put("Wärme", "Wärme aus dem Netz.", fields_of_action=["03.1"])
    put("Wasser", "Wasser aus dem Netz.", fields_of_action=["04.1"])
    address = f"/feed/woche/{interest.token}.atom"
    answer = Client().get(address)
    assert titles(answer) == ["Wärme"]
    assert "Neu in der Bibliothek, Feld Energie" in answer.content.decode()
    assert interest.token not in one(etree.fromstring(answer.content), "id")
    readers.mark_looked(user=cast.reader, until=timezone.now())
    assert titles(Client().get(address)) == ["Wärme"]  # a feed program keeps its own book on what was read
    client_of(cast.reader).post("/woche/neue-adresse/")
    assert Client().get(address).status_code == 404
    assert Client().get(f"/feed/woche/{Interest.objects.get().token}.atom").status_code == 200
    User.objects.filter(pk=cast.reader.pk).update(is_active=False)
    assert Client().get(f"/feed/woche/{Interest.objects.get().token}.atom").status_code == 404


def test_a_search_is_kept_counted_opened_renamed_and_forgotten(cast: World) -> None:
    """From the library into the list, with a name made of what it asks; new hits are counted until she opens it from there."""
    client = client_of(cast.reader)
    page = client.get("/bibliothek/", {"q": "Glasfaser", "land": "99"}).content.decode()
    assert "Kommt später etwas dazu" in page  # what is not there yet is worth being told of
    put("Glasfaser", "Glasfaser in Kleinstadt.", links=(("municipality", TOWN, "Kleinstadt"),))
    indexed()
    page = client.get("/bibliothek/", {"q": "Glasfaser", "land": "99"}).content.decode()
    question = re.search(r'name="question" value="([^"]+)"', page)[1].replace("&amp;", "&")
    client.post("/gemerkt/", {"question": question})
    search = SavedSearch.objects.get()
    assert (search.name, search.question) == ("Glasfaser · Musterland", "q=Glasfaser&land=99")
    assert "nichts Neues" in client.get("/gemerkt/").content.decode()
    put("Glasfaser zwei", "Glasfaser auch dort in Kleinstadt.", links=(("municipality", TOWN, "Kleinstadt"),))
    put("Glasfaser anderswo", "Glasfaser, aber nicht hier.")
    indexed()
    assert "1 neuer Treffer" in client.get("/gemerkt/").content.decode()
    assert titles(Client().get(f"/feed/suche/{search.token}.atom")) == ["Glasfaser zwei", "Glasfaser"]
    answer = client.post(f"/gemerkt/{search.pk}/", {"act": "look"})
    assert answer["Location"] == "/bibliothek/?q=Glasfaser&land=99"
    assert "nichts Neues" in client.get("/gemerkt/").content.decode()
    client.post(f"/gemerkt/{search.pk}/", {"act": "change", "name": "  Netz \n hier ", "mail": "1"})
    search.refresh_from_db()
    assert (search.name, search.mail) == ("Netz hier", True)
    client.post(f"/gemerkt/{search.pk}/", {"act": "forget"})
    assert not SavedSearch.objects.exists()
    assert Client().get(f"/feed/suche/{search.token}.atom").status_code == 404


def test_what_the_index_had_not_yet_taken_in_when_she_looked_is_told_later(cast: World, settings, home: Path) -> None:
    settings.SEARCH = "large"
    search, _ = readers.save_search(user=cast.reader, question="q=Glasfaser")
    put("Glasfaser", "Glasfaser im Dorf.")
    client = client_of(cast.reader)
    client.post(f"/gemerkt/{search.pk}/", {"act": "look"})
    assert "nichts Neues" in client.get("/gemerkt/").content.decode()
    indexed()
    page = client.get("/gemerkt/").content.decode()
    assert "1 neuer Treffer" in page and "Index vom" in page
    client.post(f"/gemerkt/{search.pk}/", {"act": "look"})
    assert "nichts Neues" in client.get("/gemerkt/").content.decode()


def test_the_same_question_is_kept_once_and_an_empty_one_not_at_all(cast: World) -> None:
    client = client_of(cast.reader)
    for question in ("q=Netz&seite=3", "q=Netz", "?q=Netz&alle=jahr"):
        client.post("/gemerkt/", {"question": question})
    for question in ("", "seite=2", "unbekannt=1", "\x00"):
        client.post("/gemerkt/", {"question": question})
    assert list(SavedSearch.objects.values_list("question", flat=True)) == ["q=Netz"]


def test_nobody_opens_or_changes_the_searches_of_others(cast: World) -> None:
    search, _ = readers.save_search(user=cast.reader, question="q=Netz")
    other = client_of(cast.administrator)
    assert "q=Netz" not in other.get("/gemerkt/").content.decode()
    for act in ("look", "change", "forget"):
        assert other.post(f"/gemerkt/{search.pk}/", {"act": act}).status_code == 404
    assert SavedSearch.objects.get().name == "Netz"


def test_nobody_keeps_without_end(cast: World) -> None:
    for number in range(readers.MOST_SEARCHES):
        readers.save_search(user=cast.reader, question=f"q=Netz{number}")
    answer = client_of(cast.reader).post("/gemerkt/", {"question": "q=zuviel"}, follow=True)
    assert "schon 50 Suchen" in answer.content.decode()
    assert SavedSearch.objects.count() == readers.MOST_SEARCHES


def test_an_identifier_names_what_an_item_is_and_not_where_it_is_shown() -> None:
    now = timezone.now()
    entry = Entry("1/bericht.txt/abc", "Titel", "https://a.example/bibliothek/dokument/1/", "Stadt", now)
    moved = Entry("1/bericht.txt/abc", "Titel", "https://b.example/bibliothek/dokument/1/", "Stadt", now)
    bodies = [write_feed(Feed("k", "T", f"https://{host}.example/f", f"https://{host}.example/", now, entries=(each, each))) for host, each in (("a", entry), ("b", moved))]
    ids = [[one(found, "id") for found in check_atom(body)] for body in bodies]
    assert ids[0] == ids[1] == [atom_id("1/bericht.txt/abc")]
