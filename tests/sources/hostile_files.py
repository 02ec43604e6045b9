"""Files that mean harm or are broken, made fresh by the tests: every entry is (name, bytes, what the reason must speak of)."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

import pypdf

MIB = 1024 * 1024
WORDS = "Die Stadt Musterhausen baut ihr Glasfasernetz aus und informiert die Betriebe. "
WORD_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


# ---------------------------------------------------------------- PDF


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of numbered objects with a right cross-reference table."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return out.getvalue()


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def page_with(content: bytes, *more: bytes, resources: bytes = b"/Font << /F1 5 0 R >>") -> bytes:
    """One page whose content stream object is `content`; `more` are objects from number 6 on."""
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>" % resources,
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *more,
    )


def shown(text: str) -> bytes:
    """A content stream that shows one line."""
    return b"BT /F1 11 Tf 50 800 Td (%s) Tj ET" % text.encode("cp1252")


def good_pdf(text: str = WORDS) -> bytes:
    """A PDF nobody has to fear."""
    return page_with(stream(shown(text)))


def squeezed(megabytes: int, unit: bytes = b"0") -> bytes:
    """`megabytes` of one text over and over, deflated; the packed block is made once and repeated."""
    squeeze = zlib.compressobj(9)
    start = squeeze.compress(b"") + squeeze.flush(zlib.Z_FULL_FLUSH)
    block = squeeze.compress(unit * (MIB // len(unit))) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return start + block * megabytes + squeeze.flush()


def _encrypted_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(good_pdf()))
    writer.encrypt("geheim", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    pages = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>" for _ in range(count))
    return pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), *pages)


def _noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


def pdfs() -> Iterator[tuple[str, bytes, str]]:
    """PDF that lie, loop, swell or break off."""
    good = good_pdf()
    yield "abgeschnitten.pdf", good[: len(good) // 3], "beschädigt"
    yield "nur-kopf.pdf", b"%PDF-1.7\n", "beschädigt"
    yield "rauschen.pdf", b"%PDF-1.7\n" + _noise(1, 200_000), "beschädigt"
    yield "passwort.pdf", _encrypted_pdf(), "Passwort"
    yield "scan.pdf", page_with(stream(b"q 100 0 0 100 0 0 cm Q")), "Scan"
    yield "bombe-deflate.pdf", page_with(stream(squeezed(1024), b"/Filter /FlateDecode")), ""
    twice = zlib.compress(squeezed(1024), 9)
    yield "bombe-zweifach.pdf", page_with(stream(twice, b"/Filter [/FlateDecode /FlateDecode]")), ""
    run = b"\x81 " * (4 * MIB)
    yield (
        "bombe-runlength.pdf",
        page_with(stream(zlib.compress(run, 9), b"/Filter [/FlateDecode /RunLengthDecode]")),
        "",
    )
    yield "bombe-text.pdf", page_with(stream(squeezed(400, b"(Wort) Tj "), b"/Filter /FlateDecode")), ""
    yield "klammern.pdf", page_with(stream(b"[" * 2_000_000 + b"(x) Tj")), ""
    yield "zustaende.pdf", page_with(stream(zlib.compress(b"q " * 10_000_000, 9), b"/Filter /FlateDecode")), ""
    yield (
        "baum-im-kreis.pdf",
        pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
        "",
    )
    yield (
        "milliarde-seiten.pdf",
        pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 1000000000 >>"),
        "",
    )
    yield "zu-viele-seiten.pdf", _many_pages(5_001), "5000 Seiten"
    yield "laenge-zeigt-auf-sich.pdf", page_with(b"<< /Length 4 0 R >>\nstream\nx\nendstream"), ""
    loop = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 6 /Resources << /XObject << /X 6 0 R >> >> >>\nstream\n/X Do \nendstream"
    yield "formular-im-kreis.pdf", page_with(stream(b"/X Do"), loop, resources=b"/XObject << /X 6 0 R >>"), ""
    yield "verweis-im-kreis.pdf", pdf(b"2 0 R", b"1 0 R"), ""
    yield (
        "xref-im-kreis.pdf",
        pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [] /Count 0 >>",
            trailer=b"/Root 1 0 R /Prev 9",
        ),
        "",
    )
    deep = b"<< /Type /Catalog /Pages 2 0 R /Namen " + b"[" * 300_000 + b"]" * 300_000 + b" >>"
    yield "tiefe-felder.pdf", pdf(deep, b"<< /Type /Pages /Kids [] /Count 0 >>"), ""
    yield "html-und-pdf.pdf", b"<html><script>alert(1)</script><!--" + good, "zwei Dateiarten"
    yield "bild-und-pdf.pdf", b"GIF89a/*" + good, "zwei Dateiarten"


# ---------------------------------------------------------------- ZIP and DOCX


def docx(document: bytes, **more: bytes) -> bytes:
    """A DOCX around a `word/document.xml`."""
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": document, **more})


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def body(inner: str) -> bytes:
    """A WordprocessingML document around `inner`."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD_NS}"><w:body>{inner}</w:body></w:document>'.encode()


def paragraph(text: str) -> str:
    """One paragraph of WordprocessingML."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a0 "Daseinsvorsorge">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
FILE_ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def _swollen(name: str, megabytes: int) -> bytes:
    """An archive with one member that unpacks to `megabytes` of spaces."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        for _ in range(megabytes):
            member.write(b" " * MIB)
    return out.getvalue()


def patched(data: bytes, signature: bytes, offset: int, value: bytes) -> bytes:
    """The archive with `value` written at `offset` into every record that begins with `signature`."""
    out, at = bytearray(data), data.find(signature)
    while at >= 0:
        out[at + offset : at + offset + len(value)] = value
        at = data.find(signature, at + 1)
    return bytes(out)


def docxs() -> Iterator[tuple[str, bytes, str]]:
    """DOCX that swell, nest, lie about themselves or call for help outside."""
    good = docx(body(paragraph(WORDS)))
    lie = struct.pack("<I", 5)
    yield "abgeschnitten.docx", good[:-200], "Archiv"
    yield "halb.docx", good[: len(good) // 2], "Archiv"
    yield "vertauscht.docx", patched(good, b"PK\x01\x02", 42, struct.pack("<I", 3)), ""
    yield "groesse-gelogen.docx", patched(good, b"PK\x01\x02", 24, lie), "beschädigt"
    yield "zip64-gelogen.docx", patched(good, b"PK\x01\x02", 24, b"\xff\xff\xff\xff"), "Entpacken"
    yield "verschluesselt.docx", patched(good, b"PK\x01\x02", 8, b"\x01\x00"), "Passwort"
    yield "lzma.docx", packed({"word/document.xml": body(paragraph(WORDS))}, zipfile.ZIP_LZMA), "Verfahren"
    yield "bombe.docx", _swollen("word/document.xml", 300), "Entpacken"
    yield "bombe-60mib.docx", _swollen("word/document.xml", 60), "gepackt"
    yield "bombe.xlsx", _swollen("xl/worksheets/sheet1.xml", 300), "Tabellen"
    yield "tabelle-als.docx", packed({"xl/workbook.xml": b"<x/>"}), "Excel"
    yield "ohne-inhalt.docx", packed({"[Content_Types].xml": b"<Types/>"}), "DOCX"
    yield "viele-teile.docx", packed({f"word/{n}.xml": b"" for n in range(10_001)}, zipfile.ZIP_STORED), "10.000"
    yield "milliarde-lacher.docx", docx((LAUGHS + "<w>&a9;</w>").encode()), "DTD"
    yield "fremde-datei.docx", docx((FILE_ENTITY + "<w>&x;</w>").encode()), "DTD"
    yield "utf16-dtd.docx", docx((LAUGHS + "<w>&a9;</w>").encode("utf-16")), "DTD"
    yield "fremdes-schema.docx", docx(b'<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd"><w/>'), "DTD"
    levels = "".join(f'<w:sdt w:x="{_noise(level, 8).hex()}">' for level in range(20_000))
    yield "tief.docx", docx(body(levels + "</w:sdt>" * 20_000)), "verschachtelt"
    yield (
        "tabellen-in-tabellen.docx",
        docx(body("<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80)),
        "verschachtelt",
    )
    yield "viele-elemente.docx", docx(body("<w:r/>" * 1_000_001)), "gepackt"
    attributes = " ".join(f'a{number}="{number}"' for number in range(200_000))
    yield "viele-attribute.docx", docx(body(f"<w:p {attributes}/>")), "keinen lesbaren Text"
    yield "halbes-zeichen.docx", docx(body(paragraph("&#xD800;"))), "beschädigt"
    yield "nullzeichen.docx", docx(body(paragraph("&#0;"))), "beschädigt"
    yield "kein-xml.docx", docx(b"Guten Tag"), "beschädigt"
    yield "leer.docx", docx(body("<w:p/>")), "keinen lesbaren Text"
    yield "alt.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "Alte Office-Dateien"
    yield "bild-als.docx", b"\x89PNG\r\n\x1a\n" + bytes(100), "Bilder"


# ---------------------------------------------------------------- HTML and text


def pages() -> Iterator[tuple[str, bytes, str]]:
    """HTML made to exhaust parsers, and text that is none."""
    yield "tief.html", b"<html><body>" + b"<div>" * 300_000 + b"Wort", ""
    yield "fett.html", b"<html><body>" + b"<b>" * 100_000 + b"Wort", ""
    yield "spitz.html", b"<html>" + b"<" * (5 * MIB), ""
    yield "viele-marken.html", b"<html><body>" + b"<p>" * 1_000_001, "verschachtelt"
    yield (
        "viele-attribute.html",
        b"<html><body " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b"></body></html>",
        "",
    )
    yield "offener-kommentar.html", b"<html><!--" + b"<!-- -- " * 500_000, ""
    yield "tabellen.html", b"<html><body>" + b"<table><tr><td>" * 20_000 + b"Wort", ""
    yield "verweise.html", b"<html><body>" + b"<a href=x>" * 100_000, ""
    yield "leer.html", b"<!doctype html><html><body><script>var a=1</script></body></html>", "keinen lesbaren Text"
    yield "lacher.xml", (LAUGHS + "<w>&a9;</w>").encode(), "XML"
    yield (
        "lacher-utf16.xml",
        ('<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS + "<w>&a9;</w>").encode("utf-16"),
        "XML",
    )
    yield "leer.txt", b"", "leer"
    yield "kommentare.html", b"<!-- -->" * 3_000_000, "verschachtelt"
    yield "zeilenenden.txt", b"\r" * (25 * MIB), "keinen lesbaren Text"
    yield "glocken.txt", b"\x07" * (25 * MIB), "Binärdaten"
    yield "fast-text.txt", (b"a" * 200 + b"\x07") * 100_000 + b"\x00", "Binärdaten"
    yield "deklaration.xml", b"<?xml " * 1000, "XML"
    yield "weiss.txt", b" \n\t \n", "keinen lesbaren Text"
    yield "null.txt", b"Guten\0Tag und guten Weg", "Binärdaten"
    yield "steuerzeichen.txt", bytes(range(1, 32)) * 50, "Binärdaten"
    yield "rauschen.txt", _noise(2, 100_000), "Binärdaten"
    yield "utf16-ungerade.txt", b"\xff\xfe" + "Guten Tag".encode("utf-16-le") + b"x", "Zeichencodierung"
    yield "utf16-halb.txt", b"\xff\xfe" + b"\x00\xd8" * 20, "Zeichencodierung"
    yield "zu-gross.txt", b"a" * (25 * MIB + 1), "25 MB"
    yield "programm.txt", b"\x7fELF" + bytes(500), "Programme"
    yield "programm2.txt", b"MZ\x90\0" + bytes(500), "Programme"
    yield "archiv.txt", packed({"a.txt": b"a"}), "Archiv"
    yield "archiv.zip", packed({"a.zip": b"a"}), "Archiv"
    yield "bild.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "Bilder"
    yield "text.pdf", WORDS.encode(), "PDF"
    yield "brief.rtf", b"{\\rtf1 Guten Tag}", "RTF"
    yield "unbekannt.xyz", WORDS.encode(), "Dateiart"
    yield "lautlos.mp3", b"ID3" + _noise(3, 1000), "Dateiart"


Corpus = Callable[[], Iterator[tuple[str, bytes, str]]]
CORPORA: tuple[Corpus, ...] = (pdfs, docxs, pages)
