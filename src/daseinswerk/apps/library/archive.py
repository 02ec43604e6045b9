"""The archive: every original as bytes under its own SHA-256, written once and never changed.

A file appears under its name only when it is whole (written beside it, then renamed), so a run that is killed leaves at most
a nameless part, and storing the same bytes twice is harmless.
"""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash lie: `originals/<first two>/<hash>`."""
    return settings.ORIGINALS / sha256[:2] / sha256


def keep(data: bytes) -> str:
    """Put the bytes into the archive and give their SHA-256. Raises OSError when the disk is full."""
    sha256 = hashlib.sha256(data).hexdigest()
    file = path_of(sha256)
    if file.is_file():
        return sha256
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{sha256[:12]}.{secrets.token_hex(4)}")
    try:
        part.write_bytes(data)
        os.replace(part, file)
    finally:
        part.unlink(missing_ok=True)
    return sha256


def forget(sha256: str) -> None:
    """Take the bytes with this hash out of the archive; nothing happens where they are not in it. The caller knows that no original names them."""
    path_of(sha256).unlink(missing_ok=True)


def read(sha256: str) -> bytes:
    """The bytes with this hash. Raises FileNotFoundError if the archive lost them, ValueError if they were changed."""
    data = path_of(sha256).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"the archived file {sha256} does not hold what its name says")
    return data
