"""Which words make a text digital."""

import pytest

from daseinswerk.engine.evidence.digital import is_digital, names_a_thing


@pytest.mark.parametrize(
    ("text", "digital"),
    [
        ("Die Funkzähler melden den Verbrauch.", True),
        ("Das Meldeportal wird gut genutzt.", True),
        ("Die Rathaus-IT zieht um.", True),
        ("Die Turmberg-Aussichtsplattform wird gesperrt.", False),
        ("Das Kirchenportal wird restauriert.", False),
        ("Wer eine Digitalkamera hat, bringt sie mit.", False),
    ],
)
def test_a_platform_of_steel_and_a_camera_are_not_digital_services(text: str, digital: bool) -> None:
    assert is_digital(text) is digital


@pytest.mark.parametrize(("text", "thing"), [("Das Funknetz steht.", True), ("Anmeldung online im Internet.", False), ("Das ist digital.", False)])
def test_a_way_to_be_reached_is_no_thing(text: str, thing: bool) -> None:
    assert names_a_thing(text) is thing
