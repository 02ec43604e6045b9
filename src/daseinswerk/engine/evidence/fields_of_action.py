"""Which fields of action a paper belongs to: subfields by the words of the taxonomy, the most likely first.

A word in the subject line counts six times one in the text; repeated words count by their logarithm; longer words tell more than
short ones, because "Ladeinfrastruktur" has one meaning and "Betreiber" has many. Cross-cutting subfields (11.x) speak in nearly
every paper, so they lead only when the subject line names them.
"""

import math
from collections import Counter

from daseinswerk.engine.evidence.paper import Paper
from daseinswerk.engine.evidence.taxonomy import Taxonomy

_TITLE = 6.0
_MOST = 4
_SHARE = 0.34  # of the first one's points, to be named beside it
_CROSS_CUTTING = 0.4


def classify(paper: Paper, title: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Codes of at most four subfields, the most likely first; empty if no word of the taxonomy occurs."""
    text = "\n".join(passage.text for passage in paper.telling())
    points: Counter[str] = Counter()
    for (code, word), times in taxonomy.spoken_of(text).items():
        points[code] += (1 + math.log2(times)) * _telling(word) * (_CROSS_CUTTING if code.startswith("11.") else 1.0)
    for (code, word), times in taxonomy.spoken_of(title).items():
        points[code] += times * _TITLE * _telling(word)
    if not points:
        return ()
    ranked = sorted(points.items(), key=lambda item: (-item[1], item[0]))
    border = ranked[0][1] * _SHARE
    return tuple(code for code, worth in ranked[:_MOST] if worth >= border)


def _telling(word: str) -> float:
    """How much a word says: 0.6 for three letters, 1 for eight, 1.4 for fifteen and more."""
    return min(1.4, 0.55 + 0.057 * len(word))
