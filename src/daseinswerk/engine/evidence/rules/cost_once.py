"""What the practice costs once: totals, contract sums, estimates, parts.

A sum is a one-off cost when a word of cost or award governs it and nothing says that it returns every year; a sum for a term of
several years belongs here. Repeated sums count once, and nothing is added up: totals and their parts stand side by side.
"""

from daseinswerk.engine.evidence.certainty import certainty_of_figure
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.money import Sort, Sum
from daseinswerk.engine.evidence.paper import Paper
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.suggestion import Suggestion

_MOST = 12


def suggest(paper: Paper, sums: tuple[Sum, ...]) -> tuple[Suggestion, ...]:
    found: dict[str, Suggestion] = {}
    for entry in sums:
        if entry.sort is not Sort.ONCE:
            continue
        value = entry.figure.value
        if value in found:
            continue
        text, figure = entry.passage.text, entry.figure
        certainty = certainty_of_figure(text, text[: figure.start], paper.kind, entry.passage.part)
        found[value] = propose(
            paper,
            entry.passage,
            Field.COST_ONCE,
            value,
            certainty=certainty,
            rule="cost_once",
            score=entry.sure,
            around=(figure.start, figure.end),
        )
    return tuple(found.values())[:_MOST]
