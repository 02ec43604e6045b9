"""A link: these characters speak of that municipality, county, state or organisation, how sure, and why."""

from dataclasses import dataclass
from typing import Literal

from daseinswerk.engine.text.spans import Span

Kind = Literal["municipality", "county", "state", "organisation"]


@dataclass(frozen=True, slots=True)
class Link:
    """One mention resolved to one key.

    `key`: AGS of a municipality (8 digits), county key (5), state key (2), or for organisations the slug of the register
    entry, or a slug of the name if the register does not know it.
    `score`: 0 to 1; below 0.5 nothing is given out. `reason`: one German sentence a person can check.
    """

    kind: Kind
    key: str
    name: str
    span: Span
    score: float
    reason: str
