"""A website by its sitemap (sitemaps.org 0.9): index, list of pages as XML, packed with gzip, or one address a line.

`lastmod` is a hint and never proof: where it is the same as last time, the page is not asked for; where it is missing, pages take their
turn from visit to visit. Only addresses of the sitemap's own site count, as the standard demands.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Date
from typing import Any
from urllib.parse import urlsplit

from daseinswerk.sources import reasons, sandbox
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.harvest import Asked, Ended, Event, Fetch, Unchanged
from daseinswerk.sources.listed import Listed, as_list, hashed, identity, in_turn
from daseinswerk.sources.sitemap_files import Place, SiteMap, from_rows
from daseinswerk.sources.written_days import written_day

MAX_DEPTH = 2  # an index may point to lists; some sites have an index of indexes
MAX_FILES = 200
# Files that belong to a page and are none.
NO_PAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|mp[34]|webm|zip|xml|rss|atom|json|woff2?)$", re.I)


@dataclass(slots=True)
class _Reading:
    """What was found on the way through all files of a site."""

    pages: dict[str, Place] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)


def visit(asked: Asked, fetch: Fetch) -> Iterator[Event]:
    """The pages of a site, newest `lastmod` first. Raises Refused when the sitemap at the address is not to be read at all.

    Options: `include` and `exclude`, prefixes of paths (a text or a list); `most`, pages fetched in one visit (200). A known page that
    is now excluded counts as listed: that the office does not want it is no evidence that it is gone.
    """
    reading = _Reading()
    _read(asked.address, asked.address, fetch, reading, depth=0)
    wanted = []
    for page in map(_listed, newest_first(reading.pages.values())):
        if _is_wanted(page.address, asked.options):
            wanted.append(page)
        elif known := asked.known(page.external_id):
            yield Unchanged(page.external_id, page.address, known.stamp)
    for event in in_turn(wanted, asked, fetch, complete=not reading.faults):
        if isinstance(event, Ended) and reading.faults and not event.message:
            event = replace(
                event, message=reasons.SOME_LISTS_UNREAD.format(count=len(reading.faults), reason=reading.faults[0])
            )
        yield event


def read(data: bytes) -> SiteMap:
    """What one file says, parsed in the sandbox. Raises Refused."""
    return from_rows(sandbox.of_this_process().listed("sitemap", data))


def _read(address: str, site: str, fetch: Fetch, reading: _Reading, *, depth: int) -> None:
    """This file and those it points to; what fails below the first is noted, not raised."""
    reading.files.add(address)
    found = read(fetch(address).body)
    for place in found.pages:
        if _same_site(place.address, site) and not NO_PAGE.search(urlsplit(place.address).path):
            reading.pages.setdefault(place.address, place)
    for place in found.lists:
        if place.address in reading.files or not _same_site(place.address, site):
            continue
        if depth >= MAX_DEPTH or len(reading.files) >= MAX_FILES:
            reading.faults.append(reasons.LISTS_TOO_DEEP.format(limit=MAX_DEPTH))
            return
        try:
            _read(place.address, site, fetch, reading, depth=depth + 1)
        except Refused as refused:
            reading.faults.append(refused.reason)


def _same_site(address: str, site: str) -> bool:
    """Whether both are of one host, with or without `www.`."""
    return _host(address) == _host(site)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def newest_first(places: Iterable[Place]) -> list[Place]:
    """By day of `lastmod`, the undated last; within a day in the site's own order."""
    return sorted(places, key=lambda place: written_day(place.lastmod) or Date.min, reverse=True)


def _listed(place: Place) -> Listed:
    return Listed(identity(place.address), place.address, stamp=hashed(place.lastmod) if place.lastmod else "")


def _is_wanted(address: str, options: Mapping[str, Any]) -> bool:
    path = urlsplit(address).path or "/"
    include, exclude = as_list(options.get("include")), as_list(options.get("exclude"))
    return (not include or path.startswith(include)) and not (exclude and path.startswith(exclude))
