"""Good files of every kind: all words in their order, and of title, date and publisher what the file itself says."""

import datetime
import io

import docx as word
import pypdf
import pytest
from hostile_files import WORD_NS, WORDS, body, docx, good_pdf, page_with, paragraph, shown, squeezed, stream

from daseinswerk.sources.extracted import Extracted, Refused
from daseinswerk.sources.reading import read_bytes

GERMAN = "Die Stadtwerke Lübeck prüfen für 1,2 Mio. € ein Straßennetz – „Größe“ zählt."


def text_of(name: str, data: bytes, media_type: str | None = None) -> str:
    return read_bytes(name, data, media_type).text


# ---------------------------------------------------------------- text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_german_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert text_of("a.txt", GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "latin-1"])
def test_german_text_is_read_in_old_code_pages(encoding: str) -> None:
    old = "Die Stadtwerke Lübeck prüfen für 1,2 Mio. DM ein Straßennetz. Die Größe zählt: Öl, Äcker, Übermaß."
    assert text_of("a.txt", old.encode(encoding)) == old


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u0085c".encode(), "a\nb\nc"),
        (b"Seite 1\x0cSeite 2", "Seite 1\x0cSeite 2"),
        (WORDS.encode() + b"\x07", WORDS),
        ("a\ufeffb".encode(), "a\ufeffb"),
    ],
)
def test_text_is_settled_once_before_it_is_archived(written: bytes, read: str) -> None:
    assert text_of("a.txt", written) == read


def test_a_text_says_nothing_about_itself() -> None:
    assert read_bytes("Bericht 2024.txt", b"Titel") == Extracted("Titel", "", None, "text/plain", "text", "")


# ---------------------------------------------------------------- what a file is


@pytest.mark.parametrize(
    ("name", "data", "media_type", "kind"),
    [
        ("a.pdf", good_pdf(), None, "pdf"),
        ("A.PDF", good_pdf(), "application/octet-stream", "pdf"),
        ("ohne-endung", good_pdf(), None, "pdf"),
        ("download.php", good_pdf(), "application/pdf", "pdf"),
        ("a.txt", good_pdf(), "text/plain", "pdf"),
        ("a.pdf", b"\r\n\r\n" + good_pdf(), None, "pdf"),
        ("a.docx", docx(body(paragraph(WORDS))), None, "docx"),
        ("vorlage.dotx", docx(body(paragraph(WORDS))), None, "docx"),
        ("ohne-endung", docx(body(paragraph(WORDS))), "application/zip", "docx"),
        ("index.php", b"<p>Wort", "text/html", "html"),
        ("a.txt", b"<!doctype html><p>Wort", "text/plain", "html"),
        ("a.html", b"Nur Worte, keine Marken", None, "html"),
        ("", "\ufeff<!-- x --><HTML><p>Wort".encode(), "text/html", "html"),
        ("a.xhtml", b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Wort</p></body></html>', None, "html"),
        ("README", b"Worte", None, "text"),
        ("https://www.stadt.de", b"<p>Wort", "", "html"),
        ("https://www.stadt.de/seite.php?datei=a.doc", b"<p>Wort", None, "html"),
        ("https://www.stadt.de/a.pdf?x=1.txt", good_pdf(), None, "pdf"),
        ("https://www.stadt.de/", b"Worte", "text/plain", "text"),
        ("a.txt", b"MZ: Die Mittelzentren bauen aus.", None, "text"),
        ("a.txt", b"RIFF und BZh sind nur Worte", None, "text"),
        ("a.md", b"# Worte", None, "text"),
    ],
)  # fmt: skip
def test_the_content_decides_what_a_file_is(name: str, data: bytes, media_type: str | None, kind: str) -> None:
    assert read_bytes(name, data, media_type).kind == kind


# ---------------------------------------------------------------- PDF


def _with_information(entries: dict[str, str], password: str | None = None) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(good_pdf()))
    writer.add_metadata(entries)
    if password is not None:
        writer.encrypt(user_password=password, owner_password="inhaber", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("title", "shown_title"),
    [
        ("Breitbandkonzept 2025", "Breitbandkonzept 2025"),
        ("  Größe \n zählt ", "Größe zählt"),
        ("Microsoft Word - Vorlage_17.doc", ""),
        ("vorlage.docx", ""),
        ("untitled", ""),
        ("C:\\Benutzer\\vorlage", ""),
    ],
)
def test_a_pdf_has_the_title_a_person_gave_it(title: str, shown_title: str) -> None:
    assert read_bytes("a.pdf", _with_information({"/Title": title})).title == shown_title


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("D:20240229120000+01'00'", datetime.date(2024, 2, 29)),
        ("20231105", datetime.date(2023, 11, 5)),
        ("D:20230230", None),
        ("gestern", None),
    ],
)
def test_a_pdf_has_the_date_it_says(written: str, date: datetime.date | None) -> None:
    assert read_bytes("a.pdf", _with_information({"/CreationDate": written})).date == date


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    assert read_bytes("a.pdf", _with_information({}, password="")).text.strip() == WORDS.strip()


def test_pages_are_read_in_order_and_begin_on_a_new_line() -> None:
    writer = pypdf.PdfWriter()
    for number in range(1, 4):
        writer.append(io.BytesIO(good_pdf(f"Seite {number} der Vorlage")))
    out = io.BytesIO()
    writer.write(out)
    assert text_of("a.pdf", out.getvalue()) == "Seite 1 der Vorlage\fSeite 2 der Vorlage\fSeite 3 der Vorlage"


def test_a_word_divided_at_the_end_of_a_line_keeps_its_hyphen_and_its_line() -> None:
    lines = b"BT /F1 11 Tf 14 TL 50 800 Td (Der Breitband-) Tj T* (ausbau beginnt) Tj ET"
    assert text_of("a.pdf", page_with(stream(lines))).split() == ["Der", "Breitband-", "ausbau", "beginnt"]


def test_a_pdf_whose_cross_references_are_wrong_is_repaired() -> None:
    good = good_pdf()
    for broken in (
        good.replace(b"startxref\n", b"startxref\n9"),
        good[: good.index(b"startxref")],
        b"Kopf des Servers\n" + good,
    ):
        assert text_of("a.pdf", broken).strip() == WORDS.strip()


def test_a_pdf_that_kills_the_quick_reader_gets_a_second_try() -> None:
    # A gibibyte of spaces between two words: pdfium dies of it, pypdf's limit ends it; the reason is the first death.
    content = stream(squeezed(1024, b" "), b"/Filter /FlateDecode")
    with pytest.raises(Refused, match="Arbeitsspeicher"):
        read_bytes("a.pdf", page_with(content))


# ---------------------------------------------------------------- DOCX


def test_word_files_are_read_as_a_person_reads_them() -> None:
    document = word.Document()
    document.add_heading("Glasfaserausbau", 1)
    document.add_paragraph("Erster Absatz mit ").add_run("fettem").bold = True
    table = document.add_table(2, 3)
    for number, cell in enumerate(table._cells):
        cell.text = f"Zelle {number}"
    document.add_paragraph("Nach der Tabelle", style="List Bullet")
    document.sections[0].header.paragraphs[0].text = "Kopfzeile"
    document.sections[0].footer.paragraphs[0].text = "Fußzeile"
    document.core_properties.title = " Konzept  Glasfaser "
    document.core_properties.modified = datetime.datetime(2024, 5, 17, 10)
    out = io.BytesIO()
    document.save(out)
    found = read_bytes("a.docx", out.getvalue())
    assert found.text.split("\n\n") == ["Glasfaserausbau", "Erster Absatz mit fettem", "Zelle 0\tZelle 1\tZelle 2", "Zelle 3\tZelle 4\tZelle 5", "Nach der Tabelle"]  # fmt: skip
    assert (found.title, found.date) == ("Konzept Glasfaser", datetime.date(2024, 5, 17))


def test_the_date_of_a_program_template_is_no_date() -> None:
    out = io.BytesIO()
    document = word.Document()
    document.add_paragraph("Wort")
    document.save(out)
    assert read_bytes("a.docx", out.getvalue()).date is None


RUN = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:p><w:r><w:t>Glas</w:t></w:r><w:r><w:t>faser</w:t></w:r></w:p>", "Glasfaser"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>", "a\tb\nc-d"),
        ("<w:p><w:ins><w:r><w:t>neu</w:t></w:r></w:ins><w:del><w:r><w:delText>alt</w:delText></w:r></w:del></w:p>", "neu"),
        ("<w:p><w:hyperlink><w:r><w:t>Seite</w:t></w:r></w:hyperlink></w:p>", "Seite"),
        ("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Feld</w:t></w:r></w:p></w:sdtContent></w:sdt>", "Feld"),
        ("<w:p><w:r><w:fldChar/><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:r></w:p>", "7"),
        ("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "\tb"),
        ("<w:tbl><w:tr><w:tc>" + paragraph("a") + paragraph("b") + "</w:tc><w:tc>" + paragraph("c") + "</w:tc></w:tr></w:tbl>", "a\n\nb\n\nc"),
        ("<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>" + paragraph("a") + "</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>", "a"),
        (f'<w:p><w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:txbxContent>{paragraph("Kasten")}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph("Kasten")}</w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>Absatz</w:t></w:r></w:p>', "Absatz\n\nKasten"),
        ("<w:p><w:r><w:t>&lt;b&gt; &amp; &#228;</w:t></w:r></w:p>", "<b> & ä"),
        ("<!-- x --><?y z?><w:p><w:r><w:t>a</w:t></w:r></w:p>", "a"),
    ],
)  # fmt: skip
def test_every_part_of_a_word_text_is_read_once(inner: str, text: str) -> None:
    assert text_of("a.docx", docx(body(inner))) == text


def test_footnotes_follow_the_text_and_the_company_is_the_publisher() -> None:
    notes = f'<w:footnotes xmlns:w="{WORD_NS}"><w:footnote w:type="separator">{paragraph("x")}</w:footnote><w:footnote>{paragraph("Fußnote")}</w:footnote></w:footnotes>'
    data = docx(
        body(paragraph("Text")),
        **{
            "word/footnotes.xml": notes.encode(),
            "docProps/app.xml": b"<P xmlns='urn:x'><Company>Stadt Aalen</Company></P>",
        },
    )
    found = read_bytes("a.docx", data)
    assert (found.text, found.publisher) == ("Text\n\nFußnote", "Stadt Aalen")


def test_the_strict_form_of_the_standard_is_read() -> None:
    assert (
        text_of(
            "a.docx",
            docx(
                body(paragraph("Wort")).replace(WORD_NS.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            ),
        )
        == "Wort"
    )


# ---------------------------------------------------------------- HTML

ARTICLE = "<p>Die Stadt Musterhausen baut ihr Glasfasernetz aus. Bis 2026 sollen 4.000 Haushalte angeschlossen sein.</p><p>Das kostet 3,5 Mio. Euro.</p>"


def test_a_page_gives_its_main_text_without_menu_and_scripts() -> None:
    page = f"<html><body><nav><a href=/>Startseite</a><a href=/k>Kontakt</a></nav><main><h1>Glasfaser</h1>{ARTICLE}</main><script>var x='böse'</script><footer>Impressum</footer></body></html>"
    text = text_of("a.html", page.encode())
    assert "4.000 Haushalte" in text and "3,5 Mio. Euro" in text
    assert not any(word in text for word in ("Startseite", "böse", "Impressum"))


@pytest.mark.parametrize(
    ("head", "title", "date", "publisher"),
    [
        ("<title>Glasfaser | Musterhausen</title>", "Glasfaser | Musterhausen", None, ""),
        ('<title>x</title><meta property="og:title" content="Glasfaser"><meta property="og:site_name" content="Stadt Musterhausen">', "Glasfaser", None, "Stadt Musterhausen"),
        ('<meta name="DC.date" content="2023-04-05"><meta name="DC.publisher" content="Kreis X">', "", datetime.date(2023, 4, 5), "Kreis X"),
        ('<meta name="date" content="5.4.2023">', "", datetime.date(2023, 4, 5), ""),
        ('<meta property="article:published_time" content="2023-04-05T08:00:00+02:00"><meta property="article:modified_time" content="2024-01-01">', "", datetime.date(2023, 4, 5), ""),
        ('<script type="application/ld+json">[{"@type":"NewsArticle","datePublished":"2022-01-02","publisher":{"name":"Kreis Y"}}]</script>', "", datetime.date(2022, 1, 2), "Kreis Y"),
        ('<script type="application/ld+json">{"datePublished":["x"],"publisher":"z"}</script><script type="application/ld+json">{kaputt</script>', "", None, ""),
        ('<meta name="date" content="2023-02-30">', "", None, ""),
        ('<script type="application/ld+json">{"@context":"http://127.0.0.1:9/","@graph":[{"@type":"NewsArticle","datePublished":"2021-03-04"}]}</script>', "", datetime.date(2021, 3, 4), ""),
    ],
)  # fmt: skip
def test_a_page_says_for_itself_who_wrote_it_and_when(
    head: str, title: str, date: datetime.date | None, publisher: str
) -> None:
    found = read_bytes("a.html", f"<html><head>{head}</head><body>{ARTICLE}</body></html>".encode())
    assert (found.title, found.date, found.publisher) == (title, date, publisher)


def test_a_date_in_the_text_of_a_page_is_no_date_of_the_page() -> None:
    assert read_bytes("a.html", f"<html><body><h1>Am 3.4.2021</h1>{ARTICLE}</body></html>".encode()).date is None


@pytest.mark.parametrize(
    ("page", "media_type"),
    [
        (
            "<html><head><meta charset=iso-8859-1></head><body><p>Mängel für Bürger melden</p></body></html>".encode(
                "cp1252"
            ),
            None,
        ),
        (
            "<html><body><p>Mängel für Bürger melden</p></body></html>".encode("cp1252"),
            "text/html; charset=windows-1252",
        ),
        ("<html><body><p>Mängel für Bürger melden</p></body></html>".encode("utf-16"), None),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-15"><p>Mängel für Bürger melden'.encode(
                "iso-8859-15"
            ),
            None,
        ),
        (b"<html><body><p>M&auml;ngel f&uuml;r B&#252;rger melden</p></body></html>", None),
    ],
)
def test_a_page_is_read_in_its_encoding(page: bytes, media_type: str | None) -> None:
    assert text_of("a.html", page, media_type) == "Mängel für Bürger melden"


@pytest.mark.parametrize(
    "filler",
    ["", "<p>" + "Die Stadt hat ein <b>großes</b> Netz für alle gebaut. " * 12 + "</p>"],
    ids=["short", "long"],
)
def test_marks_inside_a_sentence_do_not_break_it_and_blocks_stay_apart(filler: str) -> None:
    page = f"""<html><body><main><h1>Glasfaser</h1>{filler}<ul><li>Punkt eins</li><li>Punkt zwei</li></ul><table><tr><th>Jahr</th><th>Betrag</th></tr>
    <tr><td>2024</td><td>1,5&nbsp;Mio. €</td></tr></table><p>Weitere <a href=x>Auskünfte</a> gibt
    es im <b>Rathaus</b>.</p></main></body></html>"""
    blocks = text_of("a.html", page.encode()).replace("\xa0", " ").split("\n\n")
    assert blocks[0] == "Glasfaser"
    assert blocks[-5:] == [
        "Punkt eins",
        "Punkt zwei",
        "Jahr\tBetrag",
        "2024\t1,5 Mio. €",
        "Weitere Auskünfte gibt es im Rathaus.",
    ]


def test_a_short_page_of_a_small_town_is_not_empty() -> None:
    page = "<html><head><title>Öffnungszeiten</title></head><body><table><tr><td>Bürgerbüro</td><td>8–12 Uhr</td></tr><tr><td>Telefon</td><td>0123</td></tr></table></body></html>"
    found = read_bytes("a.html", page.encode())
    assert found.title == "Öffnungszeiten"
    assert found.text.split() == ["Bürgerbüro", "8–12", "Uhr", "Telefon", "0123"]


def test_no_text_holds_what_cannot_be_stored() -> None:
    for name, data in (("a.html", b"<p>a&#xD800;b&#0;c</p>"), ("a.pdf", page_with(stream(shown("Wort\\000Wort"))))):
        text = text_of(name, data)
        assert text.encode("utf-8") and "\0" not in text
