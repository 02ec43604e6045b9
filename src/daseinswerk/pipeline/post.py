"""When the mail of the week is looked after: once a minute, and a while later where the mail server did not take it."""

from contextlib import suppress
from datetime import datetime, timedelta

from daseinswerk.apps.library.actions.digest import send_due
from daseinswerk.apps.library.actions.indexing import index_open_tasks

LOOK = timedelta(minutes=1)
AFTER_FAILURE = timedelta(minutes=15)


class Post:
    """Sends what is due when it is asked to, but not at every asking: `work` asks twice a second. First the large index takes in
    what waits, because the mail counts new hits of kept searches since the last mail, and what it misses it would never tell."""

    def __init__(self) -> None:
        self._next: datetime | None = None

    def look(self, now: datetime) -> None:
        if self._next is None or now >= self._next:
            with suppress(RuntimeError):  # IndexerBusy, NoIndex: a mail that knows a little less is better than none
                index_open_tasks(pause=0)
            self._next = now + (AFTER_FAILURE if send_due(now=now).failed else LOOK)
