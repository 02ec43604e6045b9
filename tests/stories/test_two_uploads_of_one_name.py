"""Two people drop a file called `vorlage.txt`: two papers stay two documents; a later version of one takes its place."""

from pathlib import Path

import pytest
from the_line import CORPUS, run_over

from daseinswerk.apps.library.models import Document, Source

pytestmark = pytest.mark.django_db


def drop(home: Path, text: str) -> None:
    folder = home / "drop"
    folder.mkdir(exist_ok=True)
    file = folder / "vorlage.txt"
    file.write_text(text, encoding="utf-8")
    run_over(file, kind=Source.Kind.UPLOAD)


def current() -> list[str]:
    return list(Document.objects.filter(superseded_by__isnull=True).order_by("pk").values_list("text", flat=True))


def test_unlike_papers_stay_and_a_new_version_finds_its_own(home: Path):
    first = (CORPUS / "luebeck-rechenzentrum.txt").read_text(encoding="utf-8")
    other = (CORPUS / "dogern-carsharing.txt").read_text(encoding="utf-8")
    drop(home, first)
    drop(home, other)
    assert current() == [first, other]
    newer = other.replace("200 Euro", "250 Euro")
    drop(home, newer)
    assert current() == [first, newer]
    drop(home, first)
    assert current() == [first, newer]
    drop(home, other)
    assert sorted(current()) == sorted([first, other])
