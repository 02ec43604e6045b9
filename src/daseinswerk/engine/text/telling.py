"""Which words of a question say something: those that stand in at most half of the documents, and always the rarest two.

A word nearly every document has neither finds nor ranks anything, and it costs most of the time of a search (engines.md § 3).
"""

from collections.abc import Mapping, Sequence

KEPT = 2  # so many words are asked for, however common


def documents_of(terms: Sequence[str], documents: Mapping[str, int]) -> int:
    """In how many documents a word is found at most. `terms`: of the whole word, then of its parts; `documents`: by term."""
    whole, *parts = terms
    return max(documents.get(whole, 0), min((documents.get(part, 0) for part in parts), default=0))


def telling(counts: Sequence[int], half: float) -> tuple[bool, ...]:
    """For each word, given in how many documents it stands, whether it is asked for; words of no document are not."""
    rarest = sorted((count, place) for place, count in enumerate(counts) if count)
    kept = {place for number, (count, place) in enumerate(rarest) if number < KEPT or count <= half}
    return tuple(place in kept for place in range(len(counts)))


def rare_terms(terms: Sequence[str], documents: Mapping[str, int], half: float) -> tuple[str, ...]:
    """The terms of one word that rank documents: those that stand in some, but in at most half of them; else the whole word's."""
    rare = tuple(term for term in terms if 0 < documents.get(term, 0) <= half)
    return rare or tuple(terms[:1])
