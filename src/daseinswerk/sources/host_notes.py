"""What we remember of one host between two requests: in this process alone, or in a small file for all processes.

The site and the harvest are two processes and may both be started anew at any moment; the host sees one visitor. So the
file is held under a lock while a request is under way, and what it says is in the time of the wall clock, which survives a
restart. The lock is the kernel's (flock): a process that is killed lets go of it. A note is one line of fixed length, written in
place, so that there is never half of one.
"""

import contextlib
import fcntl
import math
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

LOOK_AGAIN = 0.02
# A note older than this says nothing any more: the longest pause is a day.
KEPT = 3 * 24 * 3600.0
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Note:
    """Of one host: when it was last `asked`, a pause of so many seconds that began `paused`, bytes `received` on `day`.

    Times in seconds since 1970, `day` in days since then (UTC).
    """

    asked: float = 0.0
    paused: float = 0.0
    pause: float = 0.0
    day: int = 0
    received: int = 0

    def line(self) -> bytes:
        """The note as it is stored, always 72 bytes long."""
        return b"%017.6f %017.6f %011.3f %06d %016d\n" % (self.asked, self.paused, self.pause, self.day, self.received)


def read_note(line: bytes) -> Note:
    """A stored line; anything else counts as no note."""
    try:
        asked, paused, pause, day, received = line.split()
        note = Note(float(asked), float(paused), float(pause), int(day), int(received))
    except ValueError:
        return Note()
    return note if math.isfinite(note.asked + note.paused + note.pause) else Note()


class HostNotes:
    """Of one host and port, for the threads of this process."""

    def __init__(self) -> None:
        self.note = Note()
        self._turn = threading.Lock()

    @contextlib.contextmanager
    def held(self, end: float) -> Iterator[bool]:
        """Hold the host for oneself; False when that was not possible before the monotonic time `end`."""
        if not self._turn.acquire(timeout=max(0.0, end - time.monotonic())):
            yield False
            return
        try:
            yield True
        finally:
            self._turn.release()

    def keep(self, note: Note) -> None:
        """Remember this; to be called by who holds the host."""
        self.note = note

    def robots(self) -> tuple[bytes, float] | None:
        """The host's robots.txt as another process has left it, and its age in seconds; None when there is none."""
        return None

    def keep_robots(self, body: bytes) -> None:
        """Leave it for other processes; this one has it in its memory."""


class HostFile(HostNotes):
    """The same for all processes that use this file. Where the file cannot be used (a full disk), this process still remembers."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        super().__init__()
        self._path = folder / f"{quote(host, safe='')[:LONGEST_NAME]}_{port}"
        self._robots = self._path.with_name(f"{self._path.name}.robots")
        self._file = -1

    @contextlib.contextmanager
    def held(self, end: float) -> Iterator[bool]:
        """See HostNotes; what other processes noted is read before the host is given out."""
        with super().held(end) as mine:
            if not mine:
                yield False
                return
            try:
                self._file = _locked(self._path, end)
            except TimeoutError:  # an OSError as well, so it is looked at first
                yield False
                return
            except OSError:
                self._file = -1
            try:
                self._look()
                yield True
            finally:
                self._let_go()

    def keep(self, note: Note) -> None:
        """See HostNotes."""
        super().keep(note)
        if self._file >= 0:
            with contextlib.suppress(OSError):
                os.pwrite(self._file, note.line(), 0)

    def robots(self) -> tuple[bytes, float] | None:
        """See HostNotes. An age below zero is that of a clock that was set."""
        try:
            return self._robots.read_bytes(), time.time() - self._robots.stat().st_mtime
        except OSError:
            return None

    def keep_robots(self, body: bytes) -> None:
        """See HostNotes; the file is there as a whole or not at all."""
        part = self._robots.with_name(f"{self._robots.name}.{os.getpid()}.{threading.get_ident()}")
        with contextlib.suppress(OSError):
            part.write_bytes(body)
            part.replace(self._robots)

    def _look(self) -> None:
        if self._file >= 0:
            with contextlib.suppress(OSError):
                self.note = read_note(os.pread(self._file, 200, 0))

    def _let_go(self) -> None:
        if self._file >= 0:
            fcntl.flock(self._file, fcntl.LOCK_UN)  # said aloud: a forked child may still have the file open
            os.close(self._file)
            self._file = -1


def forget_old(folder: Path) -> None:
    """Remove the notes of hosts that have not been asked for days; a file in use is left alone."""
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > KEPT:
                file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    path.unlink()
                finally:
                    os.close(file)


def _locked(path: Path, end: float) -> int:
    """The open file, locked; TimeoutError when another process holds it until the monotonic time `end`."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        ours = False
        try:
            while not _lock(file):
                if time.monotonic() >= end:
                    raise TimeoutError(path)
                time.sleep(LOOK_AGAIN)
            ours = _still_named(file, path)
            if ours:
                return file
        finally:
            if not ours:
                os.close(file)


def _lock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _still_named(file: int, path: Path) -> bool:
    """Whether this is still the file of that name: `forget_old` may have removed it between our opening and locking it."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False
