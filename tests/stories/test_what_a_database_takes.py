"""Foreign values of any length, with zero bytes in them, are stored alike by both databases, and storing them again writes nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db.models import CharField, Model

from daseinswerk.apps.library.actions import intake, runs, visits
from daseinswerk.apps.library.models import Listing, Original, Paper, Refusal, Source
from daseinswerk.apps.library.storable import identity

pytestmark = pytest.mark.django_db
LONG = "Straße\0der Ämter/" * 400
OTHER = LONG + "2"  # differs only beyond any column


@pytest.fixture
def source() -> Source:
    return intake.source_for(slug="lang", name="Lang", kind=Source.Kind.FOLDER)


def fits(row: Model) -> bool:
    columns = [field for field in row._meta.fields if isinstance(field, CharField)]
    return all(len(getattr(row, field.name)) <= field.max_length and "\0" not in getattr(row, field.name) for field in columns)


def paper(name: str) -> intake.PaperArrival:
    return intake.PaperArrival(name, LONG, LONG, None, LONG, LONG, LONG, False)


def test_papers_originals_and_refusals(source: Source, home: Path) -> None:
    run = runs.ask_for(kind="folder", what={}, name=LONG.replace("\0", ""))
    arrivals = [intake.Arrival(name, LONG, b"x", LONG, LONG, {"title": LONG, "paper": LONG}) for name in (LONG, OTHER)]
    for expected in (2, 0):
        assert intake.store_papers(source=source, papers=[paper(LONG), paper(OTHER)]) == expected
        assert intake.store_results(source=source, results={LONG: [{"result": LONG}]}) == expected / 2
        assert intake.store_arrivals(source=source, arrivals=arrivals)[0] == expected
        refused = [intake.RefusedItem(LONG, LONG)]
        assert intake.store_refusals(run=run, source=source, stage="s1", items=refused) == expected / 2
    rows = [*Paper.objects.all(), *Original.objects.all(), *Refusal.objects.all()]
    assert len(rows) == 5 and all(map(fits, rows))
    assert Paper.objects.filter(external_id=identity(LONG)).get().results


def test_sightings(source: Source, home: Path) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    visit = visits.begin_visit(source=source, run=None, full=True, now=now)
    seen = [visits.Sighting(name, LONG, paper=paper(name), etag=LONG, modified=LONG, stamp=LONG) for name in (LONG, OTHER)]
    for _again in range(2):
        visits.store_sightings(visit=visit, sightings=seen, now=now)
    visit.refresh_from_db()
    assert (visit.new, visit.unchanged) == (2, 2)
    assert all(map(fits, Listing.objects.all()))


@pytest.mark.parametrize("name", ["", "kurz", "ä" * 450, "\0"])
def test_a_name_that_fits_is_left_as_it_is_but_for_zero_bytes(name: str) -> None:
    assert identity(name) == name.replace("\0", " ")


@pytest.mark.parametrize("name", ["ä" * 451, "a" * 901, "𝔄" * 1000, LONG])
def test_a_long_name_is_short_and_stays_one_of_a_kind(name: str) -> None:
    assert len(identity(name).encode()) <= 900
    assert identity(identity(name)) == identity(name) != identity(name + "x")
