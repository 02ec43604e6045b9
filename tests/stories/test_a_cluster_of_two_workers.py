"""One machine and a cluster give the same: results, order, and what happens to a document that kills its worker."""

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

distributed = pytest.importorskip("distributed", reason="the extra daseinswerk[cluster] is not installed")

import dask.config  # noqa: E402 - after the look whether Dask is there

from daseinswerk.pipeline import cluster, workers  # noqa: E402
from daseinswerk.sources.extracted import Refused  # noqa: E402

pytestmark = pytest.mark.slow


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
