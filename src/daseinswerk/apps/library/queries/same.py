"""What else tells the same as a document: copies of its text, tellings of its story, each with the reason."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from daseinswerk.apps.library.models import Correction, Document, Edge
from daseinswerk.apps.library.queries.corrections import active_corrections

JOINED = {Correction.What.SAME_TEXT: Edge.Relation.SAME_TEXT, Correction.What.SAME_STORY: Edge.Relation.SAME_STORY}


@dataclass(frozen=True, slots=True)
class Same:
    """One other document. `relation`: `same_text` or `same_story`; `score` 0 to 1, None where a third document ties the two.

    `decided`: a person said so; else it is a suggestion of the machine.
    """

    document: int
    title: str
    source: str
    date: date | None
    relation: str
    label: str
    score: float | None
    reason: str
    decided: bool

    @property
    def percent(self) -> int:
        return round((self.score or 0) * 100)


def same_as(document: Document) -> tuple[Same, ...]:
    """All current documents of the same text, then those of the same story, the oldest first."""
    root = document.copy_of_id or document.pk
    current = Document.objects.current().exclude(pk=document.pk).select_related("source").defer("text", "sketch")
    copies = list(current.filter(Q(copy_of=root) | Q(pk=root)).order_by("date", "pk"))
    told = set(copies)
    stories = list(current.filter(story=document.story_id).order_by("date", "pk")) if document.story_id else []
    edges = {
        (row.relation, row.a_id + row.b_id - document.pk): row
        for row in Edge.objects.filter(Q(a=document.pk) | Q(b=document.pk))
    }
    judged = _judged(document)
    found = [_same(row, Edge.Relation.SAME_TEXT, edges, judged) for row in copies]
    found += [_same(row, Edge.Relation.SAME_STORY, edges, judged) for row in stories if row not in told]
    return tuple(found)


def _judged(document: Document) -> frozenset[tuple[str, int]]:
    """Which other documents a person tied to this one, and in which relation."""
    rows = active_corrections().filter(Q(document=document) | Q(other=document), what__in=list(JOINED))
    return frozenset((JOINED[Correction.What(what)], a + b - document.pk) for what, a, b in rows.values_list("what", "document_id", "other_id"))


def _same(row: Document, relation: Edge.Relation, edges: dict[tuple[str, int], Edge], judged: frozenset[tuple[str, int]]) -> Same:
    edge = edges.get((relation, row.pk))
    reason = edge.reason if edge else _("Beide hängen über ein drittes Dokument zusammen.")
    decided = (relation, row.pk) in judged
    if decided:
        reason = _("Von einer Person als zusammengehörig bestätigt.")
    return Same(
        row.pk, row.title, row.publisher or row.source.name, row.date, relation, str(relation.label), edge.score if edge and not decided else None, reason, decided
    )
