"""One run at a time for each installation: a lock on a file in the home folder, released by the system when a run dies."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def only_run(waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock; calls `waiting` every two seconds while another run holds it."""
    with open(settings.HOME / "run.lock", "a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                waiting()
                time.sleep(2)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def is_free() -> bool:
    """Whether no run of this installation is alive now."""
    with open(settings.HOME / "run.lock", "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
