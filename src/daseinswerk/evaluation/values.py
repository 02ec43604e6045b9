"""How well dates, sums, shares and numbers are read: all values of one kind on a line, right and in order."""

from pathlib import Path

from daseinswerk.engine.text.values import values
from daseinswerk.evaluation.result import Result, columns, from_share

_NONE = "-"


def evaluate(path: Path) -> Result:
    """The share of lines on which all values of the asked kind are right and in order; `groups` holds the share of each kind."""
    right: dict[str, int] = {}
    asked: dict[str, int] = {}
    misses = []
    for text, kind, gold in columns(path, ("Text", "Art", "Werte")):
        expected = [] if gold.strip() == _NONE else gold.split()
        got = [value.value for value in values(text) if value.kind == kind]
        asked[kind] = asked.get(kind, 0) + 1
        if got == expected:
            right[kind] = right.get(kind, 0) + 1
        else:
            misses.append({"text": text, "expected": f"{kind}: {gold}", "got": " ".join(got) or _NONE})
    groups = {kind: round(right.get(kind, 0) / count, 4) for kind, count in sorted(asked.items())}
    return from_share("values", sum(asked.values()), sum(right.values()), tuple(misses), groups)
