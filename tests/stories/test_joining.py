"""A member sees that two documents tell the same, which the machine overlooked, and says so from the page of one of them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from shelf import indexed, person, put

from daseinswerk.apps.library.models import Correction, Document, Story
from daseinswerk.apps.office.models import Role

pytestmark = pytest.mark.django_db


def sent(other: str, reason: str = "Beide berichten vom Netz.") -> dict[str, str]:
    return {"other": other, "relation": "same_story", "reason": reason}


@pytest.mark.parametrize("named", ["{}", "/bibliothek/dokument/{}/", "https://werk.example/bibliothek/dokument/{}/?von=3&bis=9#stelle"])
def test_the_other_document_is_named_by_its_number_or_by_its_address(client: Client, named: str) -> None:
    a, b = put("A", "Neustadt baut ein Netz."), put("B", "Das Netz der Stadt steht.")
    client.force_login(person(Role.MEMBER))
    assert reverse("join", args=[a.pk]) in client.get(reverse("document", args=[a.pk])).content.decode()
    answer = client.post(reverse("join", args=[a.pk]), sent(named.format(b.pk)), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("document", args=[a.pk])
    assert set(Story.objects.get().documents.all()) == {a, b}
    page = answer.content.decode()
    assert "Was dasselbe erzählt" in page and "Beide berichten vom Netz." in page


@pytest.mark.parametrize("named", ["", "0", "999999", "das mit dem Netz", "99999999999999999999", "/praxis/7/"])
def test_what_names_no_document_comes_back_with_what_was_typed(client: Client, named: str) -> None:
    document = put("A", "Neustadt baut ein Netz.")
    client.force_login(person(Role.MEMBER))
    answer = client.post(reverse("join", args=[document.pk]), sent(named, "Weil es so ist."))
    assert answer.status_code == 400 and "Weil es so ist." in answer.content.decode()
    assert not Correction.objects.exists()


def test_a_document_is_not_joined_with_itself_nor_twice_nor_by_a_reader(client: Client) -> None:
    a, b = put("A", "Neustadt baut ein Netz."), put("B", "Das Netz der Stadt steht.")
    address = reverse("join", args=[a.pk])
    client.force_login(person(Role.READER))
    assert client.post(address, sent(str(b.pk))).status_code == 403
    client.force_login(person(Role.MEMBER))
    assert "nicht mit sich selbst" in client.post(address, sent(str(a.pk))).content.decode()
    assert client.post(address, sent(str(b.pk))).status_code == 302
    assert "schon jemand so entschieden" in client.post(address, sent(str(b.pk))).content.decode()
    assert Correction.objects.count() == 1


def test_a_replaced_version_cannot_be_joined(client: Client) -> None:
    a, old, new = put("A", "Neustadt baut ein Netz."), put("B", "Das Netz steht."), put("C", "Das Netz der Stadt steht.")
    Document.objects.filter(pk=old.pk).update(superseded_by=new)
    client.force_login(person(Role.MEMBER))
    assert client.post(reverse("join", args=[a.pk]), sent(str(old.pk))).status_code == 400


def test_what_a_person_tied_is_no_suggestion_of_the_machine(client: Client) -> None:
    a, b = put("A", "Neustadt baut ein Netz."), put("B", "Das Netz der Stadt steht.")
    client.force_login(person(Role.MEMBER))
    client.post(reverse("join", args=[a.pk]), sent(str(b.pk)))
    for document in (a, b):
        page = client.get(reverse("document", args=[document.pk])).content.decode()
        assert "entschieden" in page and "Von einer Person als zusammengehörig bestätigt." in page
        assert 'chip--suggested"><span class="chip__kind">Vorschlag</span> gleiche Sache' not in page


def test_the_original_comes_first_and_each_telling_says_what_it_adds(client: Client) -> None:
    """The mayor's office told it first; the newspaper added what it costs. Whoever opens either page sees the difference."""
    told = "Neustadt baut bis zum Sommer ein Funknetz für die Zähler der Stadt. Die Stadtwerke betreiben das neue Netz später selbst."
    first = put("Mitteilung", told, date=date(2024, 3, 1))
    later = put("Bericht", f"{told} Das kostet nach Auskunft der Kämmerei 250.000 Euro.", date=date(2024, 3, 4))
    last = put("Kommentar", "Ein Netz für Zähler ist eine gute Sache und war lange fällig.", date=date(2024, 3, 9))
    client.force_login(person(Role.MEMBER))
    for other in (later, last):
        client.post(reverse("join", args=[first.pk]), sent(str(other.pk)))
    page = client.get(reverse("document", args=[first.pk])).content.decode()
    assert page.index("Bericht") < page.index("Kommentar") and "1 Satz steht nicht im Original." in page
    assert "Das kostet nach Auskunft der Kämmerei 250.000 Euro." in page
    page = client.get(reverse("document", args=[later.pk])).content.decode()
    around = page[page.index("dasselbe-titel") :]
    assert around.index("Original ·") < around.index("Kommentar")
    assert "Dieses Dokument hat 1 Satz, der im Original nicht steht." in page


def test_what_shares_rare_words_is_offered_and_nothing_is_joined(client: Client) -> None:
    """The title tells nothing; the words of the text do. A person decides."""
    for n in range(12):
        put(f"Bericht {n}", f"Die Verwaltung berichtet dem Rat über Punkt {n} der Tagesordnung.")
    document = put("Anfrage", "Wann werden die Pegelsensoren am Mühlbach an das Funknetz angeschlossen?")
    right = put("Stellungnahme", "Die Pegelsensoren am Mühlbach senden seit Mai über das Funknetz des Tiefbauamts.")
    indexed()
    client.force_login(person(Role.MEMBER))
    page = client.get(reverse("join", args=[document.pk])).content.decode()
    offered = page[page.index("aehnlich-titel") :]
    assert "Stellungnahme" in offered and f"?other={right.pk}" in offered and "Bericht 3" not in offered
    assert not Correction.objects.exists() and not Story.objects.exists()
