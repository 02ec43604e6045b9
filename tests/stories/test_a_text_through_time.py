"""A text changes and the quote that rests on it is flagged with the word that changed; a source takes a text back and says why."""

import re

import pytest
from cast import COSTS, TEXT, World, client_of, confirmed, report, world
from django.utils import timezone
from shelf import put

from daseinswerk.apps.library.actions.withdrawal import restore, withdraw
from daseinswerk.apps.library.models import Document, Listing
from daseinswerk.apps.library.queries.search import Query, search
from daseinswerk.apps.library.queries.withdrawn import DECLARED
from daseinswerk.apps.practices.actions.quotes import check_quotes
from daseinswerk.apps.practices.models import Record
from daseinswerk.sources import reasons

pytestmark = pytest.mark.django_db

DEARER = COSTS.replace("35.000", "41.500")
VISITOR, READER = None, "reader"


@pytest.fixture
def cast() -> World:
    return world()


@pytest.fixture
def record(cast: World) -> Record:
    return confirmed(cast, by=cast.mayor, second=cast.second)


def newer(cast: World, text: str) -> Document:
    """A new version of the report arrives, as the line stores it."""
    row = report(text)
    Document.objects.filter(pk=cast.document.pk).update(superseded_by=row)
    check_quotes(document=row)
    return row


def plain(page: str) -> str:
    """The words of a page with changes as [-…-] and {+…+}."""
    page = re.sub(r'<span class="kern-sr-only">[^<]*</span>', "", page)
    page = page.replace("<del>", "[-").replace("</del>", "-]").replace("<ins>", "{+").replace("</ins>", "+}")
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_record_leads_to_the_word_that_changed(cast: World, record: Record) -> None:
    """The costs in a confirmed record rest on a sentence; its source writes another sum; the record says so and shows which."""
    newer(cast, TEXT.replace(COSTS, DEARER))
    page = client_of(VISITOR).get(f"/praxis/{record.slug}/").content.decode()
    address = re.search(r'href="(/bibliothek/dokument/\d+/versionen/\?von=\d+)"', page)[1]
    page = client_of(VISITOR).get(address).content.decode()
    assert "Die Kosten liegen bei [-35.000-]{+41.500+} Euro." in plain(page)
    assert "1 Stelle geändert : 1 Wort gestrichen, 1 eingefügt." in plain(page)
    assert re.search(r"Geändert · \S.*Kosten, einmalig", plain(page))
    assert plain(page).count("Steht noch da ·") == record.claims.filter(dropped=False).exclude(field="cost_once").count()
    assert '<del><span class="kern-sr-only">gestrichen: </span>35.000</del>' in page
    assert '<ins><span class="kern-sr-only">eingefügt: </span>41.500</ins>' in page


def test_a_sentence_that_is_gone_is_not_called_changed(cast: World, record: Record) -> None:
    row = newer(cast, TEXT.replace(COSTS + " ", ""))
    page = plain(client_of(VISITOR).get(f"/bibliothek/dokument/{row.pk}/versionen/").content.decode())
    assert re.search(r"Steht nicht mehr da · \S.*Kosten, einmalig", page)
    assert "Geändert ·" not in page


def test_a_draft_that_rests_on_the_text_is_shown_to_people_inside_only(cast: World) -> None:
    record = confirmed(cast, by=cast.mayor, second=cast.second)
    Record.objects.filter(pk=record.pk).update(state="draft", confirmed_at=None)
    row = newer(cast, TEXT.replace(COSTS, DEARER))
    address = f"/bibliothek/dokument/{row.pk}/versionen/"
    assert "Geändert ·" not in plain(client_of(VISITOR).get(address).content.decode())
    assert "Geändert ·" in plain(client_of(cast.reader).get(address).content.decode())


def test_any_two_of_several_versions_can_be_compared(cast: World) -> None:
    second = newer(cast, TEXT.replace("35.000", "36.000"))
    third = report(TEXT.replace("35.000", "37.000"))
    Document.objects.filter(pk=second.pk).update(superseded_by=third)
    client, address = client_of(VISITOR), f"/bibliothek/dokument/{second.pk}/versionen/"
    assert "[-36.000-]{+37.000+}" in plain(client.get(address).content.decode())
    assert "[-35.000-]{+37.000+}" in plain(client.get(address, {"von": cast.document.pk, "bis": third.pk}).content.decode())
    assert "[-36.000-]{+35.000+}" in plain(client.get(address, {"von": second.pk, "bis": cast.document.pk}).content.decode())
    assert "[-36.000-]{+37.000+}" in plain(client.get(address, {"von": third.pk, "bis": third.pk}).content.decode())


def test_a_text_with_one_version_says_so(cast: World) -> None:
    page = client_of(VISITOR).get(f"/bibliothek/dokument/{cast.document.pk}/versionen/").content.decode()
    assert "Von diesem gibt es nur eine." in page


def test_what_did_not_change_is_folded(cast: World) -> None:
    many = "\n\n".join(f"Absatz {number} bleibt, wie er ist." for number in range(30))
    old = put("Lang", f"{many}\n\nAm Ende stehen 12 Wörter.", external_id="lang")
    row = put("Lang", f"{many}\n\nAm Ende stehen 13 Wörter.", external_id="lang")
    Document.objects.filter(pk=old.pk).update(superseded_by=row)
    page = plain(client_of(VISITOR).get(f"/bibliothek/dokument/{row.pk}/versionen/").content.decode())
    assert "29 Absätze unverändert" in page
    assert "Am Ende stehen [-12-]{+13+} Wörter." in page


# ------------------------------------------------------------------------------------------------------------- taken back


def taken_back(cast: World, because: str) -> None:
    withdraw(source=cast.document.source, external_ids=[cast.document.external_id], because=because, now=timezone.now())


MISSED = reasons.MISSED_404.format(day="01.11.2026", times=4)


def test_the_sentences_that_declare_a_deletion_are_those_of_the_harvest() -> None:
    assert DECLARED == (reasons.TOMBSTONE, reasons.GONE_FOR_GOOD)


def test_a_page_that_only_vanished_stays_readable_but_is_no_hit(cast: World, record: Record) -> None:
    taken_back(cast, MISSED)
    answer = client_of(VISITOR).get(f"/bibliothek/dokument/{cast.document.pk}/")
    page = plain(answer.content.decode())
    assert (answer.status_code, "Zurückgezogen am" in page, MISSED in page, "Das Land fördert 60 Prozent" in page) == (200, True, True, True)
    assert cast.document.pk not in [hit.document for hit in search(Query(words="Wasserzähler")).hits]


@pytest.mark.parametrize("because", DECLARED)
def test_a_text_its_source_deleted_is_a_tombstone_for_the_public_and_stays_provable_inside(cast: World, record: Record, because: str) -> None:
    newer(cast, TEXT.replace(COSTS, DEARER))
    taken_back(cast, because)
    for row in Document.objects.filter(external_id=cast.document.external_id):  # the version before is not to be had either
        for page in ("", "versionen/"):
            answer = client_of(VISITOR).get(f"/bibliothek/dokument/{row.pk}/{page}")
            words = answer.content.decode()
            assert answer.status_code == 410
            assert because in words and row.title in words
            assert "Das Land fördert" not in words and "35.000" not in words and "41.500" not in words
            inside = client_of(cast.reader).get(f"/bibliothek/dokument/{row.pk}/{page}")
            assert inside.status_code == 200
            assert because in inside.content.decode() and "Die Kosten liegen bei" in inside.content.decode()


def test_the_record_says_that_its_source_was_withdrawn_until_it_is_back(cast: World, record: Record) -> None:
    taken_back(cast, MISSED)
    page = client_of(VISITOR).get(f"/praxis/{record.slug}/").content.decode()
    assert "Quelle zurückgezogen" in page and MISSED in page
    restore(source=cast.document.source, external_ids=[cast.document.external_id])
    page = client_of(VISITOR).get(f"/praxis/{record.slug}/").content.decode()
    assert "Quelle zurückgezogen" not in page


def test_people_inside_see_what_the_source_last_said_of_a_thing_that_is_missing(cast: World) -> None:
    now = timezone.now()
    Listing.objects.create(
        source=cast.document.source, external_id=cast.document.external_id, state=Listing.State.MISSING, first_seen=now, last_seen=now, evidence=MISSED
    )
    address = f"/bibliothek/dokument/{cast.document.pk}/versionen/"
    assert MISSED in client_of(cast.reader).get(address).content.decode()
    assert MISSED not in client_of(VISITOR).get(address).content.decode()
