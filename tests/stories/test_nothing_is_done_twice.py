"""Running the line again over what it knows writes nothing, however the library came about."""

from pathlib import Path

import pytest
from the_line import CORPUS, LORAWAN, rows, run_over, small_pile

from daseinswerk.apps.library.models import Document, Source

pytestmark = pytest.mark.django_db


def written(run) -> int:
    return sum(stage["written"] for stage in run.counts.values())


def test_a_second_run_over_the_same_folder_writes_nothing(home: Path):
    pile = small_pile(home / "pile")
    (pile / "kaputt.pdf").write_bytes(b"%PDF-1.7 zu kurz")
    run_over(pile)
    before = rows()
    again = run_over(pile)
    assert rows() == before
    assert written(again) == 0


def test_a_run_without_anything_new_writes_nothing(home: Path):
    run_over(small_pile(home / "pile"))
    before = rows()
    assert written(run_over()) == 0
    assert rows() == before


def test_two_versions_of_one_text_in_a_folder_come_to_rest(home: Path):
    """A manifest may hold an older and a newer version of one page; each run meets both, and only the newer is current."""
    pile = small_pile(home / "pile", names=("neumuenster-hin-und-wech-v1.txt", "neumuenster-hin-und-wech-v2.txt", "manifest.json"))
    run_over(pile)
    current = Document.objects.get(superseded_by__isnull=True)
    assert current.text.strip() == (CORPUS / "neumuenster-hin-und-wech-v2.txt").read_text(encoding="utf-8").strip()
    before = rows()
    again = run_over(pile)
    assert rows() == before
    assert written(again) == 0


def test_the_same_text_pasted_twice_is_one_document(home: Path):
    for _ in range(2):
        run_over(kind=Source.Kind.PASTE, texts=[{"title": "Funknetz", "text": LORAWAN}])
    assert Document.objects.count() == 1
