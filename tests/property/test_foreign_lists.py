"""Whatever bytes come as a feed, a sitemap, a table or an OpenDocument text: they are read, or refused with a sentence, and in time.

The files are good ones with damage (bytes changed, cut out, doubled), because pure noise never gets past the first check. Of packed
files the parts are damaged before they are packed, else a checksum would keep all damage from the parser.
"""

import gzip
import io
import time
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daseinswerk.sources import address_rows, feed_entries, opendocument, sitemap_files
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.written_days import written_day

SECONDS = 5.0  # for one file, on a machine that has other work, too
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Presse</title>
<item><title>Straße &amp; Weg</title><link>https://a.example/1</link><guid isPermaLink="false">x1</guid><pubDate>Mo, 03. Mär 2025 08:15:00 +0100</pubDate>
<content:encoded><![CDATA[<p>Der <b>Rat</b> beschließt.</p>]]></content:encoded></item><item><description>Ohne Titel</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/"><title>Presse</title><entry><id>urn:x:1</id><title type="html">Eins</title>
<link href="1"/><updated>2025-03-03T08:15:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Text</div></content></entry></feed>"""
SITEMAP = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://a.example/1</loc><lastmod>2025-03-03</lastmod></url></urlset>"
CSV = 'Titel;Herausgeber;Datum;Link;AGS\n"Glasfaser; für alle";Stadt;03.03.2025;https://a.example/1;05334002\n'
ODF = 'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:table="urn:a"'
ODT = f"<office:document-content {ODF}><office:body><office:text><text:h>Eins</text:h><text:p>a<text:s text:c='3'/>b</text:p><table:table><table:table-row><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>"
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet><table:table table:name="B"><table:table-row>'
    '<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>https://a.example/1</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="5334002"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>'
)


def packed(content: bytes, media_type: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{media_type}")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


MAIN, RELATION = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = (
    f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}"><dimension ref="A1:C2"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Link</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>https://a.example/1</t></is></c><c r="B2"><v>5334002</v></c><c r="C2"><f>1+1</f><v>2</v></c></row>'
    '</sheetData><hyperlinks><hyperlink ref="B2" r:id="r1"/></hyperlinks></worksheet>'
)


def workbook(sheet: bytes) -> bytes:
    def related(kind: str, target: str) -> str:
        return f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATION}/{kind}" Target="{target}"/></Relationships>'

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", related("officeDocument", "xl/workbook.xml"))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="B" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr("xl/_rels/workbook.xml.rels", related("worksheet", "worksheets/sheet1.xml"))
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", related("hyperlink", "https://a.example/2"))
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


# What is fed → a good file, how it is packed, and who reads it.
READERS: dict[str, tuple[str, Callable[[bytes], bytes], Callable[[bytes], object]]] = {
    "rss": (RSS, bytes, feed_entries.entries),
    "atom": (ATOM, bytes, feed_entries.entries),
    "sitemap": (SITEMAP, bytes, sitemap_files.parsed),
    "sitemap, packed": (SITEMAP, gzip.compress, sitemap_files.parsed),
    "csv": (CSV, bytes, address_rows.of_csv),
    "ods": (ODS, lambda content: packed(content, "spreadsheet"), address_rows.of_workbook),
    "ods, damaged as it is": (packed(ODS.encode(), "spreadsheet").decode("latin-1"), bytes, address_rows.of_workbook),
    "xlsx": (SHEET, workbook, address_rows.of_workbook),
    "odt": (ODT, lambda content: packed(content, "text"), opendocument.read),
    "odt, damaged as it is": (packed(ODT.encode(), "text").decode("latin-1"), bytes, opendocument.read),
}
PIECES = st.sampled_from(
    [b"", b"<", b">", b"&", b"&#0;", b"&#xD800;", b"&nbsp;", b"&#99999999999;", b"&#x110000;", b"]]>", b"<![CDATA[", b"<!--", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"\xff", b"\0", b"\xe4", b'"', b"999999999999", b"-1", b"https://", b"[", b"http://[::1", b"\r", b"<a>" * 250]
)  # fmt: skip
DAMAGE = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES), max_size=6)


def damaged(data: bytes, damage: list[tuple[float, int, bytes]]) -> bytes:
    for where, length, piece in damage:
        at = int(where * len(data))
        data = data[:at] + piece + data[at + length :]
    return data


@pytest.mark.parametrize("kind", READERS)
def test_damage_is_read_or_refused_with_a_sentence(kind: str) -> None:
    good, pack, reader = READERS[kind]
    original = good.encode("latin-1" if "as it is" in kind else "utf-8")
    assert reader(pack(original)), "the good file is read"

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(DAMAGE)
    def no_damage_breaks_it(damage: list[tuple[float, int, bytes]]) -> None:
        start = time.monotonic()
        try:
            reader(pack(damaged(original, damage)))
        except Refused as refused:
            assert refused.reason[0].isupper() and refused.reason.endswith(".")
        assert time.monotonic() - start < SECONDS

    no_damage_breaks_it()


@given(st.text(max_size=120))
def test_any_text_is_a_day_or_none(written: str) -> None:
    day = written_day(written)
    assert day is None or (isinstance(day, date) and 1899 < day.year < 2101)


@given(st.dates(date(1901, 1, 1), date(2099, 12, 30)))
def test_a_day_survives_every_way_of_writing_it(day: date) -> None:
    months = ("Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")
    for written in (
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day.day}. {months[day.month - 1]}. {day.year}",
        f"{day:%Y%m%dT080000Z}",
    ):
        assert written_day(written) == day, written
