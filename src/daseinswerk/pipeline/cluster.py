"""Do the work of a stage on several machines, with the same results in the same order as `workers`: Dask distributed.

Only this module knows Dask; it is loaded by name when somebody runs with `--cluster ADDRESS` (extra `daseinswerk[cluster]`). Below
about a million texts a night one machine is enough (docs/explanation/when-one-machine-is-not-enough.md).

As many chunks are out as the workers have threads, no more: when a worker dies, Dask blames every task that waits on it, and with
chunks in its queue a killer document takes innocent ones along. Chunks of a dead worker are tried again document by document,
alone; a document that kills again is a `Failure`. Results are fetched as they complete, because they live on the worker until
then. Workers never open the database; only the driver stores (engines.md § 2).
"""

import ipaddress
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlsplit

import django
from distributed import Client, Future, wait
from distributed.scheduler import KilledWorker

from daseinswerk import __version__
from daseinswerk.pipeline.workers import DIED, Failure
from daseinswerk.sources.extracted import Refused

Item = TypeVar("Item")
Result = TypeVar("Result")
CHUNK = 40  # documents handed out at once: Dask costs about a millisecond a task
AHEAD = 4  # finished chunks kept for each thread while an earlier one is still out
CONNECT = 10.0  # seconds
PATIENCE = 120.0  # seconds without any worker before the run gives up
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
        self._client, self._address, self._work, self._start = client, address, work, start
        self._out: dict[Future, int] = {}
        self._chunks: dict[int, list[Any]] = {}
        self._back: dict[int, list[Any]] = {}
        self._suspects: list[int] = []

    def results(self, items: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
        number = told = 0
        all_out = False
        while not all_out or told < number:
            window = self._window()
            while not all_out and len(self._out) < window and number - told < AHEAD * window and not self._suspects:
                chunk = list(islice(items, CHUNK))
                if not chunk:
                    all_out = True
                    break
                self._chunks[number] = chunk
                self._out[self._submit(chunk)] = number
                number += 1
            self._collect()
            while told in self._back:
                yield from zip(self._chunks.pop(told), self._back.pop(told), strict=True)
                told += 1

    def _collect(self) -> None:
        """Take what has come back; once nothing else is out, try the chunks of dead workers again."""
        if self._out:
            with self._client.as_current():
                finished = wait(list(self._out), return_when="FIRST_COMPLETED").done
            for future in finished:
                number = self._out.pop(future)
                try:
                    self._back[number] = future.result()
                except KilledWorker:
                    self._suspects.append(number)
                future.release()
        elif self._suspects:
            number = self._suspects.pop(0)
            self._back[number] = [self._alone(item) for item in self._chunks[number]]

    def _alone(self, item: Any) -> Any:
        future = self._submit([item])
        try:
            return future.result()[0]
        except KilledWorker:
            return DIED
        finally:
            future.release()

    def _submit(self, chunk: list[Any]) -> Future:
        return self._client.submit(_work_on, self._work, self._start, chunk, pure=False, retries=0)

    def _window(self) -> int:
        """As many chunks as threads; waits while workers are being started again."""
        end = time.monotonic() + PATIENCE
        while not (threads := _threads(self._client)):
            if time.monotonic() > end:
                raise Refused(NO_WORKERS.format(address=self._address))
            time.sleep(0.2)
        return threads


def _work_on(work: Callable, start: Callable | None, chunk: list[Any]) -> list[Any]:
    _prepare()
    if start:
        start()
    return [work(item) for item in chunk]


@cache
def _prepare() -> None:
    """Once in each worker: `work` touches no database, but it stands beside `select` and `store`, whose tables must be known."""
    django.setup()
