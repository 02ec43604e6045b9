"""Tables as CSV for German spreadsheets: semicolons, UTF-8 with byte order mark, and no cell that a program could run.

A cell that begins with = + - @ (also full-width), a tab, a line break, a NUL or | is read as a formula by spreadsheet programs;
such cells get an apostrophe in front (OWASP ASVS 5.0, 1.2.10). A plain number keeps its minus.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

DANGEROUS = tuple("=+-@\t\r\n\0|＝＋－＠")
NUMBER = re.compile(r"-?\d+([.,]\d+)*\s*(€|%)?$")


def safe(cell: object) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    if text.startswith(DANGEROUS) and not NUMBER.match(text):
        return "'" + text
    return text


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The whole table with its head, `\\r\\n` line ends."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    return "\ufeff" + out.getvalue()
