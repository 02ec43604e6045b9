"""Documents of one story: papers of one matter, copies of one text, one event told by several sources.

What is certain joins first (identifiers, copies), then what is likely (`retold`); all else is only a suggestion (`related`) that
a person confirms. Every join is an edge with a score and a reason, and people's judgements stand above all of them.
"""

from collections.abc import Iterable, Iterator, Mapping

from daseinswerk.engine.dedupe.edges import Edge, judged
from daseinswerk.engine.dedupe.groups import COPY, Group, grouped
from daseinswerk.engine.dedupe.item import Item
from daseinswerk.engine.dedupe.judgement import Judgement
from daseinswerk.engine.dedupe.retold import retold
from daseinswerk.engine.dedupe.same_matter import are_different_matters, same_matter
from daseinswerk.engine.dedupe.vectors import Rarity


def stories(items: Iterable[Item], edges: Iterable[Edge], *, judgements: Iterable[Judgement] = (), known_terms: Rarity | None = None) -> tuple[Group, ...]:
    """The stories of two or more documents, sorted by their original.

    `edges`: what `same_text` found among them. `known_terms`: see `retold`. The result does not depend on any order.
    """
    known = sorted(items, key=lambda item: item.key)
    keys = frozenset(item.key for item in known)
    if len(keys) != len(known):
        raise ValueError("two items have the same key")
    judgements = tuple(judgements)
    matters = list(same_matter(known))
    kept = judged(
        [*matters, *retold(known, known_terms), *_copies(edges, {item.key: item for item in known})], keys, judgements, "same_story"
    )
    certain = frozenset((edge.a, edge.b) for edge in matters)
    return grouped(kept, judgements, "same_story", {item.key: item.age for item in known}, certain=certain)


def _copies(edges: Iterable[Edge], items: Mapping[str, Item]) -> Iterator[Edge]:
    """Copies tell the same story, unless the body itself counts them as two papers (a form filled in twice)."""
    for edge in edges:
        a, b = items.get(edge.a), items.get(edge.b)
        if a and b and edge.score >= COPY and not are_different_matters(a, b):
            yield Edge(edge.a, edge.b, "same_story", edge.score, edge.reason)
