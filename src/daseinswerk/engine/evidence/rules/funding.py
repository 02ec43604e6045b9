"""Who else pays: grants, income, own share, fees.

A sum or a share is funding when a word of granting governs it (Zuschuss, Fördersumme, bewilligt, Eigenanteil, gefördert); a share
of something else (of users, of points) is not. Only shares that stand within a few words of the granting word are believed.
"""

import re

from daseinswerk.engine.evidence.certainty import certainty_of, certainty_of_figure
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.figures import shares_in
from daseinswerk.engine.evidence.money import Sort, Sum
from daseinswerk.engine.evidence.paper import Paper
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.evidence.topic import Topic

_GRANT = re.compile(r"\b(?:förder(?:t|quote|satz|anteil|ung|mittel|summe)\w*|gefördert\w*|zuschuss\w*|bezuschusst\w*|eigenanteil\w*|eigenmittel\w*|kofinanzier\w*|übernimmt|übernommen)\b", re.I)
_MOST = 6


def suggest(paper: Paper, topic: Topic, sums: tuple[Sum, ...]) -> tuple[Suggestion, ...]:
    found: dict[str, Suggestion] = {}
    for entry in sums:
        value = entry.figure.value
        if entry.sort is Sort.FUNDING and value not in found:
            text, figure = entry.passage.text, entry.figure
            certainty = certainty_of_figure(text, text[: figure.start], paper.kind, entry.passage.part)
            found[value] = propose(
                paper, entry.passage, Field.FUNDING, value, certainty=certainty, rule="funding", score=entry.sure, around=(figure.start, figure.end)
            )
    for passage in paper.telling():
        for share in shares_in(passage.text):
            around = passage.text[max(0, share.start - 50) : share.end + 40]
            if share.value not in found and _GRANT.search(around) and topic.nearness(passage.text) > 0:
                certainty = certainty_of(passage.text, paper.kind, passage.part)
                found[share.value] = propose(
                    paper, passage, Field.FUNDING, share.value, certainty=certainty, rule="funding", score=0.55, around=(share.start, share.end)
                )
    return tuple(found.values())[:_MOST]
