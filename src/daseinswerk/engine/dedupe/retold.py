"""One story told by several sources in their own words: a release, the paper's report, the trade press.

Content alone merges wrongly (engines.md § 4), so four things must meet: different sources, a common municipality or
organisation, at most 45 days between them, and a cosine of at least 0.3 with five rare terms in common. On the starter corpus
retold pairs have 0.32 and more, other pairs of one town at most 0.17; with 460 council papers beside it 0.40 against 0.24. A
library too small to know what is rare joins nothing. Of 52,395 pairs of council papers of one town within 45 days 215 would pass,
nearly all forms of one body: so papers of one body are left to `same_matter`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from daseinswerk.engine.dedupe.edges import Edge
from daseinswerk.engine.dedupe.item import Item
from daseinswerk.engine.dedupe.vectors import Rarity, cosine, rarity, vector

DAYS = 45
ALIKE = 0.3
FEWEST_RARE = 5
SMALLEST_LIBRARY = 20


def in_question(items: Sequence[Item]) -> frozenset[str]:
    """The keys of documents whose words `retold` will look at; their terms are not needed to tell."""
    if len(items) < SMALLEST_LIBRARY:
        return frozenset()
    return frozenset(item.key for pair in _candidates(items) for item in pair)


def retold(items: Sequence[Item], known: Rarity | None = None) -> Iterator[Edge]:
    """Edges between reports of one story, one for each pair.

    `known`: how rare terms are in the library, where only the items in question have theirs; else it is counted here.
    """
    if len(items) < SMALLEST_LIBRARY:
        return
    known = known or rarity(items)
    vectors: dict[str, dict[str, float]] = {}
    for a, b in _candidates(items):
        for item in (a, b):
            if item.key not in vectors:
                vectors[item.key] = vector(item.terms, known)
        score = cosine(vectors[a.key], vectors[b.key])
        if score >= ALIKE:
            yield from _told(a, b, score, _shared_rare(vectors[a.key], vectors[b.key], known))


def _candidates(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Pairs of different sources that share a link and lie close in time, each once, in order of keys."""
    linked: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.date is not None:
            for key in (*item.places, *(f"o:{name}" for name in item.organisations)):
                linked[key].append(item)
    seen: set[tuple[str, str]] = set()
    for members in linked.values():
        told: dict[tuple[str, str], list[Item]] = defaultdict(list)  # by source and body: a council's own papers never meet
        for later in sorted(members, key=lambda item: item.age):
            for (source, body), before in told.items():
                if source == later.source or (body and body == later.body):  # its own papers share forms; their numbers decide
                    continue
                for earlier in reversed(before):
                    if (later.date - earlier.date).days > DAYS:  # type: ignore[operator]
                        break
                    a, b = sorted((earlier, later), key=lambda item: item.key)
                    if (a.key, b.key) not in seen:
                        seen.add((a.key, b.key))
                        yield a, b
            told[later.source, later.body].append(later)


def _shared_rare(a: dict[str, float], b: dict[str, float], known: Rarity) -> list[str]:
    """Rare terms of both, the weightiest first."""
    shared = [term for term in a.keys() & b.keys() if known.is_rare(term)]
    return sorted(shared, key=lambda term: (-a[term] * b[term], term))


def _told(a: Item, b: Item, score: float, shared: list[str]) -> Iterator[Edge]:
    if len(shared) < FEWEST_RARE:
        return
    days = abs((a.date - b.date).days) if a.date and b.date else 0
    common = "gemeinsamer Ort" if a.places & b.places else "gemeinsame Organisation"
    figures = [term for term in shared if term[:1].isdigit() and len(term) > 2][:3]
    among = f", darunter {', '.join(figures)}" if figures else ""
    reason = f"Gleiche Geschichte: {days} Tage Abstand, {common}, {len(shared)} seltene Wörter gemeinsam{among}."
    yield Edge(a.key, b.key, "same_story", round(score, 4), reason)
