"""How a rule turns a passage into a suggestion: the quote is cut from the archive, never rebuilt."""

from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.paper import Paper
from daseinswerk.engine.evidence.passages import Passage
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.text.spans import Span

_LONGEST_QUOTE = 600


def propose(
    paper: Paper, passage: Passage, field: Field, value: str, *, certainty: Certainty, rule: str, score: float, around: tuple[int, int] | None = None
) -> Suggestion:
    """A suggestion quoting the passage. A passage longer than 600 characters is cut to the words around `around`."""
    span = passage.span
    if span.end - span.start > _LONGEST_QUOTE and around is not None:
        span = _cut(passage, around)
    return Suggestion(field, value, certainty, paper.quote(span), span, rule, max(0.0, min(1.0, score)))


def _cut(passage: Passage, around: tuple[int, int]) -> Span:
    """The part of a long passage around some of its characters, ending at word borders."""
    text = passage.text
    start = max(0, around[0] - 200)
    end = min(len(text), around[1] + 200)
    if start:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = text.rfind(" ", around[1], end) if " " in text[around[1] : end] else end
    return passage.archived(start, end)
