"""One machine and a cluster give the same: results, order, and what happens to a document that kills its worker."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import s4_dying
from django.db import transaction
from kills import environment, library
from s4_dying import Task
from the_line import content, small_pile

from daseinswerk.apps.library.actions import runs
from daseinswerk.apps.library.models import Refusal
from daseinswerk.pipeline.progress import Progress
from daseinswerk.pipeline.run import _each, execute
from daseinswerk.pipeline.ways import Way

distributed = pytest.importorskip("distributed", reason="the extra daseinswerk[cluster] is not installed")

import dask.config  # noqa: E402 - after the look whether Dask is there

from daseinswerk.pipeline import cluster, workers  # noqa: E402
from daseinswerk.sources.extracted import Refused  # noqa: E402

pytestmark = pytest.mark.slow
PROGRAM = [sys.executable, "-m", "daseinswerk.cli", "run"]


def doubled(number: int) -> int:
    return 2 * number


def deadly_thirteen(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def slow(number: int) -> int:
    time.sleep(0.01)
    return 2 * number


@pytest.fixture(scope="module")
def two_workers() -> Iterator["distributed.LocalCluster"]:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0, "distributed.logging.distributed": "critical"}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as local,
    ):
        yield local


def test_the_results_come_in_order_and_complete(two_workers: "distributed.LocalCluster") -> None:
    here = list(workers.completed(doubled, range(500), workers=1))
    assert list(cluster.completed(doubled, range(500), address=two_workers.scheduler_address)) == here


def test_a_document_that_kills_its_worker_is_refused_alone(two_workers: "distributed.LocalCluster") -> None:
    found = dict(cluster.completed(deadly_thirteen, range(200), address=two_workers.scheduler_address))
    assert found.pop(13) == workers.DIED
    assert found == {number: 2 * number for number in range(200) if number != 13}


def test_a_killed_worker_costs_no_document(two_workers: "distributed.LocalCluster") -> None:
    pids = [worker.pid for worker in two_workers.workers.values() if worker.pid]
    threading.Timer(0.5, lambda: os.kill(pids[0], signal.SIGKILL)).start()
    found = dict(cluster.completed(slow, range(400), address=two_workers.scheduler_address))
    assert found == {number: 2 * number for number in range(400)}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:9", "antwortet nicht"),
        ("tcp://192.0.2.7:8786", "ohne TLS"),
        ("tcp://cluster.example:8786", "ohne TLS"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_the_reason(address: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.5)
    with pytest.raises(Refused, match=said):
        cluster.check(address)


def library_made(pile: Path, *, cluster: str = "", on_links: Callable[[], None] = lambda: None) -> dict:
    """What a run over the pile makes of an empty library, which is then as empty as before. `on_links` is called when s4 begins."""

    def listener(stage: str, done: int, *_counts: int) -> None:
        if stage == "s4" and not done:
            on_links()

    with transaction.atomic():
        execute(runs.ask_for(kind="folder", what={"paths": [str(pile)]}, name="test"), cluster=cluster, listener=listener)
        made = content()
        transaction.set_rollback(True)
    return made


@pytest.mark.django_db
def test_the_library_is_that_of_one_machine_also_when_a_worker_is_killed_in_its_work(two_workers: "distributed.LocalCluster", home: Path) -> None:
    pile, address = small_pile(home / "pile"), two_workers.scheduler_address
    here = library_made(pile)
    assert len(here["documents"]) == 10 and here["links"] and here["suggestions"]

    def kill_soon() -> None:
        pid = next(worker.pid for worker in two_workers.workers.values() if worker.pid)
        threading.Timer(0.2, lambda: os.kill(pid, signal.SIGKILL)).start()

    assert library_made(pile, cluster=address, on_links=kill_soon) == here


@pytest.mark.django_db
def test_a_stage_lists_the_document_that_kills_its_worker_and_stores_all_others(two_workers: "distributed.LocalCluster") -> None:
    run = runs.ask_for(kind="", what={}, name="test")
    progress = Progress(run, lambda *_: None)
    progress.begin("s4", 90)
    s4_dying.stored.clear()
    tasks = [Task(number, "is killed" if number == 50 else "fine") for number in range(90)]
    _each(s4_dying, tasks, progress, Way(cluster=two_workers.scheduler_address), None)
    assert s4_dying.stored == [number * 2 for number in range(90) if number != 50]
    assert list(Refusal.objects.values_list("name", "reason")) == [("Dokument 50", workers.DIED.reason)]


def test_a_driver_that_is_killed_and_started_again_makes_the_same_library(two_workers: "distributed.LocalCluster", tmp_path: Path) -> None:
    pile, address = str(small_pile(tmp_path / "pile")), two_workers.scheduler_address
    disturbed, alone = tmp_path / "disturbed", tmp_path / "alone"
    other = subprocess.Popen([*PROGRAM, pile, "--workers", "1"], env=environment(alone), stderr=subprocess.PIPE, text=True)
    driver = subprocess.Popen([*PROGRAM, pile, "--cluster", address], env=environment(disturbed), stderr=subprocess.PIPE, text=True)
    while driver.poll() is None and not documents(disturbed):
        time.sleep(0.02)
    driver.kill()
    driver.communicate()
    again = subprocess.run([*PROGRAM, pile, "--cluster", address, "--json"], env=environment(disturbed), capture_output=True, text=True, timeout=240)
    assert again.returncode == 0, again.stderr[-2000:]
    assert json.loads(again.stdout)["counts"]["s2"]["done"] == 0, "what was stored was read again"
    said = other.communicate(timeout=240)[1]
    assert other.returncode == 0, said[-2000:]
    assert library(disturbed) == library(alone)


def documents(home: Path) -> int:
    """How many documents are stored, seen from outside; 0 before there are tables."""
    try:
        with closing(sqlite3.connect(f"file:{home}/daseinswerk.sqlite3?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM library_document").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
