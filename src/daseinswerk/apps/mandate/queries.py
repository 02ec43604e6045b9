"""Reads for the start page and the frame: the six tasks with their live state, and what waits for a person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext, npgettext

from daseinswerk.apps.library.actions.runs import is_alive
from daseinswerk.apps.library.models import Document, Refusal, Run, Suggestion
from daseinswerk.apps.library.queries.notices import notices
from daseinswerk.apps.office.access import has_role
from daseinswerk.apps.office.models import Role, User
from daseinswerk.apps.office.queries import flagged_records
from daseinswerk.apps.places.models import Municipality, Organisation
from daseinswerk.apps.practices import rules
from daseinswerk.apps.practices.models import Record
from daseinswerk.design.templatetags.german import day, whole

TASKS = (  # of the mandate, in its order: title, what we do about it
    (_l("Definition"), _l("Wir klären gemeinsam, was zur digitalen Daseinsvorsorge gehört und was nicht.")),
    (
        _l("Gute Praxis"),
        _l("Wir sammeln Beispiele aus Kommunen und kommunalen Unternehmen, auch gescheiterte, und belegen jede Angabe mit ihrem Satz."),
    ),
    (_l("Empfehlungen"), _l("Wir leiten aus den Beispielen Empfehlungen ab und sagen, wie sicher sie sind.")),
    (_l("Austausch"), _l("Wir bringen zusammen, wer etwas schon kann und wer es noch sucht.")),
    (_l("Zusammenarbeit"), _l("Wir zeigen, welche Kommunen und Unternehmen gemeinsam mehr erreichen und welche Wege dafür offenstehen.")),
    (_l("Neue Lösungen"), _l("Wir machen sichtbar, wofür es noch kein Beispiel gibt, und stoßen dort neue Vorhaben an.")),
)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for this person: what, where to do it, how many minutes it takes."""

    what: str
    why: str
    address: str
    act: str
    minutes: int
    blocks: int  # how many others wait for it: the order of the list


@dataclass(frozen=True, slots=True)
class Task:
    """One of the six tasks: its sentence, figures that move, the next sensible act for this role, or why there is none."""

    number: int
    title: str
    text: str
    stats: tuple[dict[str, Any], ...]
    address: str
    act: str
    locked: str

    @property
    def anchor(self) -> str:
        return str(self.number)


def state_of_data() -> datetime | None:
    """When the last run ended; None before the first."""
    return Run.objects.filter(state=Run.State.DONE).values_list("finished", flat=True).first()


def tasks(user: User | AnonymousUser) -> tuple[Task, ...]:
    """The six tasks in the order of the mandate."""
    member = has_role(user, Role.MEMBER)
    documents = Document.objects.current().filter(has_text=True).count()
    later = {"stats": (), "address": "", "act": ""}
    states: dict[int, dict[str, Any]] = {
        1: {**later, "locked": _("Wird später gebaut: Definitionen vergleichen, Text schreiben, an Fällen prüfen. Wörter, die feststehen, stehen im Glossar.")},
        2: _practice_state(member),
        3: {**later, "locked": _("Wird später gebaut. Empfehlungen werden auf bestätigten Einträgen beruhen.")},
        4: {
            "stats": (_stat(documents, _("Dokumente"), "/bibliothek/"), _stat(Suggestion.objects.values("document").distinct().count(), _("mit Vorschlägen"))),
            "address": reverse("read_in") if member else "/bibliothek/",
            "act": _("Material einlesen") if member else _("Bibliothek durchsuchen"),
            "locked": "",
        },
        5: {**later, "locked": _("Wird später gebaut: Bedarfe, Angebote und gemeinsame Vorhaben.")},
        6: {
            "stats": (
                _stat(Municipality.objects.count(), _("Kommunen im Verzeichnis"), "/kommunen/"),
                _stat(Organisation.objects.count(), _("kommunale Unternehmen")),
            ),
            "address": "/kommunen/",
            "act": _("Kommune finden"),
            "locked": "",
        },
    }
    return tuple(Task(number, str(title), str(text), **states[number]) for number, (title, text) in enumerate(TASKS, 1))


def _practice_state(member: bool) -> dict[str, Any]:
    counts = dict(Record.objects.values_list("state").annotate(n=Count("pk")))
    stats = [_stat(counts.get(Record.State.CONFIRMED, 0), ngettext("bestätigter Eintrag", "bestätigte Einträge", counts.get(Record.State.CONFIRMED, 0)), "/praxis/")]
    if member:
        drafts, submitted = counts.get(Record.State.DRAFT, 0) + counts.get(Record.State.DISPUTED, 0), counts.get(Record.State.SUBMITTED, 0)
        stats += [
            _stat(drafts, npgettext("after a number", "Entwurf", "Entwürfe", drafts), reverse("workshop")),
            _stat(submitted, ngettext("wartet auf zweite Bestätigung", "warten auf zweite Bestätigung", submitted), reverse("workshop")),
        ]
    address = reverse("workshop") if member else "/praxis/"
    return {"stats": tuple(stats), "address": address, "act": _("Zur Werkstatt") if member else _("Praxis ansehen"), "locked": ""}


def _stat(value: int, label: str, address: str = "") -> dict[str, Any]:
    return {"value": whole(value), "label": label, "address": address}


def recent(user: User | AnonymousUser) -> tuple[dict[str, str], ...]:
    """What changed in the last seven days, the newest first."""
    since = timezone.now() - WEEK
    found: list[tuple[datetime, str, str]] = []
    for record in Record.objects.filter(state=Record.State.CONFIRMED, confirmed_at__gte=since).order_by("-confirmed_at")[:8]:
        found.append((record.confirmed_at, _german_name(_("bestätigt: %(name)s"), record.name), reverse("record", args=[record.slug])))
    for run in Run.objects.filter(state=Run.State.DONE, finished__gte=since)[:8]:
        new = run.counts.get("s2", {}).get("written", 0)
        if new:
            words = ngettext("%(n)d Dokument eingelesen: %(name)s", "%(n)d Dokumente eingelesen: %(name)s", new)
            address = reverse("run", args=[run.pk]) if has_role(user, Role.MEMBER) else "/bibliothek/"
            name = run.name if has_role(user, Role.MEMBER) else _("Bibliothek")
            found.append((run.finished, words % {"n": new, "name": name}, address))
    found.sort(key=lambda row: row[0], reverse=True)
    return tuple(
        {"when": day(when), "what": what, "address": address} for when, what, address in found[:10]
    )


def _german_name(words: str, name: str) -> str:
    """A name filled into words of the page, marked as the German it is."""
    return format_html(words.replace("%(name)s", "{name}"), name=format_html('<span lang="de">{}</span>', name))


def waiting(user: User | AnonymousUser) -> tuple[Waiting, ...]:
    """What waits for this person, the most blocking first."""
    if not has_role(user, Role.MEMBER):
        return ()
    items = [*_to_review(user), *_to_mend(user)]
    if has_role(user, Role.OFFICE):
        items += _for_the_office()
    return tuple(sorted(items, key=lambda item: (-item.blocks, item.minutes, item.what)))


def _to_review(user: User) -> list[Waiting]:
    """Records that wait for a second person and that this person may confirm."""
    items = []
    for record in Record.objects.filter(state=Record.State.SUBMITTED).order_by("changed"):
        if rules.may(rules.check_may_review, user, record)[0]:
            claims = record.claims.filter(dropped=False).count()
            words = ngettext("%(n)d Angabe mit ihrem Satz vergleichen", "%(n)d Angaben mit ihrem Satz vergleichen", claims) % {"n": claims}
            items.append(Waiting(record.name, words, reverse("review", args=[record.slug]), _("Prüfen"), max(2, claims // 2), 3))
    return items


def _to_mend(user: User) -> list[Waiting]:
    """Own drafts, and own records somebody objected to."""
    items = []
    for record in Record.objects.filter(created_by=user, state__in=[Record.State.DRAFT, Record.State.DISPUTED]).order_by("changed"):
        disputed = record.state == Record.State.DISPUTED
        why = _("Jemand hat einen Einwand.") if disputed else _("Ihr Entwurf ist noch nicht zur Prüfung gegeben.")
        address = reverse("workshop_record", args=[record.slug])
        items.append(Waiting(record.name, why, address, _("Überarbeiten") if disputed else _("Weiterarbeiten"), 3 if disputed else 8, 2 if disputed else 0))
    return items


def _for_the_office() -> list[Waiting]:
    items = []
    for record in flagged_records():
        why = _("Ein Satz steht in der neuen Fassung seines Dokuments nicht mehr, oder die Quelle hat den Text zurückgezogen.")
        items.append(Waiting(record.name, why, reverse("record", args=[record.slug]), _("Ansehen"), 3, 4))
    for notice in notices():
        items.append(Waiting(notice.what, notice.why, notice.address, notice.act, notice.minutes, notice.blocks))
    for run in Run.objects.filter(state__in=[Run.State.RUNNING, Run.State.FAILED], created__gte=timezone.now() - WEEK):
        if "check" in run.what:  # an address nobody could look at: its page says why, and nothing is lost
            continue
        if run.state == Run.State.FAILED or not is_alive(run):
            why = run.message or _("Der Lauf ist stehen geblieben.")
            items.append(Waiting(_("Lauf: %(name)s") % {"name": run.name or run.pk}, why, reverse("run", args=[run.pk]), _("Weiterlaufen lassen"), 1, 1))
    refused = Refusal.objects.filter(created__gte=timezone.now() - WEEK).count()
    if refused:
        words = ngettext("%(n)d Datei oder Adresse wurde in dieser Woche abgelehnt", "%(n)d Dateien oder Adressen wurden in dieser Woche abgelehnt", refused) % {"n": refused}
        items.append(Waiting(words, _("Jede Ablehnung nennt ihren Grund."), reverse("refusals"), _("Ansehen"), 2, 0))
    return items
