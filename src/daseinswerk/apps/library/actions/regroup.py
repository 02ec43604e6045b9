"""Form the groups around some documents anew after a person joined or cut two of them.

Only the groups these documents belong to are touched, with the same rule every run uses (`engine/dedupe/groups`), so the next run
over the whole library finds what stands here.
"""

import hashlib
from collections.abc import Iterable

from django.db.models import Q

from daseinswerk.apps.library.actions.index import note_changes
from daseinswerk.apps.library.models import Document, Edge, Story
from daseinswerk.apps.library.queries.ages import ages
from daseinswerk.apps.library.queries.corrections import pair_judgements
from daseinswerk.engine.dedupe.edges import Edge as FoundEdge
from daseinswerk.engine.dedupe.groups import Group, grouped
from daseinswerk.engine.dedupe.judgement import Judgement

SAME_TEXT = Edge.Relation.SAME_TEXT


def regroup(*, documents: Iterable[Document], relation: str) -> int:
    """Recompute the groups of these documents in one relation; gives the number of documents changed."""
    members = _around([document.pk for document in documents], relation)
    age = {_key(pk): age for pk, age in ages(members).items()}
    edges = Edge.objects.filter(a__in=members, b__in=members, relation=relation)
    found = tuple(FoundEdge(_key(row.a_id), _key(row.b_id), relation, row.score, row.reason) for row in edges)
    judged = tuple(Judgement(_key(a), _key(b), of, same) for a, b, of, same in pair_judgements() if a in members and b in members)
    groups = grouped(found, judged, relation, age)
    return _store_copies(members, groups) if relation == SAME_TEXT else _store_stories(members, groups)


def _around(documents: list[int], relation: str) -> frozenset[int]:
    """These documents and all that may share a group with them now: tied by edges or by the present group."""
    members: set[int] = set()
    fresh = set(documents)
    while fresh:
        members |= fresh
        tied = Edge.objects.filter(relation=relation).filter(Q(a__in=fresh) | Q(b__in=fresh)).values_list("a_id", "b_id")
        reached = {number for pair in tied for number in pair}
        if relation == SAME_TEXT:
            rows = Document.objects.filter(Q(pk__in=fresh) | Q(copy_of__in=fresh)).values_list("pk", "copy_of_id")
            reached |= {number for pair in rows for number in pair if number is not None}
        else:
            reached |= set(Document.objects.filter(story__documents__in=fresh).values_list("pk", flat=True))
        fresh = reached - members
    return frozenset(members)


def _store_copies(members: frozenset[int], groups: tuple[Group, ...]) -> int:
    original = {int(key): int(group.original) for group in groups for key in group.members if key != group.original}
    changed = 0
    for pk, before in Document.objects.filter(pk__in=members).values_list("pk", "copy_of_id"):
        if before != original.get(pk):
            changed += Document.objects.filter(pk=pk).update(copy_of=original.get(pk))
            note_changes([pk])
    return changed


def _store_stories(members: frozenset[int], groups: tuple[Group, ...]) -> int:
    before = dict(Document.objects.filter(pk__in=members).values_list("pk", "story_id"))
    story_of: dict[int, int] = {}
    for group in groups:
        numbers = [int(key) for key in group.members]
        row, _ = Story.objects.update_or_create(
            key=story_key(group), defaults={"original_id": int(group.original), "size": len(numbers)}
        )
        story_of |= dict.fromkeys(numbers, row.pk)
    changed = [pk for pk, story in before.items() if story != story_of.get(pk)]
    for pk in changed:
        Document.objects.filter(pk=pk).update(story=story_of.get(pk))
    note_changes(changed)
    Story.objects.filter(pk__in=set(before.values()) - set(story_of.values()) - {None}).delete()
    return len(changed)


def story_key(group: Group) -> str:
    """The same members give the same key in every run."""
    return hashlib.sha256("\n".join(group.members).encode()).hexdigest()


def _key(pk: int) -> str:
    """Keys sort like the rows they stand for."""
    return f"{pk:010d}"
