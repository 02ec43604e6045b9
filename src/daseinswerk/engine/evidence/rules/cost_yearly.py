"""What the practice costs every year (or month).

The period stands at the sum ("€/a", "im Jahr"), in the sentence ("jährlich", "laufende Kosten"), or only in the label of the form
("Jährliche/r Budgetbedarf/Folgekosten:").
"""

import re

from daseinswerk.engine.evidence.certainty import certainty_of_figure
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.money import Sort, Sum
from daseinswerk.engine.evidence.paper import Paper
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.suggestion import Suggestion

_MONTHLY = re.compile(r"\b(?:monatlich\w*|mtl\.|pro\s+Monat|im\s+Monat)", re.I)
_YEARLY = re.compile(r"jährlich|\bpro\s+Jahr|\bp\.\s?a\.|\bim\s+Jahr\b", re.I)
_MOST = 12


def suggest(paper: Paper, sums: tuple[Sum, ...]) -> tuple[Suggestion, ...]:
    found: dict[str, Suggestion] = {}
    for entry in sums:
        if entry.sort is not Sort.YEARLY:
            continue
        text, figure = entry.passage.text, entry.figure
        monthly = _MONTHLY.search(text) is not None and _YEARLY.search(text) is None
        value = figure.value if figure.period else f"{figure.value}/{'Monat' if monthly else 'a'}"
        if value in found:
            continue
        certainty = certainty_of_figure(text, text[: figure.start], paper.kind, entry.passage.part)
        found[value] = propose(
            paper,
            entry.passage,
            Field.COST_YEARLY,
            value,
            certainty=certainty,
            rule="cost_yearly",
            score=entry.sure,
            around=(figure.start, figure.end),
        )
    return tuple(found.values())[:_MOST]
