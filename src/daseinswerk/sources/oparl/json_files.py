"""Foreign JSON from disk, object by object: lists, lines, one object, packed or not; a broken line costs only itself."""

import gzip
import json
import lzma
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from daseinswerk.sources import reasons

MAX_LINE = 64 * reasons.MIB
# A list in one piece must be held in memory at once; larger dumps come as lines.
MAX_WHOLE = 512 * reasons.MIB
KINDS = {
    "paper": "paper", "papers": "paper",
    "meeting": "meeting", "meetings": "meeting",
    "organization": "organization", "organizations": "organization", "organisation": "organization", "organisations": "organization",
    "consultation": "consultation", "consultations": "consultation",
    "body": "body", "bodies": "body",
    "person": "person", "persons": "person", "people": "person",
    "file": "file", "files": "file",
    "text": "text", "texts": "text",
}  # fmt: skip
NAME = re.compile(r"(?P<kind>[a-z]*)[\w.-]*?\.(json|jsonl|ndjson)(\.(xz|gz))?", re.I)
UNPACKERS = {".xz": lzma.open, ".gz": gzip.open}
BROKEN_PACKING = (lzma.LZMAError, EOFError, zlib.error, OSError)


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that is no JSON object, and why."""

    reason: str


def by_type(folder: Path) -> dict[str, list[Path]]:
    """The files of a dump by what they hold: their own name says it, or the folder they lie in, or their first object."""
    files: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*")) + sorted(folder.glob("*/*")):
        match = NAME.fullmatch(path.name)
        if not match or not path.is_file():
            continue
        named = match["kind"] if path.parent == folder else path.parent.name
        kind = KINDS.get(named.lower()) or _kind_of_first(path)
        if kind:
            files.setdefault(kind, []).append(path)
    return files


def _kind_of_first(path: Path) -> str:
    """OParl objects carry their type as an address: `https://schema.oparl.org/1.1/Paper`."""
    _place, first = next(objects(path), ("", Broken("")))
    said = first.get("type") if isinstance(first, dict) else None
    return KINDS.get(said.rsplit("/", 1)[-1].lower(), "") if isinstance(said, str) else ""


def objects(path: Path) -> Iterator[tuple[str, dict[str, Any] | Broken]]:
    """Each object in a file with the place it stands at (`papers.jsonl.xz: 17`), in order."""
    unpack = UNPACKERS.get(path.suffix.lower(), open)
    as_lines = ".jsonl" in path.name.lower() or ".ndjson" in path.name.lower()
    try:
        with unpack(path, "rb") as stream:
            yield from _lines(path.name, stream) if as_lines else _whole(path.name, stream)
    except BROKEN_PACKING:
        yield path.name, Broken(reasons.FILE_CUT)


def _lines(name: str, stream: IO[bytes]) -> Iterator[tuple[str, dict[str, Any] | Broken]]:
    number = 0
    while line := stream.readline(MAX_LINE):
        number += 1
        if len(line) == MAX_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                continue
            yield f"{name}: {number}", Broken(reasons.LINE_TOO_LONG.format(limit=MAX_LINE // reasons.MIB))
        elif line.strip():
            yield f"{name}: {number}", _parsed(line)


def _whole(name: str, stream: IO[bytes]) -> Iterator[tuple[str, dict[str, Any] | Broken]]:
    data = stream.read(MAX_WHOLE + 1)
    if len(data) > MAX_WHOLE:
        yield name, Broken(reasons.TOO_BIG.format(limit=MAX_WHOLE // reasons.MIB))
        return
    found = _loaded(data)
    # An OParl list is {"data": [...], "pagination": …}.
    if isinstance(found, dict) and isinstance(found.get("data"), list):
        found = found["data"]
    if isinstance(found, list):
        for number, item in enumerate(found, 1):
            yield f"{name}: {number}", item if isinstance(item, dict) else Broken(reasons.NO_OBJECT)
    else:
        yield name, found if isinstance(found, dict | Broken) else Broken(reasons.NO_OBJECT)


def _parsed(data: bytes) -> dict[str, Any] | Broken:
    found = _loaded(data)
    return found if isinstance(found, dict | Broken) else Broken(reasons.NO_OBJECT)


def _loaded(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Broken(reasons.LINE_BROKEN)
