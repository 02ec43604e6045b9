"""The municipality is the one the paper is written in, not every town it names."""

from daseinswerk.engine.evidence.rules import municipality

TOWNS = {"Seehausen": "01000001", "Bergdorf": "02000002"}


def test_the_letterhead_outweighs_other_towns_named_more_often(read):
    text = "STADT SEEHAUSEN\n\nVorlage\n\nIn Bergdorf gibt es eine App. Bergdorf ist zufrieden. Auch Bergdorf wirbt damit."
    (found,) = municipality.suggest(read(text, towns=TOWNS))
    assert (found.value, found.quote) == ("01000001", "STADT SEEHAUSEN")


def test_without_a_letterhead_the_town_named_most_is_taken_at_its_first_mention(read):
    text = "Ein Bericht aus Bergdorf. Die Stadt Seehausen plant. Seehausen baut. Seehausen zahlt."
    (found,) = municipality.suggest(read(text, towns=TOWNS))
    assert (found.value, found.quote) == ("01000001", "Stadt Seehausen")


def test_the_seat_of_a_firm_is_not_the_municipality(read):
    text = "Der Zuschlag geht an die Licht GmbH, Bergdorf. Die Licht GmbH, Bergdorf, liefert nach Seehausen."
    (found,) = municipality.suggest(read(text, towns=TOWNS))
    assert found.value == "01000001"


def test_a_text_that_names_no_town_has_none(read):
    assert municipality.suggest(read("Eine App wird eingeführt.")) == ()
