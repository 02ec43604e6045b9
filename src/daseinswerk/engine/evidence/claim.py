"""One statement in a record: a field, a value, how sure, and the sentence or the role it rests on."""

from dataclasses import dataclass

from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.quote import Quote
from daseinswerk.engine.evidence.values import check_value


@dataclass(frozen=True, slots=True)
class Claim:
    """No claim without its sentence: `quote` is set, or `statement_by` names the role that states it. Raises ValueError."""

    field: Field
    value: str
    certainty: Certainty
    quote: Quote | None
    statement_by: str = ""

    def __post_init__(self) -> None:
        if self.quote is None and not self.statement_by.strip():
            raise ValueError("Jede Angabe braucht ihren Satz oder die Rolle, die sie macht.")
        if check_value(self.field, self.value) != self.value:
            raise ValueError(f"Der Wert „{self.value}“ ist nicht in der Form, in der er aufbewahrt wird.")
