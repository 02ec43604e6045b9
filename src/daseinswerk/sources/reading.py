"""Any file, as bytes and a name, becomes text: the one entrance for folders, uploads and web pages.

What a file is, its content decides; name and media type may only confirm it. A file that claims to be a PDF or DOCX and is
something else is refused with what it is; one that claims to be text or HTML and is a PDF is read as the PDF it is.
"""

import codecs
import re
from urllib.parse import urlsplit

from daseinswerk.sources import plain, reasons, sandbox
from daseinswerk.sources.extracted import Extracted, Refused
from daseinswerk.sources.sandbox import Sandbox

MAX_BYTES = 25 * reasons.MIB
EXTENSIONS = {
    "pdf": "pdf",
    "docx": "docx", "dotx": "docx", "docm": "docx",
    "odt": "odt", "ott": "odt",
    "html": "html", "htm": "html", "xhtml": "html",
    "txt": "text", "text": "text", "md": "text",
}  # fmt: skip
MEDIA_TYPES = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
}
LABELS = {"pdf": "PDF", "docx": "DOCX", "odt": "ODT", "html": "HTML", "text": "Text"}
# What a content is called when it is not what the name promised.
FOUND = {"pdf": "PDF", "html": "Webseite", "zip": "ZIP-Archiv", "odt": "OpenDocument-Text", "xml": "XML-Dateien"}
# Names of kinds we know and do not read; what a person calls them.
UNREAD = {
    "doc": "Alte Word-Dateien (.doc)", "rtf": "RTF-Dateien", "odp": "Präsentationen", "ppt": "Präsentationen", "pptx": "Präsentationen",
    "eml": "E-Mails", "msg": "E-Mails", "xml": "XML-Dateien", "json": "JSON-Dateien", "svg": "Bilder",
    "png": "Bilder", "jpg": "Bilder", "jpeg": "Bilder", "gif": "Bilder", "tif": "Bilder", "tiff": "Bilder", "webp": "Bilder",
}  # fmt: skip
# Tables hold lists of addresses (`links_table`), or nothing we read.
TABLES = frozenset({"xlsx", "xlsm", "xlsb", "xltx", "xls", "ods", "ots", "csv", "tsv"})
# An OpenDocument file begins with its own media type, stored and not packed (ODF 1.2, part 3, 3.3).
ODF_TEXT = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text(?:-template)?(?!-)", re.S)
# First bytes → what it is (for a sentence), or one of our kinds.
MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Alte Office-Dateien (.doc, .xls) oder verschlüsselte Dateien"),
    (b"{\\rtf", "RTF-Dateien"),
    (b"\x89PNG", "Bilder"),
    (b"GIF8", "Bilder"),
    (b"\xff\xd8\xff", "Bilder"),
    (b"II*\0", "Bilder"),
    (b"MM\0*", "Bilder"),
    (b"\x7fELF", "Programme"),
    (b"\x1f\x8b", "Gepackte Dateien (.gz)"),
    (b"\xfd7zXZ\0", "Gepackte Dateien (.xz)"),
    (b"7z\xbc\xaf\x27\x1c", "Gepackte Dateien (.7z)"),
    (b"Rar!\x1a\x07", "Gepackte Dateien (.rar)"),
    (b"%!PS", "PostScript-Dateien"),
)
# First bytes that are letters only: a text may begin with them, so they count where zeros follow.
LETTER_MAGIC = (
    (b"RIFF", "Bilder und Töne"),
    (b"MZ", "Programme"),
    (b"BZh", "Gepackte Dateien (.bz2)"),
)
# How an HTML page begins, after what `_opening` skips.
HTML_TAG = re.compile(rb"(?i)<(!doctype\s+html|html|head|body|meta|title|script|div|p|h1|table)\b")
LOOKS_LIKE_XML = re.compile(rb"^(\xef\xbb\xbf)?\s*<\?xml|^(\xff\xfe<\0|\xfe\xff\0<)")
PDF_WITHIN = 1024  # readers accept the header anywhere in the first 1024 bytes (ISO 32000-1, annex H, note 13)


def read_bytes(
    name: str, data: bytes, media_type: str | None = None, address: str = "", *, within: Sandbox | None = None
) -> Extracted:
    """The text of a file called `name`. `media_type` is what a server said, with its charset; `address` where it came from,
    `within` the sandbox to parse in (default: the one of this process).

    Raises Refused, always with a sentence for the office.
    """
    if len(data) > MAX_BYTES:
        raise Refused(reasons.TOO_BIG.format(limit=MAX_BYTES // reasons.MIB))
    if not data:
        raise Refused(reasons.EMPTY)
    said_type, charset = media_type_and_charset(media_type or "")
    extension = _extension(name)
    claimed = EXTENSIONS.get(extension) or MEDIA_TYPES.get(said_type, "")
    kind = _agreed(claimed, _found(data), extension)
    if kind == "text":
        return plain.read(data, charset)
    return (within or sandbox.of_this_process()).parsed(kind, data, charset=charset, address=address)


def media_type_and_charset(written: str) -> tuple[str, str]:
    """`text/html; charset=utf-8` in its two parts, lower case; "" for what is missing."""
    media_type, _, rest = written.partition(";")
    match = re.search(r"charset\s*=\s*\"?([\w.:-]{1,40})", rest, re.I)
    return media_type.strip().lower(), match[1].lower() if match else ""


def _extension(name: str) -> str:
    """The file ending of a name; of an address, that of its path, because `stadt.de` does not end in a kind of file."""
    try:
        last = re.split(r"[/\\]", urlsplit(name).path if "://" in name else name)[-1]
    except ValueError:
        return ""
    return last.rsplit(".", 1)[1].strip().lower() if "." in last else ""


def _found(data: bytes) -> str:
    """pdf, zip, html, xml, text?, or what else it is in German words."""
    at = data.find(b"%PDF-", 0, PDF_WITHIN)
    if at == 0:
        return "pdf"
    if ODF_TEXT.match(data):
        return "two" if at > 0 else "odt"
    for start, what in MAGIC + (LETTER_MAGIC if b"\0" in data[:PDF_WITHIN] else ()):
        if data.startswith(start):
            return "two" if at > 0 else what
    if HTML_TAG.match(_opening(data[:8192])):
        return "two" if at > 0 else "html"
    if LOOKS_LIKE_XML.match(data):
        return "xml"
    return "pdf?" if at > 0 else "text?"


def _opening(start: bytes) -> bytes:
    """`start` from its first tag on: without byte order mark, XML declaration and comments.

    Skipped step by step, because one pattern for all of it would try every way to divide a row of comments.
    """
    rest = start.removeprefix(codecs.BOM_UTF8).lstrip()
    for opens, closes in ((b"<?xml", b"?>"), (b"<!--", b"-->")):
        while rest.startswith(opens) and (end := rest.find(closes)) >= 0:
            rest = rest[end + len(closes) :].lstrip()
    return rest


def _agreed(claimed: str, found: str, extension: str) -> str:
    """One of our kinds, when name, media type and content can be brought together; else Refused."""
    if found == "two":
        raise Refused(reasons.TWO_KINDS)
    if extension in TABLES:
        raise Refused(reasons.TABLE)
    if found == "pdf?":  # some bytes before the header: a PDF for every reader, if that is what it is called
        found = "pdf" if claimed == "pdf" else "text?"
    if found == "xml" and claimed == "html":
        found = "html"
    if found in ("pdf", "html") and (claimed == found or (claimed in ("", "text", "html") and extension not in UNREAD)):
        return found
    if found == "odt" and claimed in ("odt", ""):
        return found
    if found == "zip" and claimed == "odt":
        return claimed  # packed by a program that does not know the rule: the reading looks inside
    if found == "zip" and claimed in ("docx", ""):
        if extension == "zip":
            raise Refused(reasons.ARCHIVE_IN_ARCHIVE)
        return "docx"
    if found == "text?":
        return _text_or_refused(claimed, extension)
    raise Refused(_lie(claimed, found, extension))


def _text_or_refused(claimed: str, extension: str) -> str:
    if claimed in ("pdf", "docx", "odt"):
        raise Refused(reasons.NOT_WHAT_IT_SAYS.format(claimed=LABELS[claimed], found="nicht zu erkennen"))
    if extension in UNREAD:
        raise Refused(reasons.KNOWN_BUT_UNREAD.format(what=UNREAD[extension]))
    if not claimed and extension:
        raise Refused(reasons.UNKNOWN_KIND)
    return claimed or "text"


def _lie(claimed: str, found: str, extension: str) -> str:
    """The sentence for a content that is none of ours, or not the one its name promised."""
    what = FOUND.get(found, found)
    if claimed:
        return reasons.NOT_WHAT_IT_SAYS.format(claimed=LABELS[claimed], found=what)
    return reasons.KNOWN_BUT_UNREAD.format(what=UNREAD.get(extension, what))
