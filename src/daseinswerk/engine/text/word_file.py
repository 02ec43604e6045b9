"""A table of words kept between runs: pieces, terms and numbers as three columns in one file, for one version of the analysis.

The file only saves time. It names the version of the analysis it was made by and carries a checksum; a file of another version, cut
off or damaged is not read, and what it would have held is analysed again. It is written beside and put in its place in one step, so
a reader finds the old one or the new one, never half of either.
"""

import hashlib
import os
import struct
import tempfile
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from daseinswerk.engine.text import compound_lists, compounds, words
from daseinswerk.engine.text.word_table import CAPACITY, Entry, Hashes, WordTable

_HEADER = struct.Struct("<8s12sIIQQ")  # name, version, pieces, checksum, bytes of pieces, bytes of terms
_NAME = b"DWWORDS1"
Columns = tuple[list[str], list[str], Hashes]


@cache
def analysis_version() -> str:
    """Twelve characters that change whenever a word could get other terms or another number."""
    digest = hashlib.sha256(f"{version('simplemma')} {version('PyStemmer')}".encode())
    for module in (words, compounds, compound_lists):
        digest.update(Path(module.__file__).read_bytes())
    for file in sorted(Path(compounds.__file__).parent.joinpath("data").glob("lexicon*")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def load(path: Path, table: WordTable) -> int:
    """Fill a table with what the file holds; gives the number of pieces, 0 where there is no usable file."""
    columns = _columns(path)
    if columns:
        table.fill(*columns)
    return len(columns[0]) if columns else 0


def count(path: Path) -> int:
    """How many pieces the file holds, by its head alone; 0 where there is no file of this version."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER.size)
    except OSError:
        return 0
    return _HEADER.unpack(head)[2] if _is_ours(head) else 0


def add(path: Path, new: Iterable[Entry]) -> int:
    """Write the file anew with these entries behind those it holds, as far as there is room; gives the number of pieces."""
    pieces, terms, numbers = _columns(path) or ([], [], np.empty(0, dtype=np.uint64))
    known = set(pieces)
    added: list[int] = []
    for entry in new:
        if entry.piece not in known and len(pieces) < CAPACITY:
            known.add(entry.piece)
            pieces.append(entry.piece)
            terms.append(entry.terms)
            added.append(entry.number)
    _write(path, pieces, terms, np.concatenate([numbers, np.array(added, dtype=np.uint64)]))
    return len(pieces)


def _columns(path: Path) -> Columns | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if not _is_ours(data):
        return None
    _, _, pieces, checksum, first, second = _HEADER.unpack_from(data)
    body = memoryview(data)[_HEADER.size :]
    if len(body) != first + second + 8 * pieces or zlib.crc32(body) != checksum:
        return None
    said = str(body[:first], "utf-8", "surrogatepass").split("\n") if pieces else []
    terms = str(body[first : first + second], "utf-8", "surrogatepass").split("\n") if pieces else []
    once: dict[str, str] = {}  # many pieces have the same terms
    return said, [once.setdefault(each, each) for each in terms], np.frombuffer(body[first + second :], dtype="<u8").astype(np.uint64)


def _is_ours(data: bytes) -> bool:
    return len(data) >= _HEADER.size and _HEADER.unpack_from(data)[:2] == (_NAME, analysis_version().encode())


def _write(path: Path, pieces: list[str], terms: list[str], numbers: Hashes) -> None:
    first, second = ("\n".join(column).encode("utf-8", "surrogatepass") for column in (pieces, terms))
    body = first + second + numbers.astype("<u8").tobytes()
    head = _HEADER.pack(_NAME, analysis_version().encode(), len(pieces), zlib.crc32(body), len(first), len(second))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".words-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(head + body)
        os.replace(beside, path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
