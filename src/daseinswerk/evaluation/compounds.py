"""How well compounds are taken apart: boundaries inside the lower-cased word."""

from collections.abc import Sequence
from pathlib import Path

from daseinswerk.engine.text.compounds import split
from daseinswerk.evaluation.result import Result, columns, from_counts

_LEAST_LETTERS = 3  # how many first letters of a part must be found when the part itself (an umlaut, a lost e) is not


def boundaries(word: str, parts: Sequence[str]) -> frozenset[int]:
    """Where each part but the first begins in the lower-cased word, in characters.

    A part is searched from the end of the one before; a part that is not found as written (inflection, umlaut) is searched by
    ever fewer of its first letters.
    """
    lower, place, starts = word.lower(), 0, set()
    for number, part in enumerate(parts):
        form = part.lower()
        found = -1
        for length in range(len(form), min(_LEAST_LETTERS, len(form)) - 1, -1):
            found = lower.find(form[:length], place)
            if found >= 0:
                place = found + length
                break
        if number and found >= 0:
            starts.add(found)
    return frozenset(starts)


def evaluate(path: Path) -> Result:
    """Micro precision, recall and F1 of boundaries; a simplex word has none and counts against precision when it is split."""
    hits = found = expected = n = exact = 0
    misses = []
    for word, gold in columns(path, ("Wort", "Teile")):
        n += 1
        ours = split(word)
        right = boundaries(word, gold.split("+"))
        said = boundaries(word, ours)
        hits += len(right & said)
        found += len(said)
        expected += len(right)
        exact += right == said
        if right != said:
            misses.append({"text": word, "expected": gold, "got": "+".join(ours)})
    groups = {"exact": round(exact / n, 4) if n else 1.0}
    return from_counts("compounds", n, hits=hits, found=found, expected=expected, misses=tuple(misses), groups=groups)
