"""What the sources want of the office: an answer, a look at what fails or is too silent, somebody who does the work."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from daseinswerk.apps.library.models import Run, Source
from daseinswerk.apps.library.queries.watching import GRACE, standings
from daseinswerk.apps.library.queries.working import is_working

# Code of a state → the act, minutes it takes, how much waits for it.
ACTS = {
    "fragt": (gettext_lazy("Antworten"), 3, 3),
    "gestoert": (gettext_lazy("Ansehen"), 3, 2),
    "still": (gettext_lazy("Ansehen"), 2, 1),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing: of what, why, where to do it, the act, minutes, and how much waits for it."""

    what: str
    why: str
    address: str
    act: str
    minutes: int
    blocks: int


def notices() -> tuple[Notice, ...]:
    """Everything the sources want today; six queries whatever their number."""
    sources = list(Source.objects.filter(watch__in=(Source.Watch.ACTIVE, Source.Watch.ASKS)))
    made = [*_no_work(sources)]
    for standing in standings(sources, timezone.now()):
        if standing.state.code in ACTS:
            act, minutes, blocks = ACTS[standing.state.code]
            address = reverse("source", args=[standing.source.slug])
            made.append(Notice(_("Quelle: %(name)s") % {"name": standing.source.name}, standing.reason, address, str(act), minutes, blocks))
    return tuple(made)


def _no_work(sources: list[Source]) -> list[Notice]:
    """Something waits to be done, and the process that does it is not running."""
    late = timezone.now() - GRACE
    visits = sum(source.watch == Source.Watch.ACTIVE and source.due is not None and source.due < late for source in sources)
    jobs = Run.objects.filter(state=Run.State.QUEUED, created__lt=late).count()
    if not (visits or jobs) or is_working():
        return []
    why = _("Es warten Besuche: %(visits)d, Aufträge: %(jobs)d. Der Betreiber startet ihn mit „daseinswerk work“.") % {"visits": visits, "jobs": jobs}
    return [Notice(_("Der Arbeitsprozess läuft nicht"), why, reverse("sources"), _("Ansehen"), 5, 4)]
