"""One source as its page shows it: what it is, how its visits went, what was refused, what is missing, what the guard asks."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from daseinswerk.apps.library.actions.watching import asked_about
from daseinswerk.apps.library.labels import kind_label, licence_label
from daseinswerk.apps.library.models import Document, Listing, Refusal, Source, Visit
from daseinswerk.apps.library.queries.documents import outside
from daseinswerk.apps.library.queries.watching import Row, row_of
from daseinswerk.apps.places.models import Municipality

VISITS, LISTED, NEWEST = 30, 50, 10
RHYTHMS = {  # hours → words
    1: gettext_lazy("jede Stunde"), 6: gettext_lazy("alle sechs Stunden"), 24: gettext_lazy("täglich"), 72: gettext_lazy("alle drei Tage"),
    168: gettext_lazy("wöchentlich"), 720: gettext_lazy("alle 30 Tage"),
}  # fmt: skip
TIERS = {
    1: gettext_lazy("1 – eine Stelle über sich selbst"),
    2: gettext_lazy("2 – eine Stelle über andere"),
    3: gettext_lazy("3 – Redaktion oder Verband"),
    4: gettext_lazy("4 – jede und jeder"),
}
# Of the drawing, in its own units.
STEP, WIDE, TALL, LEFT, TOP = 20, 14, 96, 44, 14


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing a source lists or listed: its name, where it is, our document of it (or None), why it is held to be missing."""

    name: str
    address: str
    state: str
    evidence: str
    document: int | None
    since: object


@dataclass(frozen=True, slots=True)
class Refused:
    """One thing that was refused; `outside` is empty where nobody knows an address a browser may be sent to."""

    name: str
    reason: str
    outside: str
    created: object


@dataclass(frozen=True, slots=True)
class Bar:
    """One visit in the drawing: new below, changed on top of it; `mark` is the sign of a visit that did not end well."""

    x: int
    new_y: float
    new_height: float
    changed_y: float
    changed_height: float
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing of the last visits, the oldest on the left; the axis begins at zero and ends at `most`."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    base: int
    most: int
    first: object
    last: object


@dataclass(frozen=True, slots=True)
class Question:
    """What the guard asks: so many of so many would go; the first of them by name."""

    asked: int
    of: int
    things: tuple[Thing, ...]
    visit: Visit | None


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Everything the page shows."""

    row: Row
    facts: tuple[tuple[str, str], ...]
    visits: tuple[Visit, ...]
    chart: Chart | None
    refused: tuple[Refused, ...]
    refused_count: int
    gone: tuple[Thing, ...]
    gone_count: int
    newest: tuple[Document, ...]
    question: Question | None


def page_of(source: Source) -> SourcePage:
    """The page of one source; about a dozen queries."""
    visits = tuple(source.visits.select_related("run")[:VISITS])
    refused = Refusal.objects.filter(source=source)
    gone = source.listings.exclude(state=Listing.State.ACTIVE).order_by("state", "-missing_since", "pk")
    newest = Document.objects.current().filter(source=source, has_text=True).defer("text", "sketch").order_by("-pk")
    return SourcePage(
        row=row_of(source),
        facts=_facts(source),
        visits=visits,
        chart=chart_of(visits) if len(visits) > 1 else None,
        refused=tuple(Refused(row.name, row.reason, outside(row.address) or outside(row.name), row.created) for row in refused[:LISTED]),
        refused_count=refused.count(),
        gone=things(source, gone[:LISTED]),
        gone_count=gone.count(),
        newest=tuple(newest[:NEWEST]),
        question=_question(source) if source.watch == Source.Watch.ASKS else None,
    )


def rhythm_words(hours: int) -> str:
    """24 as "täglich"; a number without a word of its own in hours."""
    return str(RHYTHMS.get(hours) or ngettext("alle %d Stunde", "alle %d Stunden", hours) % hours)


def _facts(source: Source) -> tuple[tuple[str, str], ...]:
    """Label and value, as the list of facts shows them; an empty value says *nicht genannt*."""
    town = Municipality.objects.filter(ags=source.ags).values_list("name", flat=True).first() if source.ags else None
    expected = ngettext("mindestens %d Neues je Woche", "mindestens %d neue je Woche", source.expected or 0) % (source.expected or 0)
    facts = [
        (_("Art"), str(source.get_kind_display())),
        (_("Herausgeber"), source.publisher),
        (_("Spricht für"), f"{town or source.ags} ({source.ags})" if source.ags else ""),
        (_("Lizenz"), licence_label(source.licence)),
        (_("Art der Dokumente"), kind_label(source.document_kind) if source.document_kind else ""),
        (_("Vertrauensstufe"), str(TIERS.get(source.tier, source.tier))),
    ]
    if source.watch:
        facts += [(_("Rhythmus"), rhythm_words(source.rhythm)), (_("Erwartung"), expected if source.expected else _("keine"))]
        chosen = [_("nur Pfade ab „%s“") % source.options["include"]] if source.options.get("include") else []
        chosen += [_("ohne Pfade ab „%s“") % source.options["exclude"]] if source.options.get("exclude") else []
        facts.append((_("Auswahl"), ", ".join(chosen) or _("alles")))
    if source.note:
        facts.append((_("Bemerkung"), source.note))
    return tuple(facts)


def things(source: Source, listings: QuerySet[Listing]) -> tuple[Thing, ...]:
    """Listings with the name of the document we hold of them, in their order."""
    listings = list(listings)
    held = Document.objects.filter(source=source, superseded_by__isnull=True, external_id__in=[row.external_id for row in listings])
    names = {external: (pk, title) for external, pk, title in held.values_list("external_id", "pk", "title")}
    made = []
    for row in listings:
        pk, title = names.get(row.external_id, (None, ""))
        made.append(Thing(title or row.address or row.external_id, row.address, row.get_state_display(), row.evidence, pk, row.missing_since))
    return tuple(made)


def _question(source: Source) -> Question:
    asked = asked_about(source).order_by("pk")
    held = source.listings.exclude(state=Listing.State.WITHDRAWN).count()
    latest = source.visits.filter(state=Visit.State.ASKS).first()
    return Question(asked.count(), held, things(source, asked[:200]), latest)


def chart_of(visits: tuple[Visit, ...]) -> Chart:
    """The drawing of visits that are given newest first; at least one."""
    in_order = tuple(reversed(visits))
    most = max([visit.new + visit.changed for visit in in_order] + [1])
    base = TOP + TALL
    bars = tuple(_bar(number, visit, most, base) for number, visit in enumerate(in_order))
    width = LEFT + STEP * max(len(bars), 12) + 8
    return Chart(bars, width, base + 34, base, most, in_order[0].started, in_order[-1].started)


def _bar(number: int, visit: Visit, most: int, base: int) -> Bar:
    new, changed = (round(TALL * count / most, 1) for count in (visit.new, visit.changed))
    mark = {Visit.State.FAILED: "×", Visit.State.CUT: "…", Visit.State.ASKS: "?"}.get(visit.state, "")
    words = _("%(state)s: %(new)d neu, %(changed)d geändert") % {"state": visit.get_state_display(), "new": visit.new, "changed": visit.changed}
    return Bar(LEFT + STEP * number, base - new, new, round(base - new - changed, 1), changed, mark, words)
