"""What an evaluation says: how often the machine was right on lines a person has answered before.

The keys of `as_json` are those of the evaluation contract; where a single share is the measure, precision, recall and F1 all
carry it, so that tables over several kinds can be read in one column.
"""

import gzip
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Result:
    """One kind measured on one file. `precision`, `recall`, `f1`, `share` run from 0 to 1; `n` counts what was asked."""

    kind: str
    n: int
    precision: float
    recall: float
    f1: float
    misses: tuple[Mapping[str, Any], ...]
    share: float | None = None
    groups: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The result with the keys of the contract: `share` only where a share is the measure, `groups` only where there are any."""
        answer: dict[str, Any] = {
            "kind": self.kind,
            "n": self.n,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "misses": [dict(miss) for miss in self.misses],
        }
        if self.share is not None:
            answer["share"] = round(self.share, 4)
        if self.groups:
            answer["groups"] = dict(self.groups)
        return answer


def from_counts(
    kind: str,
    n: int,
    *,
    hits: int,
    found: int,
    expected: int,
    misses: tuple[Mapping[str, Any], ...],
    groups: Mapping[str, Any] | None = None,
) -> Result:
    """Micro precision, recall and F1 from counts; nothing expected and nothing found counts as perfect."""
    precision = hits / found if found else 1.0
    recall = hits / expected if expected else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Result(kind, n, precision, recall, f1, misses, groups=groups or {})


def from_share(
    kind: str, n: int, right: int, misses: tuple[Mapping[str, Any], ...], groups: Mapping[str, Any] | None = None
) -> Result:
    """A single share as the measure: precision, recall and F1 repeat it."""
    share = right / n if n else 1.0
    return Result(kind, n, share, share, share, misses, share=share, groups=groups or {})


def open_lines(path: Path) -> Iterator[str]:
    """The lines of a text file without their line ends; `.gz` and `.xz` are unpacked on the way."""
    opener = {".gz": gzip.open, ".xz": lzma.open}.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8-sig") as lines:
        for line in lines:
            yield line.rstrip("\r\n")


def data_lines(path: Path) -> Iterator[str]:
    """The lines that carry data: neither empty nor comments (`#` first)."""
    return (line for line in open_lines(path) if line.strip() and not line.startswith("#"))
