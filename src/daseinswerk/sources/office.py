"""The text of a DOCX in the order a person reads it: paragraphs, and tables row by row. Runs only inside the sandbox.

A DOCX is a ZIP of XML parts. We read `word/document.xml` ourselves, because the common library leaves out what stands in content
controls, text boxes and tracked insertions. Headers and footers are left out: they repeat on every page and are not part of
the text. Footnotes and endnotes follow at the end. Deleted text of tracked changes is not read.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date as Date

from lxml import etree

from daseinswerk.sources import archive, reasons, xml_guard
from daseinswerk.sources.extracted import Extracted, Refused
from daseinswerk.sources.plain import settled

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_PART = 64 * reasons.MIB
# ECMA-376 has a transitional and a strict name for each namespace: only the local name counts here.
MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What carries no text of the document: deletions, properties, and the fallback that repeats a text box for old programs.
SKIPPED = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "Fallback", "instrText", "delText", "sdtPr"}
)
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
MAIN_TYPE = re.compile(
    r"application/vnd\.(openxmlformats-officedocument\.wordprocessingml|ms-word)\.(document|template)[\w.]*\+xml"
)
# The date every file has that python-docx made from its own template: it says nothing about this file.
TEMPLATE_DATE = Date(2013, 12, 23)


def read(data: bytes) -> Extracted:
    """Text, title, date and company of a DOCX; raises Refused for bombs, passwords, damage and other office formats."""
    with archive.opened(data) as parts:
        members = {member.filename: member for member in parts.infolist()}
        main = _main_part(members)
        body = _part(parts, members[main])
        blocks = list(_blocks(body)) + [
            block for name in NOTES if name in members for block in _notes(_part(parts, members[name]))
        ]
        core = _properties(parts, members, "docProps/core.xml")
        application = _properties(parts, members, "docProps/app.xml")
    # A blank line says for certain that a paragraph ends; a single line end would have to be guessed at.
    text = settled("\n\n".join(block for block in blocks if block.strip()))
    if not text.strip():
        raise Refused(reasons.NO_TEXT)
    return Extracted(
        text=text,
        title=" ".join(settled(core.get("title", "")).split()),
        date=_date(core),
        media_type=MEDIA_TYPE,
        kind="docx",
        publisher=" ".join(settled(application.get("Company", "")).split()),
    )


def _main_part(members: dict[str, zipfile.ZipInfo]) -> str:
    if "word/document.xml" in members:
        return "word/document.xml"
    # Some programs number the part (document2.xml); nobody puts two of them beside each other.
    numbered = [name for name in members if re.fullmatch(r"word/document\d*\.xml", name)]
    if len(numbered) == 1:
        return numbered[0]
    raise Refused(what_zip(members))


def what_zip(names: object) -> str:
    """The reason to refuse a ZIP that holds no DOCX, from the names of its members."""
    held = set(names)  # type: ignore[call-overload]
    for mark, what in (
        ("xl/workbook.xml", "Excel-Tabellen"),
        ("ppt/presentation.xml", "Präsentationen"),
        ("content.xml", "OpenDocument-Tabellen und -Präsentationen"),
    ):
        if mark in held:
            return reasons.KNOWN_BUT_UNREAD.format(what=what)
    return (
        reasons.NOT_WHAT_IT_SAYS.format(claimed="DOCX", found="ZIP-Archiv ohne Text")
        if "[Content_Types].xml" in held
        else reasons.UNKNOWN_KIND
    )


def _part(parts: zipfile.ZipFile, member: zipfile.ZipInfo) -> etree._Element:
    return xml_guard.parsed(archive.member_bytes(parts, member, MAX_PART))


def _properties(parts: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], name: str) -> dict[str, str]:
    """Document properties by local name; none when the part is missing."""
    if name not in members:
        return {}
    return {_local(child): child.text or "" for child in _part(parts, members[name])}


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _blocks(element: etree._Element) -> Iterator[str]:
    """Paragraphs and table rows below `element`, each as one string."""
    for child in element:
        name = _local(child)
        if name in SKIPPED:
            continue
        if name == "p":
            yield from _paragraph(child)
        elif name == "tbl":
            yield from _rows(child)
        else:
            yield from _blocks(child)


def _rows(table: etree._Element) -> Iterator[str]:
    """One line per row when every cell holds one paragraph; else the cells one after the other, as in a layout table."""
    for row in _children(table, "tr"):
        cells = [list(_blocks(cell)) for cell in _children(row, "tc")]
        filled = [[line for line in cell if line.strip()] for cell in cells]
        if all(len(cell) <= 1 for cell in filled):
            yield "\t".join(cell[0] if cell else "" for cell in filled)
        else:
            yield from (line for cell in filled for line in cell)


def _children(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Children of one name, looking through content controls and tracked insertions."""
    for child in element:
        name = _local(child)
        if name == wanted:
            yield child
        elif name not in SKIPPED and name not in ("tbl", "p"):
            yield from _children(child, wanted)


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    """The line of a paragraph, and after it what stands in its text boxes."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    _collect(paragraph, pieces, boxes)
    yield "".join(pieces)
    for box in boxes:
        yield from _blocks(box)


def _collect(element: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
    for child in element:
        name = _local(child)
        if name in SKIPPED:
            continue
        if name == "t":
            pieces.append(child.text or "")
        elif name in MARKS:
            pieces.append(MARKS[name])
        elif name == "txbxContent":
            boxes.append(child)
        else:
            _collect(child, pieces, boxes)


def _notes(root: etree._Element) -> Iterator[str]:
    """Footnotes without the separators, which have a type."""
    for note in root:
        if not any(etree.QName(key).localname == "type" for key in note.attrib):
            yield from _blocks(note)


def _date(core: dict[str, str]) -> Date | None:
    """When the text was last changed, else made (W3CDTF, as ECMA-376 part 2 asks)."""
    for name in ("modified", "created"):
        try:
            found = Date.fromisoformat(core.get(name, "")[:10])
        except ValueError:
            continue
        if found != TEMPLATE_DATE:
            return found
    return None
