"""An OpenDocument text is read like a DOCX: what a person reads, in the order a person reads it."""

from datetime import date

import pytest
from tables_and_odts import SHEET_TYPE, TEXT_TYPE, odt, packed

from daseinswerk.sources import opendocument, reasons
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.reading import read_bytes

BODIES = {
    "headings and paragraphs": ("<text:h>Glasfaser</text:h><text:p>Für alle.</text:p>", "Glasfaser\n\nFür alle."),
    "spans": ("<text:p>Der <text:span>Rat</text:span> beschließt.</text:p>", "Der Rat beschließt."),
    "lists": (
        "<text:list><text:list-item><text:p>eins</text:p><text:list><text:list-item><text:p>darin</text:p></text:list-item></text:list>"
        "</text:list-item><text:list-item><text:p>zwei</text:p></text:list-item></text:list>",
        "eins\n\ndarin\n\nzwei",
    ),
    "a table row is a line": (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Ort</text:p></table:table-cell>"
        "<table:table-cell><text:p>Euro</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>Köln</text:p></table:table-cell><table:table-cell><text:p>5</text:p></table:table-cell></table:table-row></table:table>",
        "Ort\tEuro\n\nKöln\t5",
    ),
    "footnotes follow at the end": (
        "<text:p>Satz<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Anmerkung.</text:p></text:note-body></text:note>"
        " weiter.</text:p><text:p>Ende.</text:p>",
        "Satz weiter.\n\nEnde.\n\nAnmerkung.",
    ),
    "spaces, tabs and line ends written as elements": (
        '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p>',
        "a   b\tc\nd",
    ),
    "white space of the file counts once": ("<text:p>a \n  <text:span> b</text:span></text:p>", "a b"),
    "what was deleted or commented is not read": (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>alt</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>neu<office:annotation><text:p>Kommentar</text:p></office:annotation></text:p>",
        "neu",
    ),
    "text boxes": (
        "<text:p>vor<draw:frame><draw:text-box><text:p>Kasten</text:p></draw:text-box></draw:frame></text:p>",
        "vor\n\nKasten",
    ),
    "sections": ("<text:section><text:p>darin</text:p></text:section>", "darin"),
    "a link is its words": ("<text:p>siehe <text:a>hier</text:a></text:p>", "siehe hier"),
    "a number in an attribute makes no gigabyte": (
        '<text:p>a<text:s text:c="999999999"/>b</text:p>',
        "a" + " " * 100 + "b",
    ),
}
REFUSED = {
    "no content": (packed({"anderes.xml": "<x/>"}, first=TEXT_TYPE), reasons.UNKNOWN_KIND),
    "a table called a text": (packed({"content.xml": "<x><body><spreadsheet/></body></x>"}, first=SHEET_TYPE), "OpenDocument-Tabellen"),
    "no text": (odt("<text:p> </text:p>"), reasons.NO_TEXT),
    "a DTD": (packed({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, first=TEXT_TYPE), reasons.HAS_DTD),
    "too deep": (odt("<text:section>" * 300 + "</text:section>" * 300), reasons.TOO_DEEP),
    "a password": (
        odt(
            "<text:p>x</text:p>",
            more={"META-INF/manifest.xml": "<manifest><file-entry><encryption-data/></file-entry></manifest>"},
        ),
        reasons.ENCRYPTED,
    ),
    "damage": (odt("<text:p>Text</text:p>")[:-60], reasons.DAMAGED_ARCHIVE),
    "a bomb": (packed({"content.xml": b"<a>" + b" " * 40_000_000}, first=TEXT_TYPE), "gepackt"),
}


@pytest.mark.parametrize(("body", "text"), BODIES.values(), ids=BODIES)
def test_what_is_read_and_in_which_order(body: str, text: str) -> None:
    assert opendocument.read(odt(body)).text == text


def test_title_and_day_come_from_the_properties() -> None:
    meta = "<dc:title>Breitband im Kreis</dc:title><meta:creation-date>2024-01-02T08:00:00</meta:creation-date><dc:date>2025-03-03T09:15:00.123</dc:date>"
    found = read_bytes("bericht.odt", odt("<text:p>Für alle Gemeinden.</text:p>", meta=meta))
    assert (found.title, found.date, found.kind, found.text) == (
        "Breitband im Kreis",
        date(2025, 3, 3),
        "odt",
        "Für alle Gemeinden.",
    )
    assert opendocument.read(odt("<text:p>x</text:p>", meta="<dc:date>gestern</dc:date>")).date is None


@pytest.mark.parametrize("name", ["bericht.odt", "vorlage.ott", "ohne-endung", "https://stadt.example/dokument"])
def test_it_is_known_by_its_name_and_by_its_first_bytes(name: str) -> None:
    assert read_bytes(name, odt("<text:p>Guten Tag</text:p>")).text == "Guten Tag"
    assert (
        read_bytes("vorlage.ott", odt("<text:p>Guten Tag</text:p>", media_type=f"{TEXT_TYPE}-template")).text
        == "Guten Tag"
    )


def test_a_text_under_the_name_of_another_kind_is_a_lie() -> None:
    with pytest.raises(Refused, match=r"DOCX.*OpenDocument"):
        read_bytes("bericht.docx", odt("<text:p>Guten Tag</text:p>"))


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_has_its_reason(data: bytes, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_bytes("bericht.odt", data)
    assert words in refused.value.reason
