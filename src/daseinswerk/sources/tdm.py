"""Whether a publisher reserves text and data mining (§ 44b Abs. 3 UrhG), as the W3C community report TDMRep (May 2024) writes it.

A page may say it in its head, a reply in its header, a host in `/.well-known/tdmrep.json` for parts of itself; what is nearer
to the text counts more. Nothing said means *not stated*, which is neither yes nor no. A reserved item is not
taken until somebody notes a licence with its source (`respected`; why: `docs/explanation/guests-on-the-web.md`). That a host does
not want our visits at all is said in robots.txt and decided in `politeness.py`.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from daseinswerk.sources import reasons
from daseinswerk.sources.harvest import Event, Item, NotTaken
from daseinswerk.sources.listed import REFUSED
from daseinswerk.sources.replies import Fetched

NAME = "tdm-reservation"
WELL_KNOWN = "/.well-known/tdmrep.json"
# The head of a page; where it is longer, its first part.
HEAD = 64 * 1024
LONGEST_FILE = 256 * 1024
MOST_RULES = 1000
_META = re.compile(r"<meta\s([^<>]{1,500})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """For the paths that fit `location` (`*` any characters, a closing `$` the end, as in robots.txt) mining is reserved or not."""

    location: str
    reserved: bool


def respected(events: Iterable[Event], reserved: Callable[[str], bool | None], *, licensed: bool) -> Iterator[Event]:
    """The events of a visit with reservations respected: a reserved item is not taken, or, where its source is `licensed`, taken
    with `tdm` in its details. `reserved` says of an address whether mining is reserved (`Counting.reserved`)."""
    for event in events:
        if (
            not isinstance(event, Item)
            or not event.address.startswith(("https://", "http://"))
            or not reserved(event.address)
        ):
            yield event
        elif licensed:
            yield replace(event, details={**event.details, "tdm": True})
        else:
            yield NotTaken(event.external_id, event.name, reasons.RESERVED, event.stamp or REFUSED)


def declared(reply: Fetched) -> bool | None:
    """What the page itself or its header says; None where both are silent. A value other than 0 and 1 says nothing."""
    on_page = _on_page(reply.body) if "html" in reply.media_type else None
    return on_page if on_page is not None else _value(reply.headers.get(NAME, ""))


def rules(body: bytes) -> tuple[Rule, ...]:
    """The rules of a host's file; what is not understood is left out, a broken file holds none."""
    if len(body) > LONGEST_FILE:
        return ()
    try:
        rows = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return ()
    found = []
    for row in rows[:MOST_RULES] if isinstance(rows, list) else ():
        reserved = _value(str(row.get(NAME, ""))) if isinstance(row, dict) else None
        if reserved is not None and isinstance(row.get("location"), str):
            found.append(Rule(row["location"], reserved))
    return tuple(found)


def by_rules(of_host: tuple[Rule, ...], target: str) -> bool | None:
    """What the host's file says of a path with its query. The longest location counts; of two as long, the reservation."""
    fitting = [(len(rule.location), rule.reserved) for rule in of_host if _fits(rule.location, target)]
    return max(fitting)[1] if fitting else None


def _fits(location: str, target: str) -> bool:
    """Compared piece by piece and not by a regular expression, which many stars would keep busy for hours."""
    anchored = location.endswith("$")
    first, *others = location.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    place = len(first)
    for piece in others[:-1] if anchored else others:
        place = target.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    if not anchored:
        return True
    return target[place:].endswith(others[-1]) if others else place == len(target)


def _on_page(body: bytes) -> bool | None:
    head = body[:HEAD].decode("latin-1").split("<!--")
    seen = head[0] + "".join(part.partition("-->")[2] for part in head[1:])
    for tag in _META.findall(seen):
        values = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag)}
        if values.get("name", "").strip().lower() == NAME:
            return _value(values.get("content", ""))
    return None


def _value(written: str) -> bool | None:
    return {"1": True, "0": False}.get(written.strip())
