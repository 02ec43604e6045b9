"""The date a text gives itself at its head: a letterhead, a dateline, a line that says so.

A file made today says today, so what the text itself says goes before what the file says of its making. Only three forms are
believed, all near the top: a label (Datum, Stand, Termin, "Bericht vom"), a dateline (a place, a comma or a bracket, a full
date, then the text goes on or the line ends), and a full date on a line of its own. Months without a day are no date of a text.
"""

import re
from datetime import date

from daseinswerk.engine.text.values import values

HEAD = 1200  # characters of the readable text that count as its head
DATE = r"(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d{2}|\d{1,2}\.\s?[A-ZÄa-zä]{3,9}\.?\s(?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})"
FORMS = (  # in the order in which they are believed
    re.compile(
        rf"^[^\n]{{0,60}}?\b(?:Datum|Stand|Termin|Sitzung(?:stermin)?|Bericht|Veröffentlicht(?: am)?|Pressemitteilung|Date|Published)\b[^\n\d]{{0,40}}(?P<date>{DATE})",
        re.MULTILINE,
    ),
    re.compile(rf"^[A-ZÄÖÜ][\w.()/ -]{{1,40}}[,(]\s?(?:den\s|im\s)?(?P<date>{DATE})", re.MULTILINE),
    re.compile(rf"^\s*(?:[A-Z][a-z]+tag,\s)?(?P<date>{DATE})\s*$", re.MULTILINE),
)


def head_date(text: str) -> date | None:
    """The date of a readable text by its own head; None if the head does not say, or says an impossible day."""
    head = text[:HEAD]
    for form in FORMS:
        for match in form.finditer(head):
            for value in values(match["date"]):
                if value.kind == "date" and len(value.value) == 10:
                    return date.fromisoformat(value.value)
    return None
