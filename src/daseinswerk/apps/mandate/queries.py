"""Reads for the start page and the frame: the six tasks with their live state, and what waits for a person."""

from dataclasses import dataclass
from datetime import datetime

from daseinswerk.apps.library.models import Run
from daseinswerk.apps.office.models import User


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for this person: what, where to do it, how many minutes it takes."""

    what: str
    address: str
    minutes: int
    blocks: int  # how many others wait for it: the order of the list


def state_of_data() -> datetime | None:
    """When the last run ended; None before the first."""
    return Run.objects.filter(state=Run.State.DONE).values_list("finished", flat=True).first()


def waiting(user: User) -> tuple[Waiting, ...]:
    """What waits for this person, the most blocking first."""
    return ()
