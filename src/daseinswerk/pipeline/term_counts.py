"""In how many documents each term stands, kept between runs, so that a daily run reads the words of what is new and not of the library.

Counts are whole numbers: adding what came and taking away what went gives exactly what counting anew gives. A document is known by its
row and the hash of its text, so the counts of another database, or of a backup brought back, are noticed and put right. What went is
read once more to be taken away; where its text is no longer there, everything is counted anew. The file only saves time: of another
version of the analysis, damaged or missing, it is done without.
"""

import hashlib
import os
import struct
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from django.conf import settings

from daseinswerk.engine.text import word_file

Terms = tuple[str, ...]
Read = Callable[[Mapping[int, str]], Iterable[tuple[int, Terms]]]

_HEADER = struct.Struct("<8s12sIIIQQ")  # name, version, documents, terms, checksum, bytes of documents, bytes of terms
_NAME = b"DWCOUNT1"


@dataclass(frozen=True, slots=True)
class Counted:
    """`documents`: those counted, by row the hash of the text. `frequency`: in how many of them each term stands, none with 0."""

    documents: Mapping[int, str]
    frequency: Mapping[str, int]


NOTHING = Counted({}, {})


def counted(current: Mapping[int, str], asked: Collection[int], kept: Counted, read: Read) -> tuple[Counted, dict[int, Terms]]:
    """The counts over `current`, and the terms of those `asked` for, which are read in any case.

    `read` gives the terms of the documents with these rows and hashes, each once; it leaves out what is not there or cannot be read.
    """
    gone = {row: text for row, text in kept.documents.items() if current.get(row) != text}
    frequency = Counter(kept.frequency)
    if len(gone) > len(current) or not _taken_away(gone, frequency, read):
        kept, frequency = NOTHING, Counter()
    documents = {row: text for row, text in kept.documents.items() if row not in gone}
    found: dict[int, Terms] = {}
    for row, terms in read({row: text for row, text in current.items() if row in asked or row not in documents}):
        if row not in documents:
            frequency.update(set(terms))
            documents[row] = current[row]
        if row in asked:
            found[row] = terms
    return Counted(documents, {term: count for term, count in frequency.items() if count}), found


def _taken_away(gone: Mapping[int, str], frequency: Counter[str], read: Read) -> bool:
    """Whether all that went could be taken away; if not, `frequency` is of no use any more."""
    missing = set(gone)
    for row, terms in read(gone) if gone else ():
        frequency.subtract(set(terms))
        missing.discard(row)
    return not missing


def file() -> Path:
    """Where the counts of this version of the analysis lie."""
    return settings.HOME / "words" / f"{_version()}.counts"


@cache
def _version() -> str:
    """Twelve characters that change whenever a text could get other terms: cleaning comes before the words and counts too."""
    digest = hashlib.sha256(word_file.analysis_version().encode())
    for module in sorted(Path(word_file.__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()[:12]


def load(path: Path) -> Counted:
    """What the file holds; nothing where there is no usable file."""
    try:
        data = path.read_bytes()
    except OSError:
        return NOTHING
    if len(data) < _HEADER.size or data[:20] != _NAME + _version().encode():
        return NOTHING
    _, _, documents, terms, checksum, first, second = _HEADER.unpack_from(data)
    body = memoryview(data)[_HEADER.size :]
    if len(body) != first + second + 4 * terms or zlib.crc32(body, documents) != checksum:
        return NOTHING
    lines = str(body[:first], "ascii").split("\n") if documents else []
    words = str(body[first : first + second], "utf-8", "surrogatepass").split("\n") if terms else []
    rows = (line.split(" ") for line in lines)
    return Counted({int(row): text for row, text in rows}, dict(zip(words, np.frombuffer(body[first + second :], "<u4").tolist(), strict=True)))


def keep(path: Path, now: Counted) -> None:
    """Put the counts in place of the old ones in one step. A full disk stops nothing: the next run counts more."""
    documents = "\n".join(f"{row} {text}" for row, text in now.documents.items()).encode("ascii")
    terms = "\n".join(now.frequency).encode("utf-8", "surrogatepass")
    body = documents + terms + np.fromiter(now.frequency.values(), "<u4", len(now.frequency)).tobytes()
    checksum = zlib.crc32(body, len(now.documents))
    head = _HEADER.pack(_NAME, _version().encode(), len(now.documents), len(now.frequency), checksum, len(documents), len(terms))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _put(path, head + body)
        for old in path.parent.glob("*.counts"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return


def _put(path: Path, data: bytes) -> None:
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".counts-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.replace(beside, path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
