"""Two documents and why they belong together: what a person sees before she says yes or no."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from daseinswerk.engine.dedupe.judgement import Judgement, cut_pairs, joined_pairs


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """`a` and `b` in order of their keys; `score` 0 to 1; `reason`: one German sentence a person can check."""

    a: str
    b: str
    relation: str
    score: float
    reason: str


def judged(
    edges: Iterable[Edge], keys: Collection[str], judgements: Iterable[Judgement], relation: str
) -> tuple[Edge, ...]:
    """The edges after people's judgements: cut pairs are gone, joined pairs are there, sorted by keys.

    One edge for each pair, the strongest; judgements of documents not among `keys` have no effect.
    """
    judgements = tuple(judgements)
    best: dict[tuple[str, str], Edge] = {}
    for edge in sorted(edges, key=lambda edge: (-edge.score, edge)):
        best.setdefault((edge.a, edge.b), edge)
    for a, b in joined_pairs(judgements, relation):
        if a in keys and b in keys:
            best[a, b] = Edge(a, b, relation, 1.0, "Von einer Person als zusammengehörig bestätigt.")
    for pair in cut_pairs(judgements, relation):
        best.pop(pair, None)
    return tuple(best[pair] for pair in sorted(best))
