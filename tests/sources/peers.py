"""Web servers on loopback that do exactly what a test tells them, byte by byte, and remember who came when."""

import contextlib
import hashlib
import re
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Act = Callable[[socket.socket], None]
NO_ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def reply(
    body: bytes = b"Guten Tag", *headers: bytes, status: bytes = b"200 OK", kind: bytes = b"text/plain; charset=utf-8"
) -> bytes:
    """An ordinary reply with its right length."""
    lines = [b"HTTP/1.1 " + status, b"Content-Type: " + kind, b"Content-Length: %d" % len(body), *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def redirect(target: str, status: bytes = b"302 Found") -> bytes:
    """A redirect to `target`."""
    return reply(b"", b"Location: " + target.encode(), status=status)


def reset(connection: socket.socket) -> None:
    """Close with a reset instead of a goodbye."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@dataclass
class Peer:
    """A server; `acts` by path say what happens, `hits` are the paths asked for with the time they came."""

    acts: dict[str, bytes | Act] = field(default_factory=dict)
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    hits: list[tuple[float, str]] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)
    busiest: int = 0

    def __post_init__(self) -> None:
        self._listener = socket.create_server(
            (self.host, 0), family=socket.AF_INET6 if ":" in self.host else socket.AF_INET
        )
        self.port = self._listener.getsockname()[1]
        self._busy = 0
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    @property
    def root(self) -> str:
        return f"http://{self.host}:{self.port}"

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [path for _moment, path in self.hits if path != "/robots.txt"]

    def page(self, path: str, body: bytes, *headers: bytes, kind: bytes = b"text/html; charset=utf-8") -> None:
        """A page as it is from now on; who names this state of it is told "not modified"."""
        name = b'"%s"' % hashlib.sha256(body).hexdigest()[:16].encode()

        def act(connection: socket.socket) -> None:
            known = name in re.findall(rb'"[^"]*"', self.heads[-1])
            same = b"HTTP/1.1 304 Not Modified\r\nETag: " + name + b"\r\n\r\n"
            connection.sendall(same if known else reply(body, b"ETag: " + name, *headers, kind=kind))

        self.acts[path] = act

    def close(self) -> None:
        """Stop everything that is still talking."""
        self._stopped.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join(5)
        for thread in self._threads:
            thread.join(5)

    def slowly(self, start: bytes, piece: bytes, every: float) -> Act:
        """Say `start`, then one `piece` after the other for ever."""

        def act(connection: socket.socket) -> None:
            connection.sendall(start)
            while not self._stopped.wait(every):
                connection.sendall(piece)

        return act

    def silent(self, connection: socket.socket) -> None:
        """Say nothing and keep the connection."""
        self._stopped.wait(30)

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _address = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with self._lock:
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
        try:
            connection.settimeout(10)
            with self.tls.wrap_socket(connection, server_side=True) if self.tls else connection as talk:
                self._answer(talk)
        except OSError:
            return  # the other side hung up, which is what many tests want it to do
        finally:
            connection.close()
            with self._lock:
                self._busy -= 1

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65536)
            if not piece:
                self.hits.append((time.monotonic(), "(connection)"))
                return
            head += piece
        path = head.split(b" ")[1].decode()
        self.hits.append((time.monotonic(), path))
        self.heads.append(head)
        act = self.acts.get(path, NO_ROBOTS if path == "/robots.txt" else reply())
        if callable(act):
            act(connection)
        else:
            connection.sendall(act)


@contextlib.contextmanager
def peer(
    acts: dict[str, bytes | Act] | None = None, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> Iterator[Peer]:
    """A server for one test."""
    server = Peer(acts or {}, host, tls)
    try:
        yield server
    finally:
        server.close()
