"""What an evaluation says: how often the machine was right on lines a person has answered before.

The keys of `as_json` are those of the evaluation contract; where a single share is the measure, precision, recall and F1 all
carry it, so that tables over several kinds can be read in one column.
"""

import gzip
import json
import lzma
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class BadFile(ValueError):
    """A file of examples has not the form of its kind; the message is one German sentence with the number of the line."""


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
    """The lines of a text file without their line ends; `.gz` and `.xz` are unpacked on the way. Raises `BadFile`."""
    opener = {".gz": gzip.open, ".xz": lzma.open}.get(path.suffix, open)
    number = 0
    try:
        with opener(path, "rt", encoding="utf-8-sig") as lines:
            for line in lines:
                number += 1
                yield line.rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise BadFile(f"{path.name} ist ab Zeile {number + 1} kein Text in UTF-8.") from error
    except (EOFError, lzma.LZMAError, gzip.BadGzipFile, zlib.error) as error:
        raise BadFile(f"{path.name} lässt sich ab Zeile {number + 1} nicht entpacken: Die Datei ist beschädigt.") from error


def data_lines(path: Path) -> Iterator[str]:
    """The lines that carry data: neither empty nor comments (`#` first)."""
    return (line for _, line in numbered(path))


def numbered(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that carry data, each with its number in the file, from 1."""
    return ((number, line) for number, line in enumerate(open_lines(path), 1) if line.strip() and not line.startswith("#"))


def columns(path: Path, names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The first columns of each line that carries data, separated by tabs; further ones are notes. Raises `BadFile`."""
    for number, line in numbered(path):
        found = line.split("\t")
        if len(found) < len(names):
            raise BadFile(
                f"{path.name}, Zeile {number}: Erwartet werden {len(names)} Spalten, getrennt durch Tabulatoren "
                f"({', '.join(names)}), gefunden: {len(found)}."
            )
        yield tuple(found[: len(names)])


def json_lines(path: Path, needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The objects of a file with one JSON object a line, each with the needed keys. Raises `BadFile`."""
    for number, line in numbered(path):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BadFile(f"{path.name}, Zeile {number}: Das ist kein gültiges JSON.") from error
        missing = [key for key in needed if key not in row] if isinstance(row, dict) else list(needed)
        if missing:
            raise BadFile(f"{path.name}, Zeile {number}: Es fehlt {', '.join(missing)}.")
        yield row
