"""Do what waits: the jobs the site has asked for, and the watched sources whose visit is due; one run at a time, no broker.

Each run is a process of its own (`run --job`), so that a document that kills its process does not kill this one, and memory is
given back. A run whose process dies is tried again, three times at most. A beat in the home folder says that somebody works.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone

from daseinswerk.apps.library.actions import runs
from daseinswerk.apps.library.actions.indexing import index_open_tasks
from daseinswerk.apps.library.models import Run
from daseinswerk.apps.library.queries.working import BEAT
from daseinswerk.pipeline import lock
from daseinswerk.pipeline.post import Post

LOOK = 0.5  # seconds between two looks for work: what the site asks for is begun within a second
BEAT_EVERY = 5.0  # seconds
REST = 300.0  # seconds without new visits after a run that failed: its sources are still due, and a full disk is full for a while
PATIENCE = 90.0  # seconds a run has to end its present item: longer than any page or file may take


@dataclass(frozen=True, slots=True)
class Done:
    """One run that came to an end here: its row's number, name and state, the exit code of its process."""

    run: int
    name: str
    state: str
    code: int


def work(stopping: Callable[[], bool], *, once: bool = False, workers: int | None = None) -> Iterator[Done]:
    """Every run as it ends, until `stopping` says yes; with `once` until nothing waits and nothing is due."""
    over = threading.Event()
    threading.Thread(target=_beat, args=(over,), daemon=True).start()
    try:
        yield from _work(stopping, once, workers) if once or connection.vendor == "sqlite" else _on_a_server(stopping, workers)
    finally:
        over.set()


def _on_a_server(stopping: Callable[[], bool], workers: int | None) -> Iterator[Done]:
    """A database server may be restarted while this process waits: it is asked again until it answers. A run it took along ends by itself
    and is taken up again."""
    while not stopping():
        try:
            yield from _work(stopping, False, workers)
        except OperationalError:
            close_old_connections()
            time.sleep(BEAT_EVERY)


def _work(stopping: Callable[[], bool], once: bool, workers: int | None) -> Iterator[Done]:
    post, rested = Post(), 0.0
    while not stopping():
        post.look(timezone.now())
        run = take(visits=time.monotonic() >= rested)
        if run is not None:
            done = do(run, stopping, workers)
            if done.state == Run.State.FAILED:
                rested = time.monotonic() + REST
            yield done
        elif once:
            index()
            return
        else:
            index()
            close_old_connections()
            time.sleep(LOOK)


def take(*, visits: bool = True) -> Run | None:
    """The run to do next; None when nothing is to be done, or another process is at a run. `visits`: also make those that are due."""
    if not lock.is_free():
        return None
    runs.take_up_dead()
    waiting = runs.next_waiting()
    if waiting is None and visits:
        runs.ask_for_due(now=timezone.now())
        waiting = runs.next_waiting()
    return waiting


def do(run: Run, stopping: Callable[[], bool], workers: int | None) -> Done:
    """Run this job in a process of its own and wait for it; when asked to stop, let it end its present item."""
    child = _start(run, workers)
    asked_at = 0.0
    while child.poll() is None:
        index()
        if stopping() and not asked_at:
            asked_at = time.monotonic()
            child.terminate()
        if asked_at and time.monotonic() - asked_at > PATIENCE:
            child.kill()
        with suppress(subprocess.TimeoutExpired):
            child.wait(LOOK)
    run.refresh_from_db()
    if run.state in runs.OPEN and not asked_at:  # it did not come to say how it ended: out of memory, killed, disk full
        runs.died(run=run)
        run.refresh_from_db()
    return Done(run.pk, run.name, run.state, child.returncode)


def index() -> None:
    """Bring the large full-text index up to date, where it is in use and nobody else does so."""
    with suppress(RuntimeError):  # IndexerBusy, NoIndex: named by what may not be installed; `index status` says what is wrong
        index_open_tasks()


def _beat(over: threading.Event) -> None:
    """Say every few seconds that this process lives, also while it waits for a long piece of work."""
    while True:
        (settings.HOME / BEAT).write_text(f"{os.getpid()}\n")
        if over.wait(BEAT_EVERY):
            return


def _start(run: Run, workers: int | None) -> subprocess.Popen:
    log = settings.HOME / "runs"
    log.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "daseinswerk.cli", "run", "--job", str(run.pk), "--attached"]
    with open(log / f"{run.pk}.log", "ab") as out:
        return subprocess.Popen(
            command + (["--workers", str(workers)] if workers else []),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,  # Ctrl+C at the console reaches this process alone, which then asks the run to end
            env={**os.environ, "DASEINSWERK_HOME": str(settings.HOME)},
        )
