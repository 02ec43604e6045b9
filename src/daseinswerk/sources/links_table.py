"""A table of addresses (XLSX, ODS, XLS, CSV) as a source: each address is fetched as a page, with what the table says of it.

`addresses_of` is also what the line asks when somebody hands in such a table. The table lies on disk or on the web.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path

from daseinswerk.sources import folder, reasons, sandbox
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.fetch import Fetched
from daseinswerk.sources.harvest import Asked, Event, Fetch
from daseinswerk.sources.listed import Listed, identity, in_turn
from daseinswerk.sources.reading import MAX_BYTES, TABLES

TEXTS = frozenset({"csv", "tsv", "txt"})
TYPES = {
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.ms-excel": "xls",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One address of a table. `title`, `publisher` are "" and `date` is None where the table does not say; `ags` has eight digits or is "".

    `line` counts from 1 within its sheet.
    """

    address: str
    title: str = ""
    publisher: str = ""
    date: Date | None = None
    ags: str = ""
    line: int = 0

    def details(self) -> dict[str, str]:
        """What the table says of the page, as `Item.details` holds it."""
        said = {
            "title": self.title,
            "publisher": self.publisher,
            "date": self.date.isoformat() if self.date else "",
            "ags": self.ags,
        }
        return {key: value for key, value in said.items() if value}


def is_table(name: str, media_type: str = "") -> bool:
    """Whether a file of this name, or a reply of this type, is a table."""
    return _ending(name) in TABLES or media_type in TYPES


def addresses_of(
    data: bytes, name: str, *, charset: str = "", within: sandbox.Sandbox | None = None
) -> tuple[Row, ...]:
    """The addresses of a table, each once, in its order. `name` tells texts (.csv, .tsv) from workbooks.

    Raises Refused: for a table without any address (with a sentence that says what tables are read for), for bombs and damage.
    """
    if len(data) > MAX_BYTES:
        raise Refused(reasons.TOO_BIG.format(limit=MAX_BYTES // reasons.MIB))
    if not data:
        raise Refused(reasons.EMPTY)
    packed = data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    how = "workbook" if packed or _ending(name) not in TEXTS else "csv"
    rows = (within or sandbox.of_this_process()).listed(how, data, charset=charset)
    return tuple(
        Row(
            row["address"],
            row["title"],
            row["publisher"],
            Date.fromisoformat(row["date"]) if row["date"] else None,
            row["ags"],
            int(row["line"]),
        )
        for row in rows
    )


def visit(asked: Asked, fetch: Fetch) -> Iterator[Event]:
    """Every page the table names. Raises Refused when the table itself is not to be read: then nothing was told."""
    pages = [
        Listed(identity(row.address), row.address, row.title or row.address, row.details())
        for row in _table(asked, fetch)
    ]
    yield from in_turn(pages, asked, fetch)


def _table(asked: Asked, fetch: Fetch) -> tuple[Row, ...]:
    if not asked.address.lower().startswith(("http://", "https://")):
        return addresses_of(folder.Found(asked.address, Path(asked.address)).read(), asked.address)
    return rows_of_reply(fetch(asked.address))


def rows_of_reply(reply: Fetched) -> tuple[Row, ...]:
    """The addresses of a fetched table; raises Refused."""
    name = (
        reply.final_address if _ending(reply.final_address) in TABLES else f"liste.{TYPES.get(reply.media_type, 'csv')}"
    )
    return addresses_of(reply.body, name, charset=reply.charset)


def _ending(name: str) -> str:
    last = name.split("?")[0].split("#")[0].rsplit("/", 1)[-1]
    return last.rsplit(".", 1)[1].lower() if "." in last else ""
