"""Sentences about other towns: what they cost, built and began is not the practice's.

A council paper compares: "Ein Beispiel ist die Stadt X, die bereits 1997 …". The linking stage knows which town each mention is.
A passage that names another municipality, and neither its own nor only the seat of a firm, speaks of elsewhere; its figures,
dates and phases are left out. Names and problems stay, for a partner may well sit elsewhere.
"""

import re

from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.paper import Paper
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.text.spans import Span

_LEFT_OUT = frozenset(
    (Field.START, Field.END, Field.COST_ONCE, Field.COST_YEARLY, Field.FUNDING, Field.STAFF, Field.OUTPUT, Field.OUTCOME, Field.STATUS)
)
# What stands right before the seat of a firm: a town that is named so is no place of the paper.
SEAT = re.compile(r"(?:GmbH|AG|KG|SE|eG|e\.\s?V\.|mbH)\s*,\s*$|(?:Firma|aus|Sitz\s+in)\s+$")


def at_home(paper: Paper, own: str, suggestions: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """`suggestions` without the figures of other towns. `own`: AGS of the paper's municipality, empty if unknown."""
    towns = [link for link in paper.reading.links if link.kind == "municipality"]
    others = [link.span for link in towns if link.key != own and not SEAT.search(paper.raw[max(0, link.span.start - 16) : link.span.start])]
    if not own or not others:
        return suggestions
    mine = [link.span for link in towns if link.key == own]
    return tuple(
        s for s in suggestions if s.field not in _LEFT_OUT or not _any_in(others, s.span) or _any_in(mine, s.span)
    )


def _any_in(spans: list[Span], quote: Span) -> bool:
    return any(quote.contains(span) for span in spans)
