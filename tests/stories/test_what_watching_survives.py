"""What befalls a watched source beside the ordinary: a drive that is not mounted, a clock gone wrong, people who act while a visit is under way."""

import fcntl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cast import world
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daseinswerk.apps.library.actions import runs, watching
from daseinswerk.apps.library.models import Document, Listing, Run, Source, Visit
from daseinswerk.apps.library.schedule import is_full_due
from daseinswerk.pipeline import s1_watch
from daseinswerk.pipeline.run import execute
from daseinswerk.sources import drop
from daseinswerk.sources.counting import Counting
from daseinswerk.sources.harvest import Asked, Ended, Event, Item, PaperSeen, Unchanged
from daseinswerk.sources.listed import Listed, in_turn
from daseinswerk.sources.oparl import OparlPaper
from daseinswerk.sources.replies import Fetched

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
SITE = "https://stadt.example"
Adapter = Callable[[Asked, Counting], Iterator[Event]]


@pytest.fixture
def source(home: Path) -> Source:
    """A site that is watched."""
    world()
    return watching.add_source(by=None, kind="sitemap", address=f"{SITE}/sitemap.xml", name="Kleinstadt", now=NOW)


def visited(source: Source, adapter: Adapter, day: float = 0, door: Counting | None = None) -> Visit:
    source.refresh_from_db()
    return s1_watch.visit(source, adapter, door or Counting(), NOW + timedelta(days=day))


def showing(*events: Event, complete: bool = True) -> Adapter:
    def adapter(asked: Asked, fetch: Counting) -> Iterator[Event]:
        yield from events
        yield Ended(complete)

    return adapter


def item(number: int) -> Item:
    return Item(f"{SITE}/{number}", f"{number}", f"{SITE}/{number}", f"Meldung {number}".encode(), "text/plain")


def paper(number: int) -> PaperSeen:
    return PaperSeen(OparlPaper(f"{SITE}/paper/{number}", f"Netz {number}", "", None, "Vorlage", False, "Rat", "", (), "", (), ()))


def test_a_drive_that_is_not_mounted_is_an_empty_folder_and_a_person_is_asked(source: Source, tmp_path: Path):
    (tmp_path / "ablage").mkdir()
    for number in range(3):
        (tmp_path / "ablage" / f"{number}.txt").write_text(f"Meldung {number}", encoding="utf-8")
    Source.objects.filter(pk=source.pk).update(kind="folder", address=str(tmp_path / "ablage"))
    visited(source, drop.visit)
    for file in (tmp_path / "ablage").iterdir():
        file.unlink()
    states = [visited(source, drop.visit, day).state for day in (2, 10, 18)]
    source.refresh_from_db()
    assert (states[-1], source.watch) == (Visit.State.ASKS, Source.Watch.ASKS)
    assert not Listing.objects.filter(state=Listing.State.WITHDRAWN).exists()
    assert watching.answer_guard(by=None, source=source, withdraw=False) == 3
    assert visited(source, drop.visit, 26).state == Visit.State.DONE  # the same is not asked twice


@pytest.mark.parametrize("written", ["https://Stadt.example/sitemap.xml", "https://stadt.example:443/sitemap.xml", "https://stadt.example/sitemap.xml#oben"])
def test_the_same_address_written_otherwise_is_watched_once(source: Source, written: str):
    with pytest.raises(ValidationError, match="schon beobachtet"):
        watching.add_source(by=None, kind="sitemap", address=written, name="Noch einmal")


def test_one_page_of_its_own_goes_without_a_question(source: Source):
    visited(source, showing(item(1)))
    assert [visited(source, showing(), day).withdrawn for day in (2, 10, 18)] == [0, 0, 1]


def test_a_retry_during_a_visit_is_not_forgotten_when_the_visit_ends(source: Source):
    asked_at = NOW + timedelta(minutes=5)

    def slow(asked: Asked, fetch: Counting) -> Iterator[Event]:
        yield item(1)
        watching.retry(by=None, source=Source.objects.get(pk=source.pk), now=asked_at)
        yield Ended(True)

    visited(source, slow)
    source.refresh_from_db()
    assert (source.due, source.full_visit) == (asked_at, None)
    visited(source, showing(item(1)), 1)
    source.refresh_from_db()
    assert (source.due > asked_at, source.full_visit) == (True, NOW + timedelta(days=1))


def test_a_source_that_is_paused_before_its_turn_is_not_visited(source: Source):
    other = watching.add_source(by=None, kind="feed", address=f"{SITE}/feed", name="Feed", now=NOW)
    turns = s1_watch.select(Run(what={"sources": [source.pk, other.pk]}))
    assert next(turns) == source
    watching.pause(by=None, source=other)
    assert list(turns) == []


def test_a_clock_that_was_years_ahead_leaves_no_source_waiting_for_years(source: Source):
    visited(source, showing(item(1)), 3000)
    job = runs.ask_for_due(now=NOW + timedelta(days=1))
    assert job.what == {"sources": [source.pk]}
    source.refresh_from_db()
    assert is_full_due(source.full_visit, NOW + timedelta(days=1))


def test_a_job_two_processes_have_taken_is_done_once(source: Source, home: Path):
    job = runs.ask_for_due(now=NOW)
    with open(home / "run.lock", "a") as other:
        fcntl.flock(other, fcntl.LOCK_EX)

        def listener(stage: str, *_: int) -> None:
            assert stage == "wait"
            runs.end(run=job, state=Run.State.DONE, counts={})  # the other process is at its end
            fcntl.flock(other, fcntl.LOCK_UN)

        assert execute(Run.objects.get(pk=job.pk), stages=("s1",), listener=listener) == {}
    assert not Visit.objects.exists()


RESERVED = {"/frei": "0", "/reserviert": "1"}


def test_a_reserved_page_is_not_fetched_again_until_the_licence_is_noted(source: Source):
    asked: list[str] = []

    def door(address: str, *, known: object = None) -> Fetched:
        asked.append(address)
        return Fetched(address, address, 200, "text/plain", "", b"Glasfaser", NOW, {"tdm-reservation": RESERVED[address.removeprefix(SITE)]})

    def pages(asked: Asked, fetch: Counting) -> Iterator[Event]:
        yield from in_turn([Listed(f"{SITE}{path}", f"{SITE}{path}", stamp="2026-03-01") for path in RESERVED], asked, fetch)

    assert visited(source, pages, 0, Counting(door)).refused == 1
    assert visited(source, pages, 1, Counting(door)).unchanged == 2
    assert len(asked) == 2
    watching.change_source(by=None, source=Source.objects.get(pk=source.pk), licence="CC BY 4.0")
    assert visited(source, pages, 2, Counting(door)).new == 1


def test_everything_counts_as_compared_when_all_pages_have_had_their_turn(source: Source):
    asked: list[str] = []

    def door(address: str, *, known: object = None) -> Fetched:
        asked.append(address)
        return Fetched(address, address, 200, "text/plain", "", address.encode(), NOW, {})

    def pages(asked: Asked, fetch: Counting) -> Iterator[Event]:
        yield from in_turn([Listed(f"{SITE}/{number}", f"{SITE}/{number}", stamp="2026") for number in range(5)], asked, fetch)

    Source.objects.filter(pk=source.pk).update(options={"most": 5})
    visited(source, pages, 0, Counting(door))
    Source.objects.filter(pk=source.pk).update(options={"most": 2})
    asked.clear()
    seen = []
    for day in (8, 9, 10, 11):
        row = visited(source, pages, day, Counting(door))
        source.refresh_from_db()
        seen.append((row.full, row.complete, len([address for address in asked if "tdmrep" not in address]), (source.full_visit - NOW).days))
    assert seen == [(True, True, 2, 0), (True, True, 4, 0), (True, True, 5, 10), (False, True, 5, 10)]
    assert len(set(asked)) == len(asked)


def test_eighty_things_cost_hardly_more_statements_than_two(source: Source):
    counted = []
    for first, many in ((0, 2), (100, 80)):
        shown = [paper(number) for number in range(first, first + many)]
        for adapter in (showing(*shown, complete=False), showing(*(Unchanged(each.paper.id, "", "neu") for each in shown), complete=False)):
            with CaptureQueriesContext(connection) as queries:
                visited(source, adapter)
            counted.append(len(queries))
    assert max(counted[2:]) <= max(counted[:2]) + 5, counted


def test_what_vanishes_together_is_noted_together(source: Source):
    visited(source, showing(*map(paper, range(60))))
    counted = []
    for day, left in ((2, 58), (4, 0)):
        with CaptureQueriesContext(connection) as queries:
            row = visited(source, showing(*map(paper, range(left))), day)
        counted.append(len(queries))
    assert row.missing == 60
    assert counted[1] <= counted[0]


def test_two_answers_to_one_question_do_not_undo_each_other(source: Source, monkeypatch: pytest.MonkeyPatch):
    visited(source, showing(*map(item, range(30))))
    for day in (2, 10, 18):
        visited(source, showing(item(0)), day)
    monkeypatch.setattr(watching, "AT_ONCE", 10)
    late = Source.objects.get(pk=source.pk)
    first = watching.asked_about

    def and_somebody_else_was_quicker(asked: Source) -> object:
        found = first(asked).values_list("pk", flat=True)
        numbers = list(found)
        monkeypatch.setattr(watching, "asked_about", first)
        watching.answer_guard(by=None, source=Source.objects.get(pk=source.pk), withdraw=False)
        return Listing.objects.filter(pk__in=numbers)

    monkeypatch.setattr(watching, "asked_about", and_somebody_else_was_quicker)
    with pytest.raises(ValidationError):
        watching.answer_guard(by=None, source=late, withdraw=True)
    assert not Listing.objects.filter(state=Listing.State.WITHDRAWN).exists()
    assert Document.objects.filter(withdrawn__isnull=False).count() == 0
