"""Somebody searches the library in German as it is written, and the list shows each matter once."""

from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from shelf import ask, put

from daseinswerk.apps.library.actions.indexing import index_open_tasks
from daseinswerk.apps.library.models import Story
from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.search import Results, search

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, params=["embedded", "large"])
def index(request: pytest.FixtureRequest, settings, home: Path) -> str:
    """Every story of a search holds for both indexes."""
    if request.param == "embedded" and connection.vendor != "sqlite":
        pytest.skip("the embedded index lies in SQLite")
    settings.SEARCH = request.param
    return request.param


def asked_at(address: str) -> Results:
    return search(_read(address))


def _read(address: str) -> Query:
    return Query.read(dict(parse_qsl(address.removeprefix("?"))))


def asked_page(client: Client, address: str, *more: object, **headers: object) -> HttpResponse:
    index_open_tasks(pause=0)
    return client.get(address, *more, **headers)


GERMAN = [  # asked, written, found, why
    ("Glasfaserausbau", "Der Ausbau des Glasfasernetzes beginnt im Mai.", True, "a compound taken apart"),
    ("Ausbau Glasfaser", "Der Glasfaserausbau beginnt im Mai.", True, "parts put together"),
    ("Mängelmelder", "Die Stadt führt Mängelmeldern eine neue App ein.", True, "inflection"),
    ("Maengelmelder", "Der Mängelmelder geht in Betrieb.", True, "umlaut written out"),
    ("Häuser", "Das Haus wird saniert.", True, "plural with umlaut"),
    ("Strasse", "Die Straße wird gesperrt.", True, "ß and ss"),
    ("Köln", "Koeln baut aus.", True, "a name with its umlaut written out"),
    ("LoRaWAN", "Ein lorawan-Netz mit Sensoren.", True, "case and hyphen"),
    ("Bürgerdienste", "Der Bürgerdienst öffnet.", True, "plural"),
    ("2013/0140", "Vorlage 2013/0140 wurde beraten.", True, "a reference number stands as it is"),
    ("Quartierspark", "Das Quartier wächst. " + "Der Rat berät lange über anderes. " * 9 + "Ein Park entsteht.", False, "parts far apart"),
    ("Glasfaser", "Das Trinkglas ist leer.", False, "one part alone"),
    ("Rathaus", "Der Radweg ist fertig.", False, "another word"),
]


@pytest.mark.parametrize(("asked", "written", "found", "why"), GERMAN, ids=[row[3] for row in GERMAN])
def test_german_words_are_found_as_people_write_them(asked: str, written: str, found: bool, why: str) -> None:
    document = put("Bericht", written)
    put("Etwas anderes", "Der Haushalt steht zur Beratung an.")
    results = ask(words=asked)
    assert (document.pk in [hit.document for hit in results.hits]) is found, why


def test_documents_with_all_words_come_before_documents_with_some() -> None:
    both = put("Protokoll", "Im Park steht ein Brunnen. " + "Sonst geschah wenig. " * 30)
    one = put("Brunnen Brunnen Brunnen", "Ein Brunnen, ein Brunnen, ein Brunnen.")
    results = ask(words="Brunnen Park")
    assert [hit.document for hit in results.hits] == [both.pk, one.pk]
    assert (results.total, results.with_all) == (2, 1)
    assert results.hits[1].reason == "Enthält nur einen Teil der Wörter."


def test_a_title_counts_more_than_a_word_in_the_text() -> None:
    in_text = put("Niederschrift", "Beraten wurde der Sensor. " + "Danach sprach man von anderem Zeug. " * 3)
    in_title = put("Sensor", "Beraten wurde er. " + "Danach sprach man von anderem Zeug. " * 3)
    assert [hit.document for hit in ask(words="Sensor").hits] == [in_title.pk, in_text.pk]


def test_a_phrase_in_quotation_marks_must_stand_together() -> None:
    together = put("A", "Die Digitale Stadt lädt ein.")
    put("B", "Die Stadt wird in diesem Jahr auch digital.")
    assert [hit.document for hit in ask(words="„digitale Stadt“").hits] == [together.pk]


def test_words_nearly_every_document_has_are_not_asked_for() -> None:
    for number in range(6):
        put(f"Vorlage {number}", "Die Stadt berät die Vorlage.")
    wanted = put("Pegel", "Die Stadt misst Pegel mit Sensoren und berät die Vorlage.")
    results = ask(words="Stadt Pegel Sensoren")
    assert [word.surface for word in results.asked.common] == ["Stadt"]
    assert [hit.document for hit in results.hits] == [wanted.pk]


def test_results_come_while_a_word_is_being_typed() -> None:
    document = put("Netz", "Der Mängelmelder geht in Betrieb.")
    assert [hit.document for hit in ask(words="Mängelm").hits] == [document.pk]


def test_copies_and_stories_are_one_hit_that_says_how_many_tell_the_same() -> None:
    first = put("Seilbahn geplant", "Die Stadt plant eine Seilbahn.")
    copies = [put(f"Seilbahn geplant ({n})", "Die Stadt plant eine Seilbahn.", copy_of=first) for n in range(2)]
    story = Story.objects.create(key="s", original=first, size=2)
    retold = put("Seilbahn über den Fluss", "Über den Fluss soll eine Seilbahn führen.", story=story)
    type(first).objects.filter(pk=first.pk).update(story=story)
    put("Andere Seilbahn", "Eine Seilbahn im Tal.")
    results = ask(words="Seilbahn")
    assert results.total == 2
    told = next(hit for hit in results.hits if hit.same_count)
    assert told.same_count == 3
    unfolded = asked_at(told.same_address)
    assert {hit.document for hit in unfolded.hits} == {first.pk, retold.pk, *(copy.pk for copy in copies)}


def test_only_the_newest_version_is_found() -> None:
    new = put("Gebühren 2026", "Die Gebühren steigen.")
    put("Gebühren 2025", "Die Gebühren steigen.", superseded_by=new)
    assert [hit.document for hit in ask(words="Gebühren").hits] == [new.pk]


def test_facets_count_what_a_click_would_show() -> None:
    karlsruhe, land = ("municipality", "08212000", "Karlsruhe"), ("state", "08", "Baden-Württemberg")
    works = ("organisation", "stadtwerke-karlsruhe", "Stadtwerke Karlsruhe")
    first = put("Netz A", "Karlsruhe baut ein Netz.", links=(karlsruhe, land), date=date(2024, 5, 1))
    put("Netz A, noch einmal", "Karlsruhe baut ein Netz.", links=(karlsruhe,), copy_of=first, date=date(2024, 6, 1))
    put("Netz B", "Die Stadtwerke Karlsruhe bauen ein Netz in Karlsruhe.", links=(karlsruhe, works), date=date(2025, 5, 1), kind="council")
    put("Netz C", "Ein Netz ohne Ort.")
    results = ask(words="Netz")
    counted = {facet.label: {value.label: (value.count, value.address) for value in facet.values} for facet in results.facets}
    assert results.total == 3
    assert counted["Gemeinde"]["Karlsruhe"][0] == 2
    assert counted["Organisation"]["Stadtwerke Karlsruhe"][0] == 1
    assert list(counted["Jahr"]) == ["2025", "2024"]
    for facet in counted.values():
        for label, (count, address) in facet.items():
            assert asked_at(address).total == count, label


def test_the_address_of_a_search_can_be_shared() -> None:
    query = Query(words="Glasfaser & Ausbau", municipality="08212000", kind="press", year="2024", sort="neueste", page=3)
    assert _read(query.address(page=3)) == query
    assert _read(query.address(year="")) == Query(
        words="Glasfaser & Ausbau", municipality="08212000", kind="press", sort="neueste"
    )


@pytest.mark.parametrize("broken", ["?seite=-1", "?seite=x", "?seite=999999999", "?jahr=x", "?sort=quatsch", "?q=%00", "?q=%22", "?q=(", "?q=*", "?q=NEAR(",
                                    "?q=%22%22%22", "?wie=x", "?quelle=%27", "?q=" + "a" * 2000, "?q=%ED%A0%80", "?q=a+OR+b+AND+NOT", "?gemeinde=%25"])  # fmt: skip
def test_a_broken_address_still_gives_a_page(client: Client, broken: str) -> None:
    put("Netz", "Ein Netz.")
    assert asked_page(client, reverse("library") + broken).status_code == 200


def test_nothing_found_says_what_was_understood_and_what_is_near(client: Client) -> None:
    put("Mängelmelder", "Der Mängelmelder geht in Betrieb.")
    page = asked_page(client, reverse("library"), {"q": "Mängelnelder"}).content.decode()
    assert "„Mängelnelder“ kommt in keinem Dokument vor." in page
    assert "Ähnlich geschrieben" in page and ">Mängelmelder</a>" in page


def test_the_page_says_which_word_to_drop(client: Client) -> None:
    put("A", "Der Brunnen läuft.")
    put("B", "Der Sensor misst.")
    page = asked_page(client, reverse("library"), {"q": "Brunnen Sensor"}).content.decode()
    assert "Kein Dokument enthält alle Wörter." in page and "Ohne „Brunnen“" in page


def test_an_empty_library_says_how_to_begin(client: Client) -> None:
    assert "Noch ist nichts eingelesen worden." in asked_page(client, reverse("library")).content.decode()


def test_typing_swaps_the_part_the_page_itself_includes(client: Client) -> None:
    put("Netz", "Ein Netz.")
    part = asked_page(client, reverse("library"), {"q": "Netz"}, headers={"HX-Request": "true"}).content.decode().strip()
    whole = asked_page(client, reverse("library"), {"q": "Netz"}).content.decode()
    assert part.startswith('<div id="treffer"') and part in whole


def test_a_page_costs_as_many_questions_to_the_database_for_ten_hits_as_for_one(client: Client, django_assert_max_num_queries) -> None:
    for number in range(25):
        put(f"Netz {number}", "Karlsruhe baut ein Netz mit Sensoren am Pegel.", links=(("municipality", "08212000", "Karlsruhe"),))
    index_open_tasks(pause=0)
    with django_assert_max_num_queries(20):
        page = client.get(reverse("library"), {"q": "Netz Sensoren Pegel"})
    assert page.content.decode().count("hit__title") == 10


def test_hit_words_are_marked_in_a_long_text() -> None:
    put("Lang", "Nichts dergleichen steht hier. " * 4000 + "Am Ende kommt der Ausbau der Glasfasernetze. " + "Danach nichts mehr. " * 50)
    put("Anderes", "Ganz anderes.")
    hit = ask(words="Glasfaserausbau").hits[0]
    assert [text for text, is_hit in hit.snippet if is_hit] == ["Ausbau", "Glasfasernetze"]
    assert len("".join(text for text, _ in hit.snippet)) < 320

