"""A practice record rolled up for display: per field the main value first, then the others, each with its claim.

What is stated goes before what is planned or estimated, and what was rejected comes last; among equals the order in which the
claims were confirmed is kept. Nothing is averaged, added or left out: two sums that contradict each other are both shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from daseinswerk.engine.evidence.claim import Claim
from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.values import show_value

_RANK = {Certainty.STATED: 0, Certainty.PLANNED: 1, Certainty.ESTIMATED: 2, Certainty.REJECTED: 3}


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a record: its claims, the main one first, and the main value as it is shown."""

    field: Field
    claims: tuple[Claim, ...]

    @property
    def main(self) -> Claim:
        return self.claims[0]

    @property
    def shown(self) -> str:
        """The main value as German readers expect it."""
        return show_value(self.field, self.main.value)


@dataclass(frozen=True, slots=True)
class Record:
    """`entries` in the order of the fields; `not_stated`: fields without any claim, which are shown as "nicht genannt"."""

    entries: tuple[Entry, ...]
    not_stated: tuple[Field, ...]

    def entry(self, field: Field) -> Entry | None:
        """The entry of a field, None where nothing is stated."""
        return next((entry for entry in self.entries if entry.field is field), None)


def roll_up(claims: Iterable[Claim]) -> Record:
    """The record of these claims. The same value twice in one field is one claim, the surest."""
    by_field: dict[Field, dict[str, Claim]] = {}
    for claim in claims:
        known = by_field.setdefault(claim.field, {})
        other = known.get(claim.value)
        if other is None or _RANK[claim.certainty] < _RANK[other.certainty]:
            known[claim.value] = claim
    entries = tuple(
        Entry(field, tuple(sorted(by_field[field].values(), key=lambda claim: _RANK[claim.certainty])))
        for field in Field
        if field in by_field
    )
    return Record(entries, tuple(field for field in Field if field not in by_field))
