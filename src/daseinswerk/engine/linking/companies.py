"""Municipal companies whose own name shows that a municipality stands behind them, as the starter knows them.

The list is not complete and says nothing about shares: whether a company may be awarded a contract in-house needs its own
evidence (see the `evidence` column and bin/build-companies).
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Company:
    """One company: a key for addresses, its name in full, and what the list says about it (empty where it says nothing).

    `seat_ags`: AGS of the municipality of its seat. `sectors`: English words of the source, such as "power grid".
    `evidence`: the word of the name that shows the municipality. `source`: which list, separated by ";".
    """

    slug: str
    name: str
    legal_form: str
    seat_ags: str
    seat_place: str
    website: str
    sectors: tuple[str, ...]
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Companies:
    """All companies known, sorted by slug."""

    rows: tuple[Company, ...]

    @classmethod
    def load(cls, folder: Path) -> "Companies":
        """Read `companies.tsv` in `folder` (lines that begin with # are credits)."""
        with (folder / "companies.tsv").open(encoding="utf-8", newline="") as file:
            lines = (line for line in file if not line.startswith("#"))
            rows = [_company(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
        return cls(tuple(sorted(rows, key=lambda company: company.slug)))

    def __iter__(self) -> Iterator[Company]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def of(self, ags: str) -> tuple[Company, ...]:
        """The companies with their seat in one municipality."""
        return tuple(company for company in self.rows if company.seat_ags == ags)


def _company(row: dict[str, str]) -> Company:
    return Company(**{**row, "sectors": tuple(filter(None, row["sectors"].split(";")))})  # type: ignore[arg-type]
