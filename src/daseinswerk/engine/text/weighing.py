"""Rank texts for words that can be said in several ways: each word counts by the best of its ways, not by their sum.

Else a word with five translations would count five times a word with one, and a text that uses all five would win.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

Ways = Sequence[tuple[Sequence[str], float]]
"""Ways to say one word: the terms of each, and its weight from 0 to 1."""

SOFTENED = 0.5  # exponent of a weight: the second translation is often the one a text uses


def weighed(words: Iterable[Ways], score_of: Callable[[str], Mapping[int, float]]) -> dict[int, float]:
    """The score of each text, the higher the better. `score_of`: what one term alone scores in each text it stands in."""
    known: dict[str, Mapping[int, float]] = {}
    total: dict[int, float] = {}
    for ways in words:
        best: dict[int, float] = {}
        for terms, weight in ways:
            said: dict[int, float] = {}
            for term in dict.fromkeys(terms):
                if term not in known:
                    known[term] = score_of(term)
                for text, score in known[term].items():
                    said[text] = said.get(text, 0.0) + score
            for text, score in said.items():
                best[text] = max(best.get(text, 0.0), score * weight**SOFTENED)
        for text, score in best.items():
            total[text] = total.get(text, 0.0) + score
    return total
