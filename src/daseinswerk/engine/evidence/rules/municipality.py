"""The municipality of the practice: the linked municipality the paper speaks of.

A council paper is written in one municipality. Its letterhead names it ("STADT X" alone on a line), and it is named more often
than any other town. So the letterhead decides, then the number of mentions, then the first mention.
"""

from collections import Counter

from daseinswerk.engine.evidence.elsewhere import SEAT
from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.paper import Kind, Paper
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.linking.links import Link
from daseinswerk.engine.text.spans import Span

_LETTERHEAD_LINES = 12
_LETTERHEAD_WEIGHT = 5.0
_SHARED = 0.34
_TYPES = ("stadt", "gemeinde", "markt", "landeshauptstadt", "hansestadt", "große kreisstadt")


def suggest(paper: Paper) -> tuple[Suggestion, ...]:
    links = [link for link in paper.reading.links if link.kind == "municipality"]
    weights: Counter[str] = Counter()
    for link in links:
        weights[link.key] += _weight(paper, link)
    if not any(weights.values()):
        return ()
    best = max(links, key=lambda link: (weights[link.key], -link.span.start))
    first = min((link for link in links if link.key == best.key), key=lambda link: link.span)
    span = _with_type(paper.raw, first.span)
    share = weights[best.key] / sum(weights.values())
    if paper.kind is Kind.ARTICLE and share < _SHARED and not _in_headline(paper, first):
        return ()  # many towns do it together, and none of them more than the others
    return (Suggestion(Field.MUNICIPALITY, best.key, Certainty.STATED, paper.quote(span), span, "municipality", round(share, 3)),)


def _weight(paper: Paper, link: Link) -> float:
    """What one mention says: the letterhead most, "Stadt X" more than "X", the seat after the name of a firm nothing."""
    if SEAT.search(paper.raw[max(0, link.span.start - 16) : link.span.start]):
        return 0.0
    if _in_letterhead(paper, link):
        return link.score + _LETTERHEAD_WEIGHT
    own = paper.raw[max(0, link.span.start - 22) : link.span.start].rstrip().lower()
    return link.score * (2.0 if own.endswith(("stadt", "gemeinde", "stadtverwaltung", "gemeinderat der stadt", "stadtwerke")) else 1.0)


def _in_headline(paper: Paper, link: Link) -> bool:
    line = next((line for line in paper.lines if line.text), None)
    return line is not None and link.span.end <= line.end


def _in_letterhead(paper: Paper, link: Link) -> bool:
    for line in paper.lines[:_LETTERHEAD_LINES]:
        if line.start <= link.span.start and link.span.end <= line.end:
            return line.text.lower().startswith(_TYPES) and len(line.text.split()) <= 4
    return False


def _with_type(raw: str, span: Span) -> Span:
    """The name with "Stadt" or "Gemeinde" right before it."""
    before = raw[max(0, span.start - 10) : span.start]
    word = before.split()[-1] if before.split() else ""
    if before.endswith(" ") and word.lower() in ("stadt", "gemeinde", "markt"):
        return Span(span.start - len(word) - 1, span.end)
    return span
