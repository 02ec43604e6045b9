"""Counts by which a result can be narrowed. They count hits as the list shows them: copies and stories folded into one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from daseinswerk.apps.library.labels import KINDS, kind_label
from daseinswerk.apps.library.models import Link, Source
from daseinswerk.apps.library.queries.query import NARROWING, Query
from daseinswerk.apps.places.models import County, Municipality, Organisation, State

FEW, MANY = 7, 200
REGISTER: dict[str, tuple[type[models.Model], str]] = {
    "municipality": (Municipality, "ags"),
    "county": (County, "key"),
    "state": (State, "key"),
    "organisation": (Organisation, "slug"),
}
LABELS: dict[str, Callable[[], str]] = {
    "municipality": lambda: _("Gemeinde"),
    "state": lambda: _("Land"),
    "organisation": lambda: _("Organisation"),
    "source": lambda: _("Quelle"),
    "kind": lambda: _("Art"),
    "year": lambda: _("Jahr"),
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value: name, hits with it, the address that chooses it (or, when chosen, takes the choice back)."""

    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet; `more_address` leads to all its values where there are more than shown."""

    label: str
    values: tuple[FacetValue, ...]
    more_address: str
    open: bool


def facets(counted: Mapping[str, Mapping[str, int]], query: Query) -> tuple[Facet, ...]:
    """The facets of a result, in the order of `NARROWING`; facets with nothing to choose are left out. `counted`: see `Found`."""
    sources = {str(pk): (slug, name) for pk, slug, name in Source.objects.values_list("pk", "slug", "name")}
    by_slug = {sources[pk][0]: count for pk, count in counted.get("source", {}).items() if pk in sources}
    counts = {field: by_slug if field == "source" else counted.get(field, {}) for field in NARROWING}
    shown = {field: _shown(field, counts[field], query) for field in NARROWING}
    names = _names(shown) | {("source", slug): name for slug, name in sources.values()}
    made = []
    for field, keys in shown.items():
        values = tuple(
            FacetValue(
                names.get((field, key), key),
                counts[field].get(key, 0),
                query.address(**{field: "" if getattr(query, field) == key else key, "unfold": ""}),
                getattr(query, field) == key,
            )
            for key in keys
        )
        more = len(counts[field]) > len(keys) and query.unfold != NARROWING[field]
        address = query.address(unfold=NARROWING[field], page=query.page) if more else ""
        if values:
            made.append(Facet(LABELS[field](), values, address, bool(getattr(query, field)) or query.unfold == NARROWING[field]))
    return tuple(made)


def _shown(field: str, counts: Mapping[str, int], query: Query) -> list[str]:
    """Which values are listed: the years in order, everything else by count; what is chosen always."""
    most = MANY if query.unfold == NARROWING[field] else FEW
    order = (lambda key: (-int(key),)) if field == "year" else (lambda key: (-counts[key], key))
    keys = sorted(counts, key=order)[:most]
    chosen = getattr(query, field)
    return keys if not chosen or chosen in keys else [chosen, *keys]


def _names(shown: dict[str, list[str]]) -> dict[tuple[str, str], str]:
    names = names_of((field, key) for field in ("municipality", "state", "organisation") for key in shown[field])
    return names | {("kind", key): kind_label(key) for key in [*shown["kind"], *KINDS]}


def names_of(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Names for pairs of kind and key: from the register, else as a link calls them; a pair nobody knows is left out."""
    asked: dict[str, set[str]] = {}
    for kind, key in pairs:
        asked.setdefault(kind, set()).add(key)
    found: dict[tuple[str, str], str] = {}
    for kind, keys in asked.items():
        model, by = REGISTER[kind]
        known = dict(model.objects.filter(**{f"{by}__in": keys}).values_list(by, "name"))
        if rest := keys - known.keys():
            known |= dict(Link.objects.filter(kind=kind, key__in=rest).order_by("key", "-pk").values_list("key", "name"))
        found |= {(kind, key): name for key, name in known.items() if name}
    return found
