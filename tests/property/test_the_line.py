"""Laws of the line: how many work on it and in which order things came does not change what is found."""

import random
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from the_line import LORAWAN, PILE, content, run_over, small_pile

from daseinswerk.apps.library.models import Document, Edge, Original, Paper, Refusal, Run, Source, Story
from daseinswerk.sources.reading import read_bytes

pytestmark = pytest.mark.django_db


def emptied() -> None:
    """The library as before the first run; the order of deletion is that of the references."""
    Document.objects.update(copy_of=None, story=None, superseded_by=None)
    for model in (Story, Edge, Refusal, Document, Original, Paper, Run, Source):
        model.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM library_index")


def test_one_worker_finds_the_same_as_two(home: Path):
    pile = small_pile(home / "pile", names=(*PILE, "stuttgart-ladepunkte.pdf", "abgelehnt-leer.pdf", "neumuenster-hin-und-wech-v1.txt"))
    run_over(pile, workers=1)
    one = content()
    emptied()
    run_over(pile, workers=2)
    assert content() == one
    assert one["edges"] and one["links"] and one["suggestions"] and one["refusals"]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_files_does_not_matter(home: Path, seed: int):
    """The same files under one name each, given one by one in any order: the same copies, stories, links, suggestions."""
    pile = small_pile(home / "pile")
    files = sorted(pile.iterdir())
    run_over(*files)
    in_order = content()
    emptied()
    random.Random(seed).shuffle(files)
    run_over(*files)
    assert content() == in_order


def test_files_that_come_day_by_day_end_in_the_library_of_one_go(home: Path):
    pile = small_pile(home / "pile")
    run_over(pile)
    at_once = content()
    emptied()
    for file in sorted(pile.iterdir(), reverse=True):
        run_over(file)
    assert content() == at_once


WORDS = st.sampled_from([*LORAWAN.split(), "\u00ad", "Straße", "e\u0301", "\U0001f6b2", "­-\n", "1.234,50 €", "\u200b", "ﬁ", "\t"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=5, max_size=60), seed=st.integers(0, 9))
def test_links_and_suggestions_stand_in_the_archived_text_whatever_it_looks_like(home: Path, words: list[str], seed: int):
    emptied()
    random.Random(seed).shuffle(words)
    text = LORAWAN.split("\n")[0] + "\n\n" + " ".join(words)
    (home / "text.txt").write_text(text, encoding="utf-8")
    run_over(home / "text.txt")
    for document in Document.objects.all():
        assert document.text == read_bytes("text.txt", text.encode()).text
        for link in document.links.all():
            assert all(0 <= start < end <= len(document.text) for start, end in link.spans)
        for found in document.suggestions.all():
            assert document.text[found.start : found.end] == found.quote


