"""Facets counted in SQLite: how many hits have each value. Copies and stories folded into one are one hit."""

import json
from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

from django.db import connection

from daseinswerk.apps.library.fulltext.embedded_rows import DOCUMENT, GROUP, KIND, SOURCE, YEAR, Match


def counts(matches: Sequence[Match]) -> dict[str, Counter[str]]:
    """Hits by value, for each field. Documents that stand alone are counted as they are, members of a group once for each value."""
    sizes = Counter(map(itemgetter(GROUP), matches))
    alone = [match for match in matches if sizes[match[GROUP]] == 1]
    tied = [match for match in matches if sizes[match[GROUP]] > 1]
    plain = {
        field: Counter(map(itemgetter(place), alone)) + Counter(value for _group, value in {(m[GROUP], m[place]) for m in tied})
        for field, place in (("source", SOURCE), ("kind", KIND), ("year", YEAR))
    }
    named = {field: Counter({str(value): count for value, count in of.items() if value}) for field, of in plain.items()}
    return {**named, **_linked(alone, tied)}


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
