"""The text of a PDF, page by page, and what its information dictionary says. Runs only inside the sandbox.

pypdfium2 first: it reads 424 pages per CPU second where pypdf reads 19. pypdf second: it repairs files pdfium gives up on,
and it has limits of its own. Nothing is ever rendered.
"""

import io
import logging
import re
from datetime import date as Date

import pypdf
import pypdf.errors
import pypdfium2

from daseinswerk.sources import reasons
from daseinswerk.sources.extracted import Extracted, Refused
from daseinswerk.sources.plain import settled

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 5_000
MAX_CHARACTERS = 20_000_000
# pypdf raises Python's own errors, too, where a file lies about its structure.
PYPDF_BROKEN = (pypdf.errors.PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OverflowError, AssertionError, NotImplementedError, ZeroDivisionError, UnicodeError, EOFError)  # fmt: skip
# pdfium's error codes (fpdfview.h): 4 is "password required or incorrect", 5 "unsupported security scheme".
PASSWORD_CODES = (4, 5)
# pdfium joins a word that was divided at the end of a line and leaves this mark: U+FFFE, in older versions U+0002. The archived
# text keeps what the page shows, a hyphen and a new line; joining words is for the cleaning stage, which keeps a map back.
LINE_END_HYPHEN = re.compile("[\ufffe\x02](\r?\n)?")
# Titles that a program wrote and no person: a file name, or the name of the program.
PROGRAM_TITLE = re.compile(
    r"(?i)^(microsoft (word|powerpoint|excel)\b.*|untitled|unbenannt.*|unknown|dokument ?\d*|document ?\d*|about:blank|.*\.(docx?|pdf|dotx?|odt|indd|xlsx?|pptx?|rtf|html?|tmp)|[a-z]:\\.*|https?:.*)$"
)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings about damaged files are not for our output


def read(data: bytes) -> Extracted:
    """Text and metadata; raises Refused for passwords, damage, scans and excess."""
    try:
        pages, information = _by_pdfium(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in PASSWORD_CODES:
            raise Refused(reasons.ENCRYPTED) from None
        pages, information = by_pypdf(data)
    return _extracted(pages, information)


def read_slowly(data: bytes) -> Extracted:
    """The same by pypdf alone, for a file that killed pdfium."""
    return _extracted(*by_pypdf(data))


def _extracted(pages: list[str], information: dict[str, str]) -> Extracted:
    # A form feed says where a page begins: running heads and page numbers are found by it.
    text = settled("\f".join(page.rstrip() for page in pages))
    if not text.strip():
        raise Refused(reasons.SCANNED)
    title = " ".join(settled(information.get("Title", "")).split())
    return Extracted(
        text=text,
        title="" if PROGRAM_TITLE.match(title) else title,
        date=_date(information.get("CreationDate", "")),
        media_type=MEDIA_TYPE,
        kind="pdf",
        publisher="",
    )


def _by_pdfium(data: bytes) -> tuple[list[str], dict[str, str]]:
    document = pypdfium2.PdfDocument(data)
    try:
        if len(document) > MAX_PAGES:
            raise Refused(reasons.TOO_MANY_PAGES.format(limit=MAX_PAGES))
        pages, length = [], 0
        for number in range(len(document)):
            pages.append(_page_text(document, number))
            length += len(pages[-1])
            if length > MAX_CHARACTERS:
                raise Refused(reasons.TOO_MUCH_TEXT.format(limit=MAX_CHARACTERS // 1_000_000))
        return pages, document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    try:
        words = page.get_textpage()
        try:
            return LINE_END_HYPHEN.sub("-\n", words.get_text_bounded())
        finally:
            words.close()
    finally:
        page.close()


def by_pypdf(data: bytes) -> tuple[list[str], dict[str, str]]:
    """Pages and information dictionary as pypdf sees them."""
    try:
        return _pypdf_pages(data)
    except PYPDF_BROKEN:
        raise Refused(reasons.DAMAGED) from None


def _pypdf_pages(data: bytes) -> tuple[list[str], dict[str, str]]:

    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(reasons.ENCRYPTED)
    if len(reader.pages) > MAX_PAGES:
        raise Refused(reasons.TOO_MANY_PAGES.format(limit=MAX_PAGES))
    pages, length = [], 0
    for page in reader.pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > MAX_CHARACTERS:
            raise Refused(reasons.TOO_MUCH_TEXT.format(limit=MAX_CHARACTERS // 1_000_000))
    found = reader.metadata or {}
    return pages, {key.lstrip("/"): str(value) for key, value in found.items()}


def _date(written: str) -> Date | None:
    """PDF writes a date as D:YYYYMMDD… (ISO 32000-1, 7.9.4)."""
    match = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", written)
    if not match:
        return None
    try:
        return Date(*map(int, match.groups()))
    except ValueError:
        return None
