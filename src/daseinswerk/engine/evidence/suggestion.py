"""What a machine proposes for one field of a record, with the words it rests on."""

from dataclasses import dataclass

from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.text.spans import Span


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposal. `span` is in characters of the archived text and `quote` is exactly `text[span.start:span.end]`.

    `rule`: name of the rule module that made it; `score`: 0 to 1, for the order among proposals of one field.
    """

    field: Field
    value: str
    certainty: Certainty
    quote: str
    span: Span
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that the rules say about one document.

    `is_practice`: yes (a concrete service runs, is built, awarded or decided), partly (asked for, examined), no.
    `fields_of_action`: subfield codes of the taxonomy (`05.5`), the most likely first, at most four.
    For `no` there are no suggestions.
    """

    is_practice: str
    fields_of_action: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
