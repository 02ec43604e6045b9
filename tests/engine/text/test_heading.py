"""The date a text gives itself at its head."""

from datetime import date

import pytest

from daseinswerk.engine.text.heading import head_date

HEADS = [  # (head, date, why)
    ("Neues Netz\nLübeck, 16. Juli 2018. Die Stadtwerke bauen.", date(2018, 7, 16), "a dateline before the text"),
    ("Beschlussvorlage\nDatum: 17.05.2022\nGremium: Rat", date(2022, 5, 17), "a label"),
    ("Aus dem Gemeinderat\nBericht vom 20. Juni 2023\n\nDas Auto bleibt.", date(2023, 6, 20), "a report says of when it is"),
    ("Pressemitteilung\n3. Mai 2024\n\nDie Stadt hat", date(2024, 5, 3), "a line of its own"),
    ("Gremium: Gemeinderat\nTermin: 23.07.2013\nVorlage Nr. 1465", date(2013, 7, 23), "a council paper names its session"),
    ("Die Satzung vom 12. Dezember 2019 gilt fort.", None, "a date inside a sentence is not the date of the text"),
    ("Andernach, Februar 2025, öffentlicher Teil", None, "a month is no day"),
    ("Hannover, 31.02.2024", None, "no such day"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("head", "expected", "why"), HEADS, ids=[why for *_, why in HEADS])
def test_the_head_tells_the_date(head: str, expected: date | None, why: str) -> None:
    assert head_date(head) == expected, why


def test_a_long_head_of_digits_is_read_in_time() -> None:
    assert head_date("1." * 500_000) is None
