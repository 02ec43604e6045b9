"""The health of the sources: what state each is in and why, what its visits brought, where the trouble is."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from daseinswerk.apps.library.models import Document, Source, Visit

WEEK, MONTH = timedelta(days=7), timedelta(days=30)
GRACE = timedelta(hours=2)  # a visit may be late because others come first
LONGEST = timedelta(hours=6)  # a visit that has run for longer is held to be dead
FAILING = 3  # visits in a row that failed before somebody must look
COUNTS = ("new", "changed", "withdrawn", "missing", "refused")


@dataclass(frozen=True, slots=True)
class State:
    """The state of a source: a code for addresses, the word on the screen, a tone (good, warn, bad or none) that the word does not need."""

    code: str
    label: str | Promise
    tone: str


# In this order they stand on the page: what needs a person first.
STATES = {
    state.code: state
    for state in (
        State("fragt", gettext_lazy("fragt nach"), "warn"),
        State("gestoert", gettext_lazy("gestört"), "bad"),
        State("gescheitert", gettext_lazy("zuletzt gescheitert"), "warn"),
        State("still", gettext_lazy("zu still"), "warn"),
        State("ueberfaellig", gettext_lazy("überfällig"), "warn"),
        State("unvollstaendig", gettext_lazy("zuletzt unvollständig"), "warn"),
        State("besucht", gettext_lazy("wird gerade besucht"), ""),
        State("neu", gettext_lazy("noch nicht besucht"), ""),
        State("gut", gettext_lazy("in Ordnung"), "good"),
        State("angehalten", gettext_lazy("angehalten"), ""),
        State("ruht", gettext_lazy("wird nicht beobachtet"), ""),
    )
}
RANK = {code: number for number, code in enumerate(STATES)}
TROUBLE = ("fragt", "gestoert", "gescheitert", "still", "ueberfaellig", "unvollstaendig")


@dataclass(frozen=True, slots=True)
class Row:
    """One source: its state with the reason in a sentence, the last visit, sums of 30 days by name, new things of seven days."""

    source: Source
    state: State
    reason: str
    last: Visit | None
    month: dict[str, int]
    week: int
    documents: int

    @property
    def missed(self) -> bool:
        """Whether fewer new things came in seven days than the office expects."""
        return self.source.expected is not None and self.week < self.source.expected

    @property
    def land(self) -> str:
        return self.source.ags[:2]


def rows(now: datetime | None = None) -> tuple[Row, ...]:
    """Every source that is watched or was once, the trouble first, then by name. Six queries whatever their number."""
    now = now or timezone.now()
    visited = Visit.objects.values("source").distinct()
    sources = list(Source.objects.exclude(watch=Source.Watch.NOT) | Source.objects.filter(pk__in=visited))
    made = _rows(sources, now)
    return tuple(sorted(made, key=lambda row: (RANK[row.state.code], row.source.name.casefold())))


def row_of(source: Source, now: datetime | None = None) -> Row:
    """The same for one source."""
    return _rows([source], now or timezone.now())[0]


def once_read() -> tuple[tuple[Source, int], ...]:
    """Sources that came once and are not visited, with the number of their documents."""
    sources = Source.objects.filter(watch=Source.Watch.NOT, visits__isnull=True)
    held = _documents(list(sources))
    return tuple((source, held.get(source.pk, 0)) for source in sources)


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a source without the figures that take longer to count: what stands in *Zu tun*."""

    source: Source
    state: State
    reason: str
    last: Visit | None
    week: int


def standings(sources: list[Source], now: datetime) -> list[Standing]:
    """The state of each source, in their order. Three queries whatever their number."""
    of_source = Visit.objects.filter(source=OuterRef("pk"))
    ends = Source.objects.filter(pk__in=[source.pk for source in sources]).order_by().values_list(
        "pk", Subquery(of_source.order_by("id").values("id")[:1]), Subquery(of_source.order_by("-id").values("id")[:1])
    )
    ends = {source: (first, last) for source, first, last in ends if last is not None}
    visits = Visit.objects.defer("findings").in_bulk({pk for pair in ends.values() for pk in pair})
    last = {source: visits[pk] for source, (_first, pk) in ends.items()}
    since = {source: visits[pk].started for source, (pk, _last) in ends.items()}
    week: Counter[int] = Counter()
    for source, new in Visit.objects.filter(started__gte=now - WEEK).order_by().values_list("source", "new"):
        week[source] += new
    made = []
    for source in sources:
        visit, new = last.get(source.pk), week[source.pk]
        code = state_of(source, visit, week=new, since=since.get(source.pk), now=now)
        made.append(Standing(source, STATES[code], reason_for(code, source, visit, new), visit, new))
    return made


def _rows(sources: list[Source], now: datetime) -> list[Row]:
    month = {row.pop("source"): row for row in _sums(Visit.objects.filter(source__in=sources, started__gte=now - MONTH))}
    held = _documents(sources)
    none = dict.fromkeys(COUNTS, 0)
    return [
        Row(of.source, of.state, of.reason, of.last, month.get(of.source.pk, none), of.week, held.get(of.source.pk, 0))
        for of in standings(sources, now)
    ]


def _sums(visits: QuerySet[Visit]) -> list[dict[str, int]]:
    return list(visits.order_by().values("source").annotate(**{name: Sum(name) for name in COUNTS}))


def _documents(sources: list[Source]) -> dict[int, int]:
    current = Document.objects.current().filter(source__in=[source.pk for source in sources])
    return dict(current.order_by().values_list("source").annotate(n=Count("pk")))


def state_of(source: Source, last: Visit | None, *, week: int, since: datetime | None, now: datetime) -> str:
    """The code of the state. `week`: new things of seven days; `since`: when the first visit began."""
    if source.watch == Source.Watch.ASKS:
        return "fragt"
    if source.watch != Source.Watch.ACTIVE:
        return "angehalten" if source.watch == Source.Watch.PAUSED else "ruht"
    if last is not None and last.state == Visit.State.RUNNING and now - last.started < LONGEST:
        return "besucht"
    if source.failures >= FAILING:
        return "gestoert"
    if source.failures or (last is not None and last.state == Visit.State.FAILED):
        return "gescheitert"
    if source.due is not None and source.due < now - GRACE:
        return "ueberfaellig"
    if last is None:
        return "neu"
    if source.expected is not None and since is not None and now - since >= WEEK and week < source.expected:
        return "still"
    return "unvollstaendig" if last.state == Visit.State.CUT else "gut"


def reason_for(code: str, source: Source, last: Visit | None, week: int) -> str:
    """Why the source is in this state, in one sentence; empty where the word says all, as after a question that was answered."""
    said = last.message if last is not None else ""
    if code == "fragt":
        return said or _("Der letzte Besuch würde so vieles zurückziehen, dass ein Mensch entscheiden muss.")
    if code == "gestoert":
        return _("%(n)d Besuche hintereinander sind gescheitert. %(said)s") % {"n": source.failures, "said": said}
    if code == "still":
        words = ngettext("Erwartet wird mindestens %(n)d Neues je Woche, gekommen ist %(came)d.", "Erwartet werden mindestens %(n)d neue je Woche, gekommen sind %(came)d.", source.expected or 0)
        return words % {"n": source.expected, "came": week}
    if code == "ueberfaellig":
        return _("Der Besuch ist fällig, aber niemand macht ihn. Läuft der Arbeitsprozess?")
    if code == "neu":
        return _("Der erste Besuch steht noch aus.")
    answered = last is not None and last.state == Visit.State.ASKS
    return said if code in ("gescheitert", "unvollstaendig", "gut") and not answered else ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures on top of the page."""

    watched: int
    good: int
    trouble: int
    new: int
    documents: int


def figures(found: tuple[Row, ...]) -> Figures:
    """Sums over the rows; `new` counts 30 days."""
    return Figures(
        watched=sum(row.source.watch != Source.Watch.NOT for row in found),
        good=sum(row.state.code == "gut" for row in found),
        trouble=sum(row.state.code in TROUBLE for row in found),
        new=sum(row.month["new"] for row in found),
        documents=sum(row.documents for row in found),
    )
