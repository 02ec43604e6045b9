"""The files of papers: what the list says of them as one stamp, and what comes of asking for one."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

from daseinswerk.sources.harvest import Absent, Event, Fetch, Item, NotTaken
from daseinswerk.sources.listed import Listed, identity, look
from daseinswerk.sources.oparl import sentences
from daseinswerk.sources.oparl.objects import OparlFile, OparlPaper
from daseinswerk.sources.oparl.quirks import Json, reachable, without_doubled_ending
from daseinswerk.sources.replies import Known

CHANGING = ("modified", "created")  # dates of the system, not of the matter: a migration touches them all
CHECKSUMS = ("sha1Checksum", "sha512Checksum")
UNTYPED = ("", "application/octet-stream", "application/octetstream")  # the last one is Sternberg's


def stamp_of(found: Json) -> str:
    """Hash over all a system says of a file but its own dates; the order of what it says does not matter."""
    said = {key: value for key, value in found.items() if key not in CHANGING}
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def has_checksum(found: Json) -> bool:
    """The stamp then speaks for the bytes as well."""
    return any(isinstance(found.get(key), str) and found[key] for key in CHECKSUMS)


def day_of(file: OparlFile, paper: OparlPaper) -> date | None:
    """The file's day, else the paper's."""
    return file.date or paper.date


def details_of(file: OparlFile, paper: OparlPaper, ags: str) -> dict[str, Any]:
    """What is said of the file, in the same words whether it comes live or by a dump (`pipeline/s1_fetch`)."""
    day = day_of(file, paper)
    said = {"title": file.name, "kind": "council", "paper": paper.id, "date": day.isoformat() if day else ""}
    return {**said, **({"ags": ags} if ags else {})}


def looked_at(listed: Listed, file: OparlFile, system: str, known: Known | None, fetch: Fetch) -> Event:
    """One request for a file, a second where Sternberg wrote its ending twice; never an exception."""
    if not file.address:
        return NotTaken(listed.external_id, listed.name, sentences.NO_FILE_ADDRESS)
    event = look(listed, known, fetch)
    other = without_doubled_ending(file.address)
    if other and isinstance(event, Absent | NotTaken):
        second = look(replace(listed, address=reachable(other, system)), known, fetch)
        event = event if isinstance(second, Absent | NotTaken) else second
    if isinstance(event, Item):
        media_type = file.media_type if event.media_type in UNTYPED else event.media_type
        return replace(event, name=listed.name, media_type=media_type)
    return event


def as_listed(file: OparlFile, found: Json, paper: OparlPaper, *, system: str, ags: str) -> Listed:
    """The file as a line of a list."""
    name = file.name or file.key
    return Listed(identity(file.id), reachable(file.address, system), name, details_of(file, paper, ags), stamp_of(found))
