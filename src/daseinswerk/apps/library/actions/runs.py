"""The life of a run: asked for on the site or the command line, started, beating, ended, and taken up again after a kill."""

import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from daseinswerk.apps.library.models import Run
from daseinswerk.apps.office import ledger
from daseinswerk.apps.office.models import User

SILENT = timedelta(seconds=60)  # a living run beats every few seconds; after this it is held to be dead


@transaction.atomic
def ask_for(*, kind: str, what: dict[str, Any], name: str, owner: User | None = None) -> Run:
    """Write a job row; who asked stands in the ledger."""
    run = Run.objects.create(kind=kind, what=what, name=name[:200], owner=owner)
    if owner is not None:
        ledger.write(actor=owner, act="library.run.ask", subject=f"library.run:{run.pk}", details={"kind": kind, "name": name[:200]})
    return run


def launch(run: Run) -> None:
    """Start the command line for this job as a process of its own, which outlives the page that asked for it."""
    log = settings.HOME / "runs"
    log.mkdir(parents=True, exist_ok=True)
    with open(log / f"{run.pk}.log", "ab") as out:
        subprocess.Popen(
            [sys.executable, "-m", "daseinswerk.cli", "run", "--job", str(run.pk)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            env={**os.environ, "DASEINSWERK_HOME": str(settings.HOME)},
        )


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
    Run.objects.filter(pk=run.pk).update(state=Run.State.QUEUED, cancel_asked=False, finished=None, message="")
    ledger.write(actor=by, act="library.run.again", subject=f"library.run:{run.pk}")


def is_alive(run: Run) -> bool:
    """Whether the process of a running row still lives (by its beat: the number of a dead process may be given to another)."""
    return run.heartbeat is not None and timezone.now() - run.heartbeat < SILENT


def revive() -> tuple[Run, ...]:
    """Start again what was waiting or running when the site stopped; gives the runs taken up."""
    runs = Run.objects.filter(state__in=[Run.State.QUEUED, Run.State.RUNNING], cancel_asked=False)
    dead = tuple(run for run in runs if run.state == Run.State.QUEUED or not is_alive(run))
    for run in dead:
        launch(run)
    return dead
