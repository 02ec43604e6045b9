"""A folder into which an office puts files, watched as a source: what lies there is the whole list.

Size and time of change say whether a file need be read again, its bytes whether it is another version. A file that was changed in
the last two seconds may still be written and waits for the next visit.
"""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from daseinswerk.sources import folder, reasons
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.harvest import Asked, Ended, Event, Fetch, Item, Known, NotTaken, Unchanged
from daseinswerk.sources.listed import as_list, hashed, identity

SETTLED_AFTER = 2.0  # seconds since the last change


def visit(asked: Asked, fetch: Fetch) -> Iterator[Event]:
    """Every file of the folder, also in ZIPs; the path inside it is the external id. Needs no network.

    Raises Refused when the folder is not there (an unmounted drive must not look like an empty one). Options: `exclude`, paths inside
    the folder that are passed over.
    """
    del fetch
    root = Path(asked.address)
    if not root.is_dir():
        raise Refused(reasons.NOT_THERE)
    passed_over = as_list(asked.options.get("exclude"))
    now = asked.now.timestamp() if asked.now else time.time()
    for item in folder.found(root):
        if not item.name.startswith(passed_over):
            yield from _told(item, asked, now)
    yield Ended(complete=True)


def _told(item: folder.Found | folder.Missing, asked: Asked, now: float) -> Iterator[Event]:
    external_id = identity(item.name)
    if isinstance(item, folder.Missing):
        yield NotTaken(external_id, item.name, item.reason)
        return
    known = asked.known(external_id)
    try:
        what = item.path.stat()
    except OSError:
        yield NotTaken(external_id, item.name, reasons.NOT_THERE)
        return
    stamp = hashed(str(what.st_size), str(what.st_mtime_ns))
    if abs(now - what.st_mtime) < SETTLED_AFTER:
        if known:  # still there, whatever it becomes
            yield Unchanged(external_id, stamp=known.stamp)
    elif known and known.stamp == stamp and not asked.full:
        yield Unchanged(external_id, stamp=stamp)
    else:
        yield _read(item, external_id, stamp, known)


def _read(item: folder.Found, external_id: str, stamp: str, known: Known | None) -> Event:
    try:
        data = item.read()
    except Refused as refused:
        return NotTaken(external_id, item.name, refused.reason)
    if known and known.sha256 == hashlib.sha256(data).hexdigest():
        return Unchanged(external_id, stamp=stamp)
    return Item(external_id, item.name, "", data, stamp=stamp)
