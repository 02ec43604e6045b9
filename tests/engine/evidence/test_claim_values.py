"""Values are kept plainly and shown in German; what a machine suggests can always be kept."""

import pytest

from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.values import check_value, show_value

KEPT = {
    "a sum": (Field.COST_ONCE, "35.000 €", "35000 EUR"),
    "a sum already kept": (Field.COST_ONCE, "500340.26 EUR", "500340.26 EUR"),
    "a range": (Field.COST_ONCE, "10.000 bis 15.000 Euro", "10000-15000 EUR"),
    "millions": (Field.COST_ONCE, "1,2 Mio. €", "1200000 EUR"),
    "a yearly sum": (Field.COST_YEARLY, "24.000 € im Jahr", "24000 EUR/a"),
    "a yearly sum without its period": (Field.COST_YEARLY, "24.000 €", "24000 EUR/a"),
    "a monthly sum": (Field.COST_YEARLY, "60 Euro pro Monat", "60 EUR/Monat"),
    "a day": (Field.START, "14.03.2024", "2024-03-14"),
    "a day in words": (Field.START, "14. März 2024", "2024-03-14"),
    "a month": (Field.END, "November 2025", "2025-11"),
    "a month in figures": (Field.END, "11.2025", "2025-11"),
    "a quarter": (Field.END, "2. Quartal 2024", "2024-Q2"),
    "a kept quarter": (Field.END, "2024-Q2", "2024-Q2"),
    "a duration": (Field.END, "4 Jahren", "4 Jahre"),
    "a status with its name": (Field.STATUS, "P3 Pilot", "P3"),
    "a status by its name": (Field.STATUS, "Betrieb", "P4"),
    "ended": (Field.STATUS, "beendet", "ended"),
    "a share": (Field.FUNDING, "90 Prozent", "90 %"),
    "words": (Field.FUNDING, "keine  Mittel", "keine Mittel"),
    "a decision": (Field.DECISION, "approved;36:5;2025-01-21", "approved;36:5;2025-01-21"),
    "a decision in German": (Field.DECISION, "beschlossen", "approved"),
    "a name": (Field.OPERATOR, " Stadtwerke \n Seehausen ", "Stadtwerke Seehausen"),
    "a key": (Field.MUNICIPALITY, "08212000", "08212000"),
}
REFUSED = {
    "no sum": (Field.COST_ONCE, "viel Geld"),
    "no date": (Field.START, "bald"),
    "the thirteenth month": (Field.START, "2024-13"),
    "P6": (Field.STATUS, "P6"),
    "a short key": (Field.MUNICIPALITY, "8212"),
    "an unknown decision": (Field.DECISION, "vielleicht"),
    "nothing": (Field.TITLE, "  "),
    "too much": (Field.TITLE, "x" * 1001),
}
SHOWN = {
    "a sum": (Field.COST_ONCE, "35000 EUR", "35.000 €"),
    "cents": (Field.COST_ONCE, "500340.5 EUR", "500.340,50 €"),
    "a range": (Field.COST_ONCE, "10000-15000 EUR", "10.000 bis 15.000 €"),
    "a yearly sum": (Field.COST_YEARLY, "24000 EUR/a", "24.000 € im Jahr"),
    "a monthly sum": (Field.COST_YEARLY, "60 EUR/Monat", "60 € im Monat"),
    "a share": (Field.FUNDING, "96.6 %", "96,60 %"),
    "a count": (Field.OUTPUT, "8105 Stellplätze", "8.105 Stellplätze"),
    "a month": (Field.START, "2025-11", "November 2025"),
    "a day": (Field.START, "2025-11-03", "03.11.2025"),
    "a quarter": (Field.END, "2024-Q2", "2. Quartal 2024"),
    "a half": (Field.END, "2024-H1", "1. Halbjahr 2024"),
    "a duration": (Field.END, "4 Jahre", "4 Jahre"),
    "a status": (Field.STATUS, "P3", "P3 Pilot"),
    "ended": (Field.STATUS, "ended", "beendet"),
    "a decision": (Field.DECISION, "approved;36:5;2025-01-21", "beschlossen, 36 Ja, 5 Nein, 21.01.2025"),
    "words": (Field.FUNDING, "keine Mittel", "keine Mittel"),
    "a title": (Field.TITLE, "App 2030", "App 2030"),
}


@pytest.mark.parametrize(("field", "typed", "kept"), KEPT.values(), ids=KEPT)
def test_what_people_type_is_kept_plainly(field, typed, kept):
    assert check_value(field, typed) == kept
    assert check_value(field, kept) == kept


@pytest.mark.parametrize(("field", "typed"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_value_is_refused_with_a_german_sentence(field, typed):
    with pytest.raises(ValueError, match=r"^Bitte .*\.$"):
        check_value(field, typed)


@pytest.mark.parametrize(("field", "kept", "shown"), SHOWN.values(), ids=SHOWN)
def test_kept_values_are_shown_as_germans_write_them(field, kept, shown):
    assert show_value(field, kept) == shown


def test_what_the_machine_suggests_can_be_kept(look, papers):
    for text in papers.values():
        for suggestion in look(text, towns={"Seehausen": "01000001"}).suggestions:
            assert check_value(suggestion.field, suggestion.value)
