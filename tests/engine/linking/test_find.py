"""A municipality is found while somebody types, however they write it."""

import pytest

from daseinswerk.engine.linking.find import MunicipalityIndex, fold
from daseinswerk.engine.linking.register import Register
from daseinswerk.starter import starter_folder


@pytest.fixture(scope="module")
def index() -> MunicipalityIndex:
    return MunicipalityIndex(Register.load(starter_folder()))


@pytest.mark.parametrize(
    ("typed", "first", "reason"),
    [
        ("Koeln", "Köln", "Name"),  # no umlauts on this keyboard
        ("koln", "Köln", "ähnlich geschrieben"),
        ("Frankfurt Oder", "Frankfurt (Oder)", "Name"),  # nobody types brackets
        ("frankfurt", "Frankfurt am Main", "Name"),  # the larger of two
        ("Mühldorf am Inn", "Mühldorf a.Inn", "Name"),  # the register abbreviates
        ("Mühldorf Inn", "Mühldorf a.Inn", "Name"),
        ("St Ingbert", "St. Ingbert", "Name"),
        ("Sankt Ing", "St. Ingbert", "Anfang des Namens"),
        ("hannoversch münden", "Hann. Münden", "Name"),
        ("partenk", "Garmisch-Partenkirchen", "Wort im Namen"),
        ("rlsruh", "Karlsruhe", "Teil des Namens"),
        ("Tübigen", "Tübingen", "ähnlich geschrieben"),
        ("Karslruhe", "Karlsruhe", "ähnlich geschrieben"),
        ("08212000", "Karlsruhe", "Amtlicher Gemeindeschlüssel"),
        ("08 212 000", "Karlsruhe", "Amtlicher Gemeindeschlüssel"),
        ("0821", "Karlsruhe", "Amtlicher Gemeindeschlüssel"),
        ("76133", "Karlsruhe", "Postleitzahl des Rathauses"),
        ("k", "Köln", "Anfang des Namens"),
    ],
)
def test_what_is_typed_finds_the_place_and_says_why(index: MunicipalityIndex, typed: str, first: str, reason: str) -> None:
    found = index.find(typed)[0]
    assert (found.municipality.name, found.reason) == (first, reason)


@pytest.mark.parametrize("typed", ["", "   ", "()", "xyzq", "123456789", "\u0000", "*" * 10_000])
def test_nothing_sensible_finds_nothing_and_breaks_nothing(index: MunicipalityIndex, typed: str) -> None:
    assert index.find(typed) == ()


def test_no_place_is_offered_twice_and_the_limit_holds(index: MunicipalityIndex) -> None:
    for typed in ("neu", "berg", "bad", "0"):
        found = index.find(typed, limit=7)
        assert len(found) == 7
        assert len({each.municipality.ags for each in found}) == 7


def test_every_municipality_can_be_found_by_its_full_name() -> None:
    register = Register.load(starter_folder())
    index = MunicipalityIndex(register)
    missing = [each.name for each in list(register.municipalities.values())[::97] if each.ags not in {found.municipality.ags for found in index.find(each.name, 40)}]
    assert missing == []


def test_folding_makes_spellings_equal() -> None:
    assert fold("Frankfurt  (Oder)") == fold("frankfurt/oder") == "frankfurt oder"
    assert fold("Weißwasser") == fold("WEISSWASSER")
