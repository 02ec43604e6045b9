"""A dump of a council information system: a folder of OParl objects (oparl.org, 1.0 and 1.1), read as a stream.

Files are named by type (`papers.jsonl.xz`, `meeting.json`, `files/…`), hold JSON or JSON lines, packed by xz or gzip or not. Texts
of files may lie beside them (`texts.jsonl`: {file, text}); they are joined to their paper by the file's id, because file objects
have no way back to their paper. Real dumps have tombstones with empty strings, references into nothing and broken lines: each is
reported once as a refusal, and reading goes on.

Order: organisations and consultations are read first and kept as small indexes, then papers, texts and meetings are yielded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path

from daseinswerk.sources import reasons
from daseinswerk.sources.oparl import json_files
from daseinswerk.sources.oparl.importer import Index, as_meeting, as_paper, words
from daseinswerk.sources.oparl.json_files import Broken
from daseinswerk.sources.oparl.objects import (
    OparlFile,
    OparlMeeting,
    OparlObject,
    OparlPaper,
    OparlRefusal,
    OparlText,
    key_of,
)
from daseinswerk.sources.oparl.quirks import Json, healed
from daseinswerk.sources.plain import settled


def dump(folder: Path) -> Iterator[OparlObject]:
    """Everything in the dump: papers, then texts, then meetings, and refusals where they arise."""
    files = json_files.by_type(folder)
    if not any(files.get(kind) for kind in ("paper", "meeting", "text")):
        yield OparlRefusal(folder.name, reasons.NO_DUMP)
        return
    seen = _Seen()
    yield from _indexed(files, seen.index)
    for name, found in _objects(files, "paper"):
        yield from _paper(name, found, seen)
    for name, found in _objects(files, "text"):
        yield _text(name, found, seen)
    for name, found in _objects(files, "meeting"):
        yield from _meeting(name, found, seen)


@dataclass(slots=True)
class _Seen:
    """What was read so far: each object counts once."""

    index: Index = field(default_factory=Index)
    papers: set[str] = field(default_factory=set)
    meetings: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    file_keys: dict[str, list[tuple[OparlFile, str, Date | None]]] = field(default_factory=dict)


def _objects(files: dict[str, list[Path]], kind: str) -> Iterator[tuple[str, Json | Broken]]:
    for path in files.get(kind, []):
        for name, found in json_files.objects(path):
            yield name, found if isinstance(found, Broken) or kind == "text" else healed(found)


def _indexed(files: dict[str, list[Path]], index: Index) -> Iterator[OparlRefusal]:
    for kind in ("body", "organization", "person", "consultation", "file"):
        for name, found in _objects(files, kind):
            if isinstance(found, Broken):
                yield OparlRefusal(name, found.reason)
            elif kind == "consultation":
                index.consultation(found)
            elif kind == "file":
                index.files[words(found, "id")] = found
            else:
                index.name(found)


def _paper(name: str, found: Json | Broken, seen: _Seen) -> Iterator[OparlPaper | OparlRefusal]:
    if isinstance(found, Broken):
        yield OparlRefusal(name, found.reason)
        return
    identity = words(found, "id")
    if not identity or identity in seen.papers:
        yield OparlRefusal(identity or name, reasons.SAME_OBJECT if identity else reasons.NO_OBJECT)
        return
    seen.papers.add(identity)
    paper = as_paper(identity, found, seen.index)
    for file in paper.files:
        seen.file_keys.setdefault(file.id, []).append((file, identity, paper.date))
        if file.key != file.id:
            seen.file_keys.setdefault(file.key, []).append((file, identity, paper.date))
    yield paper


def _text(name: str, found: Json | Broken, seen: _Seen) -> OparlText | OparlRefusal:
    if isinstance(found, Broken):
        return OparlRefusal(name, found.reason)
    written = words(found, "file") or words(found, "id")
    label = f"{name} ({written})" if written else name
    text = settled(found["text"]) if isinstance(found.get("text"), str) else ""
    if not text.strip():
        return OparlRefusal(label, reasons.TEXT_EMPTY)
    matches = seen.file_keys.get(written) or seen.file_keys.get(key_of(written), [])
    if len(matches) > 1:  # the same number in two councils, or one file in two papers: the text may say which it means
        matches = [match for match in matches if match[1] == words(found, "paper")]
        if not matches:
            return OparlRefusal(label, reasons.TEXT_AMBIGUOUS)
    if not matches:
        return OparlRefusal(label, reasons.TEXT_WITHOUT_PAPER)
    file, paper_id, paper_date = matches[0]
    if file.id in seen.texts:
        return OparlRefusal(label, reasons.SAME_OBJECT)
    seen.texts.add(file.id)
    return OparlText(file.id, paper_id, file.name or words(found, "name"), text, file.date or paper_date, file.address)


def _meeting(name: str, found: Json | Broken, seen: _Seen) -> Iterator[OparlMeeting | OparlRefusal]:
    if isinstance(found, Broken):
        yield OparlRefusal(name, found.reason)
        return
    identity = words(found, "id")
    if not identity or identity in seen.meetings:
        yield OparlRefusal(identity or name, reasons.SAME_OBJECT if identity else reasons.NO_OBJECT)
        return
    seen.meetings.add(identity)
    yield as_meeting(identity, found, seen.index)
