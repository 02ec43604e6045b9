"""What becomes of a thing that its source no longer shows: deletion is a state with evidence, never a guess (exchange.md § 6).

A source that says "deleted" (a tombstone, 410) is believed at once. A thing that is only absent, or answers 404, may be back
tomorrow: sites are rebuilt, lists are cut, servers stumble. It is missing first, presumed gone after three visits, and
withdrawn when two weeks have passed as well. A visit that did not see everything proves nothing. A thing that is seen again is
active again, whatever was held of it. Nothing here is deleted: a withdrawn text stays for the quotes that rest on it.

A visit that would withdraw very much is more often a fault of ours or theirs than the truth; `guard` says when to ask a person.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from daseinswerk.sources import reasons

# A weekend, a rebuilt site and a holiday week are all shorter than this.
ENOUGH_VISITS = 3
ENOUGH_TIME = timedelta(days=14)
# At most so many, or this share of what is active, are withdrawn without a person. In percent, so that it stays exact.
FEW = 20
FEW_PERCENT = 10


class State(StrEnum):
    """The values are those of `Listing.State`."""

    ACTIVE = "active"
    MISSING = "missing"
    GONE = "gone"
    WITHDRAWN = "withdrawn"


class Evidence(StrEnum):
    """What one visit says of one thing. The first three values are those an adapter writes into `Absent.evidence`."""

    TOMBSTONE = "tombstone"  # the source says: deleted
    GONE_FOR_GOOD = "410"
    NOT_FOUND = "404"
    ABSENT = "absent"  # a complete visit, and the source does not list it
    UNSEEN = "unseen"  # an incomplete visit that did not come to it
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Holding:
    """What we hold of one listed thing. `missing_visits` counts the visits in a row that missed it, since `missing_since`.

    `evidence` is one German sentence for the office, "" while the thing is active.
    """

    state: State = State.ACTIVE
    missing_since: datetime | None = None
    missing_visits: int = 0
    evidence: str = ""


def next_state(holding: Holding, evidence: Evidence, now: datetime) -> Holding:
    """The holding after one visit's evidence. To be told once for each thing and visit; `now` is the time of that visit."""
    if evidence is Evidence.SEEN:
        return Holding()
    if evidence is Evidence.UNSEEN or holding.state is State.WITHDRAWN:
        return holding
    since = holding.missing_since or now
    visits = holding.missing_visits + 1
    if evidence in (Evidence.TOMBSTONE, Evidence.GONE_FOR_GOOD):
        said = reasons.TOMBSTONE if evidence is Evidence.TOMBSTONE else reasons.GONE_FOR_GOOD
        return Holding(State.WITHDRAWN, since, visits, said)
    absent = reasons.MISSED_404 if evidence is Evidence.NOT_FOUND else reasons.MISSED
    said = absent.format(day=f"{since:%d.%m.%Y}", times=visits)
    return Holding(_missed(holding.state, visits, now - since), since, visits, said)


def _missed(state: State, visits: int, time: timedelta) -> State:
    if visits < ENOUGH_VISITS:
        return State.GONE if state is State.GONE else State.MISSING
    return State.WITHDRAWN if time >= ENOUGH_TIME else State.GONE


def guard(active: int, withdrawing: int) -> bool:
    """Whether a person must be asked first: a visit would withdraw more than 20 things and more than 10 % of the source.

    `active` counts what was not withdrawn before the visit, `withdrawing` what would newly be.
    """
    return withdrawing > FEW and withdrawing * 100 > active * FEW_PERCENT


def empties(active: int, absent: int) -> bool:
    """Whether a person must be asked because the source shows nothing at all any more: a drive that is not mounted and a list that has
    moved look like this. `absent`: those of the `active` that would be withdrawn for their absence alone. One page may go by itself.
    """
    return absent > 1 and absent >= active


def held_back(before: Holding, after: Holding) -> Holding:
    """What is stored while a person is asked: the evidence is kept, the thing is presumed gone and not withdrawn.

    Holdings that the visit would not newly withdraw come out as they are.
    """
    newly = after.state is State.WITHDRAWN and before.state is not State.WITHDRAWN
    return replace(after, state=State.GONE) if newly else after


def confirmed(holding: Holding, visited: datetime) -> Holding:
    """The person said yes: what the visit at that time had held back is withdrawn, and nothing beyond it."""
    if holding.state is not State.GONE or holding.missing_since is None:
        return holding
    told = holding.evidence in (reasons.TOMBSTONE, reasons.GONE_FOR_GOOD)
    over = holding.missing_visits >= ENOUGH_VISITS and visited - holding.missing_since >= ENOUGH_TIME
    return replace(holding, state=State.WITHDRAWN) if told or over else holding
