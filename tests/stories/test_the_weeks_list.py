"""A reader says what she wants to hear of, a source brings texts, and her list shows what is new, why, and nothing twice."""

from datetime import date, datetime, timedelta

import pytest
from cast import NEIGHBOUR, TOWN, World, client_of, world
from django.test import Client
from django.utils import timezone
from shelf import put

from daseinswerk.apps.library.actions import readers
from daseinswerk.apps.library.models import Document, Interest, Source, Story, Suggestion
from daseinswerk.apps.library.queries.interests import Wanted
from daseinswerk.apps.library.queries.week import MOST, PER_VOICE, pick
from daseinswerk.apps.library.queries.week_page import span_asked, week_page

pytestmark = pytest.mark.django_db

ENERGY, WATER = "03", "04"
NOW = timezone.make_aware(datetime(2026, 11, 25, 9, 0))
TODAY = date(2026, 11, 24)
HERE = (("municipality", TOWN, "Kleinstadt"),)
THERE = (("municipality", NEIGHBOUR, "Nachbarstadt"),)


@pytest.fixture
def cast() -> World:
    everybody = world()
    Document.objects.update(archived=NOW - timedelta(days=900))  # the report is no news
    return everybody


def came(title: str, text: str = "", *, ago: timedelta = timedelta(hours=5), **more: object) -> Document:
    """A document that came into the library some time before `NOW`."""
    fields = more.pop("field", "")
    values = {"publisher": f"Stimme von {title}", "date": TODAY, "fields_of_action": [f"{fields}.1"] if fields else []} | more
    row = put(title, text or f"{title}: In Kleinstadt und Nachbarstadt geschieht etwas.", **values)
    Document.objects.filter(pk=row.pk).update(archived=NOW - ago)
    row.refresh_from_db()
    return row


def listed(wanted: Wanted | None = None, since: timedelta = timedelta(days=7)) -> list[str]:
    picks = pick(wanted or Wanted(), NOW - since, NOW)
    titles = dict(Document.objects.values_list("pk", "title"))
    return [titles[item.row.document] for item in picks.items]


def reasons(wanted: Wanted | None = None) -> dict[str, str]:
    page = week_page(wanted or Wanted(), span_asked("", Interest(looked=NOW - timedelta(days=7)), NOW))
    return {item.title: item.reason for section in page.sections for item in section.items}


def test_the_order_is_one_a_person_can_say_in_a_sentence(cast: World) -> None:
    """Field and region before one of them, practice before decision, decision before what many tell, that before the newest."""
    wanted = Wanted((ENERGY,), (TOWN,))
    story = Story.objects.create(key="s", original=came("Viele", field=ENERGY, date=TODAY - timedelta(days=9)), size=3)
    came("Viele zwei", field=ENERGY, story=story, date=TODAY - timedelta(days=9))
    Document.objects.filter(title="Viele").update(story=story)
    came("Neueste", field=ENERGY)
    decision = came("Beschluss", field=ENERGY, kind="council", date=TODAY - timedelta(days=9))
    Suggestion.objects.create(document=decision, field="decision", value="ja", certainty="stated", quote="x", start=0, end=1, rule="r", score=1)
    came("Praxis", field=ENERGY, is_practice="yes", date=TODAY - timedelta(days=9))
    came("Beides", field=ENERGY, links=HERE, date=TODAY - timedelta(days=9))
    came("Alter Text", field=ENERGY, links=HERE, is_practice="yes", date=TODAY - timedelta(days=900))
    came("Wasser anderswo", field=WATER, links=THERE)
    assert listed(wanted) == ["Beides", "Praxis", "Beschluss", "Viele zwei", "Neueste", "Alter Text"]


WANTED = [  # fields, regions, listed, why
    ((), (), True, "nothing chosen: everything"),
    ((ENERGY,), (), True, "the field"),
    (("03.1",), (), True, "the subfield"),
    (("03.2",), (), False, "another subfield"),
    ((WATER,), (), False, "another field"),
    ((), (TOWN,), True, "the municipality it speaks of"),
    ((), ("99001",), True, "the county around it"),
    ((), ("99",), True, "the Land around it"),
    ((), (NEIGHBOUR,), False, "the town beside it"),
    ((WATER,), (TOWN,), True, "one of the two is enough"),
    ((WATER,), (NEIGHBOUR,), False, "neither"),
]


@pytest.mark.parametrize(("fields", "regions", "expected", "why"), WANTED, ids=[row[3] for row in WANTED])
def test_what_is_listed_fits_a_field_or_a_region(cast: World, fields: tuple[str, ...], regions: tuple[str, ...], expected: bool, why: str) -> None:
    came("Text", field=ENERGY, links=HERE)
    assert bool(listed(Wanted(fields, regions))) is expected, why


def test_a_town_speaks_for_itself_also_where_its_text_does_not_name_it(cast: World) -> None:
    came("Aus dem Rathaus", "Der Rat tagt.", publisher_ags=TOWN, field=ENERGY)
    assert reasons(Wanted((ENERGY,), ("99001",))) == {"Aus dem Rathaus": "Neu aus Kleinstadt, Feld Energie & Wärme."}


def test_the_reason_says_what_brought_it_here(cast: World) -> None:
    story = Story.objects.create(key="s", original=came("Erster", field=ENERGY, links=HERE, is_practice="yes"), size=2)
    came("Zweiter", field=ENERGY, story=story)
    Document.objects.filter(title="Erster").update(story=story)
    assert reasons(Wanted((ENERGY,), (TOWN,))) == {
        "Erster": "Neu über Kleinstadt, Feld Energie & Wärme; 2 Quellen berichten."
    }


GONE = [
    ("replaced", lambda row, other: {"superseded_by": other}),
    ("taken back", lambda row, other: {"withdrawn": NOW}),
    ("only its title is known", lambda row, other: {"kind": "paper"}),
    ("came before", lambda row, other: {"archived": NOW - timedelta(days=8)}),
    ("came after", lambda row, other: {"archived": NOW + timedelta(seconds=1)}),
]


@pytest.mark.parametrize(("why", "change"), GONE, ids=[row[0] for row in GONE])
def test_what_does_not_count_today_or_is_not_new_is_not_listed(cast: World, why: str, change) -> None:
    row, other = came("Weg", field=ENERGY), came("Da", field=ENERGY)
    Document.objects.filter(pk=row.pk).update(**change(row, other))
    assert listed() == ["Da"], why


def test_a_reprint_of_a_text_that_was_there_before_is_no_news_but_a_new_telling_is(cast: World) -> None:
    first = came("Erstdruck", ago=timedelta(days=20))
    came("Nachdruck", copy_of=first)
    story = Story.objects.create(key="s", original=came("Anfang", ago=timedelta(days=20)), size=2)
    Document.objects.filter(title="Anfang").update(story=story)
    came("Fortsetzung", story=story)
    assert listed() == ["Fortsetzung"]


def test_copies_of_one_new_text_are_one_item(cast: World) -> None:
    first = came("Text", date=TODAY)
    for number in range(3):
        came(f"Abdruck {number}", copy_of=first, date=TODAY - timedelta(days=1))
    page = week_page(Wanted(), span_asked("", Interest(looked=NOW - timedelta(days=7)), NOW))
    (item,) = page.sections[0].items
    assert (item.title, item.same_count) == ("Text", 3)
    assert "4 Quellen berichten" in item.reason


def test_nobody_gets_more_than_forty_and_no_voice_more_than_five(cast: World) -> None:
    for number in range(50):
        came(f"Leise {number}")
    for number in range(12):
        came(f"Laut {number}", publisher="Die Laute")
    picks = pick(Wanted(), NOW - timedelta(days=7), NOW)
    loud = [item for item in picks.items if item.voice == "Die Laute"]
    assert (len(picks.items), len(loud), picks.left) == (MOST, PER_VOICE, 62 - MOST)
    assert ("Die Laute", 12 - PER_VOICE) in picks.left_by_voice


def test_the_reader_sets_fields_looks_and_marks_as_read(cast: World, settings, tmp_path) -> None:
    """She chooses a field and her town, sees one text with its reason, marks the list as read, and finds the text again by its week."""
    client = client_of(cast.reader)
    assert "Alle Felder, alle Regionen" in client.get("/woche/").content.decode()
    assert client.post("/woche/einstellungen/", {"fields_chosen": [ENERGY], "regions": [TOWN], "act": "save"}).status_code == 302
    row = came("Wärme aus dem Klärwerk", field=ENERGY, links=HERE)
    Document.objects.filter(pk=row.pk).update(archived=timezone.now())
    page = client.get("/woche/").content.decode()
    assert "Neu über Kleinstadt, Feld Energie &amp; Wärme." in page
    until = page.partition('name="until" value="')[2].partition('"')[0]
    assert client.post("/woche/gelesen/", {"until": until}).status_code == 302
    page = client.get("/woche/").content.decode()
    assert "Seitdem ist nichts gekommen" in page and "Wärme aus dem Klärwerk" not in page
    year, week, _day = timezone.localdate().isocalendar()
    assert "Wärme aus dem Klärwerk" in client.get("/woche/", {"woche": f"{year}-W{week:02d}"}).content.decode()


def test_what_came_in_while_she_read_is_not_marked_as_read(cast: World) -> None:
    client = client_of(cast.reader)
    came("Früher")
    Document.objects.filter(title="Früher").update(archived=timezone.now())
    until = client.get("/woche/").content.decode().partition('name="until" value="')[2].partition('"')[0]
    Document.objects.filter(pk=came("Dazwischen").pk).update(archived=timezone.now())
    client.post("/woche/gelesen/", {"until": until})
    page = client.get("/woche/").content.decode()
    assert "Dazwischen" in page and "Früher" not in page


@pytest.mark.parametrize("until", ["", "gestern", "2026-11-25", "2026-11-25T10:00:00", "9999-01-01T00:00:00Z", "x" * 300])
def test_an_odd_moment_marks_nothing_or_now(cast: World, until: str) -> None:
    assert client_of(cast.reader).post("/woche/gelesen/", {"until": until}).status_code == 302
    looked = Interest.objects.filter(user=cast.reader).values_list("looked", flat=True).first()
    assert looked is None or looked <= timezone.now()


def test_looking_back_does_not_undo_what_was_read(cast: World) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    readers.mark_looked(user=cast.reader, until=yesterday)
    readers.mark_looked(user=cast.reader, until=yesterday - timedelta(days=3))
    assert Interest.objects.get(user=cast.reader).looked == yesterday


def test_a_place_is_found_by_typing_and_stays_chosen(cast: World) -> None:
    """The register of the site knows fewer towns than the shipped index: only what it knows is offered."""
    client = client_of(cast.reader)
    page = client.post("/woche/einstellungen/", {"typed": "Musterkr", "regions": [TOWN], "act": "find"}).content.decode()
    assert "Musterkreis" in page and "Kleinstadt" in page
    assert not Interest.objects.exists()
    client.post("/woche/einstellungen/", {"regions": [TOWN, "99001", "99"], "act": "save"})
    assert Interest.objects.get().regions == ["99", "99001", TOWN]


@pytest.mark.parametrize("sent", [{"fields_chosen": "77"}, {"regions": "12345678"}, {"regions": "x"}, {"fields_chosen": "03.99"}])
def test_what_nobody_offered_is_refused(cast: World, sent: dict[str, str]) -> None:
    answer = client_of(cast.reader).post("/woche/einstellungen/", {**sent, "act": "save"})
    assert answer.status_code == 400
    assert not Interest.objects.exists()


@pytest.mark.parametrize("week", ["2026-W54", "2026-W00", "W47", "2026-47", "٢٠٢٦-W47", "0000-W01", "9999-W52", "2026-W47-9"])
def test_an_odd_week_in_the_address_breaks_nothing(cast: World, week: str) -> None:
    assert client_of(cast.reader).get("/woche/", {"woche": week}).status_code == 200


def test_the_count_in_the_head_follows_what_she_reads(cast: World) -> None:
    client = client_of(cast.reader)
    readers.set_interest(user=cast.reader, fields=[ENERGY], regions=[], mail=False)
    for number in range(3):
        Document.objects.filter(pk=came(f"Neu {number}", field=ENERGY).pk).update(archived=timezone.now())
    assert counted(client) == "3"
    readers.mark_looked(user=cast.reader, until=timezone.now())
    assert counted(client) == ""


def counted(client: Client) -> str:
    head = client.get("/glossar/").content.decode().partition('href="/woche/"')[2].partition("</a>")[0]
    return head.partition('class="count">')[2].partition("<")[0]


def test_the_list_asks_the_database_a_fixed_number_of_times(cast: World, django_assert_max_num_queries) -> None:
    source = Source.objects.get(slug="hochgeladen")
    for number in range(60):
        came(f"Text {number}", field=ENERGY, links=HERE, source=source)
    with django_assert_max_num_queries(14):
        week_page(Wanted((ENERGY,), (TOWN, "99")), span_asked("", Interest(looked=NOW - timedelta(days=7)), NOW))
