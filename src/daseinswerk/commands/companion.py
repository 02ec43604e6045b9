"""`daseinswerk work` as the companion of the site: started with it, started again when it dies, ended with it."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

AGAIN_AFTER = 2.0  # seconds
PATIENCE = 10.0  # seconds to end the present item; what is not done then is taken up at the next start


@contextmanager
def working() -> Iterator[None]:
    """Work goes on inside this block."""
    over = threading.Event()
    companion = threading.Thread(target=_keep_working, args=(over,), daemon=True)
    companion.start()
    try:
        yield
    finally:
        over.set()
        companion.join(PATIENCE + 2)


def _keep_working(over: threading.Event) -> None:
    while not over.is_set():
        process = _start()
        while process.poll() is None and not over.wait(0.2):
            pass
        if process.poll() is None:
            _end(process)
        else:
            over.wait(AGAIN_AFTER)


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:  # it ends by itself after its present item: it sees that we are gone
        return


def _start() -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "daseinswerk.cli", "work", "--attached"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C reaches the site alone, which then asks this one to end
        env={**os.environ, "DASEINSWERK_HOME": str(settings.HOME)},
    )
