"""The large index follows the library: by way of the outbox, written by one indexer, and nothing is lost when it dies."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from shelf import ask, person, put

from daseinswerk.apps.library.actions import corrections, indexing
from daseinswerk.apps.library.actions.index import note_changes, remove_from_index
from daseinswerk.apps.library.fulltext import large_index
from daseinswerk.apps.library.fulltext.chosen import NoIndex, chosen
from daseinswerk.apps.library.models import Document, IndexTask
from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.search import search
from daseinswerk.apps.office.models import Role
from daseinswerk.config.environment import ConfigurationError, choice

ALONE = Path(__file__).with_name("indexing_alone.py")
KARLSRUHE = ("municipality", "08212000", "Karlsruhe")


@pytest.fixture(autouse=True)
def large(settings, home: Path) -> None:
    settings.SEARCH = "large"


@pytest.mark.django_db
def test_what_is_taken_back_with_its_transaction_is_never_indexed() -> None:
    with pytest.raises(ValidationError), transaction.atomic():
        put("Netz", "Ein Netz.")
        raise ValidationError("Das soll doch nicht sein.")
    assert not IndexTask.objects.exists()


@pytest.mark.django_db
def test_a_row_of_the_outbox_goes_only_when_its_document_can_be_found() -> None:
    indexing.rebuild()
    document = put("Netz", "Ein Netz.")
    assert IndexTask.objects.filter(document=document.pk).exists()
    assert search(Query(words="Netz")).total == 0, "the index is of before"
    assert indexing.index_open_tasks(pause=0) and not IndexTask.objects.exists()
    assert [hit.document for hit in search(Query(words="Netz")).hits] == [document.pk]


@pytest.mark.django_db
def test_withdrawn_and_deleted_documents_are_no_hits_any_more() -> None:
    withdrawn, gone, kept = put("Netz A", "Ein Netz."), put("Netz B", "Ein Netz."), put("Netz C", "Ein Netz.")
    assert ask(words="Netz").total == 3
    Document.objects.filter(pk=withdrawn.pk).update(withdrawn="2026-01-01T00:00Z")
    remove_from_index(withdrawn.pk)
    number = gone.pk
    gone.delete()
    remove_from_index(number)
    assert [hit.document for hit in ask(words="Netz").hits] == [kept.pk]


@pytest.mark.django_db
def test_a_corrected_link_changes_what_a_narrowing_finds() -> None:
    document = put("Netz", "Karlsruhe baut ein Netz.", links=(KARLSRUHE,))
    narrowed = {"words": "Netz", "municipality": "08212000"}
    assert ask(**narrowed).total == 1
    wrong = corrections.correct_link(by=person(Role.MEMBER), document=document, link_kind="municipality", key="08212000", reason="Ein Mensch")
    assert ask(**narrowed).total == 0
    corrections.undo(by=person(Role.OFFICE), correction=wrong, reason="Doch der Ort")
    assert ask(**narrowed).total == 1


@pytest.mark.django_db
def test_what_a_person_joins_is_one_hit_and_what_she_cuts_two() -> None:
    one, other = put("Seilbahn A", "Eine Seilbahn über den Fluss."), put("Seilbahn B", "Die Seilbahn kommt.")
    assert ask(words="Seilbahn").total == 2
    joined = corrections.join(by=person(Role.MEMBER), document=one, other=other, relation="same_story", reason="Dieselbe Sache")
    told = ask(words="Seilbahn")
    assert (told.total, told.hits[0].same_count) == (1, 1)
    corrections.undo(by=person(Role.OFFICE), correction=joined, reason="Doch zwei")
    assert ask(words="Seilbahn").total == 2


@pytest.mark.django_db
def test_an_index_of_another_version_is_built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    put("Netz", "Ein Netz.")
    ask(words="Netz")
    before = large_index.folder()
    monkeypatch.setattr(large_index, "FORM", large_index.FORM + 1)
    assert large_index.folder() != before and not large_index.is_there()
    assert ask(words="Netz").total == 1 and large_index.is_there()


@pytest.mark.django_db
def test_a_second_indexer_steps_back() -> None:
    put("Netz", "Ein Netz.")
    ask()
    put("Noch ein Netz", "Ein Netz.")
    with large_index.only_indexer(), pytest.raises(large_index.IndexerBusy):
        indexing.index_open_tasks(pause=0)
    assert ask(words="Netz").total == 2


@pytest.mark.django_db
def test_the_embedded_index_leaves_the_outbox_empty(settings) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the embedded index lies in SQLite")
    settings.SEARCH = "embedded"
    document = put("Netz", "Ein Netz.", links=(KARLSRUHE,))
    note_changes([document.pk])
    assert not IndexTask.objects.exists() and indexing.index_open_tasks() == 0


@pytest.mark.django_db
def test_either_index_can_be_built_from_the_documents(settings) -> None:
    first = put("Glasfaserausbau", "Der Ausbau beginnt.")
    put("Paper", "", kind="paper")
    for name in ("embedded", "large", "embedded") if connection.vendor == "sqlite" else ("large", "large"):
        settings.SEARCH = name
        assert indexing.rebuild() == 2
        assert [hit.document for hit in search(Query(words="Ausbau Glasfaser")).hits] == [first.pk], name


def test_a_choice_that_does_not_fit_is_named(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SEARCH = "embedded"
    monkeypatch.setattr(connection, "vendor", "postgresql", raising=False)
    with pytest.raises(NoIndex, match="DASEINSWERK_SEARCH=large"):
        chosen()
    monkeypatch.setenv("DASEINSWERK_SEARCH", "riesig")
    with pytest.raises(ConfigurationError, match="embedded, large"):
        choice("DASEINSWERK_SEARCH", ("", "embedded", "large"))


def test_two_indexers_at_once_and_a_killed_one_lose_nothing(tmp_path: Path) -> None:
    """One is killed in its work while the other steps back; whoever comes next does the rest, and nothing is there twice."""
    library = tmp_path / "library"
    told(library, "prepare", "240")
    meta = next(library.glob("index/*/meta.json"))
    before = meta.stat().st_mtime_ns
    with started(library, "index") as first, started(library, "index") as second:
        while meta.stat().st_mtime_ns == before:  # the first commit is made: eleven are to come
            time.sleep(0.02)
        for each in (first, second):
            each.kill()
        said = {each.communicate()[0].strip() for each in (first, second)}
    assert said <= {"", "busy"}, "both were at work, or one had done all of it undisturbed"
    half, whole = json.loads(told(library, "finish"))
    assert 0 < len(half["held"]) < 240 and half["open"] >= 240 - len(half["held"])
    assert whole["held"] == whole["current"] and len(whole["current"]) == 240 and whole["open"] == 0


def test_an_installation_without_tantivy_never_needs_it() -> None:
    """Only the modules of the large index import it, and nothing imports those but by name."""
    package = Path(large_index.__file__).resolve().parents[3]
    importing = {path.name for path in package.rglob("*.py") if re.search(r"^(import|from) tantivy", path.read_text(encoding="utf-8"), re.MULTILINE)}
    large_modules = {path.name for path in (package / "apps/library/fulltext").glob("large*.py")}
    assert importing and importing <= large_modules
    for path in package.rglob("*.py"):
        if path.name not in large_modules:
            assert not re.search(r"^from \S*fulltext(\.large| import .*\blarge)", path.read_text(encoding="utf-8"), re.MULTILINE), path


def told(library: Path, *words: str) -> str:
    with started(library, *words) as process:
        said = process.communicate()[0]
    assert process.returncode == 0
    return said


def started(library: Path, *words: str) -> subprocess.Popen:
    env = {**os.environ, "DASEINSWERK_HOME": str(library), "DASEINSWERK_SEARCH": "large", "PYTHONWARNINGS": "ignore"}
    return subprocess.Popen([sys.executable, str(ALONE), *words], env=env, stdout=subprocess.PIPE, text=True)
