"""The validator says which object breaks which rule; an address says whether it is OParl; the owner reads plain German."""

import json
import lzma
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from daseinswerk.sources import oparl
from daseinswerk.sources.oparl import sentences
from daseinswerk.sources.oparl.validator import Source

ROOT = "https://rat.stadt.test"
TIMES = {"created": "2024-01-01T08:00:00+01:00", "modified": "2024-01-01T08:00:00Z"}
FILE = {"id": f"{ROOT}/f/1", "type": "https://schema.oparl.org/1.1/File", "accessUrl": f"{ROOT}/f/1.pdf"}
PAPER: dict[str, Any] = {"id": f"{ROOT}/p/1", "type": "https://schema.oparl.org/1.1/Paper", "name": "x", **TIMES}
SYSTEM = {
    "id": f"{ROOT}/system", "type": "https://schema.oparl.org/1.1/System", "oparlVersion": "https://schema.oparl.org/1.1/",
    "body": f"{ROOT}/body", "name": "Rat", "contactEmail": "rat@stadt.test", "license": "https://www.govdata.de/dl-de/by-2-0", **TIMES,
}  # fmt: skip


def breaches(found: object) -> list[tuple[str, str]]:
    return [(finding.path, finding.source.value) for finding in oparl.check(found)]


BREACHES: list[tuple[dict[str, Any], list[tuple[str, str]], str]] = [
    ({}, [], "nothing is wrong"),
    ({"stadt:farbe": "blau"}, [], "an own property has a prefix"),
    ({"farbe": "blau"}, [("farbe", "text")], "and needs one"),
    ({"name": 5}, [("name", "schema")], "a text is a text"),
    ({"name": " "}, [("name", "text")], "what is not known is left out"),
    ({"name": None}, [("name", "text")], "also where it is null"),
    ({"body": "ftp://x"}, [("body", "schema")], "an address begins with http"),
    ({"body": "Rathaus"}, [("body", "schema")], "a name is no address"),
    ({"date": "01.02.2024"}, [("date", "text")], "days are written in one way"),
    ({"date": "2024-02-30"}, [("date", "text")], "and there must be such a day"),
    ({"modified": "2024-02-01T10:00:00"}, [("modified", "text")], "a moment has a time zone"),
    ({"auxiliaryFile": FILE}, [("auxiliaryFile", "schema")], "a list is a list, also of one"),
    ({"auxiliaryFile": [FILE, {"id": f"{ROOT}/f/2"}]}, [("auxiliaryFile[1].type", "schema"), ("auxiliaryFile[1].accessUrl", "schema")], "what stands within counts"),
    ({"mainFile": f"{ROOT}/f/1"}, [("mainFile", "schema")], "a main file stands within"),
    ({"underDirectionOf": [f"{ROOT}/o/1", 7]}, [("underDirectionOf[1]", "schema")], "each of a list"),
    ({"deleted": "true"}, [("deleted", "schema")], "true is no word"),
    ({"deleted": True}, [("name", "text")], "a tombstone says nothing else"),
    ({"type": "https://schema.oparl.org/1.1/Vorlage"}, [("type", "schema")], "an unknown kind"),
    ({"type": "http://schema.oparl.org/1.1/Paper"}, [("type", "schema")], "the type is written with https"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "expected", "reason"), BREACHES, ids=[reason for _, _, reason in BREACHES])
def test_each_breach_is_named_by_its_property(more: dict[str, Any], expected: list[tuple[str, str]], reason: str) -> None:
    assert breaches({**PAPER, **more}) == expected, reason


def test_what_1_0_allowed_is_a_breach_only_in_1_1() -> None:
    for version, expected in (("1.0", []), ("1.1", ["agendaItem[0].order"])):
        item = {"id": f"{ROOT}/a/1", "type": f"https://schema.oparl.org/{version}/AgendaItem"}
        meeting = {"id": f"{ROOT}/m/1", "type": f"https://schema.oparl.org/{version}/Meeting", "agendaItem": [item], **TIMES}
        assert [finding.path for finding in oparl.check(meeting)] == expected


def test_a_finding_is_a_sentence_with_its_place() -> None:
    (finding,) = oparl.check({**PAPER, "date": "gestern"})
    assert finding.object_id == PAPER["id"]
    assert finding.sentence() == "Paper: „date“ ist „gestern“, muss aber ein Tag (2024-02-01) sein (OParl 1.1, Datums- und Zeitangaben)."
    for nothing in (None, [], "x", 5):
        assert len(oparl.check(nothing)) == 1


def test_an_address_says_whether_it_is_oparl() -> None:
    seen = oparl.system_of(json.dumps(SYSTEM).encode("utf-8-sig"), f"{ROOT}/system")
    assert seen and (seen.kind, seen.name, seen.version, seen.body_list) == ("system", "Rat", "1.1", f"{ROOT}/body")
    assert (seen.licence, seen.contact) == (SYSTEM["license"], "rat@stadt.test")
    body = {"id": f"{ROOT}/body/1", "type": "https://schema.oparl.org/1.0/Body", "name": "Stadt", "ags": "5114000", "paper": "/papers"}
    for data, kind in ((body, "body"), ([body], "list"), ({"data": [body]}, "list")):
        seen = oparl.system_of(json.dumps(data).encode(), f"{ROOT}/body")
        assert seen and seen.kind == kind and seen.bodies == (oparl.BodySeen(f"{ROOT}/body/1", "Stadt", "05114000", f"{ROOT}/papers"),)
    seen = oparl.system_of(json.dumps({**SYSTEM, "body": [body]}).encode(), ROOT)
    assert seen and [each.name for each in seen.bodies] == ["Stadt"]
    assert (oparl.system_of(json.dumps(PAPER).encode(), ROOT) or seen).kind == "object"
    for other in (b"", b"<html>schema.oparl.org/1.1/System</html>", b'{"type": "x"}', b"[1]", b'{"id": "schema.oparl.org/"}', b'"schema.oparl.org/"'):
        assert oparl.system_of(other, ROOT) is None


def test_the_owner_reads_each_fault_once_with_its_number() -> None:
    page = {"data": [{**PAPER, "reference": ""}, {**PAPER, "reference": ""}, PAPER]}
    assert oparl.findings(json.dumps(page).encode()) == (
        "Paper: „reference“ ist leer; ohne Angabe muss die Eigenschaft wegfallen (OParl 1.1, Kardinalität). Betroffen: 2 Objekte.",
    )
    assert oparl.findings(b"\xef\xbb\xbf" + json.dumps(PAPER).encode()) == (sentences.BYTE_ORDER_MARK,)
    assert oparl.findings(json.dumps({**PAPER, "name": "Straße"}, ensure_ascii=False).encode("cp1252")) == (sentences.NOT_UTF8,)
    assert oparl.findings(json.dumps(PAPER).replace('"x"', '"a\tb"').encode()) == (sentences.MENDED,)
    assert oparl.findings(b"<html>") == (sentences.NO_JSON,)
    unlicensed = {key: value for key, value in SYSTEM.items() if key != "license"}
    assert oparl.findings(json.dumps(unlicensed).encode()) == (sentences.NO_LICENCE,)


@pytest.mark.shared
def test_the_official_examples_keep_to_the_schemas_but_for_one(shared: Path) -> None:
    examples = sorted((shared / "data/standards/oparl/spec/1.1/examples").glob("*.json"))
    found = {path.name: oparl.check(json.loads(path.read_bytes())) for path in examples}
    by_schema = {name: [finding.path for finding in told if finding.source is Source.SCHEMA] for name, told in found.items()}
    assert len(found) == 8
    assert {name: paths for name, paths in by_schema.items() if paths} == {"Meeting-01.json": ["agendaItem[0].order"]}


@pytest.mark.shared
def test_karlsruhe_keeps_to_the_schemas_and_fills_its_tombstones(shared: Path) -> None:
    """The latest 1,000 papers and all tombstones; `tests/benchmark/bench_oparl.py` looks at every object."""
    counts: Counter[str] = Counter()
    with lzma.open(shared / "data/karlsruhe-council/papers.jsonl.xz", "rb") as lines:
        for number, line in enumerate(lines):
            if number >= 13_000 or b'"deleted"' in line:
                told = oparl.check(json.loads(line))
                counts["schema"] += any(finding.source is Source.SCHEMA for finding in told)
                counts["tombstones"] += [finding.rule for finding in told] == ["OParl 1.1, Gelöschte Objekte"]
    assert counts == {"schema": 0, "tombstones": 268}
