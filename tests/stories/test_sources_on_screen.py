"""The office watches a source: it gives an address, sees what is there, agrees, and later answers what the guard asks.

The site only writes down what is asked for; what `daseinswerk work` would do is done here by its own functions, over a made-up
site. Times are told, so that three weeks pass at once.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cast import World, client_of, world
from django.core import mail

from daseinswerk.apps.library.actions import runs, watching
from daseinswerk.apps.library.actions.visits import note_findings
from daseinswerk.apps.library.catalogue import catalogue
from daseinswerk.apps.library.models import Document, Listing, Refusal, Run, Source, Visit
from daseinswerk.apps.library.queries.notices import notices
from daseinswerk.apps.library.queries.source_page import chart_of
from daseinswerk.apps.library.queries.watching import RANK, row_of, state_of
from daseinswerk.apps.library.queries.working import BEAT
from daseinswerk.apps.office.models import LedgerEntry
from daseinswerk.pipeline import s1_watch
from daseinswerk.pipeline.owner_findings import Listening
from daseinswerk.sources.counting import Counting
from daseinswerk.sources.extracted import NotThere
from daseinswerk.sources.harvest import Adapter, Asked, Ended, Event, Fetch, Item, NotTaken
from daseinswerk.sources.replies import Fetched, Known

pytestmark = pytest.mark.django_db

SITE = "https://www.kleinstadt.example"
START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
FEED = (
    b"<?xml version='1.0'?><rss version='2.0'><channel><title>Presse der Stadt Kleinstadt</title>"
    b"<item><title>Z\xc3\xa4hler mit Funk</title><link>https://www.kleinstadt.example/1</link><pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate></item>"
    b"</channel></rss>"
)
PAGE = "<html><head><title>Zähler mit Funk</title></head><body><article><h1>Zähler mit Funk</h1>{text}</article></body></html>".format(
    text="<p>Die Stadtwerke haben im Jahr 2025 rund 1.200 Wasserzähler mit Funk ausgestattet, die Ablesung vor Ort entfällt damit.</p>" * 4
).encode()
REPLIES = {f"{SITE}/presse.xml": (FEED, "application/rss+xml"), f"{SITE}/1": (PAGE, "text/html")}


def door(address: str, *, known: Known | None = None) -> Fetched:
    """The town's site: a feed and the one page it names."""
    if address not in REPLIES:
        raise NotThere("Die Seite gibt es nicht (Antwort 404).", 404)
    body, kind = REPLIES[address]
    return Fetched(address, address, 200, kind, "utf-8", body, START, {})


@dataclass
class Shelf:
    """What the source lists today, by number; every visit sees it whole."""

    numbers: list[int] = field(default_factory=list)

    def __call__(self, asked: Asked, fetch: Fetch) -> Iterator[Event]:
        for number in self.numbers:
            address = f"{SITE}/{number}"
            yield Item(address, f"Meldung {number}", address, f"Meldung {number} über den Ausbau.".encode(), "text/plain")
        yield Ended(True)


@pytest.fixture
def cast(home: Path) -> World:
    return world()


def asked_by(cast: World, address: str) -> Run:
    """The office types an address; gives the job the site wrote."""
    answer = client_of(cast.office).post("/quellen/neu/", {"address": address})
    run = Run.objects.get(what__check=address)
    assert answer["Location"] == f"/quellen/neu/{run.pk}/"
    return run


def watched(cast: World, **said: object) -> Source:
    return watching.add_source(by=cast.office, kind="feed", address=f"{SITE}/presse.xml", name="Presse der Stadt Kleinstadt", **said)


def visited(source: Source, shelf: Adapter, day: int) -> Visit:
    source.refresh_from_db()
    visit = s1_watch.visit(source, shelf, Counting(door), START + timedelta(days=day))
    source.refresh_from_db()
    return visit


def vanished(cast: World) -> Source:
    """Thirty things, of which 25 are gone from one day to the next and stay away; the fourth visit asks."""
    source, shelf = watched(cast), Shelf(list(range(30)))
    visited(source, shelf, 0)
    shelf.numbers = [0, 1, 2, 3, 4]
    assert [visited(source, shelf, day).state for day in (1, 8, 16)] == ["done", "done", "asks"]
    return source


# ------------------------------------------------------------------------------------------------------------ adding


def test_the_office_adds_a_source_by_its_address(cast: World) -> None:
    office = client_of(cast.office)
    run = asked_by(cast, f"{SITE}/presse.xml")
    assert "Die Adresse wird geprüft" in office.get(f"/quellen/neu/{run.pk}/").content.decode()

    s1_watch.check(run, Counting(door))
    page = office.get(f"/quellen/neu/{run.pk}/").content.decode()
    assert all(words in page for words in ("Feed (RSS oder Atom)", "Zähler mit Funk", "02.03.2026", "1.200 Wasserzähler"))
    assert office.get(f"/quellen/neu/{run.pk}/stand/")["HX-Refresh"] == "true"

    said = {"name": "Presse Kleinstadt", "licence": "CC BY 4.0", "rhythm": "72", "tier": "1", "expected": "2", "contact": "presse@kleinstadt.example"}
    answer = office.post(f"/quellen/neu/{run.pk}/", said)
    source = Source.objects.get(name="Presse Kleinstadt")
    assert answer["Location"] == f"/quellen/{source.slug}/"
    assert (source.kind, source.address, source.watch, source.licence, source.rhythm) == ("feed", f"{SITE}/presse.xml", "active", "CC BY 4.0", 72)
    assert (source.tier, source.expected, source.contact) == (1, 2, "presse@kleinstadt.example")
    assert "noch nicht besucht" in office.get("/quellen/").content.decode()


def test_what_is_missing_is_said_and_nothing_typed_is_lost(cast: World) -> None:
    run = asked_by(cast, f"{SITE}/presse.xml")
    s1_watch.check(run, Counting(door))
    sent = {"name": "", "licence": "CC BY 4.0", "rhythm": "24", "tier": "3", "note": "Ansprechpartner fragen", "ags": "99009999"}
    answer = client_of(cast.office).post(f"/quellen/neu/{run.pk}/", sent)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Ansprechpartner fragen" in page and "Diesen Gemeindeschlüssel gibt es nicht" in page
    assert not Source.objects.filter(kind="feed").exists()


@pytest.mark.parametrize("typed", ["", "kleinstadt", "ftp://kleinstadt.example/", "https://", "javascript:alert(1)", "/etc"])
def test_what_is_no_web_address_is_refused_at_once(cast: World, typed: str) -> None:
    assert client_of(cast.office).post("/quellen/neu/", {"address": typed}).status_code == 400
    assert not Run.objects.exists()


def test_an_address_behind_which_nothing_is_says_why_and_asks_for_another(cast: World) -> None:
    run = asked_by(cast, f"{SITE}/fort")
    runs.end(run=run, state=Run.State.FAILED, counts={}, message="Die Seite gibt es nicht (Antwort 404).")
    page = client_of(cast.office).get(f"/quellen/neu/{run.pk}/").content.decode()
    assert "Die Seite gibt es nicht (Antwort 404)." in page
    assert f'value="{SITE}/fort"' in page
    assert "Lauf: " not in client_of(cast.office).get("/zu-tun/").content.decode()


def test_another_address_of_the_site_is_taken_instead(cast: World) -> None:
    run = asked_by(cast, SITE)
    found = [{"kind": "web", "address": f"{SITE}/", "name": "Startseite"}, {"kind": "sitemap", "address": f"{SITE}/sitemap.xml", "name": "kleinstadt"}]
    preview = {"kind": "feed", "address": f"{SITE}/presse.xml", "name": "Presse", "first": [], "found": found, "options": {}, "note": "", "licence": ""}
    Run.objects.filter(pk=run.pk).update(what={**run.what, "preview": preview})
    office = client_of(cast.office)
    page = office.get(f"/quellen/neu/{run.pk}/?statt=1").content.decode()
    assert f"{SITE}/sitemap.xml" in page and "Zurück zur geprüften" in page
    said = {"name": "Auftritt", "licence": "ungeklärt", "rhythm": "24", "tier": "1", "include": "/presse/"}
    office.post(f"/quellen/neu/{run.pk}/?statt=1", said)
    source = Source.objects.get(name="Auftritt")
    assert (source.kind, source.address, source.options) == ("sitemap", f"{SITE}/sitemap.xml", {"include": "/presse/"})


def test_what_is_watched_already_leads_to_its_page(cast: World) -> None:
    source = watched(cast)
    answer = client_of(cast.office).post("/quellen/neu/", {"address": source.address})
    assert answer["Location"] == f"/quellen/{source.slug}/"
    assert not Run.objects.exists()


def test_sources_of_the_catalogue_are_added_by_ticking_and_sites_are_checked_first(cast: World) -> None:
    office = client_of(cast.office)
    known = {entry.slug: entry for entry in catalogue()}
    office.post("/quellen/katalog/", {"entry": ["oparl-ulm", "oparl-koeln"]})
    added = Source.objects.filter(kind="oparl").order_by("name")
    assert [(source.name, source.ags, source.watch) for source in added] == [
        ("Ratsinformationssystem Köln", "05315000", "active"),
        ("Ratsinformationssystem Ulm", "08421000", "active"),
    ]
    assert office.get("/quellen/katalog/").content.decode().count("wird schon beobachtet:") == 2
    office.post("/quellen/katalog/", {"entry": ["oparl-ulm"]})
    assert Source.objects.filter(kind="oparl").count() == 2
    assert office.post("/quellen/katalog/", {"entry": ["gibt-es-nicht"]}).status_code == 400

    office.post("/quellen/katalog/", {"check": "zfk"})
    assert Run.objects.get().what == {"check": known["zfk"].address, "entry": "zfk"}


def test_a_folder_is_a_source_only_where_whoever_runs_the_site_put_it(cast: World, home: Path) -> None:
    (home / "drop" / "Protokolle").mkdir(parents=True)
    office = client_of(cast.office)
    assert "Protokolle" in office.get("/quellen/neu/").content.decode()
    office.post("/quellen/neu/ordner/Protokolle/", {"name": "Protokolle", "licence": "ungeklärt", "rhythm": "1", "tier": "3"})
    assert Source.objects.get(kind="folder").address == str(home / "drop" / "Protokolle")
    for elsewhere in ("..", "originals", "%2Fetc"):
        assert office.get(f"/quellen/neu/ordner/{elsewhere}/").status_code == 404


def test_what_a_visit_could_not_take_stands_with_its_reason_and_leads_there(cast: World) -> None:
    source = watched(cast)

    def locked(asked: Asked, fetch: Fetch) -> Iterator[Event]:
        yield NotTaken(f"{SITE}/haushalt.pdf", "Haushaltsplan", "Die Website verweigert den Zugriff (Antwort 403).")
        yield Ended(True)

    visited(source, locked, 0)
    for page in (client_of(cast.reader).get(f"/quellen/{source.slug}/"), client_of(None).get(f"/quellen/bericht/{source.token}/")):
        assert f'href="{SITE}/haushalt.pdf" rel="noreferrer">Haushaltsplan</a>: <span lang="de">Die Website verweigert den Zugriff' in page.content.decode()


# ------------------------------------------------------------------------------------------------------------ the guard


def test_the_guard_asks_and_the_office_keeps_everything(cast: World) -> None:
    source, office = vanished(cast), client_of(cast.office)
    assert "fragt nach" in office.get("/quellen/").content.decode()
    assert "Antworten" in office.get("/zu-tun/").content.decode()
    page = office.get(f"/quellen/{source.slug}/").content.decode()
    assert "würde 25 von 30 Einträgen zurückziehen" in page

    answer = office.post(f"/quellen/{source.slug}/antwort/", {"answer": "keep", "reason": ""})
    assert answer.status_code == 400 and "Warum?" in answer.content.decode()

    office.post(f"/quellen/{source.slug}/antwort/", {"answer": "keep", "reason": "Der Auftritt ist umgezogen."})
    source.refresh_from_db()
    assert source.watch == Source.Watch.ACTIVE
    assert Listing.objects.filter(source=source, state="withdrawn").count() == 0
    assert LedgerEntry.objects.get(act="library.source.answer").details["reason"] == "Der Auftritt ist umgezogen."
    assert "Antworten" not in office.get("/zu-tun/").content.decode()


def test_the_office_withdraws_what_the_guard_asked_about_and_no_second_answer_counts(cast: World) -> None:
    source, office = vanished(cast), client_of(cast.office)
    office.post(f"/quellen/{source.slug}/antwort/", {"answer": "withdraw", "reason": "Alte Meldungen sind gelöscht."})
    assert Listing.objects.filter(source=source, state="withdrawn").count() == 25
    office.post(f"/quellen/{source.slug}/antwort/", {"answer": "keep", "reason": "Doch nicht."})
    assert Listing.objects.filter(source=source, state="withdrawn").count() == 25
    page = office.get(f"/quellen/{source.slug}/").content.decode()
    assert "Vermisst oder zurückgezogen (25)" in page and "zurückgezogen" in page
    assert "Bitte entscheiden Sie" not in page.partition("<h2")[0]  # answered: it stands with the visit that asked, not as the state


def test_the_office_pauses_goes_on_and_asks_for_a_visit(cast: World) -> None:
    source, office = watched(cast), client_of(cast.office)
    for act, state in (("pause", "paused"), ("resume", "active"), ("retry", "active"), ("remove", ""), ("gibt es nicht", "")):
        assert office.post(f"/quellen/{source.slug}/tun/", {"act": act}).status_code == 302
        source.refresh_from_db()
        assert source.watch == state, act
    acts = LedgerEntry.objects.filter(subject=f"library.source:{source.pk}").order_by("pk")
    assert [row.act.rpartition(".")[2] for row in acts] == ["add", "pause", "resume", "retry", "remove"]


def test_a_correction_keeps_what_the_form_does_not_show(cast: World) -> None:
    source, office = watched(cast, options={"most": 50}, licence="Eigene Lizenz der Stadt"), client_of(cast.office)
    page = office.get(f"/quellen/{source.slug}/aendern/").content.decode()
    assert "Eigene Lizenz der Stadt" in page
    office.post(f"/quellen/{source.slug}/aendern/", {"name": "Neuer Name", "licence": "Eigene Lizenz der Stadt", "rhythm": "24", "tier": "2"})
    source.refresh_from_db()
    assert (source.name, source.licence, source.tier, source.options) == ("Neuer Name", "Eigene Lizenz der Stadt", 2, {"most": 50})


# ------------------------------------------------------------------------------------------------------------ the state


def visit_of(state: str, days: float, now: datetime) -> Visit:
    return Visit(state=state, started=now - timedelta(days=days))


@pytest.mark.parametrize(
    ("said", "last", "days", "week", "since", "state"),
    [
        ({"watch": "asks", "failures": 9}, "asks", 1, 0, 30, "fragt"),  # a question comes before everything
        ({"watch": "paused", "failures": 9}, "failed", 1, 0, 30, "angehalten"),
        ({"watch": ""}, "done", 1, 0, 30, "ruht"),
        ({"failures": 3}, "failed", 1, 0, 30, "gestoert"),
        ({"failures": 2}, "failed", 1, 0, 30, "gescheitert"),
        ({"expected": 5}, "done", 1, 4, 30, "still"),
        ({"expected": 5}, "done", 1, 5, 30, "gut"),
        ({"expected": 5}, "done", 1, 0, 6, "gut"),  # not watched for a week yet
        ({}, "done", 1, 0, 30, "gut"),  # nobody expects anything: silence is in order
        ({}, "cut", 1, 9, 30, "unvollstaendig"),
        ({}, "running", 0.1, 0, 30, "besucht"),
        ({}, "running", 2, 0, 30, "gut"),  # it says it runs, but nobody visits for two days
        ({}, None, 0, 0, None, "neu"),
        ({"due": -3}, "done", 1, 9, 30, "ueberfaellig"),
        ({"due": -1}, "done", 1, 9, 30, "gut"),  # others come first
    ],
)  # fmt: skip
def test_the_state_of_a_source(said: dict, last: str | None, days: float, week: int, since: int | None, state: str) -> None:
    now = START
    due = now + timedelta(hours=said.pop("due", 5))
    source = Source(**{"watch": "active", "due": due, **said})
    visit = visit_of(last, days, now) if last else None
    begun = now - timedelta(days=since) if since else None
    assert state_of(source, visit, week=week, since=begun, now=now) == state


def test_trouble_stands_above_what_is_in_order(cast: World) -> None:
    for name, fields in (("Gut", {}), ("Gestört", {"failures": 4}), ("Angehalten", {"watch": "paused"}), ("Fragt", {"watch": "asks"})):
        source = watching.add_source(by=cast.office, kind="web", address=f"{SITE}/{name}", name=name)
        Visit.objects.create(source=source, state="done")
        Source.objects.filter(pk=source.pk).update(**fields)
    page = client_of(cast.reader).get("/quellen/").content.decode()
    places = [page.index(f">{name}</a>") for name in ("Fragt", "Gestört", "Gut", "Angehalten")]
    assert places == sorted(places)
    narrowed = client_of(cast.reader).get("/quellen/?zustand=gestoert").content.decode()
    assert ">Gestört</a>" in narrowed and ">Gut</a>" not in narrowed
    table = client_of(cast.reader).get("/quellen/stand.csv?zustand=gestoert").content.decode()
    assert table.count("\n") == 2 and "Gestört;" in table
    assert RANK["fragt"] < RANK["gut"]


def test_a_name_that_is_a_formula_is_only_a_name_in_the_table(cast: World) -> None:
    watching.add_source(by=cast.office, kind="web", address=SITE, name="=1+1")
    assert "'=1+1;" in client_of(cast.reader).get("/quellen/stand.csv").content.decode()


def test_a_visitor_sees_which_sources_there_are_and_not_what_went_wrong(cast: World) -> None:
    source = watched(cast)
    Visit.objects.create(source=source, state="failed", message="Die Website verweigert den Zugriff.")
    Source.objects.filter(pk=source.pk).update(failures=3)
    page = client_of(None).get("/quellen/").content.decode()
    assert "Presse der Stadt Kleinstadt" in page and "gestört" in page
    assert "verweigert" not in page and f"/quellen/{source.slug}/" not in page
    badge = client_of(None).get(f"/quellen/{source.slug}/stand.svg")
    assert badge["Content-Type"] == "image/svg+xml"
    assert "Presse der Stadt Kleinstadt – gestört</title>" in badge.content.decode()


def test_the_office_is_told_of_silence_of_faults_and_of_a_process_that_does_not_run(cast: World, home: Path) -> None:
    quiet = watched(cast, expected=4)
    visit = Visit.objects.create(source=quiet, state="done", new=9)
    Visit.objects.filter(pk=visit.pk).update(started=visit.started - timedelta(days=9))
    broken = watching.add_source(by=cast.office, kind="web", address=SITE, name="Kaputt")
    Visit.objects.create(source=broken, state="failed", message="Nicht zu erreichen.")
    Source.objects.filter(pk=broken.pk).update(failures=3)
    assert {notice.what for notice in notices()} == {"Quelle: Presse der Stadt Kleinstadt", "Quelle: Kaputt"}

    Source.objects.update(due=visit.started - timedelta(hours=5))
    assert notices()[0].what == "Der Arbeitsprozess läuft nicht"
    (home / BEAT).touch()
    assert "Der Arbeitsprozess läuft nicht" not in [notice.what for notice in notices()]
    assert "Nicht zu erreichen." in client_of(cast.office).get("/zu-tun/").content.decode()
    assert "Kaputt" not in client_of(cast.mayor).get("/zu-tun/").content.decode()


def test_the_drawing_of_the_visits_begins_at_zero_and_keeps_the_proportions() -> None:
    visits = tuple(Visit(state=state, new=new, changed=changed, started=START) for new, changed, state in ((0, 0, "failed"), (3, 3, "done"), (12, 0, "done")))
    chart = chart_of(visits)
    high, half, none = chart.bars
    assert (chart.most, high.new_height, half.new_height, half.changed_height, none.new_height) == (12, 96, 24, 24, 0)
    assert all(bar.new_y + bar.new_height == chart.base for bar in chart.bars)
    assert half.changed_y + half.changed_height == half.new_y
    assert (high.mark, none.mark) == ("", "×")


# ------------------------------------------------------------------------------------------------------------ the owner


def faulty(cast: World) -> Source:
    source = watched(cast, contact="presse@kleinstadt.example")
    for number in range(60):
        Refusal.objects.create(source=source, stage="s2", name=f"{SITE}/haushalt-{number}.pdf", reason="Das PDF enthält keinen Text, vermutlich ist es ein Scan.")
    Refusal.objects.create(source=source, stage="s1", name="Feed nennt Fehlendes", address=f"{SITE}/fehlt", reason="Die Seite gibt es nicht (Antwort 404).")
    now = START
    Listing.objects.create(
        source=source, external_id=f"{SITE}/fort", address=f"{SITE}/fort", state="missing", first_seen=now, last_seen=now,
        evidence="Die Seite gibt es seit dem 02.03.2026 nicht mehr (Antwort 404, Besuche: 2).",
    )  # fmt: skip
    for number, title in enumerate(("Meldung ohne Tag", f"{SITE}/5")):
        Document.objects.create(
            source=source, external_id=f"d{number}", title=title, address=f"{SITE}/5", text="Text.", sha256=f"{number:064}", kind="press",
            date=None if number == 0 else now.date(), stage=6,
        )  # fmt: skip
    return source


def test_the_owner_reads_every_fault_with_its_link_and_a_program_reads_the_same(cast: World) -> None:
    source = faulty(cast)
    visitor = client_of(None)
    page = visitor.get(f"/quellen/bericht/{source.token}/").content.decode()
    told = visitor.get(f"/quellen/bericht/{source.token}.json").json()
    faults = {fault["code"]: fault for fault in told["faults"]}
    assert {code: fault["count"] for code, fault in faults.items()} == {"unreadable": 60, "dead_link": 2, "no_title": 1, "no_date": 1, "no_licence": 1}
    for fault in faults.values():
        assert fault["what"] in page
        for item in fault["items"]:  # in full: whoever mends it needs the whole list
            assert item["name"] in page and item["reason"] in page
            assert not item["address"] or f'href="{item["address"]}"' in page
    assert told["page"].endswith(f"/quellen/bericht/{source.token}/")
    assert json.dumps(told, ensure_ascii=False).count("Scan") == 60


def test_a_guessed_address_opens_no_report_and_a_source_without_one_has_none(cast: World) -> None:
    Source.objects.filter(slug="hochgeladen").update(token="")
    for token in ("geraten", "%20", "none"):
        assert client_of(None).get(f"/quellen/bericht/{token}/").status_code == 404
        assert client_of(None).get(f"/quellen/bericht/{token}.json").status_code == 404


def test_what_is_over_is_no_fault_any_more(cast: World) -> None:
    source = watched(cast, licence="CC BY 4.0")
    Visit.objects.create(source=source, state="failed", message="Nicht zu erreichen.")
    assert [fault["code"] for fault in client_of(None).get(f"/quellen/bericht/{source.token}.json").json()["faults"]] == ["not_reached"]
    Visit.objects.create(source=source, state="done")
    assert client_of(None).get(f"/quellen/bericht/{source.token}.json").json()["faults"] == []
    assert "Zurzeit ist keiner bekannt" in client_of(None).get(f"/quellen/bericht/{source.token}/").content.decode()


def test_the_office_sends_the_report_and_the_ledger_says_to_whom(cast: World, settings, django_capture_on_commit_callbacks) -> None:
    settings.MAIL_AS_FILES = False
    source, office = faulty(cast), client_of(cast.office)
    assert "presse@kleinstadt.example" in office.get(f"/quellen/{source.slug}/bericht/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"/quellen/{source.slug}/bericht/", {"act": "send"})
    (sent,) = mail.outbox
    assert sent.to == ["presse@kleinstadt.example"]
    assert f"/quellen/bericht/{source.token}/" in sent.body and "Das konnten wir nicht lesen: 60" in sent.body
    assert LedgerEntry.objects.get(act="library.source.report.send").details == {"to": "presse@kleinstadt.example"}


def test_without_mail_the_office_opens_its_own_program_and_without_a_contact_it_is_told(cast: World, settings) -> None:
    settings.MAIL_AS_FILES = True
    source, office = faulty(cast), client_of(cast.office)
    assert 'href="mailto:presse%40kleinstadt.example?subject=' in office.get(f"/quellen/{source.slug}/bericht/").content.decode()
    watching.change_source(by=cast.office, source=source, contact="")
    assert "keine E-Mail-Adresse eingetragen" in office.get(f"/quellen/{source.slug}/bericht/").content.decode()
    office.post(f"/quellen/{source.slug}/bericht/", {"act": "send"})
    assert mail.outbox == []


def test_an_uploaded_pile_has_a_page_without_acts(cast: World) -> None:
    page = client_of(cast.office).get("/quellen/hochgeladen/").content.decode()
    assert "wird nicht beobachtet" in page and "Jetzt besuchen" not in page
    assert row_of(Source.objects.get(slug="hochgeladen")).documents == 1


def test_the_owner_of_a_council_system_reads_where_it_leaves_the_standard(cast: World) -> None:
    """Two pages of a list with the same fault: one sentence, all objects counted, the first reply linked; other kinds are not listened to."""
    papers = [{"id": f"{SITE}/paper/{number}", "type": "https://schema.oparl.org/1.1/Paper", "name": "Vorlage", "date": "gestern"} for number in range(6)]
    pages = {f"{SITE}/papers?page={page}": json.dumps({"data": papers[3 * page : 3 * page + 3], "links": {}}).encode() for page in (0, 1)}

    def council(address: str, *, known: Known | None = None) -> Fetched:
        return Fetched(address, address, 200, "application/json", "utf-8", pages[address], START, {})

    source = watching.add_source(by=cast.office, kind="oparl", address=f"{SITE}/oparl", name="Rat der Kleinstadt", licence="CC BY 4.0")
    heard, deaf = Listening(source, council), Listening(watched(cast), council)
    for address in pages:
        assert heard(address).body == deaf(address).body == pages[address]
    assert deaf.found == []

    visit = Visit.objects.create(source=source, state="done", full=True)
    note_findings(visit=visit, findings=heard.found)
    (fault,) = client_of(None).get(f"/quellen/bericht/{source.token}.json").json()["faults"]
    about_the_day = next(item for item in fault["items"] if "„date“" in item["reason"])
    assert fault["code"] == "oparl"
    assert (about_the_day["name"], about_the_day["address"]) == ("6 Objekte", f"{SITE}/papers?page=0")
    assert about_the_day["reason"] in client_of(None).get(f"/quellen/bericht/{source.token}/").content.decode()

    Visit.objects.create(source=source, state="done", full=True)  # mended: the next visit finds nothing
    assert client_of(None).get(f"/quellen/bericht/{source.token}.json").json()["faults"] == []
