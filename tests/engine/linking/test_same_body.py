"""Two sources write the name of one body differently; two bodies write nearly the same name."""

import pytest

from daseinswerk.engine.linking.body_key import read_key
from daseinswerk.engine.linking.same_body import Body, same_body
from daseinswerk.evaluation.organisations import evaluate

SAME = [
    (
        "title before the name",
        Body("Ulm", "084210000000", "municipality"),
        Body("Stadt Ulm", "084210000000", "municipality"),
    ),
    (
        "AGS and ARS of one town",
        Body("Melle", "03459024", "municipality"),
        Body("Stadt Melle", "034590024024", "municipality"),
    ),
    ("a town that is its own county", Body("Ulm", "08421", ""), Body("Stadt Ulm", "08421000", "municipality")),
    ("a city state at two levels", Body("Hamburg", "02", "state"), Body("Hamburg", "020000000000", "municipality")),
    ("Kreis and Landkreis", Body("Kreis Peine", "03157", "district"), Body("Landkreis Peine", "03157", "district")),
    ("no keys, full name agrees", Body("Freiburg im Breisgau", "", ""), Body("Freiburg im Breisgau")),
    (
        "abbreviation beside the name",
        Body("Bundesamt für Beispiele (BfB)", "", "federalAgency"),
        Body("Bundesamt für Beispiele"),
    ),
    ("full-width comma", Body("Amt für Bau, Holz und Wald"), Body("Amt für Bau， Holz und Wald")),
    ("umlaut written out", Body("Gewässeramt Süd"), Body("Gewaesseramt Sued")),
    (
        "the Land named on one side only, known on both",
        Body("Landesamt für Holz Hessen", "06"),
        Body("Landesamt für Holz", "06"),
    ),
    (
        "initials",
        Body("LHWB Hessen", "06", "stateAgency"),
        Body("Landesamt für Holz, Wald und Boden Hessen", "06", "stateAgency"),
    ),
    ("legal form on one side", Body("Stadtwerke Ulm GmbH"), Body("Stadtwerke Ulm")),
]
DIFFERENT = [
    ("town and county of one name", Body("Peine", "031570006006", "municipality"), Body("Peine", "03157", "district")),
    (
        "two towns of one name",
        Body("Berg", "094720112112", "municipality"),
        Body("Berg", "084360010010", "municipality"),
    ),
    (
        "one key missing, plain name",
        Body("Neustadt", "", "municipality"),
        Body("Neustadt", "055660040040", "municipality"),
    ),
    (
        "a town and its utility",
        Body("Ulm", "084210000000", "municipality"),
        Body("Stadtwerke Ulm", "084210000000", "business"),
    ),
    ("agencies of two Länder", Body("Landesamt für Holz", "01"), Body("Landesamt für Holz", "12")),
    ("Land unknown on one side", Body("Bayerisches Landesamt für Holz"), Body("Landesamt für Holz")),
    ("two subjects in one Land", Body("Landesamt für Holz", "06"), Body("Landesamt für Wasser", "06")),
    ("company and partnership", Body("Stadtwerke Ulm GmbH"), Body("Stadtwerke Ulm GmbH & Co. KG")),
    ("association and its seat", Body("Adorf", "071345001"), Body("Stadt Adorf", "071345001003", "municipality")),
    ("verkehr is no abbreviation", Body("Nord-Ost-Verkehr"), Body("Verkehrsverbund Nord-Ost")),
]


@pytest.mark.parametrize(("why", "a", "b"), SAME, ids=[row[0] for row in SAME])
def test_two_spellings_of_one_body_are_joined(why: str, a: Body, b: Body) -> None:
    verdict = same_body(a, b)
    assert verdict.same, (why, verdict.reason)
    assert verdict.score >= 0.5
    assert same_body(b, a) == verdict


@pytest.mark.parametrize(("why", "a", "b"), DIFFERENT, ids=[row[0] for row in DIFFERENT])
def test_two_bodies_with_nearly_one_name_stay_apart(why: str, a: Body, b: Body) -> None:
    verdict = same_body(a, b)
    assert not verdict.same, (why, verdict.reason)
    assert verdict.reason.endswith(".")
    assert same_body(b, a).same is False


def test_what_is_no_key_is_not_read_as_one() -> None:
    assert read_key("") is None
    assert read_key("DE123") is None
    assert read_key("1234") is None


def test_the_gold_pairs_are_decided_as_precisely_as_promised(shared) -> None:
    result = evaluate(shared / "data" / "gold" / "organisation_pairs.csv")
    assert result.precision >= 0.98
    assert result.recall >= 0.90
    assert result.as_json()["kind"] == "organisations"
