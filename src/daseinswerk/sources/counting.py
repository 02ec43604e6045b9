"""The door as one visit uses it: it counts, and it leaves a host alone that has failed again and again.

A harvest has thousands of addresses of one host. When the host is down or has begun to shut us out, asking for the rest
would cost it and us hours and bring nothing; the visit ends as incomplete, which proves nothing against what it did not see.
"""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from daseinswerk.sources import reasons, tdm
from daseinswerk.sources.extracted import Forbidden, NotThere, Refused, Unavailable
from daseinswerk.sources.fetch import fetch
from daseinswerk.sources.harvest import Fetch
from daseinswerk.sources.replies import Fetched, Known

# In a row, of one host, in one visit.
MOST_FAILURES = 5
# A few protected pages side by side are ordinary (papers of closed sessions); so many mean that we are not wanted.
MOST_FORBIDDEN = 20


@dataclass(slots=True)
class _InARow:
    failures: int = 0
    forbidden: int = 0


class Counting:
    """A `harvest.Fetch` for one visit.

    `requests` counts what was asked of a host (redirects and robots.txt not counted), `unchanged` those of them answered "not
    modified", `received` bytes after unpacking. `left` says of each host that was given up why, in one German sentence: a
    visit with anything in it has not seen everything.
    """

    def __init__(self, door: Fetch = fetch) -> None:
        self._door = door
        self._in_a_row: dict[str, _InARow] = {}
        self.requests = 0
        self.unchanged = 0
        self.received = 0
        self.left: dict[str, str] = {}
        self._declared: dict[str, bool] = {}
        self._rules: dict[str, tuple[tdm.Rule, ...]] = {}

    def __call__(self, address: str, *, known: Known | None = None) -> Fetched:
        """As `fetch`; raises Unavailable at once, without asking, for a host that was given up."""
        host = _host(address)
        if host in self.left:
            raise Unavailable(self.left[host])
        self.requests += 1
        try:
            found = self._door(address, known=known)
        except Refused as refused:
            self._failed(host, refused)
            raise
        self._in_a_row.pop(host, None)
        self.received += len(found.body)
        self.unchanged += found.unchanged
        said = tdm.declared(found)
        if said is not None:
            self._declared.update({address: said, found.final_address: said})
        return found

    def reserved(self, address: str) -> bool | None:
        """Whether the publisher reserves mining (`tdm.py`) for an address of this visit; None: not stated.

        Where the page said nothing, the host's file is asked for, once a visit.
        """
        if address in self._declared:
            return self._declared[address]
        host = _host(address)
        if host not in self._rules:
            self._rules[host] = self._host_rules(address)
        parts = urlsplit(address) if host else None
        target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}" if parts else "/"
        return tdm.by_rules(self._rules[host], target)

    def _host_rules(self, address: str) -> tuple[tdm.Rule, ...]:
        try:
            return tdm.rules(self(urljoin(address, tdm.WELL_KNOWN)).body)
        except (Refused, ValueError):
            return ()

    def _failed(self, host: str, refused: Refused) -> None:
        row = self._in_a_row.setdefault(host, _InARow())
        if isinstance(refused, NotThere):
            self._in_a_row.pop(host)  # an answer: the host is well
        elif isinstance(refused, Unavailable):
            row.failures += 1
        elif isinstance(refused, Forbidden):
            row.forbidden += 1
        if row.failures >= MOST_FAILURES or row.forbidden >= MOST_FORBIDDEN:
            self.left[host] = reasons.HOST_LEFT.format(host=host, times=row.failures + row.forbidden)


def _host(address: str) -> str:
    """Host and port as written, to group by; whether the address may be asked for is decided by the door."""
    try:
        return urlsplit(address).netloc.casefold()
    except ValueError:
        return ""
