"""The cells of a workbook (XLSX, XLSB, XLS, ODS) as texts, and where their links lead. Runs only inside the sandbox.

Excel's formats are read by calamine after the ZIP was looked at: no formula is computed, no macro run. It does not tell the targets of
links, so they are looked up in the parts of an XLSX. ODS we read ourselves: one attribute ("repeat this cell a thousand million
times") keeps calamine busy for minutes (found by tests/property).
"""

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

import python_calamine
from lxml import etree

from daseinswerk.sources import archive, reasons, xml_guard
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.plain import settled

MAX_PART = 64 * reasons.MIB
MAX_SHEETS = 50
MAX_ROWS = 50_000
MAX_COLUMNS = 200
LONGEST_CELL = 4_000
TAG = re.compile(rb"<(?:\w+:)?(sheet|hyperlink|Relationship)\b([^<>]{1,4000})>")
ATTRIBUTE = re.compile(rb"""([\w:]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its lines from the first used one on, whose number is `first_line`; `links` by (index of line, index of column)."""

    lines: list[list[str]]
    first_line: int = 1
    links: dict[tuple[int, int], str] = field(default_factory=dict)


def sheets(data: bytes) -> list[Sheet]:
    """All sheets of a workbook; raises Refused for bombs, passwords and damage."""
    if not data.startswith(b"PK"):
        return _by_calamine(data, [])
    with archive.opened(data) as parts:
        members = {member.filename: member for member in parts.infolist()}
        for member in members.values():
            archive.check_member(member, MAX_PART)
        if "content.xml" in members:
            return _of_ods(parts, members)
        targets = _targets(parts, members)
    return _by_calamine(data, targets)


# ---------------------------------------------------------------- Excel


def _by_calamine(data: bytes, targets: list[dict[tuple[int, int], str]]) -> list[Sheet]:
    found = []
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, name in enumerate(book.sheet_names[:MAX_SHEETS]):
            sheet = book.get_sheet_by_name(name)
            top, left = sheet.start or (0, 0)
            lines = [[_text(value) for value in line[:MAX_COLUMNS]] for line in sheet.to_python(nrows=MAX_ROWS)]
            here = targets[number] if number < len(targets) else {}
            links = {(row - top, column - left): target for (row, column), target in here.items()}
            found.append(Sheet(lines, top + 1, links))
    except python_calamine.PasswordError:
        raise Refused(reasons.ENCRYPTED) from None
    except (python_calamine.CalamineError, ValueError, OSError, OverflowError):
        raise Refused(reasons.DAMAGED) from None
    return found


def _text(value: object) -> str:
    """A cell as it is written in a table: whole numbers without a point, days in ISO."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else settled(str(value)).strip()[:LONGEST_CELL]


def _targets(parts: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> list[dict[tuple[int, int], str]]:
    """For each sheet of an XLSX in its order, the place of a cell → where its link leads."""
    files = _relations(parts, members, "xl/workbook.xml")
    named = [said for tag, said in _tags(_bytes(parts, members, "xl/workbook.xml")) if tag == "sheet"]
    found = []
    for said in named[:MAX_SHEETS]:
        file = posixpath.normpath(posixpath.join("xl", files.get(said.get("r:id", ""), ""))).removeprefix("xl//xl/")
        addresses = _relations(parts, members, file)
        links: dict[tuple[int, int], str] = {}
        for tag, link in _tags(_bytes(parts, members, file)) if addresses else ():
            place = PLACE.match(link.get("ref", ""))
            if tag == "hyperlink" and place and (target := addresses.get(link.get("r:id", ""))):
                links[int(place[2]) - 1, _column(place[1])] = target
        found.append(links)
    return found


def _relations(parts: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], file: str) -> dict[str, str]:
    """Id → target, as the part beside a part says."""
    folder, name = posixpath.split(file)
    data = _bytes(parts, members, f"{folder}/_rels/{name}.rels")
    return {
        said["Id"]: said["Target"]
        for tag, said in _tags(data)
        if tag == "Relationship" and {"Id", "Target"} <= said.keys()
    }


def _bytes(parts: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], name: str) -> bytes:
    return archive.member_bytes(parts, members[name], MAX_PART) if name in members else b""


def _tags(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """The three kinds of tags that matter here, with their attributes; a search and no parsing, because nothing in them nests."""
    for tag in TAG.finditer(data):
        said = ((found[1], found[2] or found[3] or b"") for found in ATTRIBUTE.finditer(tag[2]))
        yield tag[1].decode(), {key.decode(): html.unescape(value.decode("utf-8", "replace")) for key, value in said}


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


# ---------------------------------------------------------------- OpenDocument


def _of_ods(parts: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> list[Sheet]:
    if b"encryption-data" in _bytes(parts, members, "META-INF/manifest.xml"):
        raise Refused(reasons.ENCRYPTED)
    root = xml_guard.parsed(_bytes(parts, members, "content.xml"))
    tables = [element for element in root.iter() if _local(element) == "table"]
    return [_of_table(table) for table in tables[:MAX_SHEETS]]


def _of_table(table: etree._Element) -> Sheet:
    """Repeated rows and cells count as often as they say, within the limits; the empty rest of a sheet is repeated a million times."""
    lines: list[list[str]] = []
    links: dict[tuple[int, int], str] = {}
    for row in (element for element in table.iter() if _local(element) == "table-row"):
        if len(lines) >= MAX_ROWS:
            break
        line: list[str] = []
        for cell in row:
            if _local(cell) not in ("table-cell", "covered-table-cell") or len(line) >= MAX_COLUMNS:
                continue
            text, link = _of_cell(cell)
            if link:
                links[len(lines), len(line)] = link
            line += [text] * _times(cell, "number-columns-repeated", MAX_COLUMNS - len(line))
        lines += [line] * _times(row, "number-rows-repeated", MAX_ROWS - len(lines))
    return Sheet(lines, 1, links)


def _of_cell(cell: etree._Element) -> tuple[str, str]:
    """Text and link. A number is taken as it is held, not as it is shown: `5.334.002` is a key."""
    said = {etree.QName(key).localname: value for key, value in cell.attrib.items()}
    link = next(
        (
            value
            for each in cell.iter()
            if _local(each) == "a"
            for key, value in each.attrib.items()
            if etree.QName(key).localname == "href"
        ),
        "",
    )
    if said.get("date-value"):
        return said["date-value"][:10], link
    if said.get("value-type") == "float" and (number := _number(said.get("value", ""))) is not None:
        return _text(number), link
    paragraphs = ("".join(str(part) for part in each.itertext()) for each in cell if _local(each) == "p")
    return _text("\n".join(paragraphs)), link


def _number(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None


def _times(element: etree._Element, name: str, most: int) -> int:
    written = next((value for key, value in element.attrib.items() if etree.QName(key).localname == name), "1")
    return max(1, min(int(written) if re.fullmatch(r"\d{1,9}", written) else 1, most))


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname
