"""Do the work of a stage here or on all cores, with the same result in the same order.

`completed(work, items)` hands out small chunks, at most two for each worker, and gives the results in the order of the items,
so a stage stores the same rows whether one worker or many did it. When a worker process dies, every open chunk is tried again
item by item in a process of its own; an item that kills that process too is a `Failure`, its neighbours are not
(engines.md § 2, "a dying document takes its neighbours along").
"""

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import Any, TypeVar

import django

Item = TypeVar("Item")
Result = TypeVar("Result")
CHUNK = 12  # items handed out at once: about a tenth of a second of work


@dataclass(frozen=True, slots=True)
class Failure:
    """This item ended its process twice; `reason` is a German sentence."""

    reason: str


DIED = Failure("Das Lesen ist an diesem Dokument zweimal abgestürzt; es wurde ausgelassen.")


def completed(
    work: Callable[[Item], Result], items: Iterable[Item], *, workers: int, start: Callable[[], Any] | None = None
) -> Iterator[tuple[Item, Result | Failure]]:
    """Pairs (item, result) in the order of `items`. `start` loads what the work needs, once in each process."""
    if workers <= 1:
        if start:
            start()
        for item in items:
            yield item, work(item)
        return
    yield from _on_cores(work, iter(items), workers, start)


def _on_cores(work: Callable, items: Iterator, workers: int, start: Callable | None) -> Iterator[tuple[Any, Any]]:
    pool = _pool(workers, start)
    window: deque[tuple[list, Future]] = deque()
    try:
        while True:
            while len(window) < 2 * workers and (chunk := list(islice(items, CHUNK))):
                window.append((chunk, pool.submit(_work_on, work, chunk)))
            if not window:
                return
            chunk, future = window.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                results = _one_by_one(work, chunk, start)
                pool = _pool(workers, start)
                window = deque((open_chunk, pool.submit(_work_on, work, open_chunk)) for open_chunk, _ in window)
            yield from zip(chunk, results, strict=True)
    finally:
        # When storing fails, this generator is left half-way and closed by the collector, in any thread: the pool's own cannot wait for itself.
        pool.shutdown(wait=threading.current_thread() is threading.main_thread(), cancel_futures=True)


def _work_on(work: Callable, chunk: list) -> list:
    return [work(item) for item in chunk]


def _one_by_one(work: Callable, chunk: list, start: Callable | None) -> list:
    """Each item alone; the pool is replaced after every death."""
    results: list[Any] = []
    pool = _pool(1, start)
    try:
        for item in chunk:
            try:
                results.append(pool.submit(work, item).result())
            except BrokenProcessPool:
                results.append(DIED)
                pool.shutdown(wait=False)
                pool = _pool(1, start)
    finally:
        pool.shutdown(wait=True)
    return results


def _pool(workers: int, start: Callable | None) -> ProcessPoolExecutor:
    # spawn, not fork: threads of Django and numpy do not survive a fork.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_prepare, initargs=(start,))


def _prepare(start: Callable | None) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # A service manager may ask a whole group of processes to end: the parent then ends its present item, and this one with it.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # A stage's `work` touches no database, but it stands beside `select` and `store`, whose tables must be known to import it.
    django.setup()
    if start:
        start()
    gc.collect()
    gc.freeze()  # the lexicons live for ever: the collector need not walk them again and again


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever: it holds both ends of its own queue."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
