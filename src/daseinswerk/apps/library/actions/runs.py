"""The life of a run: asked for on the site or the command line, taken, beating, ended, and taken up again after a kill.

The site only writes the row; `daseinswerk work` takes it within a second.
"""

import os
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from daseinswerk.apps.library.models import Run, Source
from daseinswerk.apps.library.schedule import FURTHEST
from daseinswerk.apps.office import ledger
from daseinswerk.apps.office.language import in_the_language_of_the_site
from daseinswerk.apps.office.models import User

OPEN = (Run.State.QUEUED, Run.State.RUNNING)
TRIES = 3  # a job that kills its process so often rests until a person starts it again
SILENT = timedelta(seconds=60)  # a living run beats every few seconds; after this it is held to be dead


@transaction.atomic
def ask_for(*, kind: str, what: dict[str, Any], name: str, owner: User | None = None, mine: bool = False) -> Run:
    """Write a job row; who asked stands in the ledger. `mine`: this process runs it itself, nobody else is to take it."""
    run = Run.objects.create(kind=kind, what=what, name=name[:200], owner=owner, pid=os.getpid() if mine else None)
    if owner is not None:
        ledger.write(actor=owner, act="library.run.ask", subject=f"library.run:{run.pk}", details={"kind": kind, "name": name[:200]})
    return run


@transaction.atomic
def ask_for_due(*, now: datetime, most: int = 8) -> Run | None:
    """Write a job row for watched sources whose visit is due, the longest overdue first; None where there is none.

    At most `most` at once: what they bring is to be read before the last of forty was visited. A source some open run names is left out.
    """
    taken = {pk for what in Run.objects.filter(state__in=OPEN).values_list("what", flat=True) for pk in what.get("sources", [])}
    due = Source.objects.filter(Q(due__lte=now) | Q(due__gt=now + FURTHEST), watch=Source.Watch.ACTIVE).exclude(pk__in=taken).order_by("due", "pk")
    sources = list(due[:most])
    if not sources:
        return None
    return Run.objects.create(what={"sources": [source.pk for source in sources]}, name=", ".join(source.name for source in sources)[:200])


def next_waiting() -> Run | None:
    """The job to be done next: what a person asked for first, each in its order. Jobs a living process already waits with are left to it."""
    waiting = sorted(Run.objects.filter(state=Run.State.QUEUED, cancel_asked=False), key=lambda run: (run.owner_id is None, run.pk))
    return next((run for run in waiting if not is_somebodys(run)), None)


def somebody_waits(run: Run) -> bool:
    """Whether a person waits for another job than this one."""
    return Run.objects.filter(state=Run.State.QUEUED, cancel_asked=False, owner__isnull=False).exclude(pk=run.pk).exists()


@transaction.atomic
def claim(*, run: Run) -> None:
    """This process has taken the job; said again and again while it waits until another run has ended."""
    Run.objects.filter(pk=run.pk).update(pid=os.getpid(), heartbeat=timezone.now())


def is_somebodys(run: Run) -> bool:
    """Whether a living process has taken this job: it has said so within the last minute, and a process of its number lives."""
    if run.pid is None or timezone.now() - (run.heartbeat or run.created) > SILENT:
        return False
    try:
        os.kill(run.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return run.pid != os.getpid()


@transaction.atomic
def wait_again(*, run: Run, counts: dict[str, Any]) -> None:
    """The process ends and the run does not: it waits in the queue and goes on where it stood."""
    Run.objects.filter(pk=run.pk).update(state=Run.State.QUEUED, counts=counts, heartbeat=timezone.now(), pid=None, stage="")


@transaction.atomic
def take_up_dead() -> tuple[Run, ...]:
    """Put runs back into the queue whose process died; gives them. Call only while no run holds the lock (`pipeline/lock`)."""
    dead = tuple(Run.objects.filter(state=Run.State.RUNNING))
    Run.objects.filter(pk__in=[run.pk for run in dead]).update(state=Run.State.QUEUED, pid=None, stage="")
    Run.objects.filter(pk__in=[run.pk for run in dead], cancel_asked=True).update(state=Run.State.CANCELLED, finished=timezone.now())
    return dead


@in_the_language_of_the_site
@transaction.atomic
def died(*, run: Run) -> bool:
    """The process of this run died under it: it is tried again, but after the third time it rests; gives whether it rests."""
    row = Run.objects.get(pk=run.pk)
    tries = row.what.get("tries", 0) + 1
    rests = tries >= TRIES
    Run.objects.filter(pk=run.pk).update(what={**row.what, "tries": tries}, state=Run.State.FAILED if rests else Run.State.QUEUED, pid=None, stage="")
    if rests:
        message = _("Der Lauf ist dreimal abgestürzt. Sie können ihn noch einmal starten; was gespeichert ist, bleibt.")
        Run.objects.filter(pk=run.pk).update(message=message, finished=timezone.now())
        ledger.write(actor=None, act="library.run.failed", subject=f"library.run:{run.pk}", details={"message": message})
    return rests


@transaction.atomic
def begin(*, run: Run, engine_version: str) -> None:
    now = timezone.now()
    Run.objects.filter(pk=run.pk).update(
        state=Run.State.RUNNING,
        started=run.started or now,
        heartbeat=now,
        finished=None,
        pid=os.getpid(),
        engine_version=engine_version,
        message="",
        counts={stage: {"signature": ""} for stage in run.counts},  # what an earlier attempt of this run compared is not known
    )


@transaction.atomic
def compare(*, run: Run, stage: str) -> None:
    """This run begins to compare the library at a stage: until it ends, nobody knows what the stored result belongs to."""
    row = Run.objects.get(pk=run.pk)
    Run.objects.filter(pk=run.pk).update(counts={**row.counts, stage: {"signature": ""}})


@transaction.atomic
def beat(*, run: Run, stage: str, done: int, total: int) -> bool:
    """Write the progress; gives False when somebody asked to cancel."""
    Run.objects.filter(pk=run.pk).update(stage=stage, done=done, total=total, heartbeat=timezone.now())
    return not Run.objects.filter(pk=run.pk, cancel_asked=True).exists()


@transaction.atomic
def end(*, run: Run, state: str, counts: dict[str, Any], message: str = "") -> None:
    now = timezone.now()
    Run.objects.filter(pk=run.pk).update(
        state=state, counts=counts, message=message[:500], finished=now, heartbeat=now, pid=None, stage=""
    )
    ledger.write(
        actor=None, act=f"library.run.{state}", subject=f"library.run:{run.pk}", details={"counts": counts, "message": message[:500]}
    )


@transaction.atomic
def cancel(*, run: Run, by: User) -> None:
    """Ask a run to stop; what is stored stays, and it can be started again."""
    Run.objects.filter(pk=run.pk).update(cancel_asked=True)
    Run.objects.filter(pk=run.pk, state=Run.State.QUEUED).update(state=Run.State.CANCELLED, finished=timezone.now())
    ledger.write(actor=by, act="library.run.cancel", subject=f"library.run:{run.pk}")


@transaction.atomic
def again(*, run: Run, by: User | None = None) -> None:
    """Put a run that ended or died back into the queue; it goes on where it stopped."""
    what = {name: value for name, value in run.what.items() if name != "tries"}
    Run.objects.filter(pk=run.pk).update(state=Run.State.QUEUED, what=what, cancel_asked=False, finished=None, message="", pid=None)
    ledger.write(actor=by, act="library.run.again", subject=f"library.run:{run.pk}")


def is_alive(run: Run) -> bool:
    """Whether the process of a running row still lives (by its beat: the number of a dead process may be given to another)."""
    return run.heartbeat is not None and timezone.now() - run.heartbeat < SILENT
