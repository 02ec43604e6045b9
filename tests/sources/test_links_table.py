"""A table of addresses is read for its addresses, and for what stands beside them."""

from datetime import date
from pathlib import Path

import pytest
from tables_and_odts import ods, packed, xlsx
from worlds import Memory, World, page

from daseinswerk.sources import links_table, reasons
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.harvest import Ended, Item
from daseinswerk.sources.links_table import Row, addresses_of
from daseinswerk.sources.reading import read_bytes

FIRST, SECOND = "https://musterhausen.example/1", "https://musterdorf.example/2"


CSVS = {
    "German header, semicolons": (
        f"Titel;Herausgeber;Datum;Link;AGS\nGlasfaser;Stadt Musterhausen;03.03.2025;{FIRST};05334002\n",
        [Row(FIRST, "Glasfaser", "Stadt Musterhausen", date(2025, 3, 3), "05334002", 2)],
    ),
    "English header, commas": (
        f'title,publisher,date,url\n"Fibre, for all",Town,2025-03-03,{FIRST}\n',
        [Row(FIRST, "Fibre, for all", "Town", date(2025, 3, 3), "", 2)],
    ),
    "tabs": (f"Betreff\tURL\nEins\t{FIRST}\n", [Row(FIRST, "Eins", line=2)]),
    "no header at all": (f"{FIRST}\n{SECOND}\n", [Row(FIRST, line=1), Row(SECOND, line=2)]),
    "notes above the table": (f"Unsere Liste\n\nTitel;Adresse\nEins;{FIRST}\n", [Row(FIRST, "Eins", line=4)]),
    "addresses in any column": (f"Nr;Wo\n1;siehe {FIRST}, dort\n", [Row(FIRST, line=2)]),
    "an address without its beginning": ("Webseite\nwww.musterhausen.example\nmusterdorf.example/presse\n", [
        Row("https://www.musterhausen.example", line=2), Row("https://musterdorf.example/presse", line=3),
    ]),
    "the same address counts once": (f"Titel;Link\nEins;{FIRST}\nNoch mal;{FIRST}\n", [Row(FIRST, "Eins", line=2)]),
    "a key with spaces": (f"Gemeindeschlüssel;URL\n05 334 002;{FIRST}\n", [Row(FIRST, ags="05334002", line=2)]),
    "a key that lost its zero": (f"AGS;URL\n5334002;{FIRST}\n", [Row(FIRST, ags="05334002", line=2)]),
    "a regional key": (f"ARS;URL\n053340002002;{FIRST}\n", [Row(FIRST, ags="05334002", line=2)]),
    "a key that is none": (f"AGS;URL\nunbekannt;{FIRST}\n", [Row(FIRST, line=2)]),
    "two addresses in one cell": (f"Link\n{FIRST} {SECOND}\n", [Row(FIRST, line=2), Row(SECOND, line=2)]),
}  # fmt: skip
WORKBOOK = [
    ["Titel", "Link", "Schlüssel", "Stand"],
    ["Eins", FIRST, 5334002, "2025-03-03"],
    ["Zwei", SECOND, "09162000", ""],
]
EXPECTED = (Row(FIRST, "Eins", "", date(2025, 3, 3), "05334002", 2), Row(SECOND, "Zwei", "", None, "09162000", 3))
REFUSED = {
    "no address": ("a.xlsx", xlsx([["Ort", "Euro"], ["Köln", 5]]), reasons.NO_LINKS),
    "no address in a text": ("a.csv", b"Ort;Euro\nKoeln;5\n", reasons.NO_LINKS),
    "a text document": ("a.xlsx", packed({"word/document.xml": "<x/>"}), reasons.DAMAGED),
    "damage": ("a.xlsx", xlsx(WORKBOOK)[:-80], reasons.DAMAGED_ARCHIVE),
    "a bomb": ("a.xlsx", packed({"xl/workbook.xml": b"<a>" + b" " * 40_000_000}), "gepackt"),
    "a password": (
        "a.ods",
        packed({"META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": "<x/>"}),
        reasons.ENCRYPTED,
    ),
    "nothing": ("a.csv", b"", reasons.EMPTY),
    "an image": ("a.xls", b"\x89PNG\r\n\x1a\n" + b"0" * 100, reasons.DAMAGED),
}


@pytest.mark.parametrize(("text", "rows"), CSVS.values(), ids=CSVS)
def test_what_a_csv_says(text: str, rows: list[Row]) -> None:
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        assert list(addresses_of(text.encode(encoding), "liste.csv")) == rows, encoding


def test_workbooks_say_the_same_in_every_format() -> None:
    assert addresses_of(xlsx(WORKBOOK), "liste.xlsx") == EXPECTED
    assert addresses_of(ods(WORKBOOK), "liste.ods") == EXPECTED
    assert addresses_of(ods(WORKBOOK), "liste.csv") == EXPECTED, "the bytes say what it is"


def test_a_link_behind_a_word_counts() -> None:
    rows: list[list[str | float]] = [["Titel", "Ort", "Mehr"], ["Eins", "Köln", "hier"], ["Zwei", "Bonn", "hier"]]
    found = addresses_of(
        xlsx(rows, links={"C2": f"{FIRST}?a=1&amp;b=2", "C3": SECOND, "B3": "mailto:a@b.example"}), "a.xlsx"
    )
    assert [(row.address, row.title) for row in found] == [(f"{FIRST}?a=1&b=2", "Eins"), (SECOND, "Zwei")]
    cell = f'<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{FIRST}">hier</text:a>'
    assert addresses_of(ods([["Titel", "Link"], ["Eins", cell]]), "a.ods") == (Row(FIRST, "Eins", line=2),)


def test_a_cell_repeated_a_thousand_million_times_is_no_bomb() -> None:
    repeated = "<table:table-row table:number-rows-repeated='999999999'><table:table-cell table:number-columns-repeated='999999999'><text:p>x</text:p></table:table-cell></table:table-row>"
    with pytest.raises(Refused, match="keine Internetadressen"):
        addresses_of(ods([], more=repeated), "a.ods")


def test_all_sheets_count() -> None:
    assert addresses_of(xlsx([["Link"], [FIRST]], [["URL"], [SECOND]]), "a.xlsx") == (
        Row(FIRST, line=2),
        Row(SECOND, line=2),
    )


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_list_has_its_reason(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        addresses_of(data, name)
    assert reason in refused.value.reason


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.csv", "a.XLS"])
def test_a_table_is_no_document(name: str) -> None:
    assert links_table.is_table(name)
    with pytest.raises(Refused, match="Listen von Internetadressen"):
        read_bytes(name, xlsx(WORKBOOK) if name != "a.csv" else b"a;b\n1;2\n")


def test_a_table_on_disk_is_a_source_and_its_pages_carry_what_it_says(tmp_path: Path) -> None:
    file = tmp_path / "liste.xlsx"
    file.write_bytes(xlsx(WORKBOOK))
    world = World({FIRST: page("Eins"), SECOND: page("Zwei")})
    *items, end = links_table.visit(Memory().asked(str(file)), world.fetch)
    assert isinstance(end, Ended) and end.complete
    assert [(item.external_id, item.details["ags"]) for item in items if isinstance(item, Item)] == [
        (FIRST, "05334002"),
        (SECOND, "09162000"),
    ]
    assert items[0].details["date"] == "2025-03-03" and "date" not in items[1].details
