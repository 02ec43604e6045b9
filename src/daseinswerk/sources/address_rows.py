"""The addresses in a table (XLSX, ODS, XLS, CSV), with what stands beside them. Runs only inside the sandbox.

A row is an address with the cells of its line. Columns are known by their header in German or English; where there is none, every
cell that is an address counts, and every link behind a cell. A spreadsheet turns `05334002` into a number and loses the zero, so an
AGS is filled up again to its eight digits.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from daseinswerk.sources import plain, reasons, workbooks
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.plain import settled
from daseinswerk.sources.workbooks import LONGEST_CELL, MAX_COLUMNS, MAX_ROWS, Sheet
from daseinswerk.sources.written_days import written_day

HEADER_WITHIN = 20  # rows: above a table stand its title and notes
# What a header says, without spaces and signs, in lower case; the first that fits names the column.
HEADERS = {
    "address": "url|urls|link|links|adresse|webadresse|internetadresse|internet|internetseite|webseite|website|homepage|href|uri|weblink|fundstelle|address|webpage|page|onlinequelle|hyperlink|linkzurseite|linkzumdokument",
    "title": "titel|title|überschrift|ueberschrift|betreff|bezeichnung|name|thema|dokument|headline|beschreibung",
    "publisher": "herausgeber|herausgeberin|herausgebende|herausgebendestelle|publisher|quelle|stelle|kommune|gemeinde|stadt|organisation|institution|absender|source|einrichtung|behörde",
    "date": "datum|date|veröffentlicht|veröffentlichtam|veröffentlichungsdatum|stand|erschienen|erschienenam|published|publicationdate|tag",
    "ags": "ags|amtlichergemeindeschlüssel|gemeindeschlüssel|gemeindekennziffer|gemeindekennzahl|gkz|schlüssel|ags8|agsschlüssel|municipalitykey",
    "ars": "ars|regionalschlüssel|amtlicherregionalschlüssel",
}  # fmt: skip
NAMED = {name: key for key, names in HEADERS.items() for name in names.split("|")}
ADDRESS = re.compile(r"https?://[^\s<>\"']{3,1900}", re.I)
WITHOUT_SCHEME = re.compile(
    r"(?:[a-z0-9äöüß](?:[a-z0-9äöüß-]{0,61}[a-z0-9äöüß])?\.)+[a-z]{2,24}(?:[/?#][^\s<>\"']{0,1900})?", re.I
)
DELIMITERS = ";\t,|"


def of_workbook(data: bytes) -> list[dict[str, str]]:
    """The rows with an address, of all sheets; raises Refused for bombs, passwords, damage, and where there is no address."""
    return _or_refused(row for sheet in workbooks.sheets(data) for row in _rows(sheet))


def of_csv(data: bytes, charset: str = "") -> list[dict[str, str]]:
    """The same of a text with separated values: semicolon, tab, comma or bar, whichever parts the first lines most evenly."""
    text = settled(plain.decoded(data, charset))
    first = [line for line in text[:20_000].split("\n") if line.strip()][:HEADER_WITHIN]
    delimiter = max(
        DELIMITERS,
        key=lambda sign: (sum(line.count(sign) > 0 for line in first), sum(line.count(sign) for line in first)),
    )
    try:
        lines = list(islice(csv.reader(io.StringIO(text), delimiter=delimiter), MAX_ROWS))
    except csv.Error:
        raise Refused(reasons.DAMAGED) from None
    return _or_refused(_rows(Sheet([[cell[:LONGEST_CELL].strip() for cell in line[:MAX_COLUMNS]] for line in lines])))


def _or_refused(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Each address once: the first line that names it counts."""
    found = list({row["address"]: row for row in reversed(list(rows))}.values())[::-1]
    if not found:
        raise Refused(reasons.NO_LINKS)
    return found


def _rows(sheet: Sheet) -> Iterator[dict[str, str]]:
    columns, start = _header(sheet.lines)
    links: dict[int, list[str]] = {}
    for (row, _column), target in sorted(sheet.links.items()):
        links.setdefault(row, []).append(target)
    for at, line in enumerate(sheet.lines[start:], start):
        named = {key: line[column] for column, key in columns.items() if column < len(line) and line[column]}
        for address in _addresses(line, columns, links.get(at, [])):
            day = written_day(named.get("date", ""))
            yield {
                "address": address,
                "title": " ".join(named.get("title", "").split())[:500]
                if not ADDRESS.match(named.get("title", ""))
                else "",
                "publisher": " ".join(named.get("publisher", "").split())[:300]
                if not ADDRESS.match(named.get("publisher", ""))
                else "",
                "date": day.isoformat() if day else "",
                "ags": _ags(named),
                "line": str(sheet.first_line + at),
            }


def _header(lines: list[list[str]]) -> tuple[dict[int, str], int]:
    """Column number → what it holds, and the line the table begins after; nothing where no line looks like a header."""
    for number, line in enumerate(lines[:HEADER_WITHIN]):
        found: dict[int, str] = {}
        for at, cell in enumerate(line):
            key = NAMED.get(re.sub(r"[\W_]+", "", cell.lower()))
            if key and key not in found.values():
                found[at] = key
        if found and not any(ADDRESS.search(cell) for cell in line):
            return found, number + 1
    return {}, 0


def _addresses(line: list[str], columns: dict[int, str], links: list[str]) -> Iterator[str]:
    """The addresses of a line: those written in the address column; where it has none, those its links lead to, or of any cell."""
    at = next((number for number, key in columns.items() if key == "address"), None)
    if at is not None and at < len(line):
        cell = line[at]
        found = ADDRESS.findall(cell)
        if not found and WITHOUT_SCHEME.fullmatch(cell):
            found = [f"https://{cell}"]
        if found:
            yield from map(_trimmed, found)
            return
    if targets := [link for link in links if ADDRESS.fullmatch(link)]:
        yield from targets
        return
    for cell in line:
        yield from (_trimmed(address) for address in ADDRESS.findall(cell))
        if cell.lower().startswith("www.") and WITHOUT_SCHEME.fullmatch(cell):
            yield f"https://{cell}"


def _trimmed(address: str) -> str:
    """Without the sign that ends a sentence or a list."""
    return address.rstrip(".,;)]" if "(" not in address else ".,;]")


def _ags(named: dict[str, str]) -> str:
    """Eight digits, or "". A missing leading zero is put back; of an ARS (12 digits) district and municipality count."""
    digits = re.sub(r"[\s.'-]", "", named.get("ags", "") or named.get("ars", ""))
    if not digits.isascii() or not digits.isdigit():
        return ""
    if len(digits) in (11, 12):
        digits = digits.zfill(12)
        return digits[:5] + digits[9:]
    return digits.zfill(8) if len(digits) in (7, 8) else ""
