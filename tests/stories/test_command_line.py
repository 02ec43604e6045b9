"""The command line as people meet it: what it says of good input, of wrong input, and how it ends."""

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cast import TOWN, world
from django.db import connection
from the_line import CORPUS

from daseinswerk.apps.library.models import Document, Original, Run
from daseinswerk.apps.office.models import LedgerEntry, User
from daseinswerk.apps.places.models import Municipality
from daseinswerk.apps.practices.models import Record
from daseinswerk.cli import main

LORAWAN = CORPUS / "luebeck-rechenzentrum.txt"
DAMAGED = CORPUS / "abgelehnt-leer.pdf"
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the program: exit code, stdout, stderr."""

    def run(*words: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture
def office(db: None, home: Path) -> Any:
    """The small world of the cast, in a home folder of its own; the whole register is not needed."""
    return world()


@pytest.fixture
def library(office: Any) -> None:
    """The same world before anything was read: what the line has not made itself it could not work on."""
    office.document.delete()


# -- read


def test_read_says_everything_about_one_file_and_every_offset_leads_to_its_words(call: Call) -> None:
    code, out, _ = call("read", LORAWAN, "--json")
    said = json.loads(out)
    assert code == 0
    assert {"title", "date", "language", "sentences", "places", "organisations", "values", "suggestions", "text"} <= said.keys()
    text = said["text"]
    assert text == LORAWAN.read_text(encoding="utf-8")
    for key, needed in {
        "places": {"ags", "name", "start", "end", "score", "reason"},
        "organisations": {"name", "start", "end", "score", "reason"},
        "values": {"kind", "value", "start", "end"},
        "suggestions": {"field", "value", "certainty", "quote", "start", "end"},
    }.items():
        assert said[key], key
        for row in said[key]:
            assert needed <= row.keys()
            assert 0 <= row["start"] < row["end"] <= len(text)
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in said["suggestions"])
    assert all(len(row["ags"]) in (5, 8) and row["ags"].isdigit() for row in said["places"])


@pytest.mark.parametrize(
    "name", ["stuttgart-ladepunkte.pdf", "delbrueck-lorawan.docx", "detmold-consul.html", "jena-sewer-ai-en.txt"]
)
def test_read_takes_every_kind_of_file(call: Call, name: str) -> None:
    code, out, err = call("read", CORPUS / name)
    assert (code, err) == (0, "")
    assert "Sätze)" in out.splitlines()[0]
    assert "Digitale Praxis:" in out
    assert "Vorschläge:" in out


def test_read_stores_nothing_and_needs_no_database(call: Call, home: Path) -> None:
    before = sorted(home.rglob("*"))
    assert call("read", LORAWAN)[0] == 0
    assert sorted(home.rglob("*")) == before


READ_WRONG = [  # words after `read`, exit code, what stderr says, reason of the row
    ([DAMAGED], 3, "Die Datei ist beschädigt", "a file nobody can read"),
    ([CORPUS / "abgelehnt-beschaedigt.docx"], 3, "Das Archiv ist beschädigt", "a DOCX that is no ZIP"),
    ([CORPUS.parent / "companies.tsv"], 3, "Tabellen werden nur als Listen von Internetadressen gelesen", "a kind we do not read"),
    ([LORAWAN, "--ags", "8212"], 2, "acht Ziffern", "a key cut short"),
    ([LORAWAN, "--ags", "99999999"], 2, "gibt es im Verzeichnis nicht", "a key of no municipality"),
    (["/gibt/es/nicht.pdf"], 2, "does not exist", "no such file"),
    ([CORPUS], 2, "is a directory", "a folder"),
]


@pytest.mark.parametrize(("words", "code", "said", "reason"), READ_WRONG)
def test_read_says_why_it_cannot(call: Call, words: list, code: int, said: str, reason: str) -> None:
    ended, out, err = call("read", *words)
    assert (ended, out) == (code, ""), reason
    assert said in " ".join(err.split())


def test_a_refused_file_is_json_too(call: Call) -> None:
    code, out, _ = call("read", DAMAGED, "--json")
    assert code == 3
    assert json.loads(out) == {"refused": "Die Datei ist beschädigt und lässt sich nicht lesen."}


# -- evaluate

EVALUATE_WRONG = [  # kind, content of the file, what stderr says
    ("values", "# Kopf\nRund 3 Euro\tmoney\t3 EUR\nnur ein Text\n", "Zeile 3: Erwartet werden 3 Spalten"),
    ("places", "1\tEin Text in Kiel\n", "Zeile 1: Erwartet werden 3 Spalten"),
    ("compounds", "Rathaus\n", "Zeile 1: Erwartet werden 2 Spalten"),
    ("publishers", "ohne Schlüssel\n", "Zeile 1: Erwartet werden 2 Spalten"),
    ("organisations", "name_a,name_b\nA,B\n", "es fehlt key_a"),
    ("organisations", "name_a,key_a,type_a,name_b,key_b,type_b,same\nA,,,B\n", "Zeile 2: Erwartet werden 7 Spalten"),
    ("sentences", "\n\n", "enthält keine Beispiele"),
    ("values", "", "enthält keine Beispiele"),
]


@pytest.mark.parametrize(("kind", "content", "said"), EVALUATE_WRONG)
def test_evaluate_names_the_line_that_is_wrong(call: Call, tmp_path: Path, kind: str, content: str, said: str) -> None:
    file = tmp_path / "gold.txt"
    file.write_text(content, encoding="utf-8")
    code, out, err = call("evaluate", kind, file, "--json")
    assert (code, out) == (3, "")
    assert said in err


EVIDENCE_WRONG = [  # gold, texts, what stderr says
    ('{"doc": "1"}\n', "", "gold.jsonl, Zeile 1: Es fehlt is_practice, fields, claims."),
    ("{kaputt\n", "", "gold.jsonl, Zeile 1: Das ist kein gültiges JSON."),
    ("", '{"file": 1, "text": "a"}\n["b"]\n', "texts.jsonl, Zeile 2: Es fehlt file, text."),
]


@pytest.mark.parametrize(("gold", "texts", "said"), EVIDENCE_WRONG)
def test_evaluate_evidence_names_the_line_of_the_file_that_is_wrong(call: Call, tmp_path: Path, gold: str, texts: str, said: str) -> None:
    (tmp_path / "gold.jsonl").write_text(gold, encoding="utf-8")
    (tmp_path / "texts.jsonl").write_text(texts, encoding="utf-8")
    code, _, err = call("evaluate", "evidence", tmp_path / "gold.jsonl", "--texts", tmp_path / "texts.jsonl")
    assert code == 3
    assert said in err


def test_evaluate_evidence_without_texts_is_wrong_use(call: Call, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("", encoding="utf-8")
    code, _, err = call("evaluate", "evidence", tmp_path / "gold.jsonl")
    assert code == 2
    assert "--texts DATEI" in err


def test_a_file_that_is_no_text_or_is_cut_off_is_said_so(call: Call, tmp_path: Path) -> None:
    (tmp_path / "bytes.tsv").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "cut.tsv.xz").write_bytes(b"\xfd7zXZ\x00\x00\x04")
    assert "kein Text in UTF-8" in call("evaluate", "values", tmp_path / "bytes.tsv")[2]
    assert "nicht entpacken" in call("evaluate", "values", tmp_path / "cut.tsv.xz")[2]


def test_evaluate_answers_in_the_form_of_the_contract(call: Call, tmp_path: Path) -> None:
    (tmp_path / "gold.tsv").write_text("Das kostet 3 Euro.\tmoney\t3\nDas kostet viel.\tmoney\t4\n", encoding="utf-8")
    code, out, _ = call("evaluate", "values", tmp_path / "gold.tsv", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer | {"misses": []} == {
        "kind": "values", "n": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5, "misses": [], "share": 0.5, "groups": {"money": 0.5},
    }  # fmt: skip
    assert [miss["text"] for miss in answer["misses"]] == ["Das kostet viel."]
    assert json.loads(call("evaluate", "values", tmp_path / "gold.tsv", "--json", "--limit-misses", "0")[1])["misses"] == []


# -- run


def test_run_tells_what_came_of_a_folder_and_gives_the_counts_as_json(call: Call, library: None, tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "a.txt").write_bytes(LORAWAN.read_bytes())
    (pile / "b.pdf").write_bytes(DAMAGED.read_bytes())
    code, out, _ = call("run", pile, "--json", "--workers", "1")
    said = json.loads(out)
    assert code == 0
    needed = {"papers", "documents", "refused", "texts_same", "stories", "links", "suggestions", "claims", "claims_without_quote", "records_confirmed"}
    assert needed <= said.keys()
    assert (said["documents"], said["refused"]) == (1, 1)
    assert json.loads(call("status", "--json")[1]) == {key: said[key] for key in said if key not in ("run", "counts")}


def test_a_dry_run_lists_files_and_stores_nothing(call: Call, library: None, tmp_path: Path) -> None:
    before = Run.objects.count(), Original.objects.count(), LedgerEntry.objects.count()
    code, out, err = call("run", CORPUS, "--dry-run", "--limit", "3")
    assert code == 0
    assert len(out.splitlines()) == 3
    assert "nichts wurde gelesen oder gespeichert" in err
    rows = json.loads(call("run", CORPUS, "https://stadt.example/", "--dry-run", "--json")[1])["would_read"]
    assert {"kind": "web", "name": "https://stadt.example/"} in rows
    assert {"kind": "folder", "name": LORAWAN.name} in rows
    assert (Run.objects.count(), Original.objects.count(), LedgerEntry.objects.count()) == before


RUN_WRONG = [  # words after `run`, exit code, what stderr says
    (["/gibt/es/nicht"], 2, "Das gibt es nicht: /gibt/es/nicht"),
    (["--job", "4711"], 2, "Den Auftrag 4711 gibt es nicht."),
    ([LORAWAN, "--ags", "1"], 2, "acht Ziffern"),
    ([LORAWAN, "--stage", "s9"], 2, "'s9' is not one of"),
    ([DAMAGED], 3, "Die Datei ist beschädigt"),
    (["http://127.0.0.1:9/"], 3, "nicht erlaubt"),
]


@pytest.mark.parametrize(("words", "code", "said"), RUN_WRONG)
def test_run_says_why_nothing_came_in(call: Call, library: None, words: list, code: int, said: str) -> None:
    ended, _, err = call("run", "--workers", "1", *words)
    assert said in " ".join(err.split())
    assert ended == code


@pytest.mark.parametrize("option", [[], ["--dump"]])
def test_an_empty_folder_is_nothing_taken(call: Call, library: None, tmp_path: Path, option: list[str]) -> None:
    (tmp_path / "leer").mkdir()
    assert call("run", *option, tmp_path / "leer", "--workers", "1")[0] == 3


# -- users


def test_the_first_account_is_made_on_the_command_line_and_can_sign_in(call: Call, office: Any) -> None:
    code, out, _ = call("users", "add", "anna")
    anna = User.objects.get(username="anna")
    assert code == 0
    assert anna.role == "reader"
    assert anna.check_password(out.strip())
    call("users", "role", "anna", "administrator")
    again = json.loads(call("users", "password", "anna", "--json")[1])
    anna.refresh_from_db()
    assert anna.role == "administrator"
    assert anna.check_password(again["password"])
    assert "anna" in call("users", "list")[1]


def test_an_account_may_begin_with_a_mail_address_and_only_with_one(call: Call, office: Any) -> None:
    assert call("users", "add", "berta", "--email", "berta@stadt.example")[0] == 0
    assert User.objects.get(username="berta").email == "berta@stadt.example"
    code, _, err = call("users", "add", "carla", "--email", "keine Adresse")
    assert (code, "ist keine E-Mail-Adresse" in " ".join(err.split())) == (2, True)
    assert not User.objects.filter(username="carla").exists()


def test_an_account_can_be_locked_and_opened_again(call: Call, office: Any) -> None:
    call("users", "add", "anna")
    assert json.loads(call("users", "lock", "anna", "--json")[1])["active"] is False
    assert {"name": "anna", "active": False}.items() <= next(
        row for row in json.loads(call("users", "list", "--json")[1]) if row["name"] == "anna"
    ).items()
    call("users", "unlock", "anna")
    assert User.objects.get(username="anna").is_active
    acts = list(LedgerEntry.objects.filter(act__startswith="office.account.").order_by("number").values_list("act", flat=True))
    assert acts[-2:] == ["office.account.lock", "office.account.open"]


USERS_WRONG = [  # words after `users`, what stderr says
    (["password", "niemand"], "Das Konto niemand gibt es nicht."),
    (["role", "niemand", "office"], "Das Konto niemand gibt es nicht."),
    (["lock", "niemand"], "Das Konto niemand gibt es nicht."),
    (["add", "mit leerzeichen"], "gültigen Benutzernamen"),
    (["add", "bert", "--organisation", "gibt-es-nicht"], "Die Organisation gibt-es-nicht gibt es im Verzeichnis nicht."),
    (["add", "bert", "--ags", "123"], "acht Ziffern"),
    (["add", "bert", "--role", "king"], "'king' is not one of"),
]


@pytest.mark.parametrize(("words", "said"), USERS_WRONG)
def test_users_says_what_is_wrong_and_changes_nothing(call: Call, office: Any, words: list[str], said: str) -> None:
    before = User.objects.count(), LedgerEntry.objects.count()
    code, out, err = call("users", *words)
    assert (code, out) == (2, "")
    assert said in " ".join(err.split())
    assert (User.objects.count(), LedgerEntry.objects.count()) == before


# -- import and export

IMPORT_WRONG = [  # content, what is said
    ('{"records": [', "Zeile 1, Zeichen 14: Das ist kein gültiges JSON."),
    ("[]", "das Ganze ist kein Objekt"),
    ('{"records": [{"claims": []}]}', "records.0.title fehlt"),
    ('{"records": [{"title": "A", "claims": []}]}', "Keines der belegenden Dokumente liegt in diesem Archiv."),
]


@pytest.mark.parametrize(("content", "said"), IMPORT_WRONG)
def test_import_takes_nothing_that_it_cannot_check(call: Call, office: Any, tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "in.json").write_text(content, encoding="utf-8")
    call("users", "add", "anna", "--role", "member")
    code, _, err = call("import", tmp_path / "in.json", "--as", "anna")
    assert code == 3
    assert said in err


def test_only_members_import_and_a_trial_leaves_nothing_behind(call: Call, office: Any, tmp_path: Path) -> None:
    document = Document.objects.first()
    words = document.text[:40]
    claim = {
        "field": "title", "value": words, "certainty": "stated",
        "quote": {"words": words, "start": 0, "end": 40, "document_sha256": document.sha256},
    }  # fmt: skip
    (tmp_path / "in.json").write_text(json.dumps({"records": [{"title": "Probe", "claims": [claim]}]}), encoding="utf-8")
    call("users", "add", "anna")
    before = Record.objects.count()
    code, _, err = call("import", tmp_path / "in.json", "--as", "anna")
    assert code == 2
    assert "Mitglied" in err
    call("users", "role", "anna", "member")
    trial = call("import", tmp_path / "in.json", "--as", "anna", "--dry-run", "--json")
    assert trial[0] == 0
    assert json.loads(trial[1]) == {"records": 1, "claims": 1, "refused": []}
    assert Record.objects.count() == before
    assert call("import", tmp_path / "in.json", "--as", "anna")[0] == 0
    assert Record.objects.count() == before + 1


def test_drafts_are_exported_as_json_only(call: Call, office: Any, tmp_path: Path) -> None:
    code, out, _ = call("export")
    assert code == 0
    assert json.loads(out).keys() == {"records"}
    assert call("export", "--json")[1] == out
    assert call("export", "--json", "--format", "csv")[0] == 2
    assert call("export", "--all", "--format", "csv")[0] == 2
    code, _, err = call("export", "--output", tmp_path / "gibt" / "es" / "nicht.json")
    assert (code, err) == (1, f"Fehler: {tmp_path}/gibt/es/nicht.json gibt es nicht.\n")


# -- the machine the program runs on


def test_check_finds_this_installation_sound(call: Call, office: Any) -> None:
    findings = json.loads(call("check", "--json", "--no-originals")[1])
    server = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    assert {server, "Datenbank", "Suchindex", "Protokollkette", "Belege", "Datenträger", "Netz"} == {row["name"] for row in findings}


BROKEN = [  # what stands where the home folder should be, environment, what stderr says
    ("file", {}, "ist kein Ordner."),
    ("no database", {}, "Die Datenbank ist beschädigt oder keine SQLite-Datei. Spielen Sie eine Sicherung ein."),
    ("", {"DASEINSWERK_TLS": "vielleicht"}, "DASEINSWERK_TLS='vielleicht' ist weder Ja noch Nein"),
]


@pytest.mark.parametrize(("what", "environment", "said"), BROKEN)
def test_a_broken_installation_gets_a_sentence(tmp_path: Path, what: str, environment: dict[str, str], said: str) -> None:
    home = tmp_path / "home"
    if what == "file":
        home.write_text("kein Ordner")
    elif what:
        home.mkdir()
        (home / "daseinswerk.sqlite3").write_text("keine Datenbank, nur Wörter. " * 200)
    ended = subprocess.run(
        [sys.executable, "-m", "daseinswerk.cli", "status", "--home", str(home)],
        capture_output=True, text=True, env={**os.environ, **environment}, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (1, "")
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_town_of_the_cast_is_no_key_of_the_register(call: Call, office: Any) -> None:
    """Keys are checked against the register that is shipped, not against rows somebody added."""
    assert call("users", "add", "bert", "--ags", TOWN)[0] == 2


def test_a_newer_register_is_loaded_with_the_next_command(call: Call, office: Any, home: Path) -> None:
    """A new edition of the register comes with an update of the program and needs no command of its own."""
    karlsruhe = Municipality.objects.filter(ags="08212000")
    call("users", "list")
    assert not karlsruhe.exists()
    (home / "register.sha256").write_text("an older edition")
    call("users", "list")
    assert karlsruhe.exists()
    assert len((home / "register.sha256").read_text()) == 64


@pytest.fixture
def behind_a_proxy(tmp_path: Path) -> Iterator[int]:
    """The port of a site that is told to stand behind a TLS proxy on this machine."""
    environment = {**os.environ, "DASEINSWERK_TLS": "1", "DASEINSWERK_HOSTS": "praxis.example"}
    serving = subprocess.Popen(
        [sys.executable, "-m", "daseinswerk.cli", "serve", "--port", "0", "--home", str(tmp_path / "home")],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment,
    )  # fmt: skip
    try:
        line = next(line for line in serving.stderr if "http://" in line)
        yield int(re.search(r":([0-9]+)/", line)[1])
    finally:
        serving.terminate()
        serving.wait(timeout=20)
        serving.stderr.close()


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "secure"), [("https", True), ("http", False)])
def test_behind_a_proxy_the_site_knows_how_the_visitor_came(behind_a_proxy: int, scheme: str, secure: bool) -> None:
    """waitress drops headers of proxies it is not told to trust; then nobody would ever be told to stay with https."""
    connection = http.client.HTTPConnection("127.0.0.1", behind_a_proxy, timeout=20)
    headers = {"Host": "praxis.example", "X-Forwarded-Proto": scheme, "X-Forwarded-For": "203.0.113.9"}
    connection.request("GET", "/anmelden/", headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 200
    assert bool(answer.getheader("Strict-Transport-Security")) is secure
    assert "__Host-csrf=" in (answer.getheader("Set-Cookie") or "")
