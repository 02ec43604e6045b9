"""What we take from OParl objects: papers with their files, texts of files, meetings with their agenda. Nothing else is kept."""

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime


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
    """What a meeting decided about a paper; `paper_id` is "" when the source does not say."""

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
    """Something in the source that could not be taken: where (`file: line` or id), and why."""

    name: str
    reason: str


OparlObject = OparlPaper | OparlText | OparlMeeting | OparlRefusal


def key_of(identity: str) -> str:
    """The last part of an id, without leading zeros and file ending: `…/downloadfiles/00143887.pdf` is `143887`."""
    last = identity.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last else last
    return (stem.lstrip("0") or "0") if stem.isdigit() else last
