"""A dump of a council system is read to its end, whatever is missing, doubled or broken in it."""

import datetime
import gzip
import json
import lzma
import pickle
import resource
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from daseinswerk.sources import oparl, reasons
from daseinswerk.sources.oparl import OparlAgendaItem, OparlMeeting, OparlObject, OparlPaper, OparlRefusal, OparlText

ROOT = "https://rat.stadt.test/oparl/bodies/1"
FILE = {
    "id": f"{ROOT}/files/77",
    "name": "Vorlage",
    "date": "2024-02-03",
    "mimeType": "application/pdf",
    "downloadUrl": f"{ROOT}/downloadfiles/00077.pdf",
}
PAPER = {
    "id": f"{ROOT}/papers/1", "type": "https://schema.oparl.org/1.1/Paper", "body": ROOT, "name": "Glasfaserausbau", "reference": "2024/17",
    "date": "2024-02-01", "paperType": "Beschlussvorlage", "mainFile": FILE, "underDirectionOf": [f"{ROOT}/organizations/5"],
    "originatorOrganization": [f"{ROOT}/organizations/6", f"{ROOT}/organizations/nirgends"],
    "consultation": [{"id": f"{ROOT}/consultations/9", "meeting": f"{ROOT}/meetings/3"}],
}  # fmt: skip
MEETING = {
    "id": f"{ROOT}/meetings/3", "name": "Gemeinderat", "start": "2024-03-01T15:30:00+01:00", "organization": [f"{ROOT}/organizations/5"],
    "agendaItem": [
        {"number": "1", "name": "Glasfaserausbau", "result": "einstimmig beschlossen", "consultation": f"{ROOT}/consultations/9"},
        {"number": "2", "name": "Verschiedenes", "deleted": True},
        {"number": 3, "name": "Anfragen"},
    ],
}  # fmt: skip
ORGANIZATIONS = [
    {"id": f"{ROOT}/organizations/5", "name": "Gemeinderat"},
    {"id": f"{ROOT}/organizations/6", "shortName": "Dez. 4"},
]
TEXT = {"file": "77", "paper": f"{ROOT}/papers/1", "name": "x", "text": "Die Stadt baut aus."}


def lines(*objects: object) -> bytes:
    """JSON lines; what is bytes already stays as it is."""
    return b"".join((item if isinstance(item, bytes) else json.dumps(item).encode()) + b"\n" for item in objects)


def dump_of(folder: Path, files: dict[str, bytes]) -> list[OparlObject]:
    """What is read from a folder with these files."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return list(oparl.dump(folder))


def refusals(found: list[OparlObject]) -> list[tuple[str, str]]:
    return [(item.name, item.reason) for item in found if isinstance(item, OparlRefusal)]


FULL = {
    "papers.jsonl": lines(PAPER),
    "meetings.jsonl": lines(MEETING),
    "organizations.jsonl": lines(*ORGANIZATIONS),
    "texts.jsonl": lines(TEXT),
    "bodies.json": json.dumps([{"id": ROOT, "name": "Stadt Musterhausen"}]).encode(),
}


def test_a_paper_a_text_and_a_meeting_know_each_other(tmp_path: Path) -> None:
    paper, text, meeting = dump_of(tmp_path, FULL)
    assert isinstance(paper, OparlPaper) and isinstance(text, OparlText) and isinstance(meeting, OparlMeeting)
    assert (paper.name, paper.reference, paper.date, paper.paper_type) == (
        "Glasfaserausbau",
        "2024/17",
        datetime.date(2024, 2, 1),
        "Beschlussvorlage",
    )
    assert (paper.body_name, paper.direction_names, paper.originator_names) == (
        "Stadt Musterhausen",
        ("Gemeinderat",),
        ("Dez. 4",),
    )
    assert [(file.key, file.role, file.media_type) for file in paper.files] == [("77", "main", "application/pdf")]
    assert text == OparlText(
        f"{ROOT}/files/77",
        paper.id,
        "Vorlage",
        "Die Stadt baut aus.",
        datetime.date(2024, 2, 3),
        f"{ROOT}/downloadfiles/00077.pdf",
    )
    assert meeting.organisation_names == ("Gemeinderat",) and meeting.start is not None and meeting.start.hour == 15
    assert meeting.agenda == (
        OparlAgendaItem("1", "Glasfaserausbau", "einstimmig beschlossen", "", paper.id),
        OparlAgendaItem("3", "Anfragen", "", "", ""),
    )


@pytest.mark.parametrize(
    "names",
    [
        {"papers.jsonl": "paper.ndjson", "texts.jsonl": "Texts.jsonl"},
        {"papers.jsonl": "papers/2024.jsonl", "meetings.jsonl": "meeting/alle.jsonl"},
        {"papers.jsonl": "papers-2024-01.jsonl", "organizations.jsonl": "organisations.jsonl"},
        {"papers.jsonl": "vorlagen.jsonl"},
    ],
)
def test_files_may_be_named_as_people_name_them(names: dict[str, str], tmp_path: Path) -> None:
    usual, odd = tmp_path / "a", tmp_path / "b"
    assert dump_of(usual, FULL) == dump_of(odd, {names.get(name, name): data for name, data in FULL.items()})


@pytest.mark.parametrize("form", ["list", "oparl list", "xz", "gz", "one file each"])
def test_every_form_and_packing_gives_the_same(form: str, tmp_path: Path) -> None:
    usual = dump_of(tmp_path / "a", FULL)
    files = dict(FULL)
    papers = files.pop("papers.jsonl")
    match form:
        case "list":
            files["papers.json"] = json.dumps([PAPER]).encode()
        case "oparl list":
            files["papers.json"] = json.dumps({"data": [PAPER], "pagination": {}}).encode()
        case "xz":
            files["papers.jsonl.xz"] = lzma.compress(papers)
        case "gz":
            files["papers.jsonl.gz"] = gzip.compress(papers)
        case "one file each":
            files["papers/1.json"] = json.dumps(PAPER).encode("utf-8-sig")
    assert dump_of(tmp_path / "b", files) == usual


def test_a_deleted_paper_keeps_its_id_and_nothing_else(tmp_path: Path) -> None:
    tombstone = {
        "id": f"{ROOT}/papers/2",
        "deleted": True,
        "name": "",
        "reference": "",
        "paperType": "",
        "body": ROOT,
        "mainFile": FILE,
    }
    paper, refusal = dump_of(tmp_path, {"papers.jsonl": lines(tombstone), "texts.jsonl": lines(TEXT)})
    assert isinstance(paper, OparlPaper) and paper.deleted and (paper.name, paper.date, paper.files) == ("", None, ())
    assert isinstance(refusal, OparlRefusal) and refusal.reason == reasons.TEXT_WITHOUT_PAPER


BROKEN_LINES: list[tuple[object, str]] = [
    (b'{"id": "x", ', reasons.LINE_BROKEN),
    (b"\xff\xfe\xfd", reasons.LINE_BROKEN),
    (b"[" * 100_000, reasons.LINE_BROKEN),
    (b'{"a":' * 100_000, reasons.LINE_BROKEN),
    (b'{"id": ' + b"9" * 5000 + b"}", reasons.LINE_BROKEN),
    (b"[1, 2]", reasons.NO_OBJECT),
    (b'"Text"', reasons.NO_OBJECT),
    (b"null", reasons.NO_OBJECT),
    ({"name": "ohne Kennung"}, reasons.NO_OBJECT),
    ({"id": None, "name": "x"}, reasons.NO_OBJECT),
    (PAPER, reasons.SAME_OBJECT),
]


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    last = {**PAPER, "id": f"{ROOT}/papers/last", "mainFile": None}
    found = dump_of(tmp_path, {"papers.jsonl": lines(PAPER, *(line for line, _reason in BROKEN_LINES), b"", last)})
    assert [reason for _name, reason in refusals(found)] == [reason for _line, reason in BROKEN_LINES]
    assert [item.id for item in found if isinstance(item, OparlPaper)] == [PAPER["id"], last["id"]]
    assert refusals(found)[0][0] == "papers.jsonl: 2", "the place says where to look"


def test_values_of_wrong_types_are_nothing_and_no_crash(tmp_path: Path) -> None:
    wrong: list[Any] = [
        None,
        7,
        True,
        "x",
        [],
        [[]],
        {},
        {"id": 5},
        [None, 3, {"id": ["x"]}, {"deleted": True, "id": "y"}],
        1e400,
        "2024-13-45",
    ]
    keys = (
        "name",
        "reference",
        "date",
        "paperType",
        "deleted",
        "body",
        "mainFile",
        "auxiliaryFile",
        "web",
        "originatorOrganization",
        "consultation",
    )
    papers = [{"id": f"{ROOT}/papers/{n}-{key}", key: value} for n, value in enumerate(wrong) for key in keys]
    keys = ("name", "start", "organization", "agendaItem", "deleted")
    meetings = [{"id": f"{ROOT}/m/{n}-{key}", key: value} for n, value in enumerate(wrong) for key in keys]
    texts = [{key: value} for value in wrong for key in ("file", "text", "paper", "name")]
    found = dump_of(
        tmp_path, {"papers.jsonl": lines(*papers), "meetings.jsonl": lines(*meetings), "texts.jsonl": lines(*texts)}
    )
    counts = Counter(type(item).__name__ for item in found)
    assert (counts["OparlPaper"], counts["OparlMeeting"], counts["OparlRefusal"]) == (
        len(papers),
        len(meetings),
        len(texts),
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ({**TEXT, "file": "78"}, reasons.TEXT_WITHOUT_PAPER),
        ({**TEXT, "file": ""}, reasons.TEXT_WITHOUT_PAPER),
        ({**TEXT, "text": " \n"}, reasons.TEXT_EMPTY),
        ({**TEXT, "text": None}, reasons.TEXT_EMPTY),
        ({"file": "77"}, reasons.TEXT_EMPTY),
    ],
)
def test_a_text_that_cannot_be_joined_is_refused(text: dict[str, Any], reason: str, tmp_path: Path) -> None:
    found = dump_of(tmp_path, {"papers.jsonl": lines(PAPER), "texts.jsonl": lines(text)})
    assert [said for _name, said in refusals(found)] == [reason]


@pytest.mark.parametrize(
    "written", ["77", "077", 77, f"{ROOT}/files/77", f"{ROOT}/downloadfiles/00077.pdf", "00077.pdf"]
)
def test_a_file_may_be_named_by_number_id_or_download(written: object, tmp_path: Path) -> None:
    found = dump_of(tmp_path, {"papers.jsonl": lines(PAPER), "texts.jsonl": lines({**TEXT, "file": written})})
    assert [item.paper_id for item in found if isinstance(item, OparlText)] == [PAPER["id"]]


def test_the_paper_that_holds_the_file_counts_and_not_what_the_text_claims(tmp_path: Path) -> None:
    found = dump_of(
        tmp_path, {"papers.jsonl": lines(PAPER), "texts.jsonl": lines({**TEXT, "paper": f"{ROOT}/papers/anders"})}
    )
    assert [item.paper_id for item in found if isinstance(item, OparlText)] == [PAPER["id"]]


def test_the_same_number_in_two_councils_is_told_apart_or_refused(tmp_path: Path) -> None:
    other = json.loads(json.dumps(PAPER).replace("bodies/1", "bodies/2"))
    texts = [TEXT, {**TEXT, "paper": other["id"]}, {**TEXT, "paper": "?"}]
    found = dump_of(tmp_path, {"papers.jsonl": lines(PAPER, other), "texts.jsonl": lines(*texts)})
    assert [item.paper_id for item in found if isinstance(item, OparlText)] == [PAPER["id"], other["id"]]
    assert [reason for _name, reason in refusals(found)] == [reasons.TEXT_AMBIGUOUS]


def test_files_may_be_kept_apart_from_papers(tmp_path: Path) -> None:
    paper = {**PAPER, "mainFile": FILE["id"], "auxiliaryFile": [f"{ROOT}/files/78"]}
    found = dump_of(
        tmp_path,
        {"papers.jsonl": lines(paper), "files.jsonl": lines(FILE), "texts.jsonl": lines(TEXT, {**TEXT, "file": "78"})},
    )
    assert [item.name for item in found if isinstance(item, OparlText)] == ["Vorlage", "x"]


def test_texts_can_be_stored_whatever_they_held(tmp_path: Path) -> None:
    raw = rb'{"file": "77", "text": "a\u0000b\ud800c\r\nd"}'
    found = dump_of(tmp_path, {"papers.jsonl": lines(PAPER), "texts.jsonl": lines(raw)})
    assert [item.text for item in found if isinstance(item, OparlText)] == ["ab\ufffdc\nd"]
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own


def test_a_packed_file_that_breaks_off_gives_what_it_holds(tmp_path: Path) -> None:
    papers = [{"id": f"{ROOT}/papers/{number}", "name": f"Vorlage {number} " * 50} for number in range(3000)]
    for pack, name in ((lzma.compress, "papers.jsonl.xz"), (gzip.compress, "papers.jsonl.gz")):
        folder = tmp_path / name
        data = pack(lines(*papers))
        found = dump_of(folder, {name: data[: len(data) * 2 // 3]})
        assert refusals(found)[-1][1] == reasons.FILE_CUT
        assert all(isinstance(item, OparlPaper) for item in found[:-2])


def test_a_folder_without_a_dump_says_so(tmp_path: Path) -> None:
    assert [
        reason for _name, reason in refusals(dump_of(tmp_path, {"liesmich.txt": b"x", "organizations.jsonl": b"{}"}))
    ] == [reasons.NO_DUMP]


@pytest.mark.shared
def test_karlsruhe_is_read_whole_quickly_and_in_little_memory(shared: Path) -> None:
    start, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    counts: Counter[str] = Counter()
    for item in oparl.dump(shared / "data" / "karlsruhe-council"):
        counts[type(item).__name__] += 1
        if isinstance(item, OparlPaper):
            counts["deleted"] += item.deleted
        if isinstance(item, OparlMeeting):
            counts["results"] += sum(bool(entry.result) for entry in item.agenda)
    assert counts == {"OparlPaper": 14_004, "deleted": 268, "OparlText": 5_520, "OparlMeeting": 2_609, "results": 9_953}
    assert time.process_time() - start <= 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500 * 1024
