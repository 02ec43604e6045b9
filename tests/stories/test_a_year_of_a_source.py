"""A year of one watched site, told in seconds: what a person would expect of the library afterwards is what stands in it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cast import world
from django.core.exceptions import PermissionDenied, ValidationError
from shelf import indexed
from year_of_a_site import ROOT, SITEMAP, Page, Site

from daseinswerk.apps.library.actions import runs, watching
from daseinswerk.apps.library.fulltext.chosen import fulltext
from daseinswerk.apps.library.models import Document, Listing, Original, Run, Source, Visit
from daseinswerk.apps.office.models import LedgerEntry
from daseinswerk.apps.practices.actions.quotes import quote_for
from daseinswerk.engine.text.words import index_terms
from daseinswerk.pipeline import s1_watch
from daseinswerk.pipeline.run import execute
from daseinswerk.sources.adapters import ADAPTERS
from daseinswerk.sources.counting import Counting

pytestmark = pytest.mark.django_db
START = datetime(2025, 1, 6, 6, tzinfo=UTC)
DISTRICTS = ("Altstadt", "Bergfeld", "Carlsruh", "Dornau", "Eichwald", "Fischbach", "Grünau", "Hochheide")
State = Visit.State


class Killed(BaseException):
    """The process is gone from one moment to the next: nobody ends the visit."""


class Year:
    """The site, the source that watches it, and the days on which it is visited."""

    def __init__(self, site: Site, source: Source) -> None:
        self.site, self.source = site, source

    def visit(self, day: float, *, killed_after: int = 0) -> Visit:
        """One visit on this day, and the reading of what it brought."""
        self.source.refresh_from_db()
        self.site.asked.clear()
        asked = 0

        def door(address: str, **said: object) -> object:
            nonlocal asked
            asked += 1
            if killed_after and asked > killed_after:
                raise Killed
            return self.site.door(address, **said)

        row = s1_watch.visit(self.source, ADAPTERS[self.source.kind], Counting(door), START + timedelta(days=day))
        if Original.objects.filter(state=Original.State.WAITING).exists():
            execute(Run.objects.create(name="lesen"), stages=("s2",))
        row.refresh_from_db()
        self.source.refresh_from_db()
        return row

    def pages_asked(self) -> int:
        """How many pages the last visit asked for, beside sitemap and reservations."""
        return sum("/presse/" in address for address in self.site.asked)

    def days(self, first: int, last: int, step: int = 3) -> list[Visit]:
        return [self.visit(day) for day in range(first, last + 1, step)]


def page(number: int, day: int) -> Page:
    """Press release of this number; its figures are its own."""
    district = DISTRICTS[number % len(DISTRICTS)]
    sentences = [
        f"Die Stadt hat im Stadtteil {district} am Standort {number} insgesamt {number * 7 + 40} Sensoren für den Wasserstand in Betrieb genommen.",
        f"Die Anlage mit der Nummer {number * 31 + 1000} kostete {number * 130 + 9000} Euro und meldet jede Stunde {number + 12} Werte an die Leitstelle.",
        f"Bis zum Herbst folgen {number + 3} weitere Stellen, sagte der Werkleiter bei der Vorstellung in der Halle {number % 9 + 1}.",
    ]
    return Page(f"Meldung {number}: Wasserstände in {district}", sentences, (START + timedelta(days=day)).date())


def path(number: int) -> str:
    return f"/presse/meldung-{number}.html"


def numbers(documents: object) -> list[int]:
    """The numbers of the press releases these documents are."""
    return sorted(int(name.rpartition("-")[2].removesuffix(".html")) for name in documents.values_list("external_id", flat=True))


def current() -> list[int]:
    return numbers(Document.objects.current().filter(source__kind=Source.Kind.SITEMAP))


@pytest.fixture
def year(home: Path) -> Iterator[Year]:
    office = world().office
    site = Site({path(number): page(number, 0) for number in range(60)})
    source = watching.add_source(
        by=office, kind="sitemap", address=SITEMAP, name="Kleinstadt", rhythm=72, licence="CC BY 4.0", ags="99001001", document_kind="press", now=START
    )
    return Year(site, source)


def test_a_year_of_a_source(year: Year, home: Path):
    site, source, office = year.site, year.source, year.source.added_by
    say = [_first_days, _a_page_goes_and_another_comes_back, _dates_and_frame_change_and_no_word, _a_visit_is_killed, _faults_of_the_server]
    for part in say:
        part(year)

    # Twenty-five pages are gone at once: nothing is withdrawn, a person is asked, and decides to keep them.
    for number in range(35, 60):
        del site.pages[path(number)]
    *before, last = year.days(60, 75)
    assert [row.state for row in before] == [State.DONE] * 5
    assert (last.state, last.withdrawn, year.source.watch) == (State.ASKS, 0, Source.Watch.ASKS)
    assert str(watching.asked_about(source).count()) in last.message
    assert list(s1_watch.select(Run(what={"sources": [source.pk]}))) == []  # nobody visits it meanwhile
    assert set(range(35, 60)) <= set(current())
    assert watching.answer_guard(by=office, source=year.source, withdraw=False, reason="Das Archiv ist umgezogen", now=START + timedelta(days=76)) == 25
    assert {row.state for row in year.days(78, 96, 9)} == {State.DONE}  # the same question is not asked again
    for number in (58, 59):
        site.pages[path(number)] = page(number, 0)
    assert year.visit(99).unchanged >= 2

    # Then the oldest go, and the person agrees; three of them come back later.
    for number in range(23):  # number 12 was withdrawn in January
        del site.pages[path(number)]
    assert year.days(102, 117)[-1].state == State.ASKS
    year.source.refresh_from_db()
    assert watching.answer_guard(by=office, source=year.source, withdraw=True, now=START + timedelta(days=118)) == 22
    with pytest.raises(ValidationError):
        watching.answer_guard(by=office, source=year.source, withdraw=True)
    for number in (0, 1, 2):
        site.pages[path(number)] = page(number, 0)
    year.days(120, 360, 24)

    assert current() == [0, 1, 2, *range(23, 62)]
    everything = Document.objects.filter(source=source)
    assert numbers(everything.filter(superseded_by__isnull=True, withdrawn__isnull=False)) == list(range(3, 23))
    assert numbers(everything.filter(superseded_by__isnull=False)) == [5, 20, 21]  # one earlier version each, no more
    assert Original.objects.filter(source=source).count() == everything.count() == 62 + 3
    indexed()
    assert set(fulltext().documents_with(index_terms("Leitstelle")).values()) == {Document.objects.current().filter(source=source).count()}
    assert all(document.withdrawn_because for document in everything.filter(withdrawn__isnull=False))
    assert Listing.objects.filter(source=source).count() == 62
    assert Visit.objects.filter(source=source, state=State.RUNNING).count() == 0
    assert LedgerEntry.objects.filter(act="library.source.answer").count() == 2


def _first_days(year: Year) -> None:
    """Everything is new once; after that a visit costs one request and writes no document."""
    assert (year.visit(0).new, current()) == (60, list(range(60)))
    document = Document.objects.get(external_id=ROOT + path(7))
    assert (document.publisher_ags, document.kind, document.title) == ("99001001", "press", year.site.pages[path(7)].title)
    assert "Impressum" not in document.text
    row = year.visit(3)
    assert (row.unchanged, row.requests, row.complete, row.state) == (60, 1, True, State.DONE)
    year.site.pages |= {path(60): page(60, 6), path(61): page(61, 6)}
    year.site.pages[path(5)].sentences[2] = "Im Herbst wird der Ausbau beendet, sagte der Werkleiter."
    year.site.pages[path(5)].changed = date(2025, 1, 12)
    row = year.visit(6)
    assert (row.new, row.changed, row.unchanged, year.pages_asked()) == (2, 1, 59, 3)
    row = year.visit(9)  # once a week everything is compared, and the server need not send it
    assert (row.full, row.unchanged, year.pages_asked()) == (True, 62, 62)
    assert row.received < 20_000


def _a_page_goes_and_another_comes_back(year: Year) -> None:
    """One is gone for good, one for a few days, one the server says is gone; the first comes back when nobody expects it any more."""
    text = Document.objects.current().get(external_id=ROOT + path(10))
    quote = quote_for(document=text, start=0, end=20)
    kept = {number: year.site.pages.pop(path(number)) for number in (10, 11)}
    year.site.answers[path(12)] = 410
    assert (year.visit(12).missing, year.visit(15).missing) == (2, 2)
    year.site.pages[path(11)] = kept[11]
    row = year.visit(18)
    assert (row.full, row.withdrawn, row.missing) == (True, 1, 1)  # the 410
    assert [year.visit(day).withdrawn for day in (21, 24, 27)] == [0, 0, 1]  # three visits and two weeks without it
    assert {10, 12} & set(current()) == set()
    quote.refresh_from_db()
    assert "zurückgezogen" in quote.flag
    year.site.pages[path(10)] = kept[10]
    year.visit(30)
    quote.refresh_from_db()
    assert not quote.flag
    text.refresh_from_db()
    assert (text.withdrawn, text.withdrawn_because, 10 in current()) == (None, "", True)


def _dates_and_frame_change_and_no_word(year: Year) -> None:
    """A migration touches every date and ETag, a redesign every byte: no version comes of it, and no second original."""
    before = Document.objects.count(), Original.objects.count()
    year.site.salt = "umgezogen"
    for each in year.site.pages.values():
        each.changed = date(2025, 2, 8)
    row = year.visit(33)
    assert (row.new, row.changed, year.pages_asked()) == (0, 0, 62)
    year.site.frame = "Kleinstadt Bürgerservice Stadtleben Kontakt"
    row = year.visit(36)
    assert (row.full, row.changed, row.unchanged) == (True, 0, 61)
    assert (Document.objects.count(), Original.objects.count()) == before


def _a_visit_is_killed(year: Year) -> None:
    """Two pages changed and nothing says so; the visit that would find them is killed half-way, and the next one finds each once."""
    for number in (20, 21):
        year.site.pages[path(number)].sentences[1] = f"Am Standort {number} misst die Anlage jetzt auch die Temperatur des Wassers."
    with pytest.raises(Killed):
        year.visit(45, killed_after=30)
    assert Visit.objects.filter(source=year.source, state=State.RUNNING).count() == 1
    assert year.source.due <= START + timedelta(days=45)
    year.visit(45.1)
    killed = Visit.objects.filter(source=year.source, state=State.CUT).get()
    assert killed.message
    assert Document.objects.filter(superseded_by__isnull=False, source=year.source).count() == 3
    assert Visit.objects.filter(source=year.source, state=State.RUNNING).count() == 0


def _faults_of_the_server(year: Year) -> None:
    """A page answers "not found" with 200, then the whole site is under maintenance, then down: no text is lost, the visits become rare."""
    before = current()
    year.site.answers[path(30)], year.site.pages[path(30)].changed = "Seite nicht gefunden", date(2025, 2, 23)
    row = year.visit(48)
    assert (row.refused, row.changed, row.missing) == (1, 0, 0)
    del year.site.answers[path(30)]
    assert (year.visit(51).changed, current()) == (0, before)
    year.site.maintenance = True
    assert year.visit(54).state == State.FAILED
    assert (year.source.failures, year.source.due) == (1, START + timedelta(days=54, hours=1))
    year.site.maintenance, year.site.down = False, True
    assert year.visit(54.05).state == State.FAILED
    assert (year.source.failures, year.source.due) == (2, START + timedelta(days=54.05, hours=2))
    year.site.down = False
    assert year.visit(57).state == State.DONE
    assert (year.source.failures, current()) == (0, before)


def test_a_site_that_says_the_same_everywhere_replaces_no_text(year: Year):
    year.site.pages = {path(number): page(number, 0) for number in range(5)}
    year.visit(0)
    year.site.curtain = "Unser Rathaus feiert Jubiläum, und dieser Auftritt feiert mit. Ab Montag sind wir wieder mit allen Meldungen für Sie da."
    row = year.visit(8)
    assert (row.full, Document.objects.filter(superseded_by__isnull=False).count(), current()) == (True, 0, [0, 1, 2, 3, 4])
    assert Original.objects.filter(state=Original.State.REFUSED).count() == 5
    year.site.curtain = ""
    year.site.pages[path(2)].sentences.append("Ein Satz kam dazu.")
    assert year.visit(16).full
    assert Document.objects.filter(source=year.source).count() == 6
    assert "Ein Satz kam dazu." in Document.objects.current().get(external_id=ROOT + path(2)).text


def test_pages_that_are_refused_for_good_take_no_turn_from_the_others(year: Year):
    year.site.pages = {path(number): page(number, number) for number in range(12)}  # the newest, which come first, are closed to us
    year.site.answers = {path(number): 403 for number in range(4, 12)}
    year.source.options = {"most": 4}
    year.source.save()
    refused = [year.visit(day).refused for day in (0, 1, 2)]
    assert (refused, current()) == ([4, 4, 0], [0, 1, 2, 3])
    assert (year.visit(3).unchanged, year.pages_asked()) == (12, 0)


def test_only_the_office_says_what_is_watched(year: Year):
    mayor = type(year.source.added_by).objects.get(username="mayor")
    for act in (watching.pause, watching.retry, watching.remove_from_watch):
        with pytest.raises(PermissionDenied):
            act(by=mayor, source=year.source)
    watching.pause(by=year.source.added_by, source=year.source)
    assert runs.ask_for_due(now=START + timedelta(days=9)) is None
    watching.resume(by=year.source.added_by, source=year.source, now=START)
    job = runs.ask_for_due(now=START)
    assert job.what == {"sources": [year.source.pk]}
    assert runs.ask_for_due(now=START) is None  # it waits already
