"""Somebody asks in English and finds what is written in German, and the reverse."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from shelf import ask, put

from daseinswerk.apps.library.actions.indexing import index_open_tasks
from daseinswerk.apps.library.packs import folder
from daseinswerk.engine.text.pack import install

pytestmark = pytest.mark.django_db

ENGLISH = "The city and the county drive a driverless bus from this square with a guide that knows the way."


@pytest.fixture(autouse=True, params=["embedded", "large"])
def index(request: pytest.FixtureRequest, settings, home: Path) -> str:
    settings.SEARCH = request.param
    return request.param


@pytest.fixture
def dictionary(home: Path) -> None:
    """A dictionary of our own words, in the form of Ding."""
    lines = ["Bach {m}; Fließ {n} :: brook", "Ufer {n} :: bank; shore", *(f"Ding{n} {{n}} :: thing{n}" for n in range(1200))]
    (home / "ours.txt").write_text("\n".join(lines), encoding="utf-8")
    install(home / "ours.txt", folder())


def page(client: Client, words: str) -> str:
    index_open_tasks(pause=0)
    return client.get(reverse("library"), {"q": words}).content.decode()


ASKED = [  # asked in English, written in German, why
    ("charging stations", "Die Stadtwerke errichten Ladesäulen am Bahnhof.", "a phrase of the glossary in the plural"),
    ("fibre rollout", "Der Ausbau des Glasfasernetzes beginnt.", "a compound that stands in parts"),
    ("How is the district heating funded?", "Die Fernwärme wird mit Fördermitteln ausgebaut.", "words that only make a sentence are left out"),
    ("data centre Karlsruhe", "Karlsruhe heizt mit dem Rechenzentrum.", "a name stays as it is"),
]


@pytest.mark.parametrize(("asked", "written", "why"), ASKED, ids=[row[2] for row in ASKED])
def test_an_english_question_finds_german_documents(asked: str, written: str, why: str) -> None:
    wanted = put("Bericht", written)
    put("Etwas anderes", "Der Haushalt steht zur Beratung an.")
    results = ask(words=asked)
    assert results.asked.english and [hit.document for hit in results.hits] == [wanted.pk], why
    assert any(is_hit for _text, is_hit in results.hits[0].snippet), "the German words are marked"


def test_the_page_says_what_was_asked_instead_and_that_there_is_no_dictionary(client: Client) -> None:
    put("Bericht", "Die Ladesäule steht am Bahnhof.")
    said = page(client, "charging station")
    assert "Gesucht auch als: Ladesäule." in said and "Ein Wörterbuch ist nicht eingerichtet" in said
    assert "Gesucht auch als" not in page(client, "Ladesäule am Bahnhof")


def test_with_a_dictionary_everyday_words_are_found_as_well(client: Client, dictionary: None) -> None:
    wanted = put("Bericht", "Am Fließ wächst Schilf.")
    assert [hit.document for hit in ask(words="reed by the brook").hits] == [wanted.pk]
    assert "Ein Wörterbuch ist nicht eingerichtet" not in page(client, "reed by the brook")


def test_a_text_with_all_translations_does_not_beat_the_one_that_is_meant(dictionary: None) -> None:
    many = put("A", "Bach und Fließ, Bach und Fließ, Bach und Fließ. " + "Sonst geschah hier wenig in diesem Jahr. " * 3)
    both = put("B", "Am Bach liegt das Rathaus. " + "Sonst geschah hier wenig in diesem Jahr. " * 3)
    put("C", "Ganz anderes.")
    assert [hit.document for hit in ask(words="town hall at the brook").hits] == [both.pk, many.pk]


def test_a_german_question_finds_english_documents_where_there_are_some() -> None:
    put("Bus", "Der Bus fährt durch die Stadt.")
    assert ask(words="autonomer Bus").asked.also == ()
    wanted = put("Monheim", ENGLISH, language="en")
    results = ask(words="Landkreis")
    assert results.asked.also and [hit.document for hit in results.hits] == [wanted.pk]
