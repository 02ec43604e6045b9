"""Sums and shares with their range and period."""

import pytest

from daseinswerk.engine.evidence.figures import money_in, shares_in

SUMS = {
    "thousands": ("ca. 35.000 €", ["35000 EUR"]),
    "a year": ("24.000 €/a", ["24000 EUR/a"]),
    "a month": ("60 Euro im Monat", ["60 EUR/Monat"]),
    "range with a period": ("10.000 bis 15.000 Euro p. a.", ["10000-15000 EUR/a"]),
    "a scale for both ends": ("3 bis 4 Mio. Euro", ["3000000-4000000 EUR"]),
    "millions": ("4,76 Mio. Euro", ["4760000 EUR"]),
    "thousands of euro": ("250 TEUR", ["250000 EUR"]),
    "T€": ("400 T€", ["400000 EUR"]),
    "cents": ("500.340,26 Euro brutto", ["500340.26 EUR"]),
    "no cents": ("1.000,-- €", ["1000 EUR"]),
    "a net sum a year": ("850 € netto/Jahr", ["850 EUR/a"]),
    "a year before a sum is no range": ("im Jahr 2020 60 Euro", ["60 EUR"]),
    "between two sums": ("zwischen 50.000 und 60.000 Euro", ["50000-60000 EUR"]),
    "two sums are no range": ("Standort 20 und 300 Euro", ["300 EUR"]),
    "English thousands": ("worth 925,000 euros", ["925000 EUR"]),
    "English millions": ("1.2 million euros a year", ["1200000 EUR/a"]),
    "bare numbers": ("HF2 8.539.200 5.652.909", []),
}
SHARES = {"per cent": ("95 Prozent", ["95 %"]), "range": ("2 - 3 %", ["2-3 %"]), "comma": ("96,6 %", ["96.6 %"]), "v. H.": ("80 v. H.", ["80 %"])}


@pytest.mark.parametrize(("text", "expected"), SUMS.values(), ids=SUMS)
def test_sums(text, expected):
    assert [figure.value for figure in money_in(text)] == expected


@pytest.mark.parametrize(("text", "expected"), SHARES.values(), ids=SHARES)
def test_shares(text, expected):
    assert [figure.value for figure in shares_in(text)] == expected
