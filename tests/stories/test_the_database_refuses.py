"""The database itself refuses a claim without quote or speaker and a changed ledger, whatever way they come."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from the_line import LORAWAN

from daseinswerk.apps.library.models import Document, Source, Suggestion
from daseinswerk.apps.office import ledger
from daseinswerk.apps.office.models import LedgerEntry, Role, User
from daseinswerk.apps.practices.actions.quotes import quote_for
from daseinswerk.apps.practices.models import Claim, Quote, Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> User:
    return User.objects.create(username="mitglied", role=Role.MEMBER)


@pytest.fixture
def record(member: User) -> Record:
    return Record.objects.create(slug="funknetz", name="Funknetz", created_by=member)


@pytest.fixture
def document() -> Document:
    source = Source.objects.create(slug="s", name="s", kind="folder")
    return Document.objects.create(source=source, external_id="wetter.txt", title="Funknetz", text=LORAWAN, sha256="0" * 64)


def claim(record: Record, member: User, **changes) -> Claim:
    values = {"field": "cost_once", "value": "86000 EUR", "certainty": "stated", "stated_by": "Projektleitung, Stadtwerke", "origin": "person"}
    return Claim(record=record, by=member, **{**values, **changes})


WRONG_CLAIMS = [
    ({"stated_by": ""}, "practices_claim_has_quote_or_speaker"),
    ({"value": ""}, "practices_claim_has_value"),
    ({"field": "budget"}, "practices_claim_field_known"),
    ({"certainty": "maybe"}, "practices_claim_certainty_known"),
]


@pytest.mark.parametrize(("changes", "constraint"), WRONG_CLAIMS)
def test_a_wrong_claim_is_refused_in_bulk(record: Record, member: User, changes: dict, constraint: str):
    Claim.objects.bulk_create([claim(record, member)])
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Claim.objects.bulk_create([claim(record, member), claim(record, member, **changes)])
    assert Claim.objects.count() == 1


def test_a_claim_without_quote_or_speaker_is_refused_as_plain_sql(record: Record, member: User):
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="has_quote_or_speaker"), transaction.atomic():
        cursor.execute(
            "INSERT INTO practices_claim (record_id, field, value, certainty, stated_by, origin, suggestion_rule, dropped, by_id, at)"
            " VALUES (%s, 'cost_once', '86000 EUR', 'stated', '', 'person', '', %s, %s, '2024-01-01')",
            [record.pk, False, member.pk],
        )


def test_a_claim_cannot_lose_what_it_rests_on(record: Record, member: User, document: Document):
    quote = quote_for(document=document, start=0, end=8)
    claim(record, member, stated_by="", quote=quote).save()
    with connection.cursor() as cursor:
        for attack in ("UPDATE practices_claim SET quote_id = NULL", "DELETE FROM practices_quote"):
            with pytest.raises(IntegrityError), transaction.atomic():
                cursor.execute(attack)
                connection.check_constraints()
    assert Claim.objects.get().quote == quote


@pytest.mark.parametrize("wrong", [{"words": ""}, {"end": 3}])
def test_a_quote_without_words_is_refused(document: Document, wrong: dict):
    right = {"document": document, "document_sha256": document.sha256, "start": 3, "end": 8, "words": "itale"}
    Quote.objects.bulk_create([Quote(**right)])
    with pytest.raises(IntegrityError, match="practices_quote_has_words"), transaction.atomic():
        Quote.objects.bulk_create([Quote(**{**right, "start": 4, **wrong})])


@pytest.mark.parametrize(("wrong", "constraint"), [({"quote": ""}, "has_quote"), ({"end": 0}, "has_span")])
def test_a_suggestion_without_its_sentence_is_refused(document: Document, wrong: dict, constraint: str):
    right = {"document": document, "field": "start", "value": "2023", "certainty": "stated", "quote": "seit 2023", "start": 0, "end": 9, "rule": "r", "score": 1.0}
    Suggestion.objects.bulk_create([Suggestion(**right)])
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Suggestion.objects.bulk_create([Suggestion(**{**right, **wrong})])


def three_acts(by: User) -> None:
    for number in (1, 2, 3):
        with transaction.atomic():
            ledger.write(actor=by, act="test.act", subject=f"test:{number}", details={"ä": number, "list": [1.5, None, "x"]})


@pytest.mark.parametrize(
    "attack", ["UPDATE office_ledgerentry SET act = 'x' WHERE number = 2", "DELETE FROM office_ledgerentry", "TRUNCATE office_ledgerentry"]
)
def test_the_ledger_takes_no_change_and_no_removal(member: User, attack: str):
    three_acts(member)
    said = "append-only" if connection.vendor == "postgresql" or "TRUNCATE" not in attack else "syntax error"  # SQLite knows no TRUNCATE
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match=said), transaction.atomic():
        cursor.execute(attack)
    assert LedgerEntry.objects.count() == 3
    assert ledger.verify() == ""


TAMPERING = [
    # what somebody with the file in hand does once the triggers are gone, and what `check` then says
    ("UPDATE office_ledgerentry SET act = 'x' WHERE number = 2", "Eintrag 2 wurde verändert."),
    ("UPDATE office_ledgerentry SET actor = 'other' WHERE number = 3", "Eintrag 3 wurde verändert."),
    ("UPDATE office_ledgerentry SET details = '{}' WHERE number = 1", "Eintrag 1 wurde verändert."),
    ("UPDATE office_ledgerentry SET at = '2020-01-01 00:00:00' WHERE number = 1", "Eintrag 1 wurde verändert."),
    ("DELETE FROM office_ledgerentry WHERE number = 2", "Eintrag 2 fehlt."),
    ("DELETE FROM office_ledgerentry WHERE number = 1", "Eintrag 1 fehlt."),
]

WITHOUT_GUARD = {
    "sqlite": ["DROP TRIGGER office_ledger_no_update", "DROP TRIGGER office_ledger_no_delete"],
    "postgresql": ["DROP TRIGGER office_ledger_no_change ON office_ledgerentry"],
}


@pytest.mark.parametrize(("attack", "sentence"), TAMPERING)
def test_whoever_changes_the_file_itself_is_found(member: User, attack: str, sentence: str):
    three_acts(member)
    with connection.cursor() as cursor:
        for statement in WITHOUT_GUARD[connection.vendor]:
            cursor.execute(statement)
        cursor.execute(attack)
        assert cursor.rowcount == 1
    assert ledger.verify() == sentence


def test_an_act_outside_a_transaction_is_an_error(member: User):
    with pytest.raises(RuntimeError, match="inside the transaction"), ThreadPoolExecutor(1) as elsewhere:  # a test is in a transaction
        elsewhere.submit(ledger.write, actor=member, act="test.act", subject="test:1").result()
    assert not LedgerEntry.objects.exists()
