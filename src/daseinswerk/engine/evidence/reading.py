"""One document as the evidence stage reads it: its text, what is known about it, and which places and bodies it names."""

import datetime
from dataclasses import dataclass

from daseinswerk.engine.linking.links import Link
from daseinswerk.engine.text.document import TextDocument


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules may use. All spans, those of `links` too, are in characters of the archived text (`document.raw`).

    `title` and `date` are what the source says (the name in the council system, the date of the paper). The title helps to find
    the subject line; a date in the text that lies after `date` is a plan. A year that only `date` gives ("Ende des Jahres") is not
    suggested, for the quote would not show it. Neither is ever quoted. `kind`: the paper type of the source
    (Antrag, Anfrage, Beschlussvorlage, Stellungnahme), empty if unknown; the text itself is believed first.
    """

    document: TextDocument
    title: str = ""
    date: datetime.date | None = None
    links: tuple[Link, ...] = ()
    kind: str = ""
