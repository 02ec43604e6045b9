"""What a check of an address found, as the page shows it: the answer lies as JSON in the run that asked."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from daseinswerk.apps.library.models import Run, Source
from daseinswerk.apps.library.queries.documents import outside


@dataclass(frozen=True, slots=True)
class First:
    """One of the first items as it would be read, or why it would be refused."""

    title: str
    date: date | None
    address: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another address that could be watched instead, and whether it is watched already."""

    kind: str
    kind_label: str
    address: str
    name: str
    watched: Source | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What the address turned out to be."""

    kind: str
    kind_label: str
    address: str
    name: str
    first: tuple[First, ...]
    others: tuple[Other, ...]
    options: dict[str, Any]
    note: str
    licence: str
    seen: bool  # whether the first items are those of this address, and not of another the check looked at


def checked(run: Run, instead: str = "") -> Checked | None:
    """The answer of this run; None before it is there. `instead`: the place among `others` (from 0) of an address to take in its stead."""
    found = run.what.get("preview")
    if not isinstance(found, dict):
        return None
    offers = list(found.get("found", ()))
    if instead.isascii() and instead.isdigit() and len(instead) < 4 and int(instead) < len(offers):
        other = offers[int(instead)]
        here = {name: found.get(name, "") for name in ("kind", "address", "name")}
        return _read({"licence": found.get("licence", ""), **other, "found": [*(offer for offer in offers if offer != other), here]}, seen=False)
    return _read(found, seen=True)


def _read(found: dict[str, Any], *, seen: bool) -> Checked:
    kind = str(found.get("kind", ""))
    return Checked(
        kind=kind,
        kind_label=_label(kind),
        address=str(found.get("address", "")),
        name=str(found.get("name", ""))[:200],
        first=tuple(_first(row) for row in found.get("first", ())),
        others=tuple(_other(row) for row in found.get("found", ())),
        options=dict(found.get("options", {})),
        note=str(found.get("note", "")),
        licence=str(found.get("licence", ""))[:200],
        seen=seen,
    )


def watched_at(address: str) -> Source | None:
    """The source that watches this very address; None where nobody does."""
    return Source.objects.filter(address=address).exclude(watch=Source.Watch.NOT).first()


def _label(kind: str) -> str:
    return str(Source.Kind(kind).label) if kind in Source.Kind.values else kind


def _first(row: dict[str, Any]) -> First:
    day = date.fromisoformat(row["date"]) if row.get("date") else None
    return First(str(row.get("title", "")), day, outside(str(row.get("address", ""))), str(row.get("text", "")), str(row.get("reason", "")))


def _other(row: dict[str, Any]) -> Other:
    kind, address = str(row.get("kind", "")), str(row.get("address", ""))
    return Other(kind, _label(kind), address, str(row.get("name", "")), watched_at(address))
