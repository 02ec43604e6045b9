"""No claim without its sentence or a role; a record shows the surest first and says what nobody stated."""

import pytest

from daseinswerk.engine.evidence.claim import Claim
from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.quote import Quote
from daseinswerk.engine.evidence.record import roll_up
from daseinswerk.engine.text.spans import Span


def claim(value: str, certainty: Certainty = Certainty.STATED, field: Field = Field.COST_ONCE) -> Claim:
    return Claim(field, value, certainty, Quote("0" * 64, Span(0, 4), "Satz"))


def test_a_claim_needs_a_quote_or_a_named_role():
    with pytest.raises(ValueError, match="braucht ihren Satz"):
        Claim(Field.TITLE, "App", Certainty.STATED, None)
    assert Claim(Field.TITLE, "App", Certainty.STATED, None, "Betreiber").statement_by == "Betreiber"


def test_a_claim_keeps_its_value_plainly():
    with pytest.raises(ValueError, match="nicht in der Form"):
        claim("35.000 €")


def test_the_stated_sum_goes_before_the_estimated_one_and_both_are_kept():
    record = roll_up([claim("40000 EUR", Certainty.ESTIMATED), claim("35000 EUR"), claim("50000 EUR", Certainty.REJECTED)])
    entry = record.entry(Field.COST_ONCE)
    assert [c.value for c in entry.claims] == ["35000 EUR", "40000 EUR", "50000 EUR"]
    assert entry.shown == "35.000 €"


def test_the_same_value_twice_is_one_claim_the_surest():
    record = roll_up([claim("35000 EUR", Certainty.PLANNED), claim("35000 EUR")])
    assert [c.certainty for c in record.entry(Field.COST_ONCE).claims] == [Certainty.STATED]


def test_fields_nobody_stated_are_named():
    record = roll_up([claim("35000 EUR")])
    assert record.entry(Field.STAFF) is None
    assert Field.STAFF in record.not_stated
    assert Field.COST_ONCE not in record.not_stated
