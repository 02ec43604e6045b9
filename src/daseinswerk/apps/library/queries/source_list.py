"""The list of sources as a page narrows it: by state, kind and Land, each with its count."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from daseinswerk.apps.library.models import Source
from daseinswerk.apps.library.queries.facets import Facet, FacetValue
from daseinswerk.apps.library.queries.watching import STATES, Row
from daseinswerk.apps.places.models import State as Land

NAMES = ("zustand", "art", "land")  # as they stand in the address, in the order of the page
READ: dict[str, Callable[[Row], str]] = {
    "zustand": lambda row: row.state.code,
    "art": lambda row: row.source.kind,
    "land": lambda row: row.land,
}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The rows that are left, the facets, the narrowing in force (name → value), and the query string that keeps it."""

    rows: tuple[Row, ...]
    facets: tuple[Facet, ...]
    chosen: dict[str, str]

    @property
    def kept(self) -> str:
        return f"?{urlencode(self.chosen)}" if self.chosen else ""


def narrow(found: tuple[Row, ...], sent: Mapping[str, str]) -> Narrowed:
    """Rows and facets for the words of an address. What no source has is left out; each facet counts within the other two."""
    chosen = {name: sent[name] for name in NAMES if sent.get(name) in {READ[name](row) for row in found} - {""}}
    left = tuple(row for row in found if _fits(row, chosen))
    facets = tuple(facet for name in NAMES if (facet := _facet(name, found, chosen)).values)
    return Narrowed(left, facets, chosen)


def _fits(row: Row, chosen: Mapping[str, str]) -> bool:
    return all(READ[name](row) == value for name, value in chosen.items())


def _facet(name: str, found: tuple[Row, ...], chosen: dict[str, str]) -> Facet:
    others = {other: value for other, value in chosen.items() if other != name}
    counts = Counter(READ[name](row) for row in found if _fits(row, others))
    counts.pop("", None)
    labels = _labels(name)
    keys = sorted(counts, key=lambda key: (list(labels).index(key) if key in labels else 99, key))
    values = []
    for key in keys:
        here = chosen.get(name) == key
        address = "?" + urlencode(others if here else {**others, name: key})
        values.append(FacetValue(labels.get(key, key), counts[key], address, here))
    return Facet({"zustand": _("Zustand"), "art": _("Art"), "land": _("Land")}[name], tuple(values), "", name in chosen)


def _labels(name: str) -> dict[str, str]:
    if name == "zustand":
        return {code: str(state.label) for code, state in STATES.items()}
    if name == "art":
        return {value: str(label) for value, label in Source.Kind.choices}
    return dict(Land.objects.order_by("name").values_list("key", "name"))
