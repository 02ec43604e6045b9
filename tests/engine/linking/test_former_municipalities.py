"""Municipalities that were merged or got another key: old names and old keys lead to the one they belong to today."""

import pytest

from daseinswerk.engine.linking.places import PlaceLinker
from daseinswerk.engine.linking.register import Register
from daseinswerk.starter import starter_folder


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load(starter_folder())


@pytest.fixture(scope="module")
def linker(register: Register) -> PlaceLinker:
    return PlaceLinker(register)


@pytest.mark.parametrize(
    ("text", "names", "why"),
    [
        ("In Pfaffroda wurde 2017 ein Funknetz gebaut.", {"Olbernhau"}, "merged into Olbernhau in 2017"),
        ("Die Gemeinde Wahlsburg und die Gemeinde Lippoldsberg planten ein Netz.", {"Wesertal"}, "merged into Wesertal in 2020"),
        ("Die Stadt Langelsheim liest Zähler aus der Ferne ab.", {"Langelsheim"}, "the name of a municipality today: nothing former about it"),
        ("Herr Schlegel stellte das Vorhaben vor.", set(), "a former municipality, here a person"),
    ],
)
def test_a_former_name_means_the_municipality_of_today(linker: PlaceLinker, register: Register, text: str, names: set[str], why: str) -> None:
    found = {link.key for link in linker.link(text) if link.kind == "municipality"}
    assert {register.municipalities[key].name for key in found} == names, why


def test_the_reason_says_that_the_name_is_an_old_one(linker: PlaceLinker) -> None:
    (link,) = linker.link("In Pfaffroda wurde 2017 ein Funknetz gebaut.")
    assert "gehört heute zu Olbernhau" in link.reason


def test_an_old_key_is_read_as_the_key_of_today(register: Register) -> None:
    assert register.municipality("03152007").name == "Duderstadt"  # the county of Göttingen was numbered anew in 2016
    assert register.municipality("03152007").ags.startswith("03159")
    assert register.municipality("99999999") is None


def test_every_heir_exists_today_and_no_former_key_does(register: Register) -> None:
    assert register.former
    for ags, (name, now) in register.former.items():
        assert name
        assert now in register.municipalities
        assert ags not in register.municipalities
