"""When a watched source is visited next: its rhythm with a little scatter, sooner after a fault, later and later while faults go on.

The scatter (up to a tenth of the rhythm, the same for one source and one hour) keeps forty sources that were added together from being
visited together for ever. A fault is tried again after an hour, two, four …, at most after a week: most are over soon, and a
site that is gone for good must not be knocked at every hour.
"""

import hashlib
from datetime import datetime, timedelta

FIRST_RETRY = timedelta(hours=1)
LONGEST_RETRY = timedelta(days=7)
FULL_EVERY = timedelta(days=7)  # everything a source lists is compared once a week (exchange.md § 6, "Incremental")
SCATTER = 0.1
FURTHEST = timedelta(days=100)  # no rhythm reaches so far: what is due later was noted while the clock stood wrong


def next_due(now: datetime, *, slug: str, rhythm: int, failures: int = 0, cut: bool = False) -> datetime:
    """The next visit. `rhythm`: hours. `failures`: visits in a row that failed, the last one counted. `cut`: it did not see everything."""
    usual = timedelta(hours=max(1, rhythm))
    if failures:
        return now + min(FIRST_RETRY * 2 ** min(failures - 1, 12), LONGEST_RETRY)
    if cut:
        return now + min(FIRST_RETRY, usual)
    return now + usual * (1 + SCATTER * _share(f"{slug} {now:%Y-%m-%dT%H}"))


def is_full_due(last: datetime | None, now: datetime) -> bool:
    """Whether the next visit compares everything; `last`: when that was done last. A day still to come is one of a clock gone wrong."""
    return last is None or last > now or now - last >= FULL_EVERY


def _share(name: str) -> float:
    """A number from -1 to 1 that depends on the name alone."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") / 2**31 - 1
