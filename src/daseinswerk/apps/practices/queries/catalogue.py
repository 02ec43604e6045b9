"""The public catalogue: confirmed records by field of action, Land, status and size of the municipality, and in words."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import QueryDict

from daseinswerk.apps.practices.models import Claim, Record
from daseinswerk.apps.practices.queries.records import show, visible
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.taxonomy import Taxonomy
from daseinswerk.starter import starter_folder

FACETS = ("feld", "land", "stand", "groesse")
LABELS = {"feld": "Handlungsfeld", "land": "Land", "stand": "Stand", "groesse": "Größe der Kommune"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in the list, with the values its facets count."""

    record: Record
    status: str
    field_label: str
    values: dict[str, str]


@cache
def taxonomy() -> Taxonomy:
    return Taxonomy.load(starter_folder())


def entries(user: Any) -> list[Entry]:
    """All records this person may see, with status and field of action."""
    records = list(visible(user).order_by("name", "pk"))
    statuses: dict[int, str] = {}
    for number, value in Claim.objects.filter(record__in=records, dropped=False, field=Field.STATUS).order_by("-id").values_list("record", "value"):
        statuses[number] = value
    return [_entry(record, statuses.get(record.pk, "")) for record in records]


def _entry(record: Record, status: str) -> Entry:
    town = record.municipality
    label = taxonomy().label(record.field_of_action) if record.field_of_action else ""
    top = record.field_of_action[:2]
    values = {
        "feld": f"{top} {taxonomy().label(top)}" if top else "",
        "land": town.state.name if town else "",
        "stand": show(Field.STATUS, status) if status else "nicht genannt",
        "groesse": town.size_class if town else "",
    }
    return Entry(record, values["stand"], label, values)


def narrowed(all_entries: list[Entry], query: QueryDict) -> list[Entry]:
    """Entries that fit every chosen facet and contain every word of `q` in title or claims."""
    found = [entry for entry in all_entries if all(_fits(entry, facet, query) for facet in FACETS)]
    words = query.get("q", "").casefold().split()
    if not words:
        return found
    texts: dict[int, str] = {entry.record.pk: entry.record.name.casefold() for entry in found}
    for number, value in Claim.objects.filter(record__in=texts, dropped=False).values_list("record", "value"):
        texts[number] += " " + value.casefold()
    return [entry for entry in found if all(word in texts[entry.record.pk] for word in words)]


def _fits(entry: Entry, facet: str, query: QueryDict) -> bool:
    return not query.get(facet) or entry.values[facet] == query[facet]


def facets(all_entries: list[Entry], query: QueryDict) -> list[dict[str, Any]]:
    """Facets with counts under the other choices; choosing one again takes it back."""
    shown = []
    for facet in FACETS:
        others = query.copy()
        others.pop(facet, None)
        others.pop("seite", None)
        counts = Counter(entry.values[facet] for entry in narrowed(all_entries, others) if entry.values[facet])
        values = []
        for value, count in sorted(counts.items()):
            address, chosen = others.copy(), query.get(facet) == value
            if not chosen:
                address[facet] = value
            values.append({"label": value, "count": count, "address": f"?{address.urlencode()}", "chosen": chosen})
        if values:
            shown.append({"label": LABELS[facet], "values": values, "open": bool(query.get(facet))})
    return shown
