"""The register holds every municipality, and says what is wrong with a broken file."""

import lzma
from pathlib import Path

import pytest

from daseinswerk.engine.linking.register import Register, RegisterError, distance_km
from daseinswerk.starter import NoStarter, starter_folder


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load(starter_folder())


def test_the_register_adds_up_to_the_official_totals(register: Register) -> None:
    assert len(register.municipalities) == 10_753
    assert sum(each.population for each in register.municipalities.values()) == 83_577_140
    assert (len(register.counties), len(register.states)) == (400, 16)
    assert all(each.county_key in register.counties and each.state_key in register.states for each in register.municipalities.values())


def test_a_municipality_knows_its_county_and_its_land(register: Register) -> None:
    ettlingen = register.municipality("08215017")
    assert ettlingen is not None
    assert (ettlingen.name, ettlingen.county, ettlingen.state, ettlingen.postcode_seat) == ("Ettlingen", "Karlsruhe", "Baden-Württemberg", "76275")
    assert register.in_county("08215")[0].name == "Bruchsal"
    assert register.municipality("99999999") is None


def test_a_county_free_town_is_a_town_and_a_county(register: Register) -> None:
    town, county = register.county("08212"), register.county("08215")
    assert town is not None and county is not None
    assert (town.is_town, county.is_town) == (True, False)


def test_karlsruhe_and_mannheim_are_54_kilometres_apart(register: Register) -> None:
    one, other = register.municipalities["08212000"], register.municipalities["08222000"]
    assert 50 < distance_km(one.lat, one.lon, other.lat, other.lon) < 58


def test_a_missing_and_a_broken_file_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="bin/build-register"):
        Register.load(tmp_path)
    (tmp_path / "states.tsv.xz").write_bytes(lzma.compress(b"state_ags\tname\n08\tBaden\n"))
    with pytest.raises(RegisterError, match="line 2: 6 columns expected, 2 found"):
        Register.load(tmp_path)


def test_a_starter_folder_that_is_named_but_missing_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASEINSWERK_STARTER", str(tmp_path / "nowhere"))
    with pytest.raises(NoStarter, match="DASEINSWERK_STARTER"):
        starter_folder()
