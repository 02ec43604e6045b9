"""Which organisations a sentence names, where the name begins, and what is none."""

import pytest

from daseinswerk.engine.linking.companies import Companies, Company
from daseinswerk.engine.linking.organisations import OrganisationLinker

CAST = Companies(
    (
        Company(
            "stadtwerke-ulm-gmbh", "Stadtwerke Ulm GmbH", "GmbH", "08421000", "Ulm", "", (), "Name: Stadtwerke", "Liste"
        ),
        Company(
            "staedtische-parkhaeuser",
            "Städtische Parkhäuser",
            "",
            "06635015",
            "Korbach",
            "",
            (),
            "Name: Städtische",
            "Liste",
        ),
    )
)
LINKER = OrganisationLinker(CAST, places=["Köln", "Ulm", "Leipzig", "Halle (Saale)"])

NAMED = [
    ("Die Firma Holzbau Eberlein & Rappsilber GmbH erhält den Zuschlag.", ["Holzbau Eberlein & Rappsilber GmbH"]),
    ("Der Aufsichtsrat der Stadtwerke Ulm GmbH tagt.", ["Stadtwerke Ulm GmbH"]),
    ("Die  Stadtwerke   Ulm bauen  Netze.", ["Stadtwerke Ulm GmbH"]),
    ("Sie liefert mit den Stadtwerken Ulm Strom.", ["Stadtwerke Ulm GmbH"]),
    ("Die Stadtwerke Ulm Netze GmbH ist eine Tochter.", ["Stadtwerke Ulm Netze GmbH"]),
    ("Vertrag mit der Bechtle GmbH & Co. KG, Bonn", ["Bechtle GmbH & Co. KG"]),
    ("Nunmehr wird die Kölner Messe- und Kongress GmbH beauftragt.", ["Kölner Messe- und Kongress GmbH"]),
    (
        "Bericht des Instituts der Wirtschaftsprüfer in Deutschland e. V. liegt vor.",
        ["Institut der Wirtschaftsprüfer in Deutschland e. V."],
    ),
    ("Der Eigenbetrieb „Grüne Stadt“ und der Zweckverband 4IT", ["Eigenbetrieb Grüne Stadt", "Zweckverband 4IT"]),
    (
        "Verordnung des Ministeriums für Soziales und Integration Baden-Württemberg über",
        ["Ministerium für Soziales und Integration Baden-Württemberg"],
    ),
    ("Das Landesamt für soziale Dienste prüft.", ["Landesamt für soziale Dienste"]),
    (
        "an der Universität Leipzig und der Technischen Hochschule Köln",
        ["Universität Leipzig", "Technische Hochschule Köln"],
    ),
    ("Eine Arbeitsgruppe für Tierökologie und Planung GmbH half.", ["Arbeitsgruppe für Tierökologie und Planung GmbH"]),
    (
        "in der Deutschen Gesellschaft für Nachhaltiges Bauen e. V. sein",
        ["Deutschen Gesellschaft für Nachhaltiges Bauen e. V."],
    ),
    ("den Zweckverband Breitband Landkreis Lörrach gründen", ["Zweckverband Breitband Landkreis Lörrach"]),
    ("Am 23. Juni 2017 Moritz Bau GmbH, im Auftrag", ["Moritz Bau GmbH"]),
    ("der Zweckverband 4IT Auszug aus der Satzung", ["Zweckverband 4IT"]),
    ("ein Bericht des Bayerischen Landesamts für Umwelt", ["Bayerisches Landesamt für Umwelt"]),
    ("von den Stadtwerken Ulm GmbH", ["Stadtwerke Ulm GmbH"]),
    (
        "Die Leipziger Verkehrsbetriebe fahren, die Stadtwerke Halle (Saale) auch.",
        ["Leipziger Verkehrsbetriebe", "Stadtwerke Halle (Saale)"],
    ),
]
NOTHING = [
    "Die Stadtwerke prognostizieren geringere Erträge.",
    "Die Gründung einer GmbH & Co. KG ist vorgesehen.",
    "Energie-Accelerator AG 2, Kosten KG 500 Außenanlagen",
    "Das Amt für Stadtentwicklung und das Stadtplanungsamt stimmen zu.",
    "STÄDTISCHE VERKEHRSPLANUNG GmbH",
    "Die Ruder AG der Schule und die Klima-AG",
    "Neue städtische Parkhäuser entstehen. Der Eigenbetrieb der Stadt berichtet.",
]


@pytest.mark.parametrize(("sentence", "names"), NAMED)
def test_a_name_is_read_from_its_first_to_its_last_word(sentence: str, names: list[str]) -> None:
    links = LINKER.link(sentence)
    assert [link.name for link in links] == names
    assert all(link.kind == "organisation" and 0.5 <= link.score <= 1 and link.reason.endswith(".") for link in links)


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_only_looks_like_a_name_is_not_claimed(sentence: str) -> None:
    assert LINKER.link(sentence) == ()


def test_a_span_covers_the_name_across_a_line_break_and_a_divided_word() -> None:
    text = "Der Auftrag geht nach Beratung im Ausschuss an die Büchele Lufttech-\nnik GmbH in Ulm."
    (link,) = LINKER.link(text)
    assert link.name == "Büchele Lufttechnik GmbH"
    assert link.span.words(text) == "Büchele Lufttech-\nnik GmbH"


def test_the_next_line_of_a_list_is_not_part_of_the_name() -> None:
    links = LINKER.link("Eberlein GmbH, Bonn\nMoritz GmbH, Bonn\n")
    assert [link.name for link in links] == ["Eberlein GmbH", "Moritz GmbH"]


def test_a_company_known_to_the_register_keeps_its_key_without_legal_form() -> None:
    assert {link.key for link in LINKER.link("Stadtwerke Ulm, Stadtwerke Ulm GmbH")} == {"stadtwerke-ulm-gmbh"}


def test_a_name_a_person_rejected_is_not_given_out_again() -> None:
    text = "Die Stadtwerke Ulm GmbH und die Moritz GmbH"
    vetoes = frozenset([("organisation", "moritz-gmbh")])
    assert [link.key for link in LINKER.link(text, vetoes=vetoes)] == ["stadtwerke-ulm-gmbh"]


def test_the_verb_after_the_utility_is_no_place_once_all_places_are_known() -> None:
    assert LINKER.link("Das Betriebsgebäude der Stadtwerke Abbruch und Neubau") == ()
