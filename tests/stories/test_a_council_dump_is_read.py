"""A dump of a council's system: papers with and without text, tombstones, broken lines, what the meetings decided."""

import json
import lzma
from pathlib import Path
from typing import Any

import pytest
from shelf import ask
from the_line import LORAWAN, content, refused, rows, run_over

from daseinswerk.apps.library.fulltext.chosen import fulltext
from daseinswerk.apps.library.models import Document, Paper

pytestmark = pytest.mark.django_db

ROOT = "https://rat.wetter.test/oparl/bodies/1"
WITH_TEXT: dict[str, Any] = {
    "id": f"{ROOT}/papers/1", "body": ROOT, "name": "Digitales Funknetz für Zähler", "reference": "2024/117", "date": "2024-02-01",
    "paperType": "Beschlussvorlage", "mainFile": {"id": f"{ROOT}/files/77", "name": "Vorlage", "date": "2024-02-03"},
    "consultation": [{"id": f"{ROOT}/consultations/9"}],
}  # fmt: skip
TITLE_ONLY = {"id": f"{ROOT}/papers/2", "body": ROOT, "name": "Glasfaserausbau in Volmarstein", "date": "2024-03-01"}
TOMBSTONE = {"id": f"{ROOT}/papers/3", "body": "", "name": "", "reference": "", "deleted": True}
MEETING = {
    "id": f"{ROOT}/meetings/3", "name": "Rat der Stadt", "start": "2024-03-14T17:00:00+01:00",
    "agendaItem": [
        {"number": "4", "name": "Funknetz", "result": "einstimmig beschlossen", "consultation": f"{ROOT}/consultations/9"},
        {"number": "5", "name": "Verschiedenes"},
    ],
}  # fmt: skip
TEXT = {"file": "77", "text": LORAWAN}


def dump(folder: Path, **files: list) -> Path:
    """A folder of JSON lines; what is text already stands as it is. The texts are packed, as dumps have them."""
    folder.mkdir(exist_ok=True)
    for kind, objects in files.items():
        data = "".join((item if isinstance(item, str) else json.dumps(item)) + "\n" for item in objects).encode()
        name = f"{kind}.jsonl" + (".xz" if kind == "texts" else "")
        (folder / name).write_bytes(lzma.compress(data) if name.endswith(".xz") else data)
    return folder


def whole(folder: Path) -> Path:
    return dump(folder, papers=[WITH_TEXT, TITLE_ONLY, TOMBSTONE], meetings=[MEETING], texts=[TEXT])


def found(words: str) -> list[int]:
    return [hit.document for hit in ask(words=words).hits]


def test_papers_texts_and_results_find_each_other(home: Path):
    run_over(dump=str(whole(home / "dump")), kind="oparl")
    paper = Paper.objects.get(external_id=WITH_TEXT["id"])
    assert paper.results == [{"date": "2024-03-14", "organisation": "Rat der Stadt", "result": "einstimmig beschlossen"}]
    document = paper.documents.get()
    assert (document.text, str(document.date), document.has_text, document.stage) == (LORAWAN, "2024-02-03", True, 6)
    assert document.title == "Digitales Funknetz für Zähler (Vorlage)"  # "Vorlage" alone tells nobody anything
    assert document.suggestions.exists()
    assert Paper.objects.filter(deleted=True).count() == 1


def test_a_paper_without_text_is_found_by_its_title_and_a_tombstone_is_not(home: Path):
    run_over(dump=str(whole(home / "dump")), kind="oparl")
    title = Document.objects.get(has_text=False)
    assert title.title == TITLE_ONLY["name"]
    assert found("Volmarstein") == [title.pk]
    assert Document.objects.count() == 2


def test_when_its_text_arrives_later_the_paper_is_one_hit_and_not_two(home: Path):
    folder = dump(home / "dump", papers=[WITH_TEXT, TITLE_ONLY])
    run_over(dump=str(folder), kind="oparl")
    assert Document.objects.filter(has_text=False).count() == 2
    run_over(dump=str(whole(home / "dump")), kind="oparl")
    current = Document.objects.filter(superseded_by__isnull=True)
    assert sorted(current.values_list("paper__external_id", "has_text")) == [(WITH_TEXT["id"], True), (TITLE_ONLY["id"], False)]
    assert found("Funknetz") == [current.get(has_text=True).pk]
    assert found("Glasfaserausbau") == [current.get(has_text=False).pk]
    assert fulltext().size() == 2


def test_a_paper_that_got_another_name_is_found_by_the_new_one(home: Path):
    run_over(dump=str(dump(home / "dump", papers=[TITLE_ONLY])), kind="oparl")
    run_over(dump=str(dump(home / "dump", papers=[{**TITLE_ONLY, "name": "Breitband für Esborn", "date": "2025-01-02"}])), kind="oparl")
    document = Document.objects.get(superseded_by__isnull=True)
    assert (document.title, document.year) == ("Breitband für Esborn", 2025)
    assert found("Esborn") == [document.pk]
    assert not found("Volmarstein")


def test_a_paper_that_was_deleted_is_no_hit_by_its_title_any_more(home: Path):
    run_over(dump=str(dump(home / "dump", papers=[TITLE_ONLY])), kind="oparl")
    run_over(dump=str(dump(home / "dump", papers=[{"id": TITLE_ONLY["id"], "deleted": True, "name": ""}])), kind="oparl")
    assert Paper.objects.get().deleted
    assert not found("Volmarstein") and not fulltext().size()


def test_broken_lines_are_refused_with_their_place_and_cost_only_themselves(home: Path):
    folder = dump(home / "dump", papers=[WITH_TEXT, "{kaputt", TITLE_ONLY], texts=[TEXT, {"file": "unbekannt", "text": "ohne Vorlage"}, "[1"])
    run = run_over(dump=str(folder), kind="oparl")
    assert {name.split(" (")[0] for name in refused(run)} == {"papers.jsonl: 2", "texts.jsonl.xz: 2", "texts.jsonl.xz: 3"}
    assert Document.objects.count() == 2


def test_the_same_dump_again_writes_nothing(home: Path):
    folder = whole(home / "dump")
    run_over(dump=str(folder), kind="oparl")
    before = rows()
    again = run_over(dump=str(folder), kind="oparl")
    assert rows() == before
    assert not any(stage["written"] for stage in again.counts.values())


def test_a_folder_without_council_papers_is_refused(home: Path):
    (home / "empty").mkdir()
    run = run_over(dump=str(home / "empty"), kind="oparl")
    assert list(refused(run)) == ["empty"]
    assert not content()["documents"]
