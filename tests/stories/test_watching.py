"""Watching a folder: what changes in it, what cannot be read and later can, what breaks a visit, and the same from the command line."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cast import TOWN, world
from django.core.exceptions import ValidationError
from django.utils import timezone
from the_line import LORAWAN, rows, run_over

from daseinswerk.apps.library import archive
from daseinswerk.apps.library.actions import runs, watching
from daseinswerk.apps.library.models import Document, Listing, Original, Paper, Refusal, Run, Source, Visit
from daseinswerk.apps.library.queries.runs import progress_of
from daseinswerk.apps.library.queries.working import is_working
from daseinswerk.apps.library.schedule import next_due
from daseinswerk.apps.office.models import User
from daseinswerk.cli import main
from daseinswerk.pipeline import s1_watch
from daseinswerk.pipeline.run import execute
from daseinswerk.sources.counting import Counting
from daseinswerk.sources.harvest import Absent, Asked, Ended, Event, Item, PaperSeen
from daseinswerk.sources.oparl import OparlPaper

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=1)


@pytest.fixture
def folder(home: Path) -> Path:
    """A folder with one text, in a home where somebody lives."""
    world().document.delete()
    made = home / "drop" / "ablage"
    made.mkdir(parents=True)
    put(made, "wetter.txt", LORAWAN)
    return made


def put(folder: Path, name: str, text: str | bytes) -> None:
    """A file that was last written a while ago: a fresh one might still be in the making."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    stamp = LONG_AGO.timestamp() + len(text)
    os.utime(path, (stamp, stamp))


def watched(folder: Path, **said: object) -> Source:
    return watching.add_source(by=None, kind="folder", address=str(folder), name="Ablage", **said)


def the_source() -> Source:
    return Source.objects.get(token__gt="")


def visited() -> Run:
    """The job for what is due, run to its end but for links and suggestions."""
    Source.objects.update(due=LONG_AGO)
    run = runs.ask_for_due(now=timezone.now())
    execute(run, stages=("s1", "s2"))
    run.refresh_from_db()
    return run


def last() -> Visit:
    return Visit.objects.first()


def test_a_second_visit_writes_nothing_but_that_it_was_there(folder: Path):
    watched(folder)
    visited()
    before = rows()
    run = visited()
    now = rows()
    unlike = {"library.Visit", "library.Source", "library.Listing"}
    assert {name for name in before if before[name] != now[name]} <= unlike
    assert (run.state, last().unchanged, last().new, last().changed) == (Run.State.DONE, 1, 0, 0)


def test_what_could_not_be_read_is_read_again_when_asked_or_by_another_version_and_only_while_it_is_the_last(folder: Path):
    put(folder, "bericht.pdf", b"%PDF-1.7 zu kurz")
    source = watched(folder)
    visited()
    refused = Original.objects.get(name="bericht.pdf")
    assert (refused.state, Refusal.objects.count()) == (Original.State.REFUSED, 1)
    assert refused.reader
    assert watching.retry(by=None, source=source) == 1
    visited()
    assert Original.objects.get(pk=refused.pk).state == Original.State.REFUSED  # read again, and still nothing
    assert Refusal.objects.count() == 1
    Original.objects.filter(pk=refused.pk).update(reader="0.0.1")
    run = visited()
    assert run.counts["s2"]["done"] == 1
    put(folder, "bericht.pdf", b"%PDF-1.7 noch immer zu kurz")
    visited()
    assert watching.retry(by=None, source=source) == 1  # the newer one alone


def test_a_text_that_changes_only_around_its_words_leaves_one_original(folder: Path, django_capture_on_commit_callbacks: Callable):
    page = "<html><body><nav>{}</nav><main><h1>Netz</h1>" + "".join(f"<p>{line}</p>" for line in LORAWAN.splitlines()) + "</main></body></html>"
    put(folder, "netz.html", page.format("Start"))
    watched(folder)
    visited()
    first = Original.objects.get(name="netz.html")
    put(folder, "netz.html", page.format("Start Rathaus Kontakt"))
    with django_capture_on_commit_callbacks(execute=True):
        visited()
    assert (last().changed, last().unchanged) == (0, 2)
    assert list(Original.objects.filter(name="netz.html").values_list("pk", "sha256")) == [(first.pk, first.sha256)]
    kept = {path.name for path in archive.path_of(first.sha256).parent.parent.rglob("*") if path.is_file()}
    assert kept == set(Original.objects.values_list("sha256", flat=True))
    put(folder, "netz.html", page.format("Start Rathaus").replace("14 Antennen", "15 Antennen"))
    visited()
    assert (last().changed, Document.objects.filter(external_id="netz.html").count()) == (1, 2)


def test_a_folder_that_is_not_there_is_no_empty_folder(folder: Path):
    watched(folder)
    visited()
    folder.rename(folder.with_name("weg"))
    visited()
    assert (last().state, last().withdrawn, last().missing) == (Visit.State.FAILED, 0, 0)
    assert last().message
    assert the_source().failures == 1
    assert Listing.objects.get().state == Listing.State.ACTIVE


def test_a_source_nobody_can_speak_to_stops_no_other(folder: Path):
    Source.objects.create(slug="a", name="A", kind="upload", watch="active", due=LONG_AGO - timedelta(days=9))
    watched(folder)
    assert visited().state == Run.State.DONE
    assert Document.objects.count() == 1
    assert set(Visit.objects.values_list("state", flat=True)) == {Visit.State.FAILED, Visit.State.DONE}


def test_a_visit_that_is_asked_to_stop_is_cut_and_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(s1_watch, "TOGETHER", 5)
    for number in range(15):
        put(folder, f"{number}.txt", LORAWAN.replace("14", str(number + 20)))
    watched(folder)
    job = runs.ask_for_due(now=timezone.now())
    execute(job, stages=("s1",), stopping=lambda: Original.objects.count() >= 5)
    job.refresh_from_db()
    assert (job.state, last().state, the_source().due <= timezone.now()) == (Run.State.QUEUED, Visit.State.CUT, True)
    kept = Original.objects.count()
    assert kept in range(5, 11)
    execute(job, stages=("s1",))
    assert (Original.objects.count(), last().new, last().unchanged) == (16, 16 - kept, kept)


def test_a_person_who_asks_for_something_goes_first(folder: Path):
    watched(folder)
    scheduled = runs.ask_for_due(now=timezone.now())
    assert runs.next_waiting() == scheduled
    asked = runs.ask_for(kind="paste", what={"texts": []}, name="Eigenes", owner=User.objects.get(username="office"))
    assert runs.next_waiting() == asked
    assert runs.somebody_waits(scheduled)
    assert not runs.somebody_waits(asked)
    mine = runs.ask_for(kind="", what={}, name="an der Konsole", mine=True)
    runs.cancel(run=asked, by=asked.owner)
    assert runs.next_waiting() == scheduled
    assert mine.pid


def test_a_job_that_kills_its_process_rests_after_the_third_time(folder: Path):
    run = runs.ask_for(kind="paste", what={"texts": []}, name="Gift")
    assert [runs.died(run=run) for _ in range(3)] == [False, False, True]
    run.refresh_from_db()
    assert (run.state, "dreimal" in run.message, runs.next_waiting()) == (Run.State.FAILED, True, None)
    runs.again(run=run)
    assert runs.next_waiting() == run


def test_a_waiting_run_says_when_nobody_works(folder: Path, home: Path):
    run = runs.ask_for(kind="paste", what={"texts": []}, name="Text")
    assert not is_working()
    assert "Gerade arbeitet niemand" in progress_of(run).label
    (home / "work.beat").write_text("1\n")
    assert is_working()
    assert "niemand" not in progress_of(run).label


def test_a_paper_its_council_deletes_goes_with_its_files_and_comes_back_with_them(folder: Path):
    source = watching.add_source(by=None, kind="oparl", address="https://rat.example/oparl", name="Rat", ags=TOWN, document_kind="council")
    paper = OparlPaper("paper/1", "Wasserzähler", "2024/117", date(2024, 3, 1), "Vorlage", False, "", "", (), "", (), ())
    file = Item("file/1", "vorlage.txt", "https://rat.example/1.txt", LORAWAN.encode(), "text/plain", {"paper": "paper/1"})

    def seen(*events: Event) -> Visit:
        def adapter(asked: Asked, fetch: Counting) -> Iterator[Event]:
            yield from (*events, Ended(complete=False))

        source.refresh_from_db()
        row = s1_watch.visit(source, adapter, Counting(), timezone.now())
        execute(runs.ask_for(kind="", what={}, name="lesen", mine=True), stages=("s2",))
        return row

    seen(PaperSeen(paper, ({"date": "2024-03-05", "organisation": "Rat", "result": "beschlossen"},)), file)
    document = Document.objects.current().get(has_text=True)
    assert (document.paper.results[0]["result"], document.publisher_ags, document.kind) == ("beschlossen", TOWN, "council")
    assert seen(Absent("paper/1", "tombstone"), Absent("paper/never-here", "tombstone")).withdrawn == 1
    assert not Document.objects.current().exists()
    assert Paper.objects.get().deleted
    seen(PaperSeen(paper))
    assert list(Document.objects.current()) == [document]
    assert not Paper.objects.get().deleted


DUE = [  # rhythm in hours, failures, cut → hours until the next visit, at least and at most
    (24, 0, False, 21.6, 26.4), (1, 0, False, 0.9, 1.1), (24, 0, True, 1, 1), (24, 1, False, 1, 1), (24, 4, False, 8, 8), (24, 50, False, 168, 168), (720, 1, True, 1, 1),
]  # fmt: skip


@pytest.mark.parametrize(("rhythm", "failures", "cut", "least", "most"), DUE)
def test_the_next_visit_comes_at_its_rhythm_sooner_after_a_fault_and_later_while_faults_go_on(rhythm: int, failures: int, cut: bool, least: float, most: float):
    now = datetime(2025, 1, 6, 6, tzinfo=UTC)
    for slug in ("a", "b", "c", "d"):
        hours = (next_due(now, slug=slug, rhythm=rhythm, failures=failures, cut=cut) - now) / timedelta(hours=1)
        assert least <= hours <= most


WRONG = [  # what is asked for, a word of the reason
    ({"kind": "upload", "address": "https://a.example/"}, "Art"),
    ({"kind": "feed", "address": "ftp://a.example/"}, "https://"),
    ({"kind": "feed", "address": "https://a.example/", "name": " "}, "Namen"),
    ({"kind": "feed", "address": "https://a.example/", "rhythm": 0}, "Rhythmus"),
    ({"kind": "feed", "address": "https://a.example/", "tier": 7}, "Vertrauensstufe"),
    ({"kind": "feed", "address": "https://a.example/", "slug": "x"}, "ändern"),
    ({"kind": "folder", "address": "/etc"}, "drop"),
    ({"kind": "folder", "address": "{home}/drop/../geheim"}, "drop"),
]


@pytest.mark.parametrize(("asked", "reason"), WRONG)
def test_what_cannot_be_watched_is_refused_with_its_reason(folder: Path, home: Path, asked: dict, reason: str):
    asked = {"name": "Quelle", **asked, "address": asked["address"].format(home=home)}
    with pytest.raises(ValidationError, match=reason):
        watching.add_source(by=User.objects.get(username="office"), **asked)
    assert not Source.objects.exclude(watch="").exists()


def test_a_source_taken_from_the_list_keeps_its_documents_and_may_come_back(folder: Path):
    office = User.objects.get(username="office")
    source = watched(folder)
    visited()
    watching.remove_from_watch(by=office, source=source, reason="Es kommt nichts mehr")
    assert (Document.objects.current().count(), runs.ask_for_due(now=timezone.now() + timedelta(days=99))) == (1, None)
    again = watching.add_source(by=office, kind="folder", address=str(folder), name="Ablage, neu")
    assert (again.pk, again.name, again.watch) == (source.pk, "Ablage, neu", Source.Watch.ACTIVE)
    watching.change_source(by=office, source=again, rhythm=48, expected=5)
    again.refresh_from_db()
    assert (again.rhythm, again.expected) == (48, 5)


def test_a_table_of_addresses_is_read_page_by_page(folder: Path, home: Path):
    (home / "liste.csv").write_text("Titel;Adresse\nNetz;https://stadt.invalid/netz\nBad;https://stadt.invalid/bad\n", encoding="utf-8")
    run = run_over(home / "liste.csv")
    assert sorted(run.refusals.values_list("name", flat=True)) == ["https://stadt.invalid/bad", "https://stadt.invalid/netz"]


# -- from the command line


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Call the program: exit code, stdout, stderr."""

    def run(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["sources", *map(str, words)])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


def test_sources_from_the_command_line(folder: Path, call: Callable[..., tuple[int, str, str]]):
    assert call("list") == (0, "", "Noch wird keine Quelle beobachtet. Die erste: daseinswerk sources add https://… oder --catalogue NAME\n")
    assert json.loads(call("list", "--json")[1]) == []
    found = json.loads(call("check", folder, "--json")[1])
    assert (found["kind"], len(found["first"])) == ("folder", 1)
    added = json.loads(call("add", folder, "--name", "Ablage", "--rhythm", 12, "--json")[1])
    assert (added["kind"], added["rhythm"], added["watch"]) == ("folder", 12, "active")
    assert call("add", folder)[0] == 1
    slug = added["slug"]
    assert [call(act, slug)[0] for act in ("pause", "pause", "resume", "retry")] == [0, 1, 0, 0]
    visited()
    (row,) = json.loads(call("list", "--json")[1])
    assert (row["slug"], row["state"], row["documents"], row["month"]["new"]) == (slug, "gut", 1, 1)
    assert slug in call("list")[1]


WRONG_USE = [  # words, exit code, what stderr says
    (("add",), 2, "Adresse"), (("add", "https://a.example/", "--catalogue", "x"), 2, "entweder"), (("add", "--catalogue", "gibt-es-nicht"), 2, "list"),
    (("pause", "gibt-es-nicht"), 2, "gibt es nicht"), (("check", "nirgends"), 3, "nirgends"), (("add", "https://stadt.invalid/", "--rhythm", "0"), 2, "rhythm"),
    (("check", "https://stadt.invalid/"), 3, "stadt.invalid"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "said"), WRONG_USE)
def test_wrong_use_is_said_in_a_sentence(folder: Path, call: Callable[..., tuple[int, str, str]], words: tuple, code: int, said: str):
    got, out, err = call(*words)
    assert (got, out) == (code, "")
    assert said in err


def test_a_source_of_the_catalogue_is_added_with_all_that_is_known_of_it(folder: Path, call: Callable[..., tuple[int, str, str]]):
    entries = json.loads(call("add", "--catalogue", "list", "--json")[1])
    entry = next(entry for entry in entries if entry["kind"] == "oparl" and entry["ags"])
    assert call("add", "--catalogue", entry["slug"])[0] == 0
    source = the_source()
    assert {name: getattr(source, name) for name in ("name", "address", "publisher", "ags", "licence")} == {name: entry[name] for name in ("name", "address", "publisher", "ags", "licence")}
