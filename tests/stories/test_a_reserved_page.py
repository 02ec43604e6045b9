"""A page whose publisher reserves mining stands among what was refused until the office notes a licence with its source."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from daseinswerk.apps.library.actions import intake
from daseinswerk.apps.library.models import Original, Refusal, Source
from daseinswerk.pipeline import s1_watch
from daseinswerk.sources.counting import Counting
from daseinswerk.sources.extracted import NotThere
from daseinswerk.sources.harvest import Asked, Ended, Event, Fetch, Item
from daseinswerk.sources.replies import Fetched, Known

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
PAGES = {"https://amt.test/frei": {}, "https://amt.test/reserviert": {"tdm-reservation": "1"}}


def door(address: str, *, known: Known | None = None) -> Fetched:
    """A site with two pages, one of them reserved, and without a file of rules."""
    if address not in PAGES:
        raise NotThere("Die Seite gibt es nicht (Antwort 404).", 404)
    return Fetched(address, address, 200, "text/html", "", b"<p>Glasfaser " + address.encode(), NOW, PAGES[address])


def two_pages(asked: Asked, fetch: Fetch) -> Iterator[Event]:
    for address in PAGES:
        found = fetch(address)
        yield Item(address, address, found.final_address, found.body, found.media_type)
    yield Ended(True)


@pytest.mark.django_db
@pytest.mark.parametrize(("licence", "taken"), [("", 1), ("ungeklärt", 1), ("CC BY 4.0", 2)])
def test_a_reserved_page_waits_for_a_licence(licence: str, taken: int) -> None:
    source = intake.source_for(slug="amt", name="Amt", kind=Source.Kind.SITEMAP, address="https://amt.test/", licence=licence)
    visit = s1_watch.visit(source, two_pages, Counting(door), NOW)
    assert (visit.state, visit.new, visit.refused) == ("done", taken, 2 - taken)
    assert Original.objects.filter(source=source, details__tdm=True).count() == taken - 1
    assert [row.reason[:33] for row in Refusal.objects.filter(source=source)] == ["Der Herausgeber behält sich die m"] * (2 - taken)


@pytest.mark.django_db
def test_once_the_licence_is_noted_the_next_visit_takes_it() -> None:
    source = intake.source_for(slug="amt", name="Amt", kind=Source.Kind.SITEMAP, address="https://amt.test/", licence="ungeklärt")
    s1_watch.visit(source, two_pages, Counting(door), NOW)
    source.licence = "CC BY 4.0"
    s1_watch.visit(source, two_pages, Counting(door), NOW + timedelta(days=1))
    assert {row.external_id: bool(row.details.get("tdm")) for row in Original.objects.filter(source=source)} == {
        "https://amt.test/frei": False,
        "https://amt.test/reserviert": True,
    }
