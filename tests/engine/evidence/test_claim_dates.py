"""Dates as precise as stated."""

import pytest

from daseinswerk.engine.evidence.dates import dates_in

CASES = {
    "a day": ("am 31.05.2019", ["2019-05-31"]),
    "a day in words": ("am 1. Juli 2022", ["2022-07-01"]),
    "a month": ("Ende Januar 2025", ["2025-01"]),
    "a short month": ("im Sept 2021", ["2021-09"]),
    "a quarter": ("im 2. Quartal 2014", ["2014-Q2"]),
    "a Roman quarter": ("im II. Quartal 2014", ["2014-Q2"]),
    "a quarter in words": ("im dritten Quartal 2023", ["2023-Q3"]),
    "a half": ("im zweiten Halbjahr 2019", ["2019-H2"]),
    "a year": ("Mitte 2025", ["2025"]),
    "a paper number is none": ("Vorlage 2024/0270", []),
    "a sum is none": ("2.019 Euro, 2019,50 Euro", []),
    "an impossible day is none": ("am 45.13.2019", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_dates(text, expected):
    assert [date.value for date in dates_in(text)] == expected
