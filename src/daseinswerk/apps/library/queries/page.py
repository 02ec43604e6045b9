"""Everything the page of one document shows: its text with marks, what was found in it and why, what tells the same, its records."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from daseinswerk.apps.library.labels import LINK_KINDS, kind_label
from daseinswerk.apps.library.models import Document, Link, Suggestion
from daseinswerk.apps.library.queries.correction_rows import ShownCorrection, corrections_of
from daseinswerk.apps.library.queries.documents import document_url, outside
from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.reading import GROUPS, Mark, Paragraph, groups_wanted, paragraphs, place_wanted
from daseinswerk.apps.library.queries.told import Telling, tellings
from daseinswerk.apps.office.access import has_role
from daseinswerk.apps.office.models import Role, User
from daseinswerk.apps.practices.labels import FIELDS
from daseinswerk.apps.practices.models import Record
from daseinswerk.apps.practices.queries.quotes import ShownQuote, around
from daseinswerk.apps.practices.queries.records import show, visible
from daseinswerk.engine.text.document import TextDocument, analyse
from daseinswerk.engine.text.spans import Span
from daseinswerk.engine.text.values import Value

GROUP_LABELS = {
    "orte": gettext_lazy("Orte"),
    "organisationen": gettext_lazy("Organisationen"),
    "daten": gettext_lazy("Daten"),
    "betraege": gettext_lazy("Beträge"),
    "anteile": gettext_lazy("Anteile"),
}
MOST_VALUES = 60  # different values listed for each group
MOST_SUGGESTIONS = 3  # for each field, as in the Werkstatt


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the panel: what was found, how often, how sure and why. `kind` and `key` are empty for values."""

    anchor: str
    label: str
    kind: str
    kind_label: str
    key: str
    score: float | None
    reason: str
    times: int
    first: str
    address: str

    @property
    def percent(self) -> int:
        return round((self.score or 0) * 100)


@dataclass(frozen=True, slots=True)
class Group:
    """One group of marks: its name in the address, label, whether it is on, its entries."""

    name: str
    label: str
    on: bool
    entries: tuple[Entry, ...]
    more: int

    @property
    def count(self) -> int:
        """In how many places something of this group was found."""
        return sum(entry.times for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One suggestion as `suggestion.html` shows it."""

    label: str
    value: str
    certainty: str
    quote: ShownQuote
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of a document shows. `address`: of the source, if a browser may be sent there."""

    paragraphs: tuple[Paragraph, ...]
    place: Span | None
    groups: tuple[Group, ...]
    same: tuple[Telling, ...]
    records: tuple[Record, ...]
    earlier: tuple[Document, ...]
    suggestions: tuple[Proposed, ...]
    corrections: tuple[ShownCorrection, ...]
    kind: str
    address: str
    workshop: str


def read_page(document: Document, sent: Mapping[str, str], user: User | AnonymousUser) -> Page:
    """The page of one document for one person."""
    links = list(document.links.order_by("kind", "-score", "name"))
    read = analyse(document.text, document.language or "de") if document.has_text else None
    on = groups_wanted(sent)
    place = place_wanted(sent, len(document.text))
    marks = [mark for mark in _marks(links, read) if any(mark.kind in GROUPS[name] for name in on)]
    return Page(
        paragraphs=paragraphs(read, marks, place) if read else (),
        place=place,
        groups=tuple(_group(name, on, document, links, read) for name in GROUPS),
        same=tellings(document),
        records=tuple(quoting(document, user)),
        earlier=tuple(_earlier(document)),
        suggestions=_suggestions(document) if has_role(user, Role.READER) else (),
        corrections=corrections_of(document, user),
        kind=kind_label(document.kind),
        address=outside(document.address or (document.paper.address if document.paper else "")),
        workshop=f"{reverse('workshop_new')}?dokument={document.pk}",
    )


def _marks(links: list[Link], read: TextDocument | None) -> list[Mark]:
    """Places of links, then values: where two overlap the first wins, so the longest come first ("Stadtwerke Karlsruhe")."""
    marks = [Mark(Span(a, b), link.kind, f"fund-{link.pk}") for link in links for a, b in link.spans if 0 <= a < b]
    marks.sort(key=lambda mark: (mark.span.start - mark.span.end, mark.span.start))
    shown = {kind for kinds in GROUPS.values() for kind in kinds}
    if read:
        marks += [Mark(value.span, value.kind, _anchor(value)) for value in read.values if value.kind in shown]
    return marks


def _anchor(value: Value) -> str:
    return f"wert-{value.kind}-{''.join(char if char.isalnum() else '-' for char in value.value)}"


def _group(name: str, on: frozenset[str], document: Document, links: list[Link], read: TextDocument | None) -> Group:
    entries = [_found(document, link) for link in links if link.kind in GROUPS[name]]
    if read and not entries:
        entries = _values(document, [value for value in read.values if value.kind in GROUPS[name]])
    return Group(name, str(GROUP_LABELS[name]), name in on, tuple(entries[:MOST_VALUES]), max(0, len(entries) - MOST_VALUES))


def _found(document: Document, link: Link) -> Entry:
    address = reverse("library") + Query(**{link.kind: link.key}).address() if link.kind in ("organisation", "state") else ""
    if link.kind == "municipality":
        address = f"/kommunen/{link.key}/"
    first = document_url(document, *link.spans[0]) if link.spans else ""
    return Entry(
        f"fund-{link.pk}", link.name, link.kind, str(LINK_KINDS.get(link.kind, link.kind)), link.key, link.score, link.reason,
        len(link.spans), first, address,
    )  # fmt: skip


def _values(document: Document, values: list[Value]) -> list[Entry]:
    """Each different value once, in the order of the text."""
    same: dict[str, list[Value]] = {}
    for value in values:
        same.setdefault(_anchor(value), []).append(value)
    return [
        Entry(
            anchor, _written(group[0]), "", "", "", None, _("Aus der Schreibweise gelesen."), len(group),
            document_url(document, group[0].span.start, group[0].span.end), "",
        )
        for anchor, group in same.items()
    ]  # fmt: skip


def _written(value: Value) -> str:
    """The normal form as `german.shown` reads it: an ISO date, `35000 EUR`, `4.5 %`."""
    unit = {"money": "EUR", "percent": "%"}.get(value.kind, "")
    return f"{value.value} {unit}".strip() if not value.value.endswith(unit) or not unit else value.value


def quoting(document: Document, user: User | AnonymousUser) -> QuerySet[Record]:
    """Records that quote this document or are made of it, as far as this person may see them."""
    about = Q(documents=document) | Q(claims__quote__document=document, claims__dropped=False)
    return visible(user).filter(about).distinct()


def _earlier(document: Document) -> QuerySet[Document]:
    rows = Document.objects.filter(source=document.source_id, external_id=document.external_id).exclude(pk=document.pk)
    return rows.only("id", "archived", "sha256", "superseded_by").order_by("-archived", "-pk")


def _suggestions(document: Document) -> tuple[Proposed, ...]:
    """The best few for each field, in the reading order of a record."""
    by_field: dict[str, list[Suggestion]] = {}
    for row in document.suggestions.order_by("field", "-score", "start"):
        by_field.setdefault(row.field, []).append(row)
    return tuple(
        Proposed(str(label), show(field, row.value), row.certainty, around(document, row.start, row.end), row.start, row.end)
        for field, label in FIELDS.items()
        for row in by_field.get(field, [])[:MOST_SUGGESTIONS]
    )
