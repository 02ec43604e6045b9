"""Figures and dates as German officials write them; what nobody stated says so."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from daseinswerk.design.templatetags import german

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
GAP = german.THIN


@pytest.fixture(autouse=True)
def _in_german() -> object:
    with translation.override("de"):
        yield


@pytest.mark.parametrize(
    ("value", "written"),
    [(1234567, "1.234.567 €"), ("35000", "35.000 €"), (Decimal("1234.5"), "1.234,50 €"), (0, "0 €"), (-3, "-3 €"), (None, "nicht genannt"),
     ("", "nicht genannt"), ("viel", "nicht genannt"), ("NaN", "nicht genannt"), ("1e9", "1.000.000.000 €"), ("1e99", "nicht genannt")],
)
def test_sums_in_euro(value: object, written: str) -> None:
    assert german.euro(value) == written.replace(" €", GAP + "€")


def test_a_word_that_belongs_to_a_figure_stays_with_it() -> None:
    assert german.euro(35000, "rund") == f"rund{GAP}35.000{GAP}€"


@pytest.mark.parametrize(("value", "written"), [(90, "90 %"), ("4.5", "4,5 %"), (0, "0 %"), (33.333333, "33,3 %"), (None, "nicht genannt")])
def test_percent(value: object, written: str) -> None:
    assert german.percent(value) == written.replace(" %", GAP + "%")


@pytest.mark.parametrize(
    ("value", "written"),
    [(date(2026, 11, 22), "22.11.2026"), ("2026-11-22", "22.11.2026"), ("2026-11", "November 2026"), ("2026", "2026"),
     ("Herbst 2026", "Herbst 2026"), (None, "nicht genannt"), ("", "nicht genannt"), ("2026-13", "2026"),
     (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), "23.11.2026")],
)
def test_dates_as_precise_as_stated_and_in_the_time_of_the_site(value: object, written: str) -> None:
    assert german.day(value) == written


@pytest.mark.parametrize(
    ("back", "words"),
    [(timedelta(seconds=20), "gerade eben"), (timedelta(minutes=1), "vor 1 Minute"), (timedelta(minutes=5), "vor 5 Minuten"),
     (timedelta(hours=3), "vor 3 Stunden"), (timedelta(hours=14), "gestern"), (timedelta(days=3), "vor 3 Tagen"),
     (timedelta(days=40), "15.10.2026"), (timedelta(days=-3), "27.11.2026")],
)
def test_how_long_ago(back: timedelta, words: str) -> None:
    assert german.ago(NOW - back, NOW) == words


@pytest.mark.parametrize(
    ("ahead", "words"),
    [(timedelta(minutes=-90), "jetzt"), (timedelta(seconds=20), "jetzt"), (timedelta(minutes=1), "in 1 Minute"), (timedelta(minutes=59), "in 59 Minuten"),
     (timedelta(hours=3), "in 3 Stunden"), (timedelta(hours=14), "morgen"), (timedelta(days=3), "in 3 Tagen"), (timedelta(days=40), "03.01.2027")],
)
def test_how_soon(ahead: timedelta, words: str) -> None:
    assert german.upcoming(NOW + ahead, NOW) == words


def test_how_long_ago_for_a_day_and_for_nothing() -> None:
    assert german.ago(date(2026, 11, 24), NOW) == "heute"
    assert german.ago(date(2026, 11, 22), NOW) == "vor 2 Tagen"
    assert german.ago(None, NOW) == german.upcoming(None, NOW) == "nicht genannt"


@pytest.mark.parametrize(("value", "written"), [(512, "512 Byte"), (34_000, "34 kB"), (1_234_567, "1,2 MB"), (56_000_000, "56 MB"),
                                                 (0, "0 Byte"), (None, "nicht genannt")])
def test_sizes_of_files(value: object, written: str) -> None:
    assert german.size(value).replace(GAP, " ") == written


@pytest.mark.parametrize(
    ("value", "shown"),
    [("35000 EUR", "35.000 €"), ("24000 EUR/a", "24.000 € im Jahr"), ("90 %", "90 %"), ("2024-05", "Mai 2024"), ("P4", "Betrieb"),
     ("ended", "beendet"), ("12 Standorte", "12 Standorte"), ("2019", "2019"), (None, "nicht genannt"), ("", "nicht genannt"),
     ("<b>x</b>", "<b>x</b>"), (f"{10**40} EUR", f"{10**40} EUR")],
)
def test_values_of_claims(value: object, shown: str) -> None:
    assert german.shown(value).replace(GAP, " ") == shown


def test_zero_is_a_value_and_nothing_is_not() -> None:
    assert german.stated(0) == 0
    assert german.stated("") == german.stated(None) == "nicht genannt"


@pytest.mark.parametrize(("value", "written"), [(10753, "10.753"), (8, "8"), (1234.5, "1.234,5"), (None, "nicht genannt")])
def test_counts(value: object, written: str) -> None:
    assert german.whole(value) == written


def test_certainty_in_words() -> None:
    assert [german.certainty(code) for code in ("stated", "planned", "estimated", "rejected", None)] == ["", "geplant", "geschätzt", "abgelehnt", ""]
