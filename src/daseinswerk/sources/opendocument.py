"""The text of an OpenDocument text (ODT, OTT) in the order a person reads it: headings, paragraphs, lists, tables row by row.
Runs only inside the sandbox.

The text is `content.xml` in a ZIP (OASIS ODF 1.2). Headers and footers lie in `styles.xml` and are left out, as in DOCX: they repeat
on every page. Footnotes and endnotes follow at the end. Deletions of tracked changes, comments and forms are not read. Title and day come
from `meta.xml`.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date as Date

from lxml import etree

from daseinswerk.sources import archive, reasons, xml_guard
from daseinswerk.sources.extracted import Extracted, Refused
from daseinswerk.sources.office import what_zip
from daseinswerk.sources.plain import settled

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
MAX_PART = 64 * reasons.MIB
MAX_SPACES = 100  # of one <text:s>: a number in an attribute must not become a gigabyte
# Spaces, tabs and line ends that the text has as elements, under signs that XML cannot hold until those of the file are folded.
MARKS = {"tab": "\x02", "line-break": "\x03"}
WRITTEN = str.maketrans({"\x01": " ", "\x02": "\t", "\x03": "\n"})
PARAGRAPHS = frozenset({"p", "h"})
NOTES = frozenset({"note"})
# What is no text of the document: deletions, comments, forms, counters, outlines of lists and of the file itself.
SKIPPED = frozenset({
    "tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "variable-decls", "user-field-decls",
    "database-ranges", "named-expressions", "event-listeners", "binary-data", "script", "dde-connection-decls", "title", "desc",
    "math", "note-citation",
})  # fmt: skip
SPACES = re.compile(r"[ \t\n\r]+")


def read(data: bytes) -> Extracted:
    """Text, title and date of an ODT; raises Refused for bombs, passwords, damage and other OpenDocument files."""
    with archive.opened(data) as parts:
        members = {member.filename: member for member in parts.infolist()}
        if "content.xml" not in members:
            raise Refused(what_zip(members) if "[Content_Types].xml" not in members else reasons.UNKNOWN_KIND)
        if b"encryption-data" in _bytes(parts, members, "META-INF/manifest.xml"):
            raise Refused(reasons.ENCRYPTED)
        content = xml_guard.parsed(_bytes(parts, members, "content.xml"))
        meta = _meta(_bytes(parts, members, "meta.xml"))
    body = next(
        (child for each in content if _local(each) == "body" for child in each if _local(child) == "text"), None
    )
    if body is None:
        raise Refused(what_zip(("content.xml",)))
    notes: list[etree._Element] = []
    blocks = list(_blocks(body, notes))
    for note in notes:  # grows while it is read, should a note hold a note
        blocks += _blocks(note, notes)
    text = settled("\n\n".join(block for block in blocks if block.strip()))
    if not text.strip():
        raise Refused(reasons.NO_TEXT)
    return Extracted(
        text=text,
        title=" ".join(settled(meta.get("title", "")).split()),
        date=_date(meta),
        media_type=MEDIA_TYPE,
        kind="odt",
        publisher=" ".join(settled(meta.get("publisher", "")).split()),
    )


def _bytes(parts: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], name: str) -> bytes:
    return archive.member_bytes(parts, members[name], MAX_PART) if name in members else b""


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _blocks(element: etree._Element, notes: list[etree._Element]) -> Iterator[str]:
    """Paragraphs, headings and table rows below `element`, each as one string; notes met on the way are put aside."""
    for child in element:
        name = _local(child)
        if name in SKIPPED:
            continue
        if name in PARAGRAPHS:
            yield from _paragraph(child, notes)
        elif name == "table":
            yield from _rows(child, notes)
        else:
            yield from _blocks(child, notes)


def _paragraph(paragraph: etree._Element, notes: list[etree._Element]) -> Iterator[str]:
    """The line of a paragraph, and after it what stands in its text boxes."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    _collect(paragraph, pieces, boxes, notes)
    # White space of the file counts once, and not at the ends (ODF 1.2, part 1, 6.1.2); that of the text stands as elements.
    yield SPACES.sub(" ", "".join(pieces)).strip(" ").translate(WRITTEN)
    for box in boxes:
        yield from _blocks(box, notes)


def _collect(
    element: etree._Element, pieces: list[str], boxes: list[etree._Element], notes: list[etree._Element]
) -> None:
    pieces.append(element.text or "")
    for child in element:
        name = _local(child)
        if name in NOTES:
            notes.extend(part for part in child if _local(part) == "note-body")
        elif name == "s":
            pieces.append("\x01" * _count(child))
        elif name in MARKS:
            pieces.append(MARKS[name])
        elif name == "text-box":
            boxes.append(child)
        elif name not in SKIPPED:
            _collect(child, pieces, boxes, notes)
        pieces.append(child.tail or "")


def _count(spaces: etree._Element) -> int:
    written = next((value for key, value in spaces.attrib.items() if etree.QName(key).localname == "c"), "1")
    return min(int(written), MAX_SPACES) if written.isascii() and written.isdigit() and len(written) < 10 else 1


def _rows(table: etree._Element, notes: list[etree._Element]) -> Iterator[str]:
    """One line per row when every cell holds one paragraph; else the cells one after the other, as in a layout table."""
    for row in _within(table, "table-row"):
        cells = [list(_blocks(cell, notes)) for cell in _within(row, "table-cell")]
        filled = [[line for line in cell if line.strip()] for cell in cells]
        if all(len(cell) <= 1 for cell in filled):
            yield "\t".join(cell[0] if cell else "" for cell in filled).rstrip("\t")
        else:
            yield from (line for cell in filled for line in cell)


def _within(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows or cells, looking through groups and header rows; not into a table in a cell."""
    for child in element:
        name = _local(child)
        if name == wanted:
            yield child
        elif name in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _within(child, wanted)


def _meta(data: bytes) -> dict[str, str]:
    """Properties of the file by local name; none where the part is missing."""
    if not data:
        return {}
    return {_local(each): each.text or "" for group in xml_guard.parsed(data) for each in group}


def _date(meta: dict[str, str]) -> Date | None:
    """When the text was last changed (`dc:date`), else made."""
    for name in ("date", "creation-date"):
        try:
            return Date.fromisoformat(meta.get(name, "")[:10])
        except ValueError:
            continue
    return None
