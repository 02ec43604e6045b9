"""Dates, sums, shares and numbers as council papers state them."""

from pathlib import Path

import pytest

from daseinswerk.engine.text.values import values
from daseinswerk.evaluation.values import evaluate

HERE = Path(__file__).parent


def test_lines_written_before_the_rules_are_read() -> None:
    assert evaluate(HERE / "values_unseen.tsv").share >= 0.97


def test_lines_of_a_second_author_are_read() -> None:
    assert evaluate(HERE / "values_second.tsv").share >= 0.97


def test_the_shared_lines_are_read(shared: Path) -> None:
    assert evaluate(shared / "data/gold/values.tsv").share >= 0.98


@pytest.mark.parametrize(
    ("text", "kind", "value", "qualifier"),
    [
        ("rund 1,2 Mio.\nEuro", "money", "1200000", "rund"),
        ("bis zu 90 %", "percent", "90", "bis zu"),
        ("mehr als 300 Perso-\nnen", "number", "300", "mehr als"),
        ("ca. 40 Schulen", "number", "40", "ca."),
        ("rund zwei Dutzend Vereine", "number", "24", "rund"),
    ],
)
def test_an_archived_text_is_read_across_its_line_ends(text: str, kind: str, value: str, qualifier: str) -> None:
    (found,) = values(text)
    assert (found.kind, found.value, found.qualifier) == (kind, value, qualifier)


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("je 5-10 Mio. Euro", ["5000000", "10000000"], "a hyphen between two amounts is a range"),
        ("10-15 % der Kosten", ["10", "15"], "the first of a range takes the unit of the second"),
        ("Tel. 0721 133-20 Personen", [], "a telephone number is none"),
        ("mehrere tausend Euro", [], "an indefinite quantity is no sum"),
        ("Firmware 10.4.21", [], "a version may look like a date"),
        ("Office 2019 wird abgelöst.", [], "a product is named by a year"),
    ],
)
def test_what_is_no_amount_is_left_out_and_a_range_is_read(text: str, expected: list[str], reason: str) -> None:
    assert [value.value for value in values(text)] == expected, reason


def test_a_value_says_where_it_stands_and_what_it_counts() -> None:
    text = "Die Kosten be-\ntragen 35.000 € für 12 Schulen."
    money, number = values(text)
    assert (money.span.words(text), money.unit) == ("35.000 €", "EUR")
    assert (number.span.words(text), number.unit) == ("12", "Schulen")
