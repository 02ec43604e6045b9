"""Ending in good order: a process that is asked to end (SIGTERM, or the process that started it is gone) finishes its present item first."""

import os
import signal
from types import FrameType


class Stopping:
    """Says whether this process is to end. `attached`: also when the process that started it has ended."""

    def __init__(self, *, attached: bool) -> None:
        self._asked = False
        self._parent = os.getppid() if attached else None
        signal.signal(signal.SIGTERM, self._ask)

    def __call__(self) -> bool:
        return self._asked or (self._parent is not None and os.getppid() != self._parent)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._asked = True
