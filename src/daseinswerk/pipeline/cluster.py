"""Do the work of a stage on several machines, with the same results in the same order as `workers`: Dask distributed.

Only this module knows Dask; it is loaded by name when somebody runs with `--cluster ADDRESS` (extra `daseinswerk[cluster]`). Below
about a million texts a night one machine is enough (docs/explanation/when-one-machine-is-not-enough.md).

As many chunks are out as the workers have threads, no more: when a worker dies, Dask blames every task that waits on it, and with
chunks in its queue a killer document takes innocent ones along. Chunks of a dead worker are tried again document by document,
alone; a document that kills again is a `Failure`. Results are fetched as they complete, because they live on the worker until
then. Workers never open the database; only the driver stores (engines.md § 2).
"""

import ipaddress
import os
import pickle
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlsplit

import dask.config
import django
from distributed import Client, Future, wait
from distributed.scheduler import KilledWorker

from daseinswerk import __version__
from daseinswerk.pipeline.workers import DIED, Failure
from daseinswerk.sources.extracted import Refused

Item = TypeVar("Item")
Result = TypeVar("Result")
CHUNK = 40  # documents handed out at once: Dask costs about a millisecond a task
HEAVY = 4_000_000  # bytes after which a chunk is sent as it is: a few long PDFs are work enough
AHEAD = 4  # finished chunks kept for each thread while an earlier one is still out
CONNECT = 10.0  # seconds
PATIENCE = 120.0  # seconds without any worker before the run gives up
LOOK = 10.0  # seconds of silence after which the driver looks whether anybody works
UNREACHED = "Der Verbund {address} antwortet nicht. Läuft dort ein Scheduler, und stimmt die Adresse?"
OPEN_PORT = "Der Verbund {address} ist ohne TLS über das Netz erreichbar; wer den Anschluss findet, kann dort Programme ausführen. Nehmen Sie tls://… oder 127.0.0.1."
OTHER_VERSION = "Im Verbund läuft Daseinswerk {other}, hier {mine}. Beide müssen gleich sein, sonst entstehen verschiedene Ergebnisse."
NO_WORKERS = "Im Verbund {address} arbeitet niemand mehr. Der Lauf kann noch einmal gestartet werden; er macht dort weiter."


def completed(
    work: Callable[[Item], Result], items: Iterable[Item], *, address: str, start: Callable[[], Any] | None = None
) -> Iterator[tuple[Item, Result | Failure]]:
    """Pairs (item, result) in the order of `items`, as `workers.completed`. `address`: of the scheduler, `tcp://127.0.0.1:8786`
    or `tls://host:8786` (certificates as Dask's own configuration names them). Raises Refused with a sentence for the operator.
    """
    with _connected(address) as client:
        yield from _Driver(client, address, work, start).results(iter(items))


def check(address: str) -> int:
    """The number of threads behind this address. Raises Refused where nobody answers, or another version does."""
    with _connected(address) as client:
        return _threads(client)


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A connection to the scheduler, never over an open port: a scheduler runs what it is sent."""
    parts = urlsplit(address)
    if parts.scheme != "tls" and not _is_this_machine(parts.hostname or ""):
        raise Refused(OPEN_PORT.format(address=address))
    try:
        client = Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError):
        raise Refused(UNREACHED.format(address=address)) from None
    try:
        others = set(client.run(version).values()) - {__version__}
        if others:
            raise Refused(OTHER_VERSION.format(other=others.pop(), mine=__version__))
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):  # one long scan may weigh 25 MB
            yield client
    finally:
        client.close()


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def version() -> str:
    """The version of Daseinswerk where this runs."""
    return __version__


def _threads(client: Client) -> int:
    return sum(client.nthreads().values())


class _Driver:
    """One stage on the cluster: what is out, what came back early, what must be tried again."""

    def __init__(self, client: Client, address: str, work: Callable, start: Callable | None) -> None:
        self._client, self._address, self._work = client, address, pickle.dumps((work, start))
        self._out: dict[Future, int] = {}
        self._chunks: dict[int, list[tuple[Any, bytes]]] = {}  # number of the chunk → each item with what is sent of it
        self._back: dict[int, list[Any]] = {}
        self._suspects: list[int] = []

    def results(self, items: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
        number = told = 0
        all_out = False
        while not all_out or told < number:
            window = self._window()
            while not all_out and len(self._out) < window and number - told < AHEAD * window and not self._suspects:
                chunk = _chunk(items)
                if not chunk:
                    all_out = True
                    break
                self._chunks[number] = chunk
                self._out[self._submit(chunk)] = number
                number += 1
            self._collect()
            while told in self._back:
                yield from zip((item for item, _sent in self._chunks.pop(told)), self._back.pop(told), strict=True)
                told += 1

    def _collect(self) -> None:
        """Take what has come back; once nothing else is out, try the chunks of dead workers again."""
        if self._out:
            for future in self._finished(list(self._out)):
                number = self._out.pop(future)
                try:
                    self._back[number] = self._result(future)
                except KilledWorker:
                    self._suspects.append(number)
        elif self._suspects:
            number = self._suspects.pop(0)
            self._back[number] = [self._alone(pair) for pair in self._chunks[number]]

    def _alone(self, pair: tuple[Any, bytes]) -> Any:
        future = self._submit([pair])
        self._finished([future])
        try:
            return self._result(future)[0]
        except KilledWorker:
            return DIED

    def _finished(self, futures: list[Future]) -> Iterable[Future]:
        """The first of these that are done. Looks now and then whether anybody works at all: without workers they would wait for ever."""
        while True:
            try:
                with self._client.as_current():
                    return wait(futures, return_when="FIRST_COMPLETED", timeout=LOOK).done
            except TimeoutError:
                self._window()

    def _result(self, future: Future) -> list[Any]:
        try:
            return future.result()
        except CancelledError:  # the scheduler is gone, and with it what it knew
            raise Refused(UNREACHED.format(address=self._address)) from None
        finally:
            future.release()

    def _submit(self, chunk: list[tuple[Any, bytes]]) -> Future:
        return self._client.submit(_work_on, self._work, [sent for _item, sent in chunk], pure=False, retries=0)

    def _window(self) -> int:
        """As many chunks as threads; waits while workers are being started again."""
        end = time.monotonic() + PATIENCE
        while not (threads := _threads(self._client)):
            if time.monotonic() > end:
                raise Refused(NO_WORKERS.format(address=self._address))
            time.sleep(0.2)
        return threads


def _chunk(items: Iterator[Any]) -> list[tuple[Any, bytes]]:
    """The next items with what is sent of them: `CHUNK` of them, fewer where they are heavy."""
    chunk: list[tuple[Any, bytes]] = []
    weight = 0
    for item in islice(items, CHUNK):
        sent = pickle.dumps(item)
        chunk.append((item, sent))
        weight += len(sent)
        if weight > HEAVY:
            break
    return chunk


def _work_on(work: bytes, chunk: list[bytes]) -> list[Any]:
    """In a worker. What is sent stays packed until Django is ready: it names modules that cannot be imported before."""
    _prepare()
    do = _started(work)
    return [do(pickle.loads(item)) for item in chunk]  # noqa: S301 - from our own driver; see `_connected`


@cache
def _started(work: bytes) -> Callable:
    """The work of this stage, with what it needs loaded: once in each worker."""
    do, start = pickle.loads(work)  # noqa: S301
    if start:
        start()
    return do


@cache
def _prepare() -> None:
    """Once in each worker: `work` touches no database, but it stands beside `select` and `store`, whose tables must be known."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daseinswerk.config.settings")
    django.setup()
