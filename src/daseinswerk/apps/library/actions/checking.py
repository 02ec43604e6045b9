"""Ask what an address is before it becomes a source: the site writes a job, the pipeline answers into it."""

from typing import Any

from django.db import transaction

from daseinswerk.apps.library import rules
from daseinswerk.apps.library.actions.runs import ask_for
from daseinswerk.apps.library.models import Run
from daseinswerk.apps.office.models import User


@transaction.atomic
def ask_for_check(*, by: User, address: str, entry: str = "") -> Run:
    """Write the job that looks at an address; its `what` is `{"check": address}`, and "preview" beside it once it is answered.

    `entry`: the slug of the entry of the catalogue whose words the next step proposes.
    """
    rules.check_may_watch(by)
    what = {"check": address, "entry": entry} if entry else {"check": address}
    return ask_for(kind="", what=what, name=address, owner=by)


@transaction.atomic
def store_preview(*, run: Run, preview: dict[str, Any]) -> None:
    """The answer: a `Preview` of `sources/harvest` as JSON (dates in ISO form)."""
    Run.objects.filter(pk=run.pk).update(what={**run.what, "preview": preview})
    run.refresh_from_db()
