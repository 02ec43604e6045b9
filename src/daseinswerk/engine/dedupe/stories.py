"""Documents of one story: papers of one matter, copies of one text, one event told by several sources.

What is certain joins first (identifiers, copies), then what is likely (`retold`); all else is only a suggestion (`related`) that
a person confirms. Every join is an edge with a score and a reason, and people's judgements stand above all of them.
"""

from collections.abc import Iterable

from daseinswerk.engine.dedupe.edges import Edge, judged
from daseinswerk.engine.dedupe.groups import Group, grouped
from daseinswerk.engine.dedupe.item import Item
from daseinswerk.engine.dedupe.judgement import Judgement
from daseinswerk.engine.dedupe.retold import retold
from daseinswerk.engine.dedupe.same_matter import same_matter


def stories(items: Iterable[Item], edges: Iterable[Edge], *, judgements: Iterable[Judgement] = ()) -> tuple[Group, ...]:
    """The stories of two or more documents, sorted by their original.

    `edges`: what `same_text` found among them. The result does not depend on any order.
    """
    known = sorted(items, key=lambda item: item.key)
    keys = frozenset(item.key for item in known)
    if len(keys) != len(known):
        raise ValueError("two items have the same key")
    judgements = tuple(judgements)
    matters = list(same_matter(known))
    kept = judged([*matters, *retold(known), *_copies(edges, keys)], keys, judgements, "same_story")
    certain = frozenset((edge.a, edge.b) for edge in matters)
    return grouped(kept, judgements, "same_story", {item.key: item.age for item in known}, certain=certain)


def _copies(edges: Iterable[Edge], keys: frozenset[str]) -> Iterable[Edge]:
    """Copies tell the same story, and a copy says so more surely than a likeness."""
    for edge in edges:
        if edge.a in keys and edge.b in keys:
            yield Edge(edge.a, edge.b, "same_story", round(0.5 + edge.score / 2, 4), edge.reason)
