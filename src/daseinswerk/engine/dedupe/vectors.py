"""Documents as weighted terms: how much two speak with the same rare words (tf-idf, cosine)."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from daseinswerk.engine.dedupe.item import Item

RARE_SHARE = 0.02  # of all documents; below, a term says what a text is about


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many of `documents` each term occurs."""

    documents: int
    frequency: Mapping[str, int]

    def weight(self, term: str) -> float:
        """Inverse document frequency; 0 for a term that all documents have."""
        return math.log(self.documents / self.frequency[term])

    def is_rare(self, term: str) -> bool:
        return self.frequency[term] <= max(4, RARE_SHARE * self.documents)


def rarity(items: Sequence[Item]) -> Rarity:
    """Count in how many items each term occurs."""
    frequency: Counter[str] = Counter()
    for item in items:
        frequency.update(set(item.terms))
    return Rarity(len(items), frequency)


def vector(terms: Iterable[str], known: Rarity) -> dict[str, float]:
    """Term weights (1 + log of the count, times rarity) of length 1."""
    counts = Counter(terms)
    weights = {term: (1 + math.log(count)) * known.weight(term) for term, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    # Sorted, so that sums of floats come out the same whatever the order of the text's words.
    return {term: weights[term] / length for term in sorted(weights) if weights[term] > 0}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Between 0 (no word in common) and 1 (the same words); symmetric to the last bit."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)  # fsum is exact, so equal lengths may go either way
    return min(1.0, math.fsum(weight * long[term] for term, weight in short.items() if term in long))
