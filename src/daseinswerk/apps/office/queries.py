"""Reads of the office: whether a sign-in must wait, what was refused, the figures of its start page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from daseinswerk.apps.library.models import Document, Refusal, Run
from daseinswerk.apps.office.models import LedgerEntry, SignInFailure, User
from daseinswerk.apps.practices.models import Quote, Record

WINDOW = timedelta(minutes=5)
PER_NAME, PER_REMOTE = 10, 30  # failed tries in five minutes before the next must wait


def must_wait(*, name: str, remote: str) -> bool:
    """Whether too many sign-ins failed for this name or from this address."""
    recent = SignInFailure.objects.filter(at__gte=timezone.now() - WINDOW)
    return recent.filter(name=name).count() >= PER_NAME or recent.filter(remote=remote).count() >= PER_REMOTE


@dataclass(frozen=True, slots=True)
class Figures:
    """What the office sees first."""

    documents: int
    refused: int
    running: int
    failed: int
    accounts: int
    acts: int
    flagged: int


def figures() -> Figures:
    return Figures(
        documents=Document.objects.current().filter(has_text=True).count(),
        refused=Refusal.objects.count(),
        running=Run.objects.filter(state__in=[Run.State.RUNNING, Run.State.QUEUED]).count(),
        failed=Run.objects.filter(state=Run.State.FAILED).count(),
        accounts=User.objects.filter(is_active=True).count(),
        acts=LedgerEntry.objects.count(),
        flagged=Quote.objects.exclude(flag="").filter(claims__dropped=False).distinct().count(),
    )


def flagged_records() -> Iterable[Record]:
    """Records with a sentence that no longer stands in its document."""
    numbers = Quote.objects.exclude(flag="").filter(claims__dropped=False).values_list("claims__record", flat=True)
    return Record.objects.filter(pk__in=list(numbers)).exclude(state=Record.State.WITHDRAWN).order_by("name")
