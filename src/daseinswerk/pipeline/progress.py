"""How far a run is: counted here, written to its row at most once a second, and told to whoever listens."""

import time
from collections.abc import Callable
from typing import Any

from daseinswerk.apps.library.actions import runs
from daseinswerk.apps.library.models import Run

Listener = Callable[[str, int, int, int], None]  # stage, done, total, refused


class Cancelled(Exception):
    """Somebody asked this run to stop; what is stored stays."""


class Stopped(Exception):
    """The process was asked to end: the run waits and goes on where it stood."""


class Progress:
    """Counts of one run, by stage. `counts[stage]` = {"done", "written", "refused", "seconds"}.

    `stopping` is asked after each bit of work; when it says yes, `add` raises Stopped.
    """

    def __init__(self, run: Run, listener: Listener, stopping: Callable[[], bool] = lambda: False) -> None:
        self.run = run
        self.listener = listener
        self.stopping = stopping
        self.counts: dict[str, dict[str, Any]] = {}
        self._stage, self._total, self._began, self._beat = "", 0, 0.0, 0.0

    def begin(self, stage: str, total: int) -> None:
        """A stage with `total` items begins (0: not known)."""
        self._stage, self._total, self._began = stage, total, time.monotonic()
        self.counts[stage] = {"done": 0, "written": 0, "refused": 0, "seconds": 0.0}
        self._tell(force=True)

    def add(self, *, done: int = 0, written: int = 0, refused: int = 0) -> None:
        """Count; raises Cancelled when somebody asked to stop this run, Stopped when the process is to end."""
        counts = self.counts[self._stage]
        counts["done"] += done
        counts["written"] += written
        counts["refused"] += refused
        self._tell(force=False)
        if self.stopping():
            raise Stopped

    def note(self, **counts: int) -> None:
        """Count something of this stage alone; what is nothing is not noted."""
        for name, count in counts.items():
            if count:
                self.counts[self._stage][name] = self.counts[self._stage].get(name, 0) + count

    def end(self) -> None:
        self.counts[self._stage]["seconds"] = round(time.monotonic() - self._began, 2)
        self._tell(force=True)

    def _tell(self, *, force: bool) -> None:
        now = time.monotonic()
        if not force and now - self._beat < 1:
            return
        self._beat = now
        counts = self.counts[self._stage]
        self.listener(self._stage, counts["done"], self._total, counts["refused"])
        if not runs.beat(run=self.run, stage=self._stage, done=counts["done"], total=self._total):
            raise Cancelled
