"""Two people before the public sees it: the mayor writes a record, second reads it against its sentences, and only then has the
visitor something to see. What no person decided stays inside, what has no sentence is not stored, and every act leaves its row.
"""

import csv
import io
import json
from collections.abc import Callable

import pytest
from cast import (
    COSTS,
    MACHINE_WORDS,
    NEIGHBOUR,
    TEXT,
    TITLE,
    TOWN,
    World,
    client_of,
    confirmed,
    drafted,
    everything,
    live,
    report,
    submitted,
    suggestion,
    world,
)
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from daseinswerk.apps.office import ledger
from daseinswerk.apps.office.actions import change_account
from daseinswerk.apps.office.models import LedgerEntry, Role, User
from daseinswerk.apps.practices import rules
from daseinswerk.apps.practices.actions import review, workshop
from daseinswerk.apps.practices.actions.imports import import_records
from daseinswerk.apps.practices.actions.quotes import check_quotes
from daseinswerk.apps.practices.models import Claim, Decision, Record
from daseinswerk.apps.practices.queries.export import catalogue_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> World:
    return world()


@pytest.fixture
def visitor() -> Client:
    return client_of(None)


class Desk:
    """A person at the pages of one record: each act is the POST of a button."""

    def __init__(self, user: User, record: Record) -> None:
        self.client, self.record = client_of(user), record

    def does(self, act: str, **data: object) -> str:
        """Press a button of the workshop; gives the text of the page that follows."""
        return self._post("tun/", act, data)

    def says(self, act: str, claim: Claim | None = None, **data: object) -> str:
        """Press a button of the second reading."""
        return self._post("pruefen/tun/", act, data | ({"claim": claim.pk} if claim else {}))

    def agrees_with_all(self) -> None:
        for claim in live(self.record):
            self.says("agree", claim)

    def _post(self, where: str, act: str, data: dict[str, object]) -> str:
        address = f"/praxis/werkstatt/{self.record.slug}/{where}"
        answer = self.client.post(address, {"act": act, **data}, follow=True)
        self.record.refresh_from_db()
        return answer.content.decode()


def sees(client: Client, record: Record) -> int:
    return client.get(f"/praxis/{record.slug}/").status_code


# ------------------------------------------------------------------------------------------------------ the story itself


def test_an_objection_is_mended_confirmed_and_the_public_reads_the_figure_with_its_sentence(cast: World, visitor: Client) -> None:
    """The mayor writes 53.000 instead of 35.000; second compares it with the sentence and objects; the mayor corrects it."""
    record = drafted(cast, by=cast.mayor, fields=("title", "municipality"))
    mayor, second = Desk(cast.mayor, record), Desk(cast.second, record)
    mayor.does("change", suggestion=suggestion(cast.document, "cost_once").pk, value="53.000 €", certainty="stated")
    wrong = record.claims.get(field="cost_once")
    mayor.does("submit")
    assert record.state == Record.State.SUBMITTED

    second.says("agree", record.claims.get(field="title"))
    second.says("disagree", wrong, note="Im Satz stehen 35.000 Euro.")
    assert record.state == Record.State.DISPUTED
    assert "Im Satz stehen 35.000 Euro." in mayor.client.get(f"/praxis/werkstatt/{record.slug}/").content.decode()
    assert sees(visitor, record) == 403

    mayor.client.post(f"/praxis/werkstatt/{record.slug}/aendern/{wrong.pk}/", {"value": "35.000 €", "certainty": "stated"})
    wrong.refresh_from_db()
    right = record.claims.get(field="cost_once", dropped=False)
    assert (wrong.dropped, right.replaces, right.value, right.quote) == (True, wrong, "35000 EUR", wrong.quote)
    mayor.does("submit")
    assert "fehlt noch" in second.says("confirm")
    assert record.state == Record.State.SUBMITTED
    second.agrees_with_all()
    second.says("confirm")
    assert record.state == Record.State.CONFIRMED

    page = visitor.get(f"/praxis/{record.slug}/").content.decode()
    assert "35.000 €" in page and f"<mark>{COSTS}</mark>" in page
    start = TEXT.index(COSTS)
    place = visitor.get(f"/bibliothek/dokument/{cast.document.pk}/?von={start}&bis={start + len(COSTS)}").content.decode()
    assert 'id="stelle"' in place and "35.000 Euro" in place.partition('id="stelle"')[2][:200]


def test_the_second_person_who_objected_cannot_be_passed_over_by_a_third(cast: World) -> None:
    record = submitted(cast, by=cast.mayor)
    costs = record.claims.get(field="cost_once")
    Desk(cast.second, record).says("disagree", costs, note="Netto oder brutto?")
    workshop.submit(by=cast.mayor, record=record)
    third = Desk(cast.office, record)
    third.agrees_with_all()
    assert "Einwand einer anderen Person" in third.says("confirm")
    assert record.state == Record.State.SUBMITTED


# ---------------------------------------------------------------------------------- no field without a quote or a speaker


def test_the_form_takes_no_claim_that_nobody_says(cast: World) -> None:
    record = drafted(cast, by=cast.mayor)
    page = Desk(cast.mayor, record).does("by_hand", field="staff", value="3 Stellen", certainty="stated", stated_by="  ")
    assert "Markieren Sie die Wörter im Dokument oder nennen Sie, wer das sagt" in page
    assert "3 Stellen" in page  # what was typed is not lost
    assert not record.claims.filter(field="staff").exists()


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ({"start": 5, "end": 5}, "Diese Stelle gibt es im Dokument nicht."),  # nothing marked
        ({"start": 9, "end": 5}, "Diese Stelle gibt es im Dokument nicht."),  # marked backwards
        ({"start": 0, "end": 10_000_000}, "Diese Stelle gibt es im Dokument nicht."),  # beyond the text
        ({"start": TEXT.index("\n"), "end": TEXT.index("\n") + 2}, "Die markierte Stelle enthält keine Wörter."),  # an empty line
    ],
)
def test_marked_words_must_stand_in_the_archived_text(cast: World, place: dict[str, int], why: str) -> None:
    record = drafted(cast, by=cast.mayor)
    with pytest.raises(ValidationError, match=why):
        workshop.by_hand(by=cast.mayor, record=record, field="staff", value="3", certainty="stated", document=cast.document, **place)
    assert not record.claims.filter(field="staff").exists()


def test_words_of_a_document_outside_the_record_are_no_quote(cast: World) -> None:
    other = report(TEXT, external_id="anderes.txt")
    record = drafted(cast, by=cast.mayor)
    with pytest.raises(ValidationError, match="gehört nicht zum Eintrag"):
        workshop.by_hand(by=cast.mayor, record=record, field="staff", value="3", certainty="stated", document=other, start=0, end=9)
    with pytest.raises(ValidationError, match="gehört zu einem anderen Dokument"):
        workshop.accept(by=cast.mayor, record=record, suggestion=suggestion(other, "outcome"))


def test_a_suggestion_whose_words_no_longer_stand_there_is_not_accepted(cast: World) -> None:
    record = drafted(cast, by=cast.mayor)
    stale = suggestion(cast.document, "outcome")
    stale.quote = "Die Ablesung vor Ort bleibt."
    with pytest.raises(ValidationError, match="Diese Wörter stehen so nicht im archivierten Text"):
        workshop.accept(by=cast.mayor, record=record, suggestion=stale)


def test_the_database_itself_refuses_a_claim_without_quote_or_speaker(cast: World) -> None:
    record = drafted(cast, by=cast.mayor)
    claim = record.claims.get(field="cost_once")
    row = {"record": record, "field": "staff", "value": "3", "certainty": "stated", "origin": "person", "by": cast.mayor}
    acts: list[Callable[[], object]] = [
        lambda: Claim.objects.create(**row),
        lambda: Claim.objects.bulk_create([Claim(**row)]),
        lambda: Claim.objects.filter(pk=claim.pk).update(quote=None),
        lambda: connection.cursor().execute("UPDATE practices_claim SET quote_id = NULL WHERE id = %s", [claim.pk]),
        lambda: connection.cursor().execute(
            "INSERT INTO practices_claim (record_id, field, value, certainty, stated_by, origin, suggestion_rule, dropped, by_id, at) "
            "SELECT record_id, 'staff', '3', certainty, '', origin, suggestion_rule, %s, by_id, at FROM practices_claim WHERE id = %s",
            [False, claim.pk],
        ),
    ]
    before = everything()
    for act in acts:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert everything() == before
    Claim.objects.create(**row, stated_by="Projektleitung, Stadtwerke Kleinstadt")  # the other side of the constraint


def test_a_quote_in_use_can_neither_be_emptied_nor_removed(cast: World) -> None:
    record = drafted(cast, by=cast.mayor)
    quote = record.claims.get(field="cost_once").quote
    with pytest.raises(IntegrityError), transaction.atomic():
        type(quote).objects.filter(pk=quote.pk).update(words="")
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute("DELETE FROM practices_quote WHERE id = %s", [quote.pk])
        connection.check_constraints()


# -------------------------------------------------------------------------------------------------- who may not confirm


def test_who_wrote_cannot_confirm(cast: World) -> None:
    record = submitted(cast, by=cast.mayor)
    page = Desk(cast.mayor, record).client.get(f"/praxis/werkstatt/{record.slug}/pruefen/").content.decode()
    assert "Sie haben an diesem Eintrag mitgeschrieben" in page
    with pytest.raises(PermissionDenied, match="mitgeschrieben"):
        review.confirm(by=cast.mayor, record=record)
    assert client_of(cast.mayor).post(f"/praxis/werkstatt/{record.slug}/pruefen/tun/", {"act": "confirm"}).status_code == 403


ALSO_WRITES: dict[str, Callable[[World, Record], object]] = {
    "corrects a value": lambda c, r: workshop.correct(by=c.second, claim=r.claims.get(field="cost_once"), value="36.000 €", certainty="stated"),
    "adds by hand": lambda c, r: workshop.by_hand(
        by=c.second, record=r, field="staff", value="3", certainty="stated", stated_by="Leitung, Stadtwerke Kleinstadt"
    ),
    "finds a field not stated": lambda c, r: workshop.not_stated(by=c.second, record=r, field="staff"),
}


@pytest.mark.parametrize("what", ALSO_WRITES)
def test_who_wrote_a_part_cannot_confirm_the_whole(cast: World, what: str) -> None:
    record = drafted(cast, by=cast.mayor)
    ALSO_WRITES[what](cast, record)
    workshop.submit(by=cast.mayor, record=record)
    assert rules.may(rules.check_may_review, cast.second, record)[0] is False
    assert rules.may(rules.check_may_review, cast.office, record) == (True, "")


def test_the_mayor_cannot_confirm_a_practice_of_her_own_town(cast: World) -> None:
    record = submitted(cast, by=cast.office)
    allowed, why = rules.may(rules.check_may_review, cast.mayor, record)
    assert not allowed and "Kleinstadt" in why
    assert rules.may(rules.check_may_review, cast.second, record) == (True, "")


def test_the_mayor_cannot_confirm_a_practice_her_town_shares_with_another(cast: World) -> None:
    record = drafted(cast, by=cast.office, fields=("title",))
    said = {"record": record, "field": "municipality", "certainty": "stated", "stated_by": "Projektleitung, Musterkreis"}
    workshop.by_hand(by=cast.office, value=NEIGHBOUR, **said)
    workshop.by_hand(by=cast.office, value=TOWN, **said)
    workshop.submit(by=cast.office, record=record)
    assert rules.may(rules.check_may_review, cast.mayor, record)[0] is False


def test_the_mayor_cannot_confirm_a_practice_that_her_town_runs_itself(cast: World) -> None:
    record = drafted(cast, by=cast.office, fields=("title",))
    workshop.by_hand(
        by=cast.office, record=record, field="operator", value="Stadt Kleinstadt", certainty="stated", stated_by="Pressestelle, Stadt Kleinstadt"
    )
    workshop.submit(by=cast.office, record=record)
    assert rules.may(rules.check_may_review, cast.mayor, record)[0] is False


@pytest.mark.parametrize("name", ["Stadtwerke Kleinstadt GmbH", "Stadtwerke Kleinstadt"])
@pytest.mark.parametrize("field", ["operator", "partner"])
def test_nobody_confirms_a_practice_of_their_own_organisation_however_its_name_is_written(cast: World, name: str, field: str) -> None:
    change_account(by=cast.office, user=cast.reader, role=Role.MEMBER, organisation=cast.utility, municipality=None)
    record = drafted(cast, by=cast.mayor, fields=("title",))
    workshop.by_hand(by=cast.mayor, record=record, field=field, value=name, certainty="stated", stated_by="Pressestelle, Kleinstadt")
    workshop.submit(by=cast.mayor, record=record)
    allowed, why = rules.may(rules.check_may_review, cast.reader, record)
    assert not allowed and "Ihrem Haus" in why
    assert client_of(cast.reader).post(f"/praxis/werkstatt/{record.slug}/pruefen/tun/", {"act": "confirm"}).status_code == 403
    assert rules.may(rules.check_may_review, cast.second, record) == (True, "")


def test_a_reader_and_a_visitor_neither_write_nor_confirm(cast: World, visitor: Client) -> None:
    record = submitted(cast, by=cast.mayor)
    for user in (cast.reader, None):
        before = everything()
        assert client_of(user).post(f"/praxis/werkstatt/{record.slug}/pruefen/tun/", {"act": "confirm"}).status_code in (302, 403)
        assert client_of(user).post(f"/praxis/werkstatt/{record.slug}/tun/", {"act": "reopen"}).status_code in (302, 403)
        assert everything() == before


# ------------------------------------------------------------------------------------ what the public does and does not see


def public_texts(visitor: Client, record: Record, number: int) -> dict[str, str]:
    addresses = [
        "/", "/praxis/", f"/praxis/{record.slug}/", f"/praxis/{record.slug}/daten.json", "/praxis/katalog.json", "/praxis/katalog.csv",
        f"/bibliothek/dokument/{number}/", "/bibliothek/?q=wasserzähler", f"/kommunen/{TOWN}/",
    ]  # fmt: skip
    return {address: visitor.get(address).content.decode() for address in addresses}


def test_what_only_a_machine_suggested_is_on_no_public_page(cast: World, visitor: Client) -> None:
    """One suggestion is left undecided, another dropped: neither value is public, before and after the record is confirmed."""
    record = drafted(cast, by=cast.mayor)
    workshop.drop(by=cast.mayor, record=record, suggestion=suggestion(cast.document, "funding"), note="")
    workshop.submit(by=cast.mayor, record=record)
    for confirm in (False, True):
        if confirm:
            second = Desk(cast.second, record)
            second.agrees_with_all()
            second.says("confirm")
        for address, text in public_texts(visitor, record, cast.document.pk).items():
            assert not any(word in text for word in MACHINE_WORDS), address
    inside = client_of(cast.reader).get(f"/bibliothek/dokument/{cast.document.pk}/").content.decode()
    assert all(word in inside for word in MACHINE_WORDS) and "Vorschlag" in inside


def test_a_draft_is_on_no_public_page(cast: World, visitor: Client) -> None:
    record = submitted(cast, by=cast.mayor)
    for address, text in public_texts(visitor, record, cast.document.pk).items():
        assert TITLE not in text, address
    assert (sees(visitor, record), sees(client_of(cast.reader), record)) == (403, 200)
    assert json.loads(visitor.get("/praxis/katalog.json").content) == {"records": []}


def test_a_field_of_action_the_machine_found_is_read_by_the_second_person_before_it_is_public(cast: World) -> None:
    cast.document.fields_of_action = ["05.5"]
    cast.document.save()
    record = submitted(cast, by=cast.mayor)
    page = client_of(cast.second).get(f"/praxis/werkstatt/{record.slug}/pruefen/").content.decode()
    assert "05.5" in page


def test_a_reopened_record_is_public_no_longer_and_stays_so_until_it_is_confirmed_again(cast: World, visitor: Client) -> None:
    record = confirmed(cast, by=cast.mayor, second=cast.second)
    assert sees(visitor, record) == 200
    assert client_of(cast.mayor).post(f"/praxis/werkstatt/{record.slug}/tun/", {"act": "reopen", "note": "Zahl ist alt."}).status_code == 403
    Desk(cast.office, record).does("reopen", note="Zahl ist alt.")
    assert (sees(visitor, record), record.confirmed_at) == (403, None)
    assert TITLE not in visitor.get("/praxis/katalog.csv").content.decode()
    workshop.submit(by=cast.mayor, record=record)
    Desk(cast.second, record).says("confirm")  # the claims are the ones second agreed to
    assert sees(visitor, record) == 200


def test_a_withdrawn_record_is_gone_from_the_catalogue_and_its_reason_stays(cast: World, visitor: Client) -> None:
    record = confirmed(cast, by=cast.mayor, second=cast.second)
    Desk(cast.office, record).does("withdraw", note="")
    assert record.state == Record.State.CONFIRMED
    Desk(cast.office, record).does("withdraw", note="Das Projekt gab es nicht.")
    assert record.state == Record.State.WITHDRAWN and sees(visitor, record) == 403
    assert record.decisions.get(what="withdraw").note == "Das Projekt gab es nicht."


# ------------------------------------------------------------------------------------------------- the acts one by one


def test_not_stated_is_a_finding_of_a_person_and_gives_way_to_a_claim(cast: World) -> None:
    record = drafted(cast, by=cast.mayor)
    mayor = Desk(cast.mayor, record)
    mayor.does("not_stated", field="staff")
    assert record.decisions.get(what="not_stated").field == "staff"
    assert catalogue_data(everything=True)["records"][0]["not_stated"] == ["staff"]
    assert "Zu diesem Feld gibt es schon eine Angabe" in mayor.does("not_stated", field="cost_once")
    mayor.does("by_hand", field="staff", value="3 Stellen", certainty="stated", stated_by="Leitung, Stadtwerke Kleinstadt")
    assert catalogue_data(everything=True)["records"][0]["not_stated"] == []


def test_a_dropped_suggestion_does_not_come_back_to_this_record(cast: World) -> None:
    record = drafted(cast, by=cast.mayor)
    mayor = Desk(cast.mayor, record)
    assert "Zwirbelquast" in mayor.client.get(f"/praxis/werkstatt/{record.slug}/").content.decode()
    mayor.does("drop", suggestion=suggestion(cast.document, "outcome").pk)
    form = mayor.client.get(f"/praxis/werkstatt/{record.slug}/").content.decode()
    assert "Zwirbelquast" not in form
    other = drafted(cast, by=cast.second)
    assert "Zwirbelquast" in client_of(cast.second).get(f"/praxis/werkstatt/{other.slug}/").content.decode()


def test_a_changed_suggestion_keeps_its_sentence_and_says_that_it_was_changed(cast: World) -> None:
    record = drafted(cast, by=cast.mayor)
    mayor, wanted = Desk(cast.mayor, record), suggestion(cast.document, "outcome")
    form = mayor.does("change", suggestion=wanted.pk)
    assert "Zwirbelquast" in form and wanted.quote in form
    mayor.does("change", suggestion=wanted.pk, value="Niemand liest mehr vor Ort ab", certainty="planned")
    claim = record.claims.get(field="outcome")
    assert (claim.value, claim.certainty, claim.origin, claim.quote.words) == (
        "Niemand liest mehr vor Ort ab", "planned", Claim.Origin.CHANGED, wanted.quote,
    )  # fmt: skip
    assert record.decisions.get(what="change").suggestion["value"] == "Zwirbelquast"


def test_a_record_needs_a_title_and_one_more_claim_before_anybody_reads_it(cast: World) -> None:
    record = drafted(cast, by=cast.mayor, fields=("title",))
    assert "braucht einen Titel und mindestens eine weitere Angabe" in Desk(cast.mayor, record).does("submit")
    assert record.state == Record.State.DRAFT


def test_a_record_that_waits_or_is_confirmed_is_not_edited(cast: World) -> None:
    record = submitted(cast, by=cast.mayor)
    for act in ("accept", "drop_claim", "not_stated", "submit"):
        data = {"act": act, "suggestion": suggestion(cast.document, "outcome").pk, "claim": live(record)[0].pk, "field": "staff"}
        assert client_of(cast.mayor).post(f"/praxis/werkstatt/{record.slug}/tun/", data).status_code == 403, act
    Desk(cast.mayor, record).does("reopen")
    assert record.state == Record.State.DRAFT


def test_a_quote_that_the_new_version_no_longer_holds_blocks_confirming_until_it_is_settled(cast: World) -> None:
    record = submitted(cast, by=cast.mayor)
    second = Desk(cast.second, record)
    second.agrees_with_all()
    newer = report(TEXT.replace("35.000", "41.000"))
    assert check_quotes(document=newer) == 1
    assert "steht in der neuen Fassung seines Dokuments nicht mehr" in second.says("confirm")
    assert record.state == Record.State.SUBMITTED
    mayor = Desk(cast.mayor, record)
    mayor.does("reopen")
    mayor.does("drop_claim", claim=record.claims.get(field="cost_once").pk)
    mayor.does("submit")
    second.says("confirm")
    assert record.state == Record.State.CONFIRMED


def test_a_sentence_that_changed_is_replaced_by_the_one_of_the_new_version(cast: World, visitor: Client) -> None:
    """The office opens the record, takes the new version to it, and the figure gets its new sentence; second reads it again."""
    record = confirmed(cast, by=cast.mayor, second=cast.second)
    newer = report(TEXT.replace("35.000", "41.000"))
    type(newer).objects.filter(pk=cast.document.pk).update(superseded_by=newer)
    check_quotes(document=newer)
    office = Desk(cast.office, record)
    assert "Neue Fassung dazunehmen" in office.does("reopen", note="Die Kosten haben sich geändert.")
    assert "Neue Fassung dazunehmen" not in office.does("add_document", document=newer.pk, shown=newer.pk)
    office.does("drop_claim", claim=record.claims.get(field="cost_once").pk)
    start = newer.text.index("Die Kosten liegen bei 41.000 Euro.")
    place = {"document": newer.pk, "start": start, "end": start + len(COSTS)}
    office.does("by_hand", field="cost_once", value="41.000 €", certainty="stated", **place)
    office.does("submit")
    second = Desk(cast.second, record)
    second.agrees_with_all()
    second.says("confirm")
    page = visitor.get(f"/praxis/{record.slug}/").content.decode()
    assert "41.000 €" in page and "<mark>Die Kosten liegen bei 41.000 Euro.</mark>" in page


def test_a_document_that_does_not_exist_is_not_taken_to_a_record(cast: World) -> None:
    record = drafted(cast, by=cast.mayor)
    before = everything()
    assert client_of(cast.mayor).post(f"/praxis/werkstatt/{record.slug}/tun/", {"act": "add_document", "document": "999"}).status_code == 404
    assert everything() == before


def test_a_confirmed_record_with_a_flagged_quote_waits_for_the_office_and_says_so_to_everybody(cast: World, visitor: Client) -> None:
    record = confirmed(cast, by=cast.mayor, second=cast.second)
    check_quotes(document=report(TEXT.replace("35.000", "41.000")))
    assert record.name in client_of(cast.office).get("/zu-tun/").content.decode()
    page = visitor.get(f"/praxis/{record.slug}/").content.decode()
    assert "steht dieser Satz so nicht mehr" in page and "Quelle hat sich geändert" in page
    assert json.loads(visitor.get(f"/praxis/{record.slug}/daten.json").content)["claims"][-1]["quote"]["changed_since"]


# ---------------------------------------------------------------------------------------------------------- the ledger


def _first_costs(record: Record) -> Claim:
    return record.claims.get(field="cost_once")


ACTS: dict[str, tuple[str, Callable[[World, Record], object]]] = {  # state the record must be in, and the act
    "begin": ("draft", lambda c, r: workshop.begin(by=c.mayor, documents=[c.document])),
    "add_document": ("draft", lambda c, r: workshop.add_document(by=c.mayor, record=r, document=c.document)),
    "accept": ("draft", lambda c, r: workshop.accept(by=c.mayor, record=r, suggestion=suggestion(c.document, "outcome"))),
    "change": (
        "draft",
        lambda c, r: workshop.change(by=c.mayor, record=r, suggestion=suggestion(c.document, "outcome"), value="Anderes", certainty="stated"),
    ),
    "drop": ("draft", lambda c, r: workshop.drop(by=c.mayor, record=r, suggestion=suggestion(c.document, "outcome"))),
    "drop (a claim)": ("draft", lambda c, r: workshop.drop_claim(by=c.mayor, claim=_first_costs(r))),
    "not_stated": ("draft", lambda c, r: workshop.not_stated(by=c.mayor, record=r, field="staff")),
    "by_hand": ("draft", lambda c, r: workshop.by_hand(by=c.mayor, record=r, field="staff", value="3", certainty="stated", stated_by="Leitung, X")),
    "change (a claim)": ("draft", lambda c, r: workshop.correct(by=c.mayor, claim=_first_costs(r), value="36.000 €", certainty="stated")),
    "fields_of_action": ("draft", lambda c, r: workshop.set_fields_of_action(by=c.mayor, record=r, main="05.5", further=[])),
    "submit": ("draft", lambda c, r: workshop.submit(by=c.mayor, record=r)),
    "agree": ("submitted", lambda c, r: review.agree(by=c.second, claim=_first_costs(r))),
    "disagree": ("submitted", lambda c, r: review.disagree(by=c.second, claim=_first_costs(r), note="Falsch.")),
    "return": ("submitted", lambda c, r: workshop.reopen(by=c.mayor, record=r)),
    "withdraw": ("submitted", lambda c, r: workshop.withdraw(by=c.office, record=r, note="Doppelt.")),
    "confirm": ("agreed", lambda c, r: review.confirm(by=c.second, record=r)),
}


CLOSE = {
    "sqlite": "CREATE TRIGGER closed BEFORE INSERT ON office_ledgerentry BEGIN SELECT RAISE(ABORT, 'closed'); END",
    "postgresql": "CREATE FUNCTION closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'closed' USING ERRCODE = '23000'; END $$;"
    " CREATE TRIGGER closed BEFORE INSERT ON office_ledgerentry FOR EACH ROW EXECUTE FUNCTION closed()",
}
OPEN = {"sqlite": "DROP TRIGGER closed", "postgresql": "DROP TRIGGER closed ON office_ledgerentry; DROP FUNCTION closed()"}


@pytest.mark.parametrize("what", ACTS)
def test_every_act_has_its_row_in_the_ledger_or_did_not_happen(cast: World, what: str) -> None:
    """First the ledger is closed: the act must leave nothing behind. Then it is open: exactly one row, and the chain is whole."""
    state, act = ACTS[what]
    record = drafted(cast, by=cast.mayor) if state == "draft" else submitted(cast, by=cast.mayor)
    if state == "agreed":
        for claim in live(record):
            review.agree(by=cast.second, claim=claim)
    connection.cursor().execute(CLOSE[connection.vendor])
    before = everything()
    with pytest.raises(IntegrityError, match="closed"):
        act(cast, record)
    assert everything() == before
    connection.cursor().execute(OPEN[connection.vendor])
    record.refresh_from_db()
    number = LedgerEntry.objects.count()
    act(cast, record)
    row = LedgerEntry.objects.get(number=number + 1)
    assert LedgerEntry.objects.count() == number + 1
    assert (row.act, ledger.verify()) == (f"practices.{what.partition(' ')[0]}", "")
    assert row.actor in ("mayor", "second", "office") and row.subject.startswith("practices.record:")


def test_a_row_of_the_ledger_can_be_neither_changed_nor_removed(cast: World) -> None:
    drafted(cast, by=cast.mayor)
    for act in (lambda: LedgerEntry.objects.filter(number=1).update(actor="nobody"), LedgerEntry.objects.all().delete):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            act()
    assert ledger.verify() == ""


# ------------------------------------------------------------------------------------------------------ export and import


def test_the_table_holds_no_cell_that_a_spreadsheet_would_run(cast: World, visitor: Client) -> None:
    record = drafted(cast, by=cast.mayor)
    for value in ("=1+1", "+49 123", "@SUM(A1)", "-2+3", "|calc", "＝1+1", "\t=1+1", "=HYPERLINK(\"//x.example\")"):
        workshop.by_hand(by=cast.mayor, record=record, field="problem", value=value, certainty="stated", stated_by="=cmd|' /C calc'!A0")
    workshop.submit(by=cast.mayor, record=record)
    second = Desk(cast.second, record)
    second.agrees_with_all()
    second.says("confirm")
    answer = visitor.get("/praxis/katalog.csv")
    assert answer["Content-Disposition"].startswith("attachment") and answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1 + 3 + 8
    cells = [cell for row in rows[1:] for cell in row]
    assert [cell for cell in cells if cell[:1] in tuple("=+-@|＝\t\r\n")] == []
    assert "'=1+1" in cells and "'=cmd|' /C calc'!A0" in cells


def _essence(record: dict) -> list[tuple]:
    quotes = [claim["quote"] or {} for claim in record["claims"]]
    return [
        (claim["field"], claim["value"], claim["certainty"], claim["stated_by"], quote.get("words"), quote.get("start"), quote.get("end"))
        for claim, quote in zip(record["claims"], quotes, strict=True)
    ]


def test_an_export_that_is_read_in_again_becomes_a_draft_with_the_same_claims_and_sentences(cast: World, visitor: Client) -> None:
    record = drafted(cast, by=cast.mayor)
    workshop.by_hand(by=cast.mayor, record=record, field="staff", value="3 Stellen", certainty="estimated", stated_by="Leitung, Stadtwerke Kleinstadt")
    workshop.submit(by=cast.mayor, record=record)
    second = Desk(cast.second, record)
    second.agrees_with_all()
    second.says("confirm")
    data = json.loads(visitor.get("/praxis/katalog.json").content)
    result = import_records(by=cast.office, data=data)
    assert (result.records, result.claims, result.refused) == (1, 4, [])
    again = Record.objects.exclude(pk=record.pk).get()
    assert (again.state, again.created_by, sees(visitor, again)) == (Record.State.DRAFT, cast.office, 403)
    twin = next(row for row in catalogue_data(everything=True)["records"] if row["id"] == again.slug)
    assert _essence(twin) == _essence(data["records"][0])


WRONG: dict[str, tuple[Callable[[dict], object], str]] = {  # what is changed in the costs of an export → why it is refused
    "other words": (lambda c: c["quote"].update(words="Die Kosten liegen bei 99.000 Euro."), "Diese Wörter stehen so nicht"),
    "another place": (lambda c: c["quote"].update(start=c["quote"]["start"] + 1), "Diese Wörter stehen so nicht"),
    "a place before the text": (lambda c: c["quote"].update(start=-40, end=-1, words=TEXT[-40:-1]), "Diese Stelle gibt es im Dokument nicht"),
    "another document": (lambda c: c["quote"].update(document_sha256="0" * 64), "liegt nicht in diesem Archiv"),
    "no quote and nobody": (lambda c: c.update(quote=None, stated_by=None), "nennen Sie, wer das sagt"),
    "no quote and blanks": (lambda c: c.update(quote=None, stated_by="  \t "), "nennen Sie, wer das sagt"),
    "an unknown field": (lambda c: c.update(field="gerücht"), "Dieses Feld gibt es nicht"),
    "an unknown certainty": (lambda c: c.update(certainty="sure"), "genannt, geplant, geschätzt oder abgelehnt"),
    "a value that is no sum": (lambda c: c.update(value="viel"), "Bitte geben Sie einen Betrag in Euro ein"),
}


@pytest.mark.parametrize("what", WRONG)
def test_an_import_refuses_what_our_archive_does_not_say_and_takes_the_rest(cast: World, what: str) -> None:
    change, why = WRONG[what]
    drafted(cast, by=cast.mayor)
    data = catalogue_data(everything=True)
    costs = next(claim for claim in data["records"][0]["claims"] if claim["field"] == "cost_once")
    change(costs)
    result = import_records(by=cast.office, data=data)
    assert (result.records, result.claims, len(result.refused)) == (1, 2, 1)
    assert why in result.refused[0]
    assert not Claim.objects.filter(by=cast.office, field="cost_once").exists()


def test_an_import_of_something_else_changes_nothing(cast: World) -> None:
    before = everything()
    for data in ({}, [], {"records": "viele"}, {"records": [{"title": "X"}]}, None):
        assert len(import_records(by=cast.office, data=data).refused) == 1
    assert everything() == before
    assert Decision.objects.count() == 0
