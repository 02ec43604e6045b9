"""What the owner of a source is told: its faults by kind, each thing with its reason and a link, in full and not only the first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daseinswerk.apps.library.models import Document, Listing, Refusal, Source, Visit
from daseinswerk.apps.library.queries.documents import outside
from daseinswerk.apps.library.queries.watching import Row, row_of

VISITS = 5


@dataclass(frozen=True, slots=True)
class Item:
    """One thing with a fault: its name, where it is (empty where we know no address), why, in one sentence."""

    name: str
    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault: a code that stays the same for machines, what is wrong, what would help, the things."""

    code: str
    what: str
    help: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class OwnerReport:
    """The report of one source at one moment; only kinds of faults that occur."""

    source: Source
    row: Row
    at: datetime
    faults: tuple[Fault, ...]
    read: int

    @property
    def total(self) -> int:
        return sum(len(fault.items) for fault in self.faults)


def report_of(source: Source) -> OwnerReport:
    """Everything that is wrong with what this source publishes, as far as we met it."""
    faults = tuple(fault for make in FAULTS if (fault := make(source)).items)
    read = Document.objects.current().filter(source=source, has_text=True).count()
    return OwnerReport(source, row_of(source), timezone.now(), faults, read)


def as_json(report: OwnerReport, page: str) -> dict[str, Any]:
    """The same for machines. `page`: the address of the page for people."""
    source = report.source
    return {
        "source": {"name": source.name, "kind": source.kind, "address": source.address, "licence": source.licence, "publisher": source.publisher},
        "page": page,
        "as_of": report.at.isoformat(timespec="seconds"),
        "state": {"code": report.row.state.code, "label": str(report.row.state.label), "reason": report.row.reason},
        "documents_read": report.read,
        "faults": [
            {
                "code": fault.code,
                "what": fault.what,
                "help": fault.help,
                "count": len(fault.items),
                "items": [{"name": item.name, "address": item.address, "reason": item.reason} for item in fault.items],
            }
            for fault in report.faults
        ],
    }


def _not_reached(source: Source) -> Fault:
    """Only what is so today: once a visit succeeds, the failures before it are over."""
    items = []
    for visit in source.visits.exclude(state=Visit.State.RUNNING)[:VISITS]:
        if visit.state not in (Visit.State.FAILED, Visit.State.CUT):
            break
        when = f"{timezone.localtime(visit.started):%d.%m.%Y, %H:%M} Uhr"
        items.append(Item(when, outside(source.address), visit.message or _("Der Besuch brach ab.")))
    return Fault("not_reached", _("Die letzten Besuche kamen nicht ans Ende"), _("Prüfen Sie, ob die Adresse noch stimmt und robots.txt den Abruf erlaubt."), tuple(items))


def _unreadable(source: Source) -> Fault:
    return Fault("unreadable", _("Das konnten wir nicht lesen"), _("Texte helfen als PDF mit Textebene, DOCX oder Internetseite."), _refused(source, dead=False))


def _refused(source: Source, *, dead: bool) -> tuple[Item, ...]:
    """What was refused because nothing is there (`dead`), or for another reason."""
    nothing_there = Q(reason__contains="(Antwort 404)") | Q(reason__contains="(Antwort 410)")
    rows = Refusal.objects.filter(nothing_there if dead else ~nothing_there, source=source).order_by("reason", "name")
    told = rows.values_list("name", "reason", "address", "original__address")
    return tuple(Item(name, outside(address or original or "") or outside(name), reason) for name, reason, address, original in told)


def _dead(source: Source) -> Fault:
    missed = Q(evidence__contains="404") | Q(evidence__contains="410")
    gone = source.listings.exclude(state=Listing.State.ACTIVE).filter(missed).order_by("pk").values_list("external_id", "address", "evidence")
    items = tuple(Item(address or external, outside(address), evidence) for external, address, evidence in gone) + _refused(source, dead=True)
    return Fault("dead_link", _("Diese Adressen führen ins Leere"), _("Eine Weiterleitung auf die neue Adresse hilft allen, die darauf verweisen."), items)


def _no_title(source: Source) -> Fault:
    """A text whose title is only the name of its file, or nothing."""
    named = Q(title="") | Q(title=F("original__name")) | Q(title=F("address"))
    found = _texts(source).filter(named).values_list("title", "external_id", "address")
    items = tuple(Item(title or external, outside(address), _("Der Text hat keine Überschrift, die ihn benennt.")) for title, external, address in found)
    return Fault("no_title", _("Texte ohne Titel"), _("Ein Titel im Dokument macht es auffindbar."), items)


def _no_date(source: Source) -> Fault:
    found = _texts(source).filter(date__isnull=True).values_list("title", "external_id", "address")
    items = tuple(Item(title or external, outside(address), _("Weder die Liste noch der Text nennt ein Datum.")) for title, external, address in found)
    return Fault("no_date", _("Texte ohne Datum"), _("Ein Datum im Feed, in der Sitemap oder auf der Seite genügt."), items)


def _council_system(source: Source) -> Fault:
    """Where its replies leave the standard, as the last visit that compared everything saw it."""
    visits = source.visits.exclude(state__in=(Visit.State.RUNNING, Visit.State.FAILED))
    last = visits.filter(full=True).first() or visits.first()
    items = []
    for finding in last.findings if last is not None else ():
        times, address = finding.get("times", 1), outside(str(finding.get("address", "")))
        name = ngettext("%(n)d Objekt", "%(n)d Objekte", times) % {"n": times}
        items.append(Item(name, address, str(finding.get("what", ""))))
    helps = _("Der Verweis zeigt die erste Antwort, in der es auffiel. Gelesen haben wir sie trotzdem.")
    return Fault("oparl", _("Wo die Schnittstelle von OParl abweicht"), helps, tuple(items))


def _no_licence(source: Source) -> Fault:
    unknown = source.licence in ("", "ungeklärt")
    item = Item(source.name, outside(source.address), _("Nirgends steht, ob und wie die Texte weiterverwendet werden dürfen."))
    return Fault("no_licence", _("Die Lizenz ist ungeklärt"), _("Eine offene Lizenz am Auftritt oder im Feld license (OParl) klärt es für alle."), (item,) if unknown else ())


def _texts(source: Source) -> QuerySet[Document]:
    return Document.objects.current().filter(source=source, has_text=True).order_by("pk")


FAULTS: tuple[Callable[[Source], Fault], ...] = (
    _not_reached, _unreadable, _dead, _no_title, _no_date, _council_system, _no_licence,
)  # fmt: skip
