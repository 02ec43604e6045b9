"""How well copies, cuts and rewritten versions of a text are found, on texts whose groups are known.

Pairs of one group are true, all others false. Recall is counted between a source and each of its edits; where a group has no source
(a family of form letters), a member is found if it has a partner of its own group at all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daseinswerk.engine.dedupe.edges import Edge
from daseinswerk.engine.dedupe.fingerprint import fingerprint
from daseinswerk.engine.dedupe.same_text import same_text
from daseinswerk.evaluation.result import BadFile, Result, from_counts, json_lines

SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Example:
    """A text of the file: its id, the group it belongs to and what was done to it (`source` for nothing)."""

    name: str
    group: str
    kind: str


def evaluate(path: Path) -> Result:
    """Precision over all pairs found, recall over all edits; `groups` holds the recall of each kind, and how many pairs were found."""
    examples: dict[str, Example] = {}
    prints = []
    for row in json_lines(path, ("id", "group", "kind", "text")):
        key = str(row["id"]).zfill(9)
        if key in examples:
            raise BadFile(f"{path.name}: Die id {row['id']} kommt zweimal vor.")
        examples[key] = Example(str(row["id"]), str(row["group"]), str(row["kind"]))
        prints.append(fingerprint(key, str(row["text"])))
    return measured(examples, same_text(prints))


def measured(examples: Mapping[str, Example], edges: tuple[Edge, ...]) -> Result:
    """What the edges found among the examples are worth."""
    sources = {example.group: key for key, example in examples.items() if example.kind == SOURCE}
    partners: dict[str, set[str]] = defaultdict(set)
    right = 0
    for edge in edges:
        partners[edge.a].add(edge.b)
        partners[edge.b].add(edge.a)
        right += examples[edge.a].group == examples[edge.b].group
    asked, found = Counter[str](), Counter[str]()
    misses: list[dict[str, Any]] = []
    for key, example in examples.items():
        if example.kind == SOURCE:
            continue
        asked[example.kind] += 1
        if _is_found(example, sources, partners[key], examples):
            found[example.kind] += 1
        else:
            source = sources.get(example.group)
            expected = examples[source].name if source else f"Gruppe {example.group}"
            misses.append({"id": example.name, "expected": f"{expected} ({example.kind})", "got": "-"})
    misses += _wrong(examples, edges)
    groups = {kind: round(found[kind] / count, 4) for kind, count in sorted(asked.items())} | {"pairs": len(edges), "wrong": len(edges) - right}
    counts = from_counts("duplicates", asked.total(), hits=right, found=len(edges), expected=0, misses=tuple(misses), groups=groups)
    recall = found.total() / asked.total() if asked else 1.0
    f1 = 2 * counts.precision * recall / (counts.precision + recall) if counts.precision + recall else 0.0
    return Result("duplicates", counts.n, counts.precision, recall, f1, counts.misses, groups=groups)


def _is_found(example: Example, sources: Mapping[str, str], partners: set[str], examples: Mapping[str, Example]) -> bool:
    source = sources.get(example.group)
    return source in partners if source else any(examples[each].group == example.group for each in partners)


def _wrong(examples: Mapping[str, Example], edges: tuple[Edge, ...]) -> Iterator[dict[str, Any]]:
    for edge in edges:
        a, b = examples[edge.a], examples[edge.b]
        if a.group != b.group:
            yield {"id": f"{a.name} {b.name}", "expected": "verschieden", "got": f"gleicher Text, {edge.score:.2f} ({a.kind}, {b.kind})"}
