"""Store what the line finds in documents: duplicates, stories, links, suggestions. Only differences are written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from daseinswerk.apps.library.actions.index import note_changes
from daseinswerk.apps.library.models import Document, Edge, Link, Story, Suggestion


@dataclass(frozen=True, slots=True)
class FoundEdge:
    """Two documents (smaller id first) that are the same text or the same story."""

    a: int
    b: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class FoundLink:
    """One key a document speaks of, with all places (archived characters)."""

    kind: str
    key: str
    name: str
    score: float
    reason: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FoundSuggestion:
    """One proposal for a field, as `engine/evidence/suggestion.py` gives it."""

    field: str
    value: str
    certainty: str
    quote: str
    start: int
    end: int
    rule: str
    score: float


@transaction.atomic
def store_edges(*, relation: str, edges: Iterable[FoundEdge]) -> int:
    """Make the stored edges of this relation equal to `edges`; gives the number of rows written."""
    wanted = {(edge.a, edge.b): (round(edge.score, 4), edge.reason[:300]) for edge in edges}
    stored = {(row.a_id, row.b_id): row for row in Edge.objects.filter(relation=relation)}
    gone = [row.pk for pair, row in stored.items() if wanted.get(pair) != (row.score, row.reason)]
    Edge.objects.filter(pk__in=gone).delete()
    fresh = [
        Edge(a_id=a, b_id=b, relation=relation, score=score, reason=reason)
        for (a, b), (score, reason) in sorted(wanted.items())
        if (a, b) not in stored or stored[a, b].pk in set(gone)
    ]
    Edge.objects.bulk_create(fresh, batch_size=500)
    return len(fresh) + len(gone)


@transaction.atomic
def store_copies(*, copy_of: Mapping[int, int]) -> int:
    """Make `Document.copy_of` equal to the mapping copy → original; gives the number of documents changed."""
    stored = dict(Document.objects.filter(copy_of__isnull=False).values_list("pk", "copy_of_id"))
    rows = [Document(pk=pk, copy_of_id=copy_of.get(pk)) for pk in stored.keys() | copy_of.keys() if stored.get(pk) != copy_of.get(pk)]
    Document.objects.bulk_update(rows, ["copy_of"], batch_size=400)
    note_changes(row.pk for row in rows)
    return len(rows)


@transaction.atomic
def store_stories(*, stories: Mapping[str, tuple[int, tuple[int, ...]]]) -> int:
    """Make the stories equal to {key: (original, members)}; gives the number of rows written."""
    written = 0
    known = {row.key: row for row in Story.objects.all()}
    for key, (original, members) in sorted(stories.items()):
        row = known.get(key)
        if row is None:
            known[key] = Story.objects.create(key=key, original_id=original, size=len(members))
            written += 1
        elif (row.original_id, row.size) != (original, len(members)):
            Story.objects.filter(pk=row.pk).update(original_id=original, size=len(members))
            written += 1
    wanted = {member: known[key].pk for key, (_, members) in stories.items() for member in members}
    stored = dict(Document.objects.filter(story__isnull=False).values_list("pk", "story_id"))
    rows = [Document(pk=pk, story_id=wanted.get(pk)) for pk in stored.keys() | wanted.keys() if stored.get(pk) != wanted.get(pk)]
    Document.objects.bulk_update(rows, ["story"], batch_size=400)
    note_changes(row.pk for row in rows)
    gone = [row.pk for key, row in known.items() if key not in stories]
    for start in range(0, len(gone), 500):
        Story.objects.filter(pk__in=gone[start : start + 500]).delete()
    return written + len(rows) + len(gone)


@transaction.atomic
def store_links(*, found: Mapping[int, tuple[FoundLink, ...]]) -> int:
    """Replace the links of these documents and mark them linked; gives the number of links."""
    Link.objects.filter(document_id__in=list(found)).delete()
    rows = [
        Link(
            document_id=document,
            kind=link.kind,
            key=link.key[:160],
            name=link.name[:200],
            score=round(link.score, 4),
            reason=link.reason[:300],
            spans=[list(span) for span in link.spans],
        )
        for document, links in found.items()
        for link in links
    ]
    Link.objects.bulk_create(rows, batch_size=500)
    Document.objects.filter(pk__in=list(found)).update(stage=4)
    note_changes(found)
    return len(rows)


@transaction.atomic
def store_suggestions(*, found: Mapping[int, tuple[str, tuple[str, ...], tuple[FoundSuggestion, ...]]]) -> int:
    """Replace the suggestions of these documents: {document: (is_practice, fields of action, suggestions)}."""
    Suggestion.objects.filter(document_id__in=list(found)).delete()
    rows = [
        Suggestion(
            document_id=document,
            field=item.field,
            value=item.value[:1000],
            certainty=item.certainty,
            quote=item.quote,
            start=item.start,
            end=item.end,
            rule=item.rule[:60],
            score=round(item.score, 4),
        )
        for document, (_, _, suggestions) in found.items()
        for item in suggestions
    ]
    Suggestion.objects.bulk_create(rows, batch_size=500)
    documents = [
        Document(pk=pk, is_practice=is_practice, fields_of_action=list(fields), stage=6)
        for pk, (is_practice, fields, _) in found.items()
    ]
    Document.objects.bulk_update(documents, ["is_practice", "fields_of_action", "stage"], batch_size=400)
    return len(rows)


@transaction.atomic
def start_over() -> int:
    """After an update of the engine: links and suggestions of all current documents are to be made anew; gives their number.

    What is there stays visible until the run replaces it.
    """
    return Document.objects.current().filter(has_text=True, stage__gt=2).update(stage=2)
