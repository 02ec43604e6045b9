"""A live council system: its objects and the pages of its lists, by address, each healed of its quirks.

Whatever a system does, a list ends: pages that repeat, pages without end, and pages that lead nowhere are cut, and a cut list says so,
because what it did not show proves nothing.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from daseinswerk.sources import reasons
from daseinswerk.sources.extracted import NotThere, Refused
from daseinswerk.sources.oparl import sentences
from daseinswerk.sources.oparl.importer import reference, words
from daseinswerk.sources.oparl.quirks import Json, healed, joined, kind_of, parsed, reachable
from daseinswerk.sources.replies import Fetched

MOST_PAGES = 20_000  # at one object a page still more than the 14,004 papers of 22 years of a city of 300,000
OVERLAP = timedelta(days=1)  # clocks differ, and some systems compare days instead of moments
# One more try for a fault inside the server: Somacos and CC e-gov answer 500 and then the list. 503 means: wait.
PASSING_FAULTS = tuple(reasons.SERVER_FAULT.format(status=status) for status in (500, 502))


class Get(Protocol):
    """One request; raises Refused."""

    def __call__(self, address: str) -> Fetched: ...


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its address, its objects, the address of the next ("" at the end), and why the list ends early ("" if not).

    `strangers` counts entries that are no objects; `pages` is how many pages the list says it has, 0 where it does not say; `raw` are the
    entries as they came.
    """

    address: str
    objects: tuple[Json, ...]
    following: str = ""
    cut: str = ""
    strangers: int = 0
    pages: int = 0
    raw: tuple[object, ...] = ()


@dataclass(slots=True)
class Council:
    """The system at `address`, asked through `get`."""

    address: str
    get: Get

    def json(self, address: str) -> Any:
        """What stands at an address, as it came. Raises Refused."""
        there = reachable(joined(self.address, address), self.address)
        try:
            reply = self.get(there)
        except Refused as refused:
            if refused.reason not in PASSING_FAULTS:
                raise
            reply = self.get(there)
        try:
            return parsed(reply.body)
        except ValueError:
            raise Refused(sentences.NO_JSON) from None

    def object(self, address: str) -> Json:
        """One object, healed; some systems wrap it into a list. Raises Refused where there is none."""
        found = self.json(address)
        found = found[0] if isinstance(found, list) and found else found
        if not isinstance(found, dict) or not words(found, "id"):
            raise Refused(reasons.NO_OBJECT)
        return healed(found)

    def pages(self, address: str, *, since: datetime | None = None, start: str = "") -> Iterator[Page]:
        """The pages of a list from its beginning, or from the page `start`; only what was changed after `since`, less a day.

        Raises Refused where a page cannot be had; what came before it counts.
        """
        following = start or (filtered(address, since) if since else address)
        addresses: set[str] = set()
        contents: set[bytes] = set()
        while following:
            addresses.add(following)
            page = self._page(following, narrowed=since is not None)
            content = hashlib.sha256(json.dumps(page.objects, sort_keys=True).encode()).digest()
            repeated = bool(page.objects) and content in contents
            contents.add(content)
            cut = _why_cut(page, addresses, repeated=repeated, resumed=bool(start))
            following = "" if cut or page.following in addresses else page.following
            yield replace(page, following=following, cut=cut)

    def _page(self, address: str, *, narrowed: bool) -> Page:
        try:
            found = self.json(address)
        except NotThere:
            if narrowed:  # Sternberg: a list that would be empty is "not found"
                return Page(address, ())
            raise
        return page_of(found, address)


def page_of(found: object, address: str) -> Page:
    """A page as it is meant: a list object, a bare list (Sternberg: `[]`), or the one object there is (Krefeld: the body)."""
    if isinstance(found, dict) and "data" not in found and words(found, "id"):
        return Page(address, (healed(found),), raw=(found,))
    data = found.get("data") if isinstance(found, dict) else found
    if not isinstance(data, list):
        raise Refused(sentences.NO_OPARL if not isinstance(found, dict) or "data" not in found else sentences.NOT_AN_OBJECT)
    objects = tuple(_with_identity(data))
    following = joined(address, _inner(found, "links", "next")) if _inner(found, "links", "next") else ""
    pages = _inner(found, "pagination", "totalPages")
    strangers, count = len(data) - len(objects), int(pages) if pages.isdecimal() else 0
    return Page(address, objects, following, strangers=strangers, pages=count, raw=tuple(data))


def _inner(found: object, part: str, key: str) -> str:
    inner = found.get(part) if isinstance(found, dict) else None
    return words(inner, key) if isinstance(inner, dict) else ""


def _why_cut(page: Page, addresses: set[str], *, repeated: bool, resumed: bool) -> str:
    """Why the list ends here although it has not been told to its end; "" where it goes on or has ended as it should."""
    told = resumed or len(addresses) >= page.pages  # who begins in the middle cannot count
    looping = page.following in addresses  # the last page of some systems names itself as the next
    if repeated or (looping and not (told and page.pages)):
        return sentences.REPEATED
    if page.following and not looping and len(addresses) >= MOST_PAGES:
        return sentences.ENDLESS.format(limit=MOST_PAGES)
    return "" if page.following or told else sentences.NEXT_MISSING.format(pages=page.pages)


def _with_identity(entries: list[object]) -> Iterator[Json]:
    """The objects of a list, healed; what has no identity then ("N/A" is none) is a stranger to it."""
    for entry in entries:
        found = healed(entry) if isinstance(entry, dict) else {"id": reference(entry)}
        if words(found, "id"):
            yield found


def filtered(address: str, since: datetime) -> str:
    """The list narrowed to what was changed after `since`, less a day. In UTC with a Z and nothing encoded: Somacos does not decode."""
    moment = (since - OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{address}{'&' if '?' in address else '?'}modified_since={moment}"


def bodies_of(council: Council, chosen: str = "") -> list[Json]:
    """The bodies of the system (or the one at `chosen`); the address may be that of a System, a Body, or the list of bodies.

    Raises Refused where it is none of these, or where the body cannot be had.
    """
    found = council.json(council.address)
    first = found[0] if isinstance(found, list) and found else found
    if isinstance(first, dict) and kind_of(first) != "System" and "paper" in first:
        bodies = [healed(entry) for entry in (found if isinstance(found, list) else [found]) if isinstance(entry, dict)]
    elif isinstance(first, dict) and isinstance(first.get("body"), str):
        bodies = [body for page in council.pages(first["body"]) for body in page.objects]
    elif isinstance(first, dict) and isinstance(first.get("body"), list):
        bodies = list(_with_identity(first["body"]))
    else:
        bodies = list(page_of(found, council.address).objects)
    bodies = [body for body in bodies if kind_of(body) in ("Body", "")]
    if not bodies:
        raise Refused(sentences.NO_BODY)
    bodies = [body for body in bodies if not chosen or reachable(words(body, "id"), chosen) == chosen]
    if not bodies:
        raise Refused(sentences.BODY_UNKNOWN)
    return [body if "paper" in body else council.object(words(body, "id")) for body in bodies]
