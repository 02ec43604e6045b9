"""Seven words on every page: where one is, and that each leads somewhere."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from daseinswerk.design.templatetags.design import WORDS, is_here, navigation


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/", "Auftrag"),
        ("/bibliothek/", "Bibliothek"),
        ("/bibliothek/dokument/7/", "Bibliothek"),  # below a word one is still in it
        ("/praxis/werkstatt/", "Praxis"),
        ("/kommunen/03355022/", "Kommunen"),
        ("/quellen/neu/", "Bibliothek"),  # its shelves are filled there
        ("/einlesen/laeufe/7/", "Bibliothek"),
        ("/hilfe/", None),  # beside the seven
        ("/praxisnah/", None),  # a longer word is another word
    ],
)
def test_the_word_one_is_in_is_marked_and_no_other(path: str, label: str | None) -> None:
    assert [str(word.label) for word in WORDS if is_here(word, path)] == ([label] if label else [])


def test_without_a_request_nothing_is_marked() -> None:
    """As on a page that was made for a message, not for an address."""
    assert [word["here"] for word in navigation({})] == [False] * 7


@pytest.mark.django_db
def test_each_of_the_seven_words_leads_to_a_page_or_to_the_place_on_the_start_page_that_says_what_will_be_there(
    client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    start = client.get("/").content.decode()
    for word in WORDS:
        path, _, place = word.address.partition("#")
        assert client.get(path).status_code == 200, word
        assert not place or f'id="{place}"' in start, word
