"""Names of offices in running text."""

import pytest

from daseinswerk.engine.evidence import bodies

OFFICES = [
    ("Das Schul- und Sportamt betreibt das Netz.", "Schul- und Sportamt", "two halves of one name"),
    ("Zuständig ist das Gartenbauamt.", "Gartenbauamt", "a name of one word"),
    ("Das Amt für Informationstechnik hilft.", "Amt für Informationstechnik", "a name with its subject"),
]


@pytest.mark.parametrize(("text", "name", "why"), OFFICES, ids=[why for *_, why in OFFICES])
def test_an_office_is_named_in_full(text: str, name: str, why: str) -> None:
    assert name in [found for found, *_ in bodies._names(text)], why
