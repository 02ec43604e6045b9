"""What another town spent or began is not the practice's, wherever the paper mentions it."""

from daseinswerk.engine.evidence.fields import Field

TEXT = """Informationsvorlage

Digitaler Mängelmelder der Stadt Seehausen

Gremium Termin TOP
Gemeinderat 04.03.2031 15 x
Erläuterungen
Die Stadt Seehausen betreibt den digitalen Mängelmelder seit Mai 2029. Ein Beispiel ist der digitale Mängelmelder in Bergdorf,
der bereits seit 2017 in Betrieb ist und 80.000 Euro gekostet hat. Der Auftragswert für den Mängelmelder der Nordlicht
Sensorik GmbH, Bergdorf, betrug 30.000 Euro.
"""


def test_dates_and_costs_of_another_town_are_left_out(look):
    found = look(TEXT, towns={"Seehausen": "01000001", "Bergdorf": "02000002"})
    values = {s.field: [x.value for x in found.suggestions if x.field is s.field] for s in found.suggestions}
    assert values[Field.MUNICIPALITY] == ["01000001"]
    assert values[Field.START] == ["2029-05"]
    assert values[Field.COST_ONCE] == ["30000 EUR"]


def test_without_links_nothing_is_left_out(look):
    found = look(TEXT)
    assert {s.value for s in found.suggestions if s.field is Field.COST_ONCE} == {"80000 EUR", "30000 EUR"}
