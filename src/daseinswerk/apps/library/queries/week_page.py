"""The week's list as people read it: spans of time, items with their reason in one sentence, sections by field of action."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.cache import cache
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daseinswerk.apps.library.labels import kind_label
from daseinswerk.apps.library.models import Document, Interest, Link
from daseinswerk.apps.library.queries.interests import Wanted, field_label, region_names, wanted_of
from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.search import Chip
from daseinswerk.apps.library.queries.week import Picked, Picks, pick
from daseinswerk.apps.office.models import User
from daseinswerk.design.templatetags.german import day as written_day

WEEK = timedelta(days=7)
COUNTED_FOR = timedelta(seconds=30)  # a count in the head of the page may be so old
PLACES_NAMED = 2
FIRST_YEAR = 2000  # before it nothing came in, and dates have an end


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time: after `since`, not after `until`; `week` (Monday) where it is a calendar week that was asked for."""

    since: datetime
    until: datetime
    week: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item as `hit.html` shows it, with its reason; `versions`: the page that compares it with the version before, if there is one."""

    document: int
    title: str
    address: str
    source: str
    date: date | None
    kind: str
    reason: str
    same_count: int
    same_address: str
    archived: datetime
    key: str
    versions: str = ""
    chips: tuple[Chip, ...] = ()
    lang: str = "de"

    @property
    def said(self) -> str:
        """The reason with what the page shows as a label, for mails and feeds."""
        return " ".join([self.reason, *(_("%(what)s (Vorschlag der Maschine).") % {"what": capfirst(chip.label)} for chip in self.chips)])


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one field of action."""

    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class WeekPage:
    """The list of a span."""

    span: Span
    sections: tuple[Section, ...]
    count: int
    left: int
    left_by_voice: tuple[tuple[str, int], ...]


def span_asked(sent: str, interest: Interest | None, now: datetime) -> Span:
    """The calendar week asked for (`2026-W47`), else what came since this person looked last, at first the last seven days."""
    monday = _monday(sent)
    if monday and monday.year >= FIRST_YEAR and _start(monday) <= now:
        return Span(_start(monday), min(_start(monday + WEEK), now), monday)
    looked = interest.looked if interest else None
    return Span(looked or now - WEEK, now)


def _monday(sent: str) -> date | None:
    try:
        return date.fromisoformat(f"{sent}-1") if len(sent) == 8 and sent.isascii() else None
    except ValueError:
        return None


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def week_address(day: date) -> str:
    """The list of the calendar week a day lies in."""
    year, week, _weekday = day.isocalendar()
    return f"{reverse('week')}?woche={year}-W{week:02d}"


def week_page(wanted: Wanted, span: Span) -> WeekPage:
    """The list of a span in sections: the fields that were asked for, then the others, each in the order of the taxonomy; what belongs to
    none at the end."""
    picks = pick(wanted, span.since, span.until)
    by_field: dict[str, list[Item]] = defaultdict(list)
    for picked, item in zip(picks.items, items(picks, wanted), strict=True):
        by_field[picked.row.field].append(item)
    asked = {code.partition(".")[0] for code in wanted.fields}
    order = sorted(by_field, key=lambda code: (not code, code not in asked, code))
    sections = tuple(Section(field_label(code) if code else _("Ohne Handlungsfeld"), tuple(by_field[code])) for code in order)
    return WeekPage(span, sections, len(picks.items), picks.left, picks.left_by_voice)


def items(picks: Picks, wanted: Wanted) -> list[Item]:
    """The items of a list in its order."""
    numbers = [picked.row.document for picked in picks.items]
    rows = Document.objects.filter(pk__in=numbers).select_related("source").defer("text", "sketch").in_bulk()
    before = dict(Document.objects.filter(superseded_by__in=numbers).order_by("pk").values_list("superseded_by", "archived"))
    places = _places(numbers, wanted)
    towns = region_names({row.publisher_ags for row in rows.values() if row.publisher_ags} if wanted.regions else ())
    return [_item(picked, rows[picked.row.document], before.get(picked.row.document), places.get(picked.row.document, []), towns) for picked in picks.items]


def _item(picked: Picked, row: Document, before: datetime | None, places: list[str], towns: dict[str, str]) -> Item:
    others = picked.members - 1
    return Item(
        document=row.pk,
        title=row.title,
        address=reverse("document", args=[row.pk]),
        source=picked.voice,
        date=row.date,
        kind=kind_label(row.kind),
        reason=_reason(picked, towns.get(row.publisher_ags, "") if picked.row.in_place else "", before, places),
        same_count=others,
        same_address=reverse("library") + Query(story=str(row.pk)).address() if others else "",
        archived=row.archived,
        key=f"{row.source.slug}/{row.external_id}/{row.sha256}",
        lang=row.language or "de",
        versions=reverse("versions", args=[row.pk]) if before else "",
        chips=(Chip(_("liest sich wie ein Praxisbeispiel"), "", "", suggested=True),) if picked.row.practice else (),
    )


def _places(numbers: list[int], wanted: Wanted) -> dict[int, list[str]]:
    """What in the regions each document speaks of: names of places, towns before counties before Länder, the surest first."""
    inside = Q()
    for region in wanted.regions:
        inside |= Q(key__gte=region, key__lt=region + ":")
    links = Link.objects.filter(inside, document__in=numbers, kind__in=["municipality", "county", "state"]) if wanted.regions else Link.objects.none()
    found: dict[int, list[str]] = defaultdict(list)
    exact: dict[int, int] = {}  # a Land is not named beside its town
    for document, name, key in sorted(links.values_list("document", "name", "key").order_by("-score", "name"), key=lambda link: -len(link[2])):
        if name not in found[document] and len(key) == exact.setdefault(document, len(key)):
            found[document].append(name)
    return found


def _reason(picked: Picked, town: str, before: datetime | None, places: list[str]) -> str:
    """Why this is on the list, in one sentence. `town`: whose voice it is; `places`: what in the regions it speaks of."""
    parts = [_whence(town, places, before is not None)]
    if picked.row.field:
        parts[0] += ", " + _("Feld %(field)s") % {"field": field_label(picked.row.field)}
    if picked.decision:
        parts.append(_("enthält einen Beschluss"))
    if picked.voices > 1:
        parts.append(ngettext("%(n)d Quelle berichtet", "%(n)d Quellen berichten", picked.voices) % {"n": picked.voices})
    if picked.row.old:
        parts.append(_("der Text selbst ist älter"))
    if before:
        parts.append(_("die Fassung davor kam am %(day)s") % {"day": written_day(before)})
    return "; ".join(parts) + "."


def _whence(town: str, places: list[str], changed: bool) -> str:
    if town and not places:
        return (_("Neue Fassung aus %(place)s") if changed else _("Neu aus %(place)s")) % {"place": town}
    if places:
        named = _(" und ").join(places[:PLACES_NAMED])
        return (_("Neue Fassung über %(place)s") if changed else _("Neu über %(place)s")) % {"place": named}
    return _("Neue Fassung") if changed else _("Neu in der Bibliothek")


def new_count(user: User, now: datetime) -> int:
    """How many items wait on the list of this person, 0 before she chose anything.

    It stands on every page, so it is counted anew only where she looked or chose otherwise, or something came in; while a run brings
    one document after the other, not more often than every `COUNTED_FOR` seconds.
    """
    interest = Interest.objects.filter(user=user).first()
    if interest is None:
        return 0
    newest = Document.objects.order_by("-pk").values_list("pk", flat=True).first()
    key = f"week:{interest.token}"
    state = (interest.looked, tuple(interest.fields), tuple(interest.regions))
    known = cache.get(key)
    if known is None or known[0] != state or (known[1] != newest and now - known[2] > COUNTED_FOR):
        span = span_asked("", interest, now)
        known = (state, newest, now, len(pick(wanted_of(interest), span.since, span.until).items))
        cache.set(key, known)
    return int(known[3])
