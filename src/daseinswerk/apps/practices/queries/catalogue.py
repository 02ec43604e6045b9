"""The public catalogue: confirmed records by field of action, Land, status and size of the municipality, and in words."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from daseinswerk.apps.places.labels import size_label
from daseinswerk.apps.practices.models import Claim, Record
from daseinswerk.apps.practices.queries.records import as_typed, show, visible
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.taxonomy import Taxonomy
from daseinswerk.starter import starter_folder

FACETS = ("feld", "land", "stand", "groesse")
LABELS = {"feld": _("Handlungsfeld"), "land": _("Land"), "stand": _("Stand"), "groesse": _("Größe der Kommune")}


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in the list, with the values its facets count: German in every language, as they stand in addresses; `labels` are read."""

    record: Record
    status: str
    field_label: str
    values: dict[str, str]
    labels: dict[str, str]


@cache
def taxonomy() -> Taxonomy:
    return Taxonomy.load(starter_folder())


def field_label(code: str) -> str:
    """The name of a field or subfield in the language of the page; empty without a code. Raises KeyError for an unknown code."""
    return taxonomy().label(code, get_language() or "de") if code else ""


def subfield_choices() -> tuple[tuple[str, str], ...]:
    """Code and name of every subfield, in the order of the codes."""
    return tuple((sub.code, field_label(sub.code)) for sub in taxonomy().subfields)


def entries(user: Any) -> list[Entry]:
    """All records this person may see, with status and field of action."""
    records = list(visible(user).order_by("name", "pk"))
    statuses: dict[int, str] = {}
    for number, value in Claim.objects.filter(record__in=records, dropped=False, field=Field.STATUS).order_by("-id").values_list("record", "value"):
        statuses[number] = value
    return [_entry(record, statuses.get(record.pk, "")) for record in records]


def _entry(record: Record, status: str) -> Entry:
    town = record.municipality
    top = record.field_of_action[:2]
    values = {
        "feld": f"{top} {taxonomy().label(top)}" if top else "",
        "land": town.state.name if town else "",
        "stand": as_typed(Field.STATUS, status) if status else "nicht genannt",
        "groesse": town.size_class if town else "",
    }
    labels = {
        "feld": f"{top} {field_label(top)}",
        "land": values["land"],
        "stand": show(Field.STATUS, status) if status else _t("nicht genannt"),
        "groesse": size_label(values["groesse"]),
    }
    return Entry(record, labels["stand"], field_label(record.field_of_action), values, labels)


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
        words = {entry.values[facet]: entry.labels[facet] for entry in all_entries}
        values = []
        for value, count in sorted(counts.items()):
            address, chosen = others.copy(), query.get(facet) == value
            if not chosen:
                address[facet] = value
            values.append({"label": words[value], "count": count, "address": f"?{address.urlencode()}", "chosen": chosen})
        if values:
            shown.append({"label": str(LABELS[facet]), "values": values, "open": bool(query.get(facet))})
    return shown
