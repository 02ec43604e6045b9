"""The mayor looks for her town, and finds what is known of it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from shelf import person, put

from daseinswerk.apps.office.models import Role
from daseinswerk.apps.places.models import County, Municipality, Organisation, State
from daseinswerk.apps.practices.models import Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def karlsruhe() -> Municipality:
    state = State.objects.create(key="08", name="Baden-Württemberg", population=11_000_000)
    county = County.objects.create(key="08212", name="Karlsruhe", kind="Stadtkreis", state=state, population=309_050)
    return Municipality.objects.create(
        ags="08212000", name="Karlsruhe", name_official="Karlsruhe, Stadt", title="Stadt", state=state, county=county, population=309_050,
        area_km2=173.42, postcode_seat="76133", size_class="kleinere Großstadt", density_class="1", as_of="2025-11-30",
    )  # fmt: skip


TYPED = [
    ("Koeln", "Köln"), ("Frankfurt Oder", "Frankfurt (Oder)"), ("08212000", "Karlsruhe"), ("76133", "Karlsruhe"), ("karlsr", "Karlsruhe"),
    ("Tübigen", "Tübingen"), ("weil am rhein", "Weil am Rhein"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "name"), TYPED)
def test_a_town_is_found_as_people_type_it(client: Client, typed: str, name: str) -> None:
    page = client.get(reverse("places"), {"q": typed}).content.decode()
    assert f"/\">{name}</a>" in page


def test_typing_swaps_the_part_the_page_itself_includes(client: Client) -> None:
    part = client.get(reverse("places"), {"q": "Karlsruhe"}, headers={"HX-Request": "true"}).content.decode().strip()
    assert part.startswith('<div id="gefunden"') and part in client.get(reverse("places"), {"q": "Karlsruhe"}).content.decode()


def test_nothing_found_is_said_and_escaped(client: Client) -> None:
    page = client.get(reverse("places"), {"q": "<b>xyzzy</b>"}).content.decode()
    assert "&lt;b&gt;xyzzy&lt;/b&gt;“ ist keine Gemeinde" in page and "<b>xyzzy" not in page


@pytest.mark.parametrize("broken", ["?q=%00", "?land=x", "?land=99", "?q=" + "a" * 500, "?land=٠٨"])
def test_a_broken_address_still_gives_a_page(client: Client, broken: str) -> None:
    assert client.get(reverse("places") + broken).status_code == 200


def test_the_page_of_a_town_answers_what_it_is_and_what_is_known(client: Client, karlsruhe: Municipality) -> None:
    Organisation.objects.create(slug="stadtwerke", name="Stadtwerke Karlsruhe GmbH", seat=karlsruhe, evidence="Stadtwerke", website="javascript:alert(1)")
    spoken = put("Netz", "Karlsruhe baut ein Netz.", links=(("municipality", "08212000", "Karlsruhe"),), date=date(2025, 1, 2))
    put("Netz, Kopie", "Karlsruhe baut ein Netz.", links=(("municipality", "08212000", "Karlsruhe"),), copy_of=spoken)
    page = client.get(reverse("municipality", args=["08212000"])).content.decode()
    for words in ("309.050", "173,4 km²", "1.782", "kleinere Großstadt", "dicht besiedelt", "31.12.2024", "30.11.2025", "76133",
                  "Stadtwerke Karlsruhe GmbH", "02.01.2025", "Destatis"):  # fmt: skip
        assert words in page, words
    assert page.count(reverse("document", args=[spoken.pk])) == 1 and "Netz, Kopie" not in page
    assert 'href="/bibliothek/?gemeinde=08212000"' in page and "javascript:" not in page


def test_drafts_are_for_people_with_an_account_and_say_that_they_are_drafts(client: Client, karlsruhe: Municipality) -> None:
    Record.objects.create(slug="netz", name="Funknetz am Rhein", municipality=karlsruhe, created_by=person(Role.MEMBER))
    address = reverse("municipality", args=["08212000"])
    assert "Funknetz am Rhein" not in client.get(address).content.decode()
    client.force_login(person(Role.READER))
    page = client.get(address).content.decode()
    assert "Funknetz am Rhein" in page and "noch nicht öffentlich" in page


def test_an_unknown_key_gets_a_way_on(client: Client, karlsruhe: Municipality) -> None:
    response = client.get(reverse("municipality", args=["08212999"]))
    assert response.status_code == 404
    assert "In derselben Gegend" in response.content.decode() and ">Karlsruhe</a>" in response.content.decode()


def test_a_county_lists_its_municipalities(client: Client, karlsruhe: Municipality) -> None:
    page = client.get(reverse("county", args=["08212"])).content.decode()
    assert reverse("municipality", args=["08212000"]) in page
    assert client.get(reverse("county", args=["99999"])).status_code == 404


def test_typing_asks_the_database_hardly_anything(client: Client, karlsruhe: Municipality, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(2):
        client.get(reverse("places"), {"q": "Karl"}, headers={"HX-Request": "true"})
