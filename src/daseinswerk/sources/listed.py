"""A thing that a list names, and what comes of looking at it. Feeds, sitemaps and tables of addresses all end here.

Two hints save requests: what the list says of a page (`stamp`) and what the server says (304). What decides is the hash of the
bytes. No page of a list can stop the others: whatever is wrong with it becomes an event.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from daseinswerk.sources import reasons
from daseinswerk.sources.error_page import why_error_page
from daseinswerk.sources.extracted import NotThere, Refused, Unavailable
from daseinswerk.sources.fetch import Fetched
from daseinswerk.sources.harvest import Absent, Asked, Ended, Event, Fetch, Item, Known, NotTaken, Unchanged

MOST = 200  # pages fetched in one visit where the office says nothing: at one a second under four minutes
REFUSED = "refused"  # stamp of a page that was never taken and of which the list says nothing: it waits for its turn behind the new ones
LONGEST_ID = 1000  # characters, as `Listing.external_id` holds


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: whose page it is, where it lies, what the list says of it (`details`), hashed in `stamp` ("" = nothing)."""

    external_id: str
    address: str
    name: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    stamp: str = ""


def identity(written: str) -> str:
    """An external id as it can be stored: as it stands, or by its hash where it is too long."""
    return written if len(written) <= LONGEST_ID else f"sha256:{hashed(written)}"


def hashed(*said: str) -> str:
    """What a list says of a thing, as one stamp of 64 characters."""
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).hexdigest()


def look(page: Listed, known: Known | None, fetch: Fetch) -> Event:
    """One request, and what it brought: never an exception."""
    name = page.name or page.address
    never = known is None or bool(known.stamp and not known.sha256)
    try:
        reply = fetch(page.address, known=known)
    except NotThere as missing:
        if never:  # it was never here, so nothing is gone: the list is wrong
            return NotTaken(page.external_id, name, missing.reason, page.stamp or REFUSED)
        return Absent(page.external_id, str(missing.status))
    except Unavailable as refused:
        return NotTaken(page.external_id, name, refused.reason)
    except Refused as refused:
        return NotTaken(page.external_id, name, refused.reason, (page.stamp or REFUSED) if never else "")
    if reply.unchanged:
        if known is None:
            return NotTaken(page.external_id, name, reasons.REPLY_BROKEN)
        return Unchanged(page.external_id, page.address, page.stamp)
    if reason := why_error_page(reply):
        return NotTaken(page.external_id, name, reason)
    return as_item(page, reply, known)


def as_item(page: Listed, reply: Fetched, known: Known | None) -> Item | Unchanged:
    """The reply as an item; Unchanged where neither its bytes nor the server's marks for them differ from the last visit."""
    seen = (hashlib.sha256(reply.body).hexdigest(), reply.etag, reply.modified)
    if known and (known.sha256, known.etag, known.modified) == seen:
        return Unchanged(page.external_id, reply.final_address, page.stamp)
    return Item(
        page.external_id,
        reply.final_address,
        reply.final_address,
        reply.body,
        reply.media_type,
        {**page.details, **({"charset": reply.charset} if reply.charset else {})},
        reply.etag,
        reply.modified,
        page.stamp,
    )


def in_turn(
    pages: Sequence[Listed], asked: Asked, fetch: Fetch, *, complete: bool = True, look: Callable[..., Event] = look
) -> Iterator[Event]:
    """All pages of a list that is looked at a part at a time, ending with `Ended`.

    First the new ones, then those of which the list says something new, both in the order given; then, round and round from visit
    to visit, those of which the list says nothing. Where `full` is asked for, all others once, over as many visits as it takes. At most `options["most"]` requests; a known page
    that must wait for its turn is told as listed, a new one is not told and makes the visit incomplete. `complete`: the list itself
    was read to its end.
    """
    new, changed, silent, still = _sorted_out(pages, asked)
    yield from (Unchanged(page.external_id, page.address, page.stamp) for page in still)
    room = most(asked.options)
    urgent = new + changed
    for page in urgent[:room]:
        yield look(page, asked.known(page.external_id), fetch)
    waiting = len(urgent[room:])
    mark = "compared" if asked.full else "after"
    done, turn = _from(silent, str(asked.cursor.get(mark, "")))
    if not asked.full:  # round and round; a comparison of everything has an end
        done, turn = [], turn + done
    now, later = turn[: max(0, room - len(urgent))], turn[max(0, room - len(urgent)) :]
    for page in now:
        yield look(page, asked.known(page.external_id), fetch)
    for page in done + later:
        yield Unchanged(page.external_id, page.address, (asked.known(page.external_id) or Known()).stamp)
    cursor = {key: value for key, value in asked.cursor.items() if key != mark or (later and not now)}
    if now and later:
        cursor[mark] = now[-1].external_id
    message = reasons.MORE_NEXT_TIME.format(done=room, rest=waiting) if waiting else ""
    yield Ended(complete and not waiting, cursor, message, compared=not later)


def _sorted_out(pages: Sequence[Listed], asked: Asked) -> tuple[list[Listed], list[Listed], list[Listed], list[Listed]]:
    """New, changed by what the list says, nothing said (or `full`), and unchanged by what the list says."""
    new: list[Listed] = []
    changed: list[Listed] = []
    silent: list[Listed] = []
    still: list[Listed] = []
    for page in pages:
        known = asked.known(page.external_id)
        if known is None:
            new.append(page)
        elif page.stamp and page.stamp != known.stamp:
            changed.append(page)
        elif asked.full or not page.stamp:
            silent.append(page)
        else:
            still.append(page)
    return new, changed, silent, still


def _from(pages: list[Listed], last: str) -> tuple[list[Listed], list[Listed]]:
    """The pages up to the one that was the last to be looked at, and those behind it."""
    at = next((number for number, page in enumerate(pages, 1) if page.external_id == last), 0)
    return pages[:at], pages[at:]


def most(options: Mapping[str, Any]) -> int:
    """How many pages one visit may ask for: what the office says, between 1 and 5,000."""
    try:
        return min(max(int(options.get("most", MOST)), 1), 5000)
    except (TypeError, ValueError):
        return MOST


def as_list(option: object) -> tuple[str, ...]:
    """An option that holds one text or several, as a tuple without blanks."""
    several = option if isinstance(option, list | tuple) else [option]
    return tuple(each.strip() for each in several if isinstance(each, str) and each.strip())
