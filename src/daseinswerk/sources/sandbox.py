"""Foreign PDF, office files, HTML, feeds, sitemaps and tables are parsed in a child process that may die without harm.

One child serves many files, so that an ordinary file costs no process start (0.4 s of CPU); it is replaced when it dies, lies, or
overruns its deadline. `Sandbox` owns one child. `of_this_process()` is the one to use; worker processes that were
forked get their own on first use. A sandbox serves one caller at a time.
"""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from datetime import date as Date
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from daseinswerk.sources import reasons
from daseinswerk.sources.extracted import KINDS, Extracted, Refused
from daseinswerk.sources.plain import settled
from daseinswerk.sources.sandbox_child import LENGTHS, OUT_OF_MEMORY

DEADLINE = 25.0
MAX_ANSWER = 96 * reasons.MIB
MAX_HEADER = 256 * 1024
CHUNK = 1024 * 1024
# -P: the folder somebody happens to stand in is no place to load code from.
COMMAND = (sys.executable, "-P", "-m", "daseinswerk.sources.sandbox_child")
# pdfium and Python's allocator end the process themselves when memory runs out.
MEMORY_SIGNALS = (-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL)

Answer = TypeVar("Answer")

_open: "weakref.WeakSet[Sandbox]" = weakref.WeakSet()


class _Overrun(Exception):
    """The child did not answer in time."""


class _Died(Exception):
    """The child ended, or said something that is no answer."""


class Sandbox:
    """A child process for parsing, started on first use. `deadline` is wall time in seconds for one file."""

    def __init__(self, deadline: float = DEADLINE) -> None:
        self.deadline = deadline
        self.starts = 0
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        _open.add(self)

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def parsed(self, how: str, data: bytes, *, charset: str = "", address: str = "") -> Extracted:
        """What the child reads in `data`; `how` is pdf, docx, odt or html. Raises Refused, also when the child had to be ended."""
        end = time.monotonic() + self.deadline
        with self._lock:
            header = {"how": how, "charset": charset, "address": address}
            try:
                return self._attempt(header, data, end, _understood)
            except _Died as death:
                self._stop()
                if how != "pdf":
                    raise Refused(str(death)) from None
                return self._second_try(data, end, str(death))

    def listed(self, how: str, data: bytes, *, charset: str = "", address: str = "") -> list[dict[str, str]]:
        """The rows the child finds in `data`; `how` is feed, sitemap, workbook or csv. Raises Refused, also when the child had to be ended.

        Which keys a row has, the module knows that asks; all values are settled texts.
        """
        end = time.monotonic() + self.deadline
        with self._lock:
            try:
                return self._attempt({"how": how, "charset": charset, "address": address}, data, end, _rows)
            except _Died as death:
                self._stop()
                raise Refused(str(death)) from None

    def _second_try(self, data: bytes, end: float, first_reason: str) -> Extracted:
        """pdfium died of this file: pypdf, in a fresh child and in the time that is left, has limits of its own.

        When it does not bring a text either, the first death is the reason to show; only a password explains more.
        """
        try:
            return self._attempt({"how": "pdf-slowly"}, data, end, _understood)
        except _Died:
            self._stop()
        except Refused as refusal:
            if refusal.reason == reasons.ENCRYPTED:
                raise
        raise Refused(first_reason)

    def _attempt(
        self, header: dict[str, str], data: bytes, end: float, understood: Callable[[bytes, bytes], Answer]
    ) -> Answer:
        child = self._running()
        described = json.dumps(header).encode("ascii")
        try:
            _send(child, LENGTHS.pack(len(described), len(data)) + described, end)
            _send(child, data, end)
            return understood(*_received(child, end))
        except _Overrun:
            self._stop()
            raise Refused(reasons.TOOK_TOO_LONG.format(limit=max(1, round(self.deadline)))) from None
        except OSError:
            raise _Died(self._cause_of_death(child)) from None
        except _Died as death:
            raise _Died(str(death) or self._cause_of_death(child)) from None

    def _cause_of_death(self, child: subprocess.Popen[bytes]) -> str:
        try:
            code = child.wait(timeout=2)
        except subprocess.TimeoutExpired:
            return reasons.READER_DIED
        if code == -signal.SIGXCPU:
            return reasons.TOOK_TOO_LONG.format(limit=max(1, round(self.deadline)))
        return reasons.TOO_MUCH_MEMORY if code == OUT_OF_MEMORY or code in MEMORY_SIGNALS else reasons.READER_DIED

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._stop()
        self._child = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            env=_environment(),
        )
        self.starts += 1
        for pipe in (self._child.stdin, self._child.stdout):
            os.set_blocking(pipe.fileno(), False)  # type: ignore[union-attr]
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        _close_pipes(child)

    def close(self) -> None:
        """End the child. The sandbox may be used again; it then starts a new one."""
        with self._lock:
            self._stop()

    def _forget(self) -> None:
        """In a forked process: let go of the parent's child without ending it."""
        child, self._child = self._child, None
        self._lock = threading.Lock()
        if child is not None:
            _close_pipes(child)
            child.returncode = 0  # it is not ours: Python must neither wait for it nor warn


def walls() -> tuple[str, ...]:
    """Which walls stand around a child on this system: limits, memory, privileges, network, files."""
    said = subprocess.run(
        [*COMMAND, "--walls"], capture_output=True, text=True, timeout=30, check=False, env=_environment()
    )
    return tuple(said.stdout.split())


def _environment() -> dict[str, str]:
    """The child gets no secrets: only what Python needs to find this package and to decode names."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV")}
    places = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, places)), "PYTHONDONTWRITEBYTECODE": "1"}


def _close_pipes(child: subprocess.Popen[bytes]) -> None:
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            pipe.close()


def _send(child: subprocess.Popen[bytes], data: bytes, end: float) -> None:
    pipe = child.stdin.fileno()  # type: ignore[union-attr]
    rest = memoryview(data)
    while rest:
        _wait(pipe, select.POLLOUT, end)
        try:
            rest = rest[os.write(pipe, rest[:CHUNK]) :]
        except BlockingIOError:
            continue


def _received(child: subprocess.Popen[bytes], end: float) -> tuple[bytes, bytes]:
    header_length, body_length = LENGTHS.unpack(_exactly(child, LENGTHS.size, end))
    if header_length > MAX_HEADER or body_length > MAX_ANSWER:
        raise _Died(reasons.READER_DIED)
    return _exactly(child, header_length, end), _exactly(child, body_length, end)


def _exactly(child: subprocess.Popen[bytes], length: int, end: float) -> bytes:
    pipe = child.stdout.fileno()  # type: ignore[union-attr]
    pieces, missing = [], length
    while missing:
        _wait(pipe, select.POLLIN, end)
        try:
            piece = os.read(pipe, min(missing, CHUNK))
        except BlockingIOError:
            continue
        if not piece:
            raise _Died
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _wait(pipe: int, event: int, end: float) -> None:
    left = end - time.monotonic()
    poll = select.poll()
    poll.register(pipe, event)
    if left <= 0 or not poll.poll(left * 1000):
        raise _Overrun


def _rows(header: bytes, body: bytes) -> list[dict[str, str]]:
    """The answer to `listed`, trusted no more than a text is."""
    try:
        said = json.loads(header)
        if isinstance(said, dict) and "refused" in said:
            raise Refused(str(said["refused"]))
        rows = json.loads(body)
        return [{str(key): settled(str(value)) for key, value in row.items()} for row in rows]
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise _Died(reasons.READER_DIED) from None


def _understood(header: bytes, body: bytes) -> Extracted:
    """The answer as our own types: the child may have been taken over, so nothing in it is trusted but its words."""
    try:
        said = json.loads(header)
        if isinstance(said, dict) and "refused" in said:
            raise Refused(str(said["refused"]))
        text, kind = body.decode("utf-8"), said["kind"]
        if kind not in KINDS:
            raise _Died(reasons.READER_DIED)
        return Extracted(
            text=settled(text),
            title=settled(str(said["title"])),
            date=Date.fromisoformat(said["date"]) if said["date"] else None,
            media_type=str(said["media_type"]),
            kind=kind,
            publisher=settled(str(said["publisher"])),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _Died(reasons.READER_DIED) from None


_mine = Sandbox()


def of_this_process() -> Sandbox:
    """The sandbox every reader of this process uses unless it brings its own."""
    return _mine


def close() -> None:
    """End the child of this process; the next file starts a new one."""
    _mine.close()


def _after_fork() -> None:
    for sandbox in list(_open):
        sandbox._forget()


atexit.register(close)
os.register_at_fork(after_in_child=_after_fork)
