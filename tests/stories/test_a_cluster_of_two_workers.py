"""One machine and a cluster give the same: results, order, and what happens to a document that kills its worker."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import s4_dying
from kills import differences, environment, library
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


def slow(number: int) -> int:
    time.sleep(0.005)
    return 2 * number


@pytest.fixture(scope="module")
def two_workers() -> Iterator["distributed.LocalCluster"]:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0, "distributed.logging.distributed": "critical"}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", host="127.0.0.1") as local,
    ):
        yield local


def test_the_results_come_in_order_and_complete_also_when_a_worker_is_killed(
    two_workers: "distributed.LocalCluster",
) -> None:
    killed = kill_who_works(two_workers)
    assert list(cluster.completed(slow, range(400), address=two_workers.scheduler_address)) == [
        (number, 2 * number) for number in range(400)
    ]
    killed.join()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:9", "antwortet nicht"),
        ("tcp://192.0.2.7:8786", "ohne TLS"),
        ("tcp://cluster.example:8786", "ohne TLS"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_the_reason(
    address: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.5)
    with pytest.raises(Refused, match=said):
        cluster.check(address)


@pytest.mark.django_db
def test_a_stage_lists_the_document_that_kills_its_worker_and_stores_all_others(
    two_workers: "distributed.LocalCluster",
) -> None:
    run = runs.ask_for(kind="", what={}, name="test")
    progress = Progress(run, lambda *_: None)
    progress.begin("s4", 90)
    s4_dying.stored.clear()
    tasks = [Task(number, "is killed" if number == 50 else "fine") for number in range(90)]
    _each(s4_dying, tasks, progress, Way(cluster=two_workers.scheduler_address), None)
    assert s4_dying.stored == [number * 2 for number in range(90) if number != 50]
    assert list(Refusal.objects.values_list("name", "reason")) == [("Dokument 50", workers.DIED.reason)]


@pytest.mark.django_db
def test_the_library_is_that_of_one_machine_when_its_driver_and_then_a_worker_is_killed(
    two_workers: "distributed.LocalCluster", home: Path, tmp_path: Path
) -> None:
    pile, disturbed = str(small_pile(tmp_path / "pile")), tmp_path / "disturbed"
    command = [*PROGRAM, pile, "--cluster", two_workers.scheduler_address, "--json"]
    with subprocess.Popen(command, env=environment(disturbed), stdout=subprocess.DEVNULL) as driver:
        execute(runs.ask_for(kind="folder", what={"paths": [pile]}, name="test"), workers=1)
        here = json.loads(json.dumps(content(), default=str))
        while driver.poll() is None and not documents(disturbed):
            time.sleep(0.02)
        driver.kill()
    assert len(here["documents"]) == 10 and here["links"] and here["suggestions"]
    while at_work(two_workers):  # what the killed driver had handed out
        time.sleep(0.02)
    killed = kill_who_works(two_workers)
    again = subprocess.run(command, env=environment(disturbed), capture_output=True, text=True, timeout=240)
    assert again.returncode == 0, again.stderr[-2000:]
    killed.join()
    assert json.loads(again.stdout)["counts"]["s2"]["done"] == 0, "what was stored was read again"
    assert not differences(here, library(disturbed))


def at_work(local: "distributed.LocalCluster") -> list[str]:
    """Addresses of the workers that have a chunk."""
    return [address for address, worker in list(local.scheduler.workers.items()) if worker.processing]


def kill_who_works(local: "distributed.LocalCluster") -> threading.Thread:
    """Kill the first worker that gets a chunk, as soon as it has it."""

    def kill() -> None:
        while not (busy := at_work(local)):
            time.sleep(0.002)
        os.kill(next(nanny.pid for nanny in local.workers.values() if nanny.worker_address == busy[0]), signal.SIGKILL)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    return thread


def documents(home: Path) -> int:
    """How many documents are stored, seen from outside; 0 before there are tables."""
    try:
        with closing(sqlite3.connect(f"file:{home}/daseinswerk.sqlite3?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM library_document").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
