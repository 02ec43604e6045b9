"""Counts by which a result can be narrowed. They count hits as the list shows them: copies and stories folded into one."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter

from django.db import connection
from django.utils.translation import gettext as _

from daseinswerk.apps.library.labels import KINDS, kind_label
from daseinswerk.apps.library.models import Source
from daseinswerk.apps.library.queries.hits import DOCUMENT, GROUP, KIND, SOURCE, YEAR, Folded, Match
from daseinswerk.apps.library.queries.query import NARROWING, Query

FEW, MANY = 7, 200
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


def facets(folded: Folded, query: Query) -> tuple[Facet, ...]:
    """The facets of a result, in the order of `NARROWING`; facets with nothing to choose are left out."""
    sources = {pk: (slug, name) for pk, slug, name in Source.objects.values_list("pk", "slug", "name")}
    counts = _counts(folded, {pk: slug for pk, (slug, _name) in sources.items()})
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


def _counts(folded: Folded, slugs: dict[int, str]) -> dict[str, Counter[str]]:
    """Hits by value, for each facet. Documents that stand alone are counted as they are, members of a group once for each value."""
    sizes = Counter(map(itemgetter(GROUP), folded.matches))
    alone = [match for match in folded.matches if sizes[match[GROUP]] == 1]
    tied = [match for match in folded.matches if sizes[match[GROUP]] > 1]
    plain = {
        field: Counter(map(itemgetter(place), alone)) + Counter(value for _group, value in {(m[GROUP], m[place]) for m in tied})
        for field, place in (("source", SOURCE), ("kind", KIND), ("year", YEAR))
    }
    return {
        "source": Counter({slugs[source]: count for source, count in plain["source"].items()}),
        "kind": plain["kind"],
        "year": Counter({str(year): count for year, count in plain["year"].items() if year}),
        **_linked(alone, tied),
    }


def _linked(alone: list[Match], tied: list[Match]) -> dict[str, Counter[str]]:
    """Municipalities, Länder and organisations: single documents counted by the database, members of groups one by one."""
    found: dict[str, Counter[str]] = {"municipality": Counter(), "state": Counter(), "organisation": Counter()}
    told: set[tuple[str, str, int]] = set()
    group = {match[DOCUMENT]: match[GROUP] for match in tied}
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH l AS MATERIALIZED (SELECT l.document_id, l.kind, l.key FROM json_each(%s) j"
            " CROSS JOIN library_link l ON l.document_id = j.value)"
            " SELECT kind, key, count(*) FROM l WHERE kind IN ('municipality', 'organisation') GROUP BY kind, key"
            " UNION ALL SELECT 'state', s, count(*) FROM (SELECT DISTINCT document_id, substr(key, 1, 2) AS s FROM l"
            " WHERE kind <> 'organisation') GROUP BY s",
            [json.dumps([match[DOCUMENT] for match in alone])],
        )
        for kind, key, count in cursor.fetchall():
            found[kind][key] = count
        cursor.execute(
            "SELECT l.document_id, l.kind, l.key FROM json_each(%s) j CROSS JOIN library_link l ON l.document_id = j.value",
            [json.dumps(list(group))],
        )
        for document, kind, key in cursor.fetchall():
            if kind in found:
                told.add((kind, key, group[document]))
            if kind != "organisation":
                told.add(("state", key[:2], group[document]))
    for field, key, _group in told:
        found[field][key] += 1
    return found


def _shown(field: str, counts: Counter[str], query: Query) -> list[str]:
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
    asked = json.dumps([list(pair) for pair in pairs])
    sql = (
        "WITH p AS (SELECT json_extract(value, '$[0]') AS kind, json_extract(value, '$[1]') AS key FROM json_each(%s))"
        " SELECT p.kind, p.key, COALESCE(CASE p.kind"
        " WHEN 'municipality' THEN (SELECT name FROM places_municipality WHERE ags = p.key)"
        " WHEN 'county' THEN (SELECT name FROM places_county m WHERE m.key = p.key)"
        " WHEN 'state' THEN (SELECT name FROM places_state s WHERE s.key = p.key)"
        " ELSE (SELECT name FROM places_organisation WHERE slug = p.key) END,"
        " (SELECT name FROM library_link l WHERE l.kind = p.kind AND l.key = p.key LIMIT 1)) FROM p"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked])
        return {(kind, key): name for kind, key, name in cursor.fetchall() if name}
