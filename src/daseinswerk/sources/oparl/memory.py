"""What is remembered of a council between two visits: how far its lists were read, and what is to be looked at again.

All of it fits into one JSON value (the cursor of the source) and is read back tolerantly: what cannot be understood is forgotten,
and then everything is compared anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from daseinswerk.sources.oparl.faults import Faults

MOST_LATER = 2000  # objects to look at again; those that failed most often go first
MOST_CONSULTATIONS = 5000
LONGEST_WAIT = 64  # days: of 262 consultations of Karlsruhe outside the lists, 252 had failed for months


@dataclass(slots=True)
class Walk:
    """One way through the lists: of everything (`since` None) or of what changed. It stands at `page` of the papers of `body`.

    `full`: also look at the bytes of what the list says nothing new of.
    """

    began: datetime
    since: datetime | None = None
    full: bool = False
    body: str = ""
    page: str = ""


@dataclass(slots=True)
class Memory:
    """`since`: everything changed before is known. `later`: address → (failed so often, not before). `paper_of`: consultation → (paper,
    meeting), of consultations that no paper names ("" where it does not say)."""

    since: datetime | None = None
    changes: Walk | None = None
    everything: Walk | None = None
    later: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    paper_of: dict[str, tuple[str, str]] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)

    @classmethod
    def read(cls, cursor: Mapping[str, Any]) -> "Memory":
        """From the cursor of the last visit."""
        later = _mapping(cursor.get("later"))
        return cls(
            _moment(cursor.get("since")),
            _walk(cursor.get("changes")),
            _walk(cursor.get("everything")),
            {address: said for address, value in later.items() if (said := _attempts(value))},
            {key: (value[0], value[1]) for key, value in _mapping(cursor.get("paper_of")).items() if _is_pair(value)},
            Faults.read(cursor.get("faults")),
        )

    def written(self) -> dict[str, Any]:
        """As a cursor."""
        later = sorted(self.later.items(), key=lambda entry: entry[1])[:MOST_LATER]
        told = {
            "since": self.since.isoformat() if self.since else "",
            "changes": _as_json(self.changes),
            "everything": _as_json(self.everything),
            "later": {address: [times, not_before.isoformat()] for address, (times, not_before) in later},
            "faults": self.faults.written(),
            "paper_of": dict(list(self.paper_of.items())[-MOST_CONSULTATIONS:]),
        }
        return {key: value for key, value in told.items() if value}

    def again(self, address: str, now: datetime) -> None:
        """It failed: look again after 1, 2, 4 … days."""
        times = self.later.get(address, (0, now))[0]
        self.later[address] = (times + 1, now + timedelta(days=min(2 ** min(times, 10), LONGEST_WAIT)))

    def soon(self, address: str, now: datetime) -> None:
        """Look at it when there is time, unless it has failed before and waits for its turn."""
        self.later.setdefault(address, (0, now))


def _as_json(walk: Walk | None) -> dict[str, Any]:
    if walk is None:
        return {}
    since = walk.since.isoformat() if walk.since else ""
    return {"began": walk.began.isoformat(), "since": since, "full": walk.full, "body": walk.body, "page": walk.page}


def _walk(value: object) -> Walk | None:
    told = _mapping(value)
    began = _moment(told.get("began"))
    if began is None:
        return None
    return Walk(began, _moment(told.get("since")), told.get("full") is True, _text(told.get("body")), _text(told.get("page")))


def _attempts(value: object) -> tuple[int, datetime] | None:
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], int):
        not_before = _moment(value[1])
        return (min(max(value[0], 0), 1000), not_before) if not_before else None
    return None


def _is_pair(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(each, str) for each in value)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _moment(value: object) -> datetime | None:
    try:
        said = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return said.replace(tzinfo=said.tzinfo or UTC) if said else None
