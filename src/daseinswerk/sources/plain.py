"""Plain text: which encoding it is in, and how it is settled before it is archived.

German text files come as UTF-8, as UTF-16 (Windows "Unicode"), and as one of the one-byte code pages of Windows, DOS or an
old Mac. A mark at the start decides; then strict UTF-8, which other encodings hardly ever pass; then charset-normalizer chooses
among the code pages that German offices have really used. A NUL byte outside UTF-16 and UTF-32 means: not a text.
"""

import codecs
import re

import charset_normalizer

from daseinswerk.sources import reasons
from daseinswerk.sources.extracted import Extracted, Refused

MEDIA_TYPE = "text/plain"
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CODE_PAGES = ["cp1252", "cp850", "mac_roman"]
# A header may name any of Python's codecs, also ones that are no encodings of text or slow on purpose: only these are believed.
BELIEVED = re.compile(r"utf-(8|16|16-le|16-be|32)|iso8859-\d+|cp(125\d|437|850|852|866)|mac-roman|koi8-[ru]")
# Who declares ASCII or Latin-1 sends CP1252: so the WHATWG encoding standard, and so do all browsers.
MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252"}
LINE_ENDS = ("\r\n", "\r", "\u2028", "\u2029", "\x85")
# Characters no text needs; tab, newline and form feed (a page break) stay.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
SURROGATES = re.compile(r"[\ud800-\udfff]")
MAX_CONTROL_SHARE = 0.01
STRAY_CONTROLS = 3  # a bell or an escape that some program left, in however short a text
GERMAN = "äöüÄÖÜß"


def read(data: bytes, charset: str = "") -> Extracted:
    """A text file; it has no title and no date of its own. Raises Refused for binary data and unknown encodings."""
    text = decoded(data, charset)
    if "\0" in text or _controls(text) > max(STRAY_CONTROLS, MAX_CONTROL_SHARE * len(text)):
        raise Refused(reasons.BINARY)
    text = settled(text)
    if not text.strip():
        raise Refused(reasons.NO_TEXT)
    return Extracted(text=text, title="", date=None, media_type=MEDIA_TYPE, kind="text", publisher="")


def _controls(text: str) -> int:
    return sum(map(text.count, filter(CONTROLS.match, map(chr, range(128)))))


def settled(text: str) -> str:
    """The text as it can be archived: one kind of line end, no control characters, no half of a surrogate pair."""
    for ending in LINE_ENDS:  # five plain replacements: a pattern takes seconds on megabytes of line ends
        text = text.replace(ending, "\n")
    text = CONTROLS.sub("", text)
    return SURROGATES.sub("\ufffd", text).removeprefix("\ufeff")


def decoded(data: bytes, declared: str = "") -> str:
    """The characters behind the bytes. `declared` is a charset somebody named (header, meta): tried after the marks."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if (encoding := _believed(declared)) and (text := _tried(data, encoding)) is not None:
        return text
    if b"\0" in data:
        return _strict(data, _utf16_without_mark(data))
    text = _tried(data, "utf-8")
    return _by_code_page(data) if text is None else text


def _believed(declared: str) -> str:
    try:
        name = codecs.lookup(declared.strip()).name if declared.strip() else ""
    except (LookupError, ValueError):
        return ""
    name = MEANT.get(name, name)
    return name if BELIEVED.fullmatch(name) else ""


def _strict(data: bytes, encoding: str) -> str:
    text = _tried(data, encoding)
    if text is None:
        raise Refused(reasons.UNKNOWN_ENCODING)
    return text


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _utf16_without_mark(data: bytes) -> str:
    """Latin text in UTF-16 has a NUL in nearly every second byte, always on the same side."""
    sample = data[:4096]
    half = len(sample) / 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    raise Refused(reasons.BINARY)


def _by_code_page(data: bytes) -> str:
    found = charset_normalizer.from_bytes(data, cp_isolation=CODE_PAGES, preemptive_behaviour=False)
    readings = [str(match) for match in found]
    if not readings:
        raise Refused(reasons.UNKNOWN_ENCODING)
    # The right page shows umlauts where the wrong ones show signs nobody types; a tie keeps charset-normalizer's order.
    return max(readings, key=lambda text: sum(map(text.count, GERMAN)))
