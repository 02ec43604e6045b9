"""A dump of a council information system: a folder of OParl objects (oparl.org, 1.0 and 1.1), read as a stream.

Files are named by type (`papers.jsonl.xz`, `meeting.json`, `files/…`), hold JSON or JSON lines, packed by xz or gzip or not. Texts
of files may lie beside them (`texts.jsonl`: {file, text}); they are joined to their paper by the file's id, because file objects
have no way back to their paper. Real dumps have tombstones with empty strings, references into nothing and broken lines: each is
reported once as a refusal, and reading goes on. Titles are never used to join: 116 papers of one city share one title.

Order: organisations and consultations are read first and kept as small indexes, then papers, texts and meetings are yielded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from pathlib import Path
from typing import Any

from daseinswerk.sources import json_files, reasons
from daseinswerk.sources.json_files import Broken
from daseinswerk.sources.plain import settled

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OparlFile:
    """A file of a paper; `id` is its address in the council system, `key` the last part of it, `role` main or auxiliary."""

    id: str
    key: str
    name: str
    date: Date | None
    media_type: str
    address: str
    role: str


@dataclass(frozen=True, slots=True)
class OparlPaper:
    """A paper; texts are "" and `date` is None where the source says nothing. A deleted paper keeps only its id."""

    id: str
    name: str
    reference: str
    date: Date | None
    paper_type: str
    deleted: bool
    body: str
    body_name: str
    files: tuple[OparlFile, ...]
    web: str
    originator_names: tuple[str, ...]
    direction_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OparlText:
    """The full text of a file, joined to its paper; `date` is the file's, else the paper's."""

    file_id: str
    paper_id: str
    name: str
    text: str
    date: Date | None
    address: str


@dataclass(frozen=True, slots=True)
class OparlAgendaItem:
    """What a meeting decided about a paper; `paper_id` is "" when the dump does not say."""

    number: str
    name: str
    result: str
    resolution: str
    paper_id: str


@dataclass(frozen=True, slots=True)
class OparlMeeting:
    """A meeting, the bodies that met, and its agenda in order."""

    id: str
    name: str
    start: datetime | None
    deleted: bool
    organisation_names: tuple[str, ...]
    agenda: tuple[OparlAgendaItem, ...]


@dataclass(frozen=True, slots=True)
class OparlRefusal:
    """Something in the dump that could not be taken: where (`file: line` or id), and why."""

    name: str
    reason: str


OparlObject = OparlPaper | OparlText | OparlMeeting | OparlRefusal


def dump(folder: Path) -> Iterator[OparlObject]:
    """Everything in the dump: papers, then texts, then meetings, and refusals where they arise."""
    files = json_files.by_type(folder)
    if not any(files.get(kind) for kind in ("paper", "meeting", "text")):
        yield OparlRefusal(folder.name, reasons.NO_DUMP)
        return
    index = _Index()
    yield from _indexed(files, index)
    for name, found in _objects(files, "paper"):
        yield from _paper(name, found, index)
    for name, found in _objects(files, "text"):
        yield _text(name, found, index)
    for name, found in _objects(files, "meeting"):
        yield from _meeting(name, found, index)


@dataclass(slots=True)
class _Index:
    """What later objects refer to."""

    names: dict[str, str] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    paper_of_consultation: dict[str, str] = field(default_factory=dict)
    papers: set[str] = field(default_factory=set)
    meetings: set[str] = field(default_factory=set)
    file_keys: dict[str, list[tuple[OparlFile, str, Date | None]]] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)


def _objects(files: dict[str, list[Path]], kind: str) -> Iterator[tuple[str, Json | Broken]]:
    for path in files.get(kind, []):
        yield from json_files.objects(path)


def _indexed(files: dict[str, list[Path]], index: _Index) -> Iterator[OparlRefusal]:
    for kind in ("body", "organization", "person"):
        for name, found in _objects(files, kind):
            if isinstance(found, Broken):
                yield OparlRefusal(name, found.reason)
            elif identity := _words(found, "id"):
                index.names[identity] = _words(found, "name") or _words(found, "shortName")
    for name, found in _objects(files, "consultation"):
        if isinstance(found, Broken):
            yield OparlRefusal(name, found.reason)
        else:
            index.paper_of_consultation.setdefault(_words(found, "id"), _words(found, "paper"))
    for name, found in _objects(files, "file"):
        if isinstance(found, Broken):
            yield OparlRefusal(name, found.reason)
        else:
            index.files[_words(found, "id")] = found


def _paper(name: str, found: Json | Broken, index: _Index) -> Iterator[OparlPaper | OparlRefusal]:
    if isinstance(found, Broken):
        yield OparlRefusal(name, found.reason)
        return
    identity = _words(found, "id")
    if not identity:
        yield OparlRefusal(name, reasons.NO_OBJECT)
        return
    if identity in index.papers:
        yield OparlRefusal(identity, reasons.SAME_OBJECT)
        return
    index.papers.add(identity)
    paper = _as_paper(identity, found, index)
    for consultation in _list(found, "consultation"):
        index.paper_of_consultation[_reference(consultation)] = identity
    for file in paper.files:
        index.file_keys.setdefault(file.id, []).append((file, identity, paper.date))
        if file.key != file.id:
            index.file_keys.setdefault(file.key, []).append((file, identity, paper.date))
    yield paper


def _as_paper(identity: str, found: Json, index: _Index) -> OparlPaper:
    body = _reference(found.get("body"))
    deleted = found.get("deleted") is True
    main = [(file, "main") for file in _list(found, "mainFile")]
    auxiliary = [(file, "auxiliary") for file in _list(found, "auxiliaryFile")]
    files = (_file(file, role, index) for file, role in main + auxiliary)
    return OparlPaper(
        id=identity,
        name=_words(found, "name"),
        reference=_words(found, "reference"),
        date=_date(found.get("date")),
        paper_type=_words(found, "paperType"),
        deleted=deleted,
        body=body,
        body_name=index.names.get(body, ""),
        files=() if deleted else tuple(file for file in files if file is not None),
        web=_words(found, "web"),
        originator_names=_names(found, index, "originatorOrganization", "originatorPerson"),
        direction_names=_names(found, index, "underDirectionOf"),
    )


def _file(found: object, role: str, index: _Index) -> OparlFile | None:
    """A file, embedded or by reference; None when it is deleted or says nothing."""
    told = found if isinstance(found, dict) else index.files.get(_reference(found), {"id": found})
    identity = _words(told, "id")
    if not identity or told.get("deleted") is True:
        return None
    return OparlFile(
        id=identity,
        key=key_of(identity),
        name=_words(told, "name") or _words(told, "fileName"),
        date=_date(told.get("date")),
        media_type=_words(told, "mimeType"),
        address=_words(told, "downloadUrl") or _words(told, "accessUrl"),
        role=role,
    )


def key_of(identity: str) -> str:
    """The last part of an id, without leading zeros and file ending: `…/downloadfiles/00143887.pdf` is `143887`."""
    last = identity.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last else last
    return (stem.lstrip("0") or "0") if stem.isdigit() else last


def _text(name: str, found: Json | Broken, index: _Index) -> OparlText | OparlRefusal:
    if isinstance(found, Broken):
        return OparlRefusal(name, found.reason)
    written = _words(found, "file") or _words(found, "id")
    label = f"{name} ({written})" if written else name
    text = settled(found["text"]) if isinstance(found.get("text"), str) else ""
    if not text.strip():
        return OparlRefusal(label, reasons.TEXT_EMPTY)
    matches = index.file_keys.get(written) or index.file_keys.get(key_of(written), [])
    if len(matches) > 1:  # the same number in two councils, or one file in two papers: the text may say which it means
        matches = [match for match in matches if match[1] == _words(found, "paper")]
        if not matches:
            return OparlRefusal(label, reasons.TEXT_AMBIGUOUS)
    if not matches:
        return OparlRefusal(label, reasons.TEXT_WITHOUT_PAPER)
    file, paper_id, paper_date = matches[0]
    if file.id in index.texts:
        return OparlRefusal(label, reasons.SAME_OBJECT)
    index.texts.add(file.id)
    return OparlText(file.id, paper_id, file.name or _words(found, "name"), text, file.date or paper_date, file.address)


def _meeting(name: str, found: Json | Broken, index: _Index) -> Iterator[OparlMeeting | OparlRefusal]:
    if isinstance(found, Broken):
        yield OparlRefusal(name, found.reason)
        return
    identity = _words(found, "id")
    if not identity or identity in index.meetings:
        yield OparlRefusal(identity or name, reasons.SAME_OBJECT if identity else reasons.NO_OBJECT)
        return
    index.meetings.add(identity)
    items = (item for item in _list(found, "agendaItem") if isinstance(item, dict) and item.get("deleted") is not True)
    yield OparlMeeting(
        id=identity,
        name=_words(found, "name"),
        start=_moment(found.get("start")),
        deleted=found.get("deleted") is True,
        organisation_names=_names(found, index, "organization"),
        agenda=tuple(_agenda_item(item, index) for item in items),
    )


def _agenda_item(item: Json, index: _Index) -> OparlAgendaItem:
    paper = index.paper_of_consultation.get(_reference(item.get("consultation")), "")
    return OparlAgendaItem(
        _words(item, "number"), _words(item, "name"), _words(item, "result"), _words(item, "resolutionText"), paper
    )


def _list(found: Json, key: str) -> list[Any]:
    """The value as a list: OParl systems write one object, a list, or nothing."""
    value = found.get(key)
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _reference(value: object) -> str:
    """The id of something embedded or referred to."""
    if isinstance(value, dict):
        return _words(value, "id")
    return value if isinstance(value, str) else ""


def _names(found: Json, index: _Index, *keys: str) -> tuple[str, ...]:
    """Names behind references; one that leads into nothing has no name and is left out."""
    values = (value for key in keys for value in _list(found, key))
    names = (
        (_words(value, "name") if isinstance(value, dict) else "") or index.names.get(_reference(value), "")
        for value in values
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _words(found: Json, key: str) -> str:
    value = found.get(key)
    if isinstance(value, str):
        return settled(value).strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _date(value: object) -> Date | None:
    try:
        return Date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
