"""The machine erred, a member says so once: it holds at once and in every later run, and can be taken back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from shelf import person, put

from daseinswerk.apps.library.actions import corrections as actions
from daseinswerk.apps.library.models import Correction, Document, Edge, Link, Story
from daseinswerk.apps.library.queries.corrections import link_vetoes, pair_judgements
from daseinswerk.apps.office import ledger
from daseinswerk.apps.office.models import LedgerEntry, Role

pytestmark = pytest.mark.django_db
TEXT = "Neustadt baut ein Netz."


def family() -> tuple[Document, Document, Document]:
    """Three copies: the first is the original, the third hangs on the second."""
    first = put("A", TEXT)
    second, third = put("B", TEXT, copy_of=first), put("C", TEXT, copy_of=first)
    tie(first, second, 0.9)
    tie(second, third, 0.8)
    return first, second, third


def tie(a: Document, b: Document, score: float, relation: str = Edge.Relation.SAME_TEXT) -> None:
    Edge.objects.create(a=a, b=b, relation=relation, score=score, reason="Fast gleiche Wörter.")


def originals(*documents: Document) -> list[int | None]:
    return [Document.objects.get(pk=document.pk).copy_of_id for document in documents]


def test_a_wrong_town_goes_at_once_stays_away_and_comes_back_when_taken_back() -> None:
    document, member = put("A", TEXT, links=(("municipality", "07316000", "Neustadt"),)), person(Role.MEMBER)
    before = Link.objects.values_list("kind", "key", "name", "score", "reason", "spans").get()
    correction = actions.correct_link(by=member, document=document, link_kind="municipality", key="07316000", reason="Neustadt in Holstein.")
    assert not Link.objects.exists()
    assert link_vetoes([document.pk]) == {document.pk: frozenset({("municipality", "07316000")})}
    actions.undo(by=member, correction=correction, reason="Doch richtig.")
    assert Link.objects.values_list("kind", "key", "name", "score", "reason", "spans").get() == before
    assert link_vetoes([document.pk]) == {}
    assert [row.act for row in LedgerEntry.objects.all()] == ["library.correction.link_wrong", "library.correction.undo"]
    assert ledger.verify() == ""


def test_a_pair_that_is_cut_never_meets_again_not_even_through_a_third() -> None:
    first, second, third = family()
    actions.separate(by=person(Role.MEMBER), document=third, other=first, relation="same_text", reason="Anderer Beschluss.")
    assert originals(first, second, third) == [None, first.pk, None]
    assert (first.pk, third.pk, "same_text", False) in pair_judgements()


def test_cutting_the_only_tie_leaves_the_rest_of_the_family_whole() -> None:
    first, second, third = family()
    correction = actions.separate(by=person(Role.MEMBER), document=third, other=second, relation="same_text", reason="Anderer Beschluss.")
    assert originals(first, second, third) == [None, first.pk, None]
    actions.undo(by=person(Role.OFFICE), correction=correction, reason="Versehen.")
    assert originals(first, second, third) == [None, first.pk, first.pk]
    assert pair_judgements() == ()


def test_two_documents_a_person_joins_are_one_until_it_is_taken_back() -> None:
    a, b = put("A", TEXT), put("B", "Ganz andere Worte.")
    correction = actions.join(by=person(Role.MEMBER), document=b, other=a, relation="same_story", reason="Beide vom Netz.")
    story = Story.objects.get()
    assert (story.size, story.original) == (2, a)
    assert set(story.documents.all()) == {a, b}
    actions.undo(by=person(Role.MEMBER), correction=correction, reason="Doch nicht.")
    assert not Story.objects.exists() and not Edge.objects.exists()


def test_a_document_that_does_not_belong_leaves_the_story() -> None:
    a, b, c = put("A", TEXT), put("B", TEXT), put("C", TEXT)
    story = Story.objects.create(key="k", original=a, size=3)
    Document.objects.filter(pk__in=[a.pk, b.pk, c.pk]).update(story=story)
    tie(a, b, 0.9, "same_story")
    tie(a, c, 0.8, "same_story")
    actions.separate(by=person(Role.MEMBER), document=a, other=c, relation="same_story", reason="Andere Sache.")
    assert set(Story.objects.get().documents.all()) == {a, b}


def test_contradictions_and_repetitions_are_refused_with_a_sentence() -> None:
    a, b, _c = family()
    member = person(Role.MEMBER)
    actions.separate(by=member, document=a, other=b, relation="same_text", reason="Anders.")
    for act in (actions.separate, actions.join):
        with pytest.raises(ValidationError):
            act(by=member, document=b, other=a, relation="same_text", reason="Noch einmal.")
    with pytest.raises(ValidationError):
        actions.separate(by=member, document=a, other=a, relation="same_text", reason="Selbst.")
    with pytest.raises(ValidationError):
        actions.correct_link(by=member, document=a, link_kind="municipality", key="07316000", reason="Gibt es nicht.")
    with pytest.raises(ValidationError):
        actions.undo(by=member, correction=actions.undo(by=member, correction=Correction.objects.get(), reason="x"), reason="y")
    assert Correction.objects.count() == LedgerEntry.objects.count() == 2


def test_no_reason_no_correction() -> None:
    document = put("A", TEXT, links=(("municipality", "07316000", "Neustadt"),))
    with pytest.raises(ValidationError):
        actions.correct_link(by=person(Role.MEMBER), document=document, link_kind="municipality", key="07316000", reason="  ")
    assert Link.objects.exists() and not Correction.objects.exists()


@pytest.mark.parametrize("role", [Role.READER])
def test_only_members_correct(role: Role) -> None:
    document = put("A", TEXT, links=(("municipality", "07316000", "Neustadt"),))
    with pytest.raises(PermissionDenied):
        actions.correct_link(by=person(role), document=document, link_kind="municipality", key="07316000", reason="x")


def test_a_member_takes_back_her_own_correction_the_office_any() -> None:
    document = put("A", TEXT, links=(("municipality", "07316000", "Neustadt"),))
    correction = actions.correct_link(by=person(Role.MEMBER), document=document, link_kind="municipality", key="07316000", reason="x")
    with pytest.raises(PermissionDenied):
        actions.undo(by=person(Role.MEMBER, "anna"), correction=correction, reason="x")
    actions.undo(by=person(Role.OFFICE), correction=correction, reason="x")


def test_from_the_page_a_member_corrects_and_the_office_sees_who_when_and_why(client: Client) -> None:
    document = put("A", TEXT, links=(("municipality", "07316000", "Neustadt"),))
    address = reverse("correct", args=[document.pk])
    wrong = {"link_kind": "municipality", "key": "07316000"}
    assert client.post(address, wrong | {"reason": "x"}).status_code == 302 and not Correction.objects.exists()
    client.force_login(person(Role.READER))
    assert client.post(address, wrong | {"reason": "x"}).status_code == 403
    client.force_login(person(Role.MEMBER))
    assert "Stimmt nicht" in client.get(reverse("document", args=[document.pk])).content.decode()
    assert "Neustadt (Gemeinde)" in client.get(address, wrong).content.decode()
    assert client.post(address, wrong | {"reason": ""}).status_code == 400
    assert Link.objects.exists(), "asking writes nothing"
    assert client.post(address, wrong | {"reason": "Neustadt in Holstein"}).status_code == 302
    assert not Link.objects.exists()
    assert client.get(reverse("corrections")).status_code == 403
    client.force_login(person(Role.OFFICE))
    page = client.get(reverse("corrections")).content.decode()
    assert "Neustadt in Holstein" in page and "Member" in page
    client.post(reverse("correction_undo", args=[Correction.objects.get().pk]), {"reason": "Doch."})
    assert Link.objects.exists()
    assert "Zurückgenommen von" in client.get(reverse("corrections")).content.decode()
