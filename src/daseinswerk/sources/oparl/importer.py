"""Foreign JSON becomes our objects: whatever is missing, doubled, or of the wrong type, this never raises.

An index holds what later objects refer to: names of organisations, files kept apart, and which consultation and which agenda item
belongs to which paper. Titles are never used to join: 116 papers of one city share one title.
"""

from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from typing import Any

from daseinswerk.sources.oparl.objects import OparlAgendaItem, OparlFile, OparlMeeting, OparlPaper, key_of
from daseinswerk.sources.oparl.quirks import Json
from daseinswerk.sources.plain import settled


@dataclass(slots=True)
class Index:
    """What later objects refer to."""

    names: dict[str, str] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    paper_of_consultation: dict[str, str] = field(default_factory=dict)
    paper_of_agenda_item: dict[str, str] = field(default_factory=dict)

    def name(self, found: Json) -> None:
        """Remember how an organisation, person or body is called."""
        if identity := words(found, "id"):
            self.names[identity] = words(found, "name") or words(found, "shortName")

    def consultation(self, found: object, paper: str = "") -> None:
        """Remember which paper was consulted on; what a paper says of itself counts more than what a consultation says of a paper."""
        told = paper or (words(found, "paper") if isinstance(found, dict) else "")
        if not told:
            return
        for index, identity in (
            (self.paper_of_consultation, reference(found)),
            (self.paper_of_agenda_item, reference(found.get("agendaItem")) if isinstance(found, dict) else ""),
        ):
            if identity and (paper or identity not in index):
                index[identity] = told


def as_paper(identity: str, found: Json, index: Index) -> OparlPaper:
    """A paper; its consultations are remembered in the index."""
    body = reference(found.get("body"))
    deleted = is_deleted(found)
    main = [(file, "main") for file in listed(found, "mainFile")]
    auxiliary = [(file, "auxiliary") for file in listed(found, "auxiliaryFile")]
    files = (as_file(file, role, index) for file, role in main + auxiliary)
    for consultation in listed(found, "consultation"):
        index.consultation(consultation, identity)
    return OparlPaper(
        id=identity,
        name=words(found, "name"),
        reference=words(found, "reference"),
        date=day(found.get("date")),
        paper_type=words(found, "paperType"),
        deleted=deleted,
        body=body,
        body_name=index.names.get(body, ""),
        files=() if deleted else tuple(file for file in files if file is not None),
        web=words(found, "web"),
        originator_names=names(found, index, "originatorOrganization", "originatorPerson"),
        direction_names=names(found, index, "underDirectionOf"),
    )


def as_file(found: object, role: str, index: Index) -> OparlFile | None:
    """A file, embedded or by reference; None when it is deleted or says nothing. One without an id is known by its address."""
    told = found if isinstance(found, dict) else index.files.get(reference(found), {"id": found})
    address = words(told, "downloadUrl") or words(told, "accessUrl")
    identity = words(told, "id") or address
    if not identity or is_deleted(told):
        return None
    return OparlFile(
        id=identity,
        key=key_of(identity),
        name=words(told, "name") or words(told, "fileName"),
        date=day(told.get("date")),
        media_type=words(told, "mimeType"),
        address=address,
        role=role,
    )


def as_meeting(identity: str, found: Json, index: Index) -> OparlMeeting:
    """A meeting with its agenda; deleted items are left out."""
    items = (item for item in listed(found, "agendaItem") if isinstance(item, dict) and not is_deleted(item))
    return OparlMeeting(
        id=identity,
        name=words(found, "name"),
        start=moment(found.get("start")),
        deleted=is_deleted(found),
        organisation_names=names(found, index, "organization"),
        agenda=tuple(_agenda_item(item, index) for item in items),
    )


def _agenda_item(item: Json, index: Index) -> OparlAgendaItem:
    consultation = reference(item.get("consultation"))
    joined, key = (index.paper_of_consultation, consultation) if consultation else (index.paper_of_agenda_item, words(item, "id"))
    paper = joined.get(key, "")
    return OparlAgendaItem(words(item, "number"), words(item, "name"), words(item, "result"), words(item, "resolutionText"), paper)


def is_deleted(found: Json) -> bool:
    """Whether the object is a tombstone."""
    return found.get("deleted") is True


def listed(found: Json, key: str) -> list[Any]:
    """The value as a list: OParl systems write one object, a list, or nothing."""
    value = found.get(key)
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def reference(value: object) -> str:
    """The id of something embedded or referred to."""
    if isinstance(value, dict):
        return words(value, "id")
    return settled(value).strip() if isinstance(value, str) else ""


def names(found: Json, index: Index, *keys: str) -> tuple[str, ...]:
    """Names behind references; one that leads into nothing has no name and is left out."""
    values = (value for key in keys for value in listed(found, key))
    told = ((words(value, "name") if isinstance(value, dict) else "") or index.names.get(reference(value), "") for value in values)
    return tuple(dict.fromkeys(name for name in told if name))


def words(found: Json, key: str) -> str:
    """A text, settled as it can be stored; numbers as they are written, anything else is ""."""
    value = found.get(key)
    if isinstance(value, str):
        return settled(value).strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def day(value: object) -> Date | None:
    """A date, also from a date with a time; None where it is none."""
    try:
        return Date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def moment(value: object) -> datetime | None:
    """A date with a time; None where it is none."""
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
