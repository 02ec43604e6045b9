"""The even text reads well, and every character of it knows where it came from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daseinswerk.engine.linking.flat import flatten


@pytest.mark.parametrize(
    ("text", "even"),
    [
        ("Frankfurt\n(Oder)", "Frankfurt (Oder)"),
        ("Frank-\nfurt", "Frankfurt"),
        ("Rhein-\nNeckar-Kreis", "Rhein- Neckar-Kreis"),  # a hyphen before a capital may be meant
        ("Stadt-\nund Landkreis", "Stadt- und Landkreis"),  # a hyphen that stands for "kreis" is meant
        ("Karls\u00adruhe", "Karlsruhe"),
        ("Baden\u2011Baden", "Baden-Baden"),
        ("Mu\u0308nchen", "München"),
        ("Bad \t Homburg", "Bad Homburg"),
        ("nichts zu tun", "nichts zu tun"),
    ],
)
def test_texts_are_made_even(text: str, even: str) -> None:
    assert flatten(text).text == even


@given(st.text(alphabet="aeuß B-\n\t\u00ad\u00a0\u0308\u2011x.", max_size=60))
def test_every_character_stands_where_it_came_from(text: str) -> None:
    flat = flatten(text)
    for position, character in enumerate(flat.text):
        words = flat.span(position, position + 1).words(text)
        composed = unicodedata.normalize("NFC", words + "\u0308")
        assert words == character or (character == " " and words.isspace()) or (character, words) == ("-", "\u2011") or character == composed
