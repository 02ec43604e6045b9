"""Whether somebody does the work: `daseinswerk work` writes a beat into the home folder every five seconds."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone

BEAT = "work.beat"
SILENT = timedelta(seconds=30)


def last_beat() -> datetime | None:
    """When `daseinswerk work` was last seen alive; None: never."""
    try:
        return datetime.fromtimestamp((settings.HOME / BEAT).stat().st_mtime, tz=UTC)
    except OSError:
        return None


def is_working() -> bool:
    """Whether what is asked for will be done soon."""
    last = last_beat()
    return last is not None and timezone.now() - last < SILENT
