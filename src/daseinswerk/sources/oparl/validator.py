"""Does an object keep to OParl? Each breach with the object, the property, what is wrong in plain German, and where the rule stands.

What breaks a schema is told apart from what only the text of the specification says: real systems keep to the schemas and break the
text (all 268 tombstones of Karlsruhe), and a rule of the text is no reason to refuse anything. Nothing here raises.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from daseinswerk.sources.oparl import rules
from daseinswerk.sources.oparl.quirks import DEEPEST, Json, kind_of

VERSION = re.compile(r"https?://schema\.oparl\.org/(1\.[01])/(\w+)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
# Chapters of the specification.
EMPTY, GONE, TIMES, TYPES = "Kardinalität", "Gelöschte Objekte", "Datums- und Zeitangaben", "Eigenschaft „type“"
OWN_PROPERTIES = "Herstellerspezifische Erweiterungen"

UNKNOWN = "kennt OParl nicht; eigene Angaben brauchen ein Kürzel des Herstellers (kürzel:name)"


class Source(StrEnum):
    """Where a rule stands: in a schema, or only in the text of the specification."""

    SCHEMA = "schema"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: the object by its id, its kind, the property by its path (`agendaItem[2].order`), and what is wrong with it."""

    object_id: str
    kind: str
    path: str
    wrong: str
    rule: str
    source: Source = Source.SCHEMA

    def sentence(self) -> str:
        """For the owner of the system."""
        return f"{self.kind}: „{self.path}“ {self.wrong} ({self.rule})."


def check(found: object) -> list[Finding]:
    """Every breach of one object and all that stands within it, in the order of the object."""
    if not isinstance(found, dict):
        return [Finding("", "Objekt", "", "ist kein JSON-Objekt", "OParl, JSON-Ausgabe", Source.TEXT)]
    version = VERSION.fullmatch(str(found.get("type", "")))
    return list(_object(found, "", kind_of(found), version[1] if version else "1.1", 0))


def _object(found: Json, path: str, kind: str, version: str, depth: int) -> Iterator[Finding]:
    identity = found.get("id") if isinstance(found.get("id"), str) else ""
    if kind not in rules.FORMS:
        yield Finding(identity, kind or "Objekt", _at(path, "type"), "nennt keine Art, die OParl kennt", f"OParl {version}, {TYPES}")
        return
    here = _Place(str(identity), kind, path, version)
    forms = {**rules.EVERY, **rules.FORMS[kind]}
    yield from _type(found, here)
    if found.get("deleted") is True:
        yield from _tombstone(found, here)
        return
    yield from _missing(found, here)
    for key, value in found.items():
        if key in forms and key != "type":
            yield from _value(value, forms[key], here, key, depth)
        elif ":" not in str(key) and key != "type":
            yield here.finding(key, UNKNOWN, OWN_PROPERTIES)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where we are: which object, at which path within the one that is checked."""

    object_id: str
    kind: str
    path: str
    version: str

    def finding(self, key: str, wrong: str, chapter: str = "") -> Finding:
        rule = f"OParl {self.version}, {chapter or 'Schema ' + self.kind}"
        return Finding(self.object_id, self.kind, _at(self.path, key), wrong, rule, Source.TEXT if chapter else Source.SCHEMA)


def _at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else str(key)


def _type(found: Json, here: _Place) -> Iterator[Finding]:
    said = found.get("type")
    if "type" in found and said != f"https://schema.oparl.org/{here.version}/{here.kind}":
        yield here.finding("type", f"muss „https://schema.oparl.org/{here.version}/{here.kind}“ lauten")


def _missing(found: Json, here: _Place) -> Iterator[Finding]:
    needed = ["id", "type", *rules.REQUIRED.get(here.kind, ())]
    needed += rules.REQUIRED_SINCE_1_1.get(here.kind, ()) if here.version != "1.0" else ()
    for key in needed:
        if key not in found:
            yield here.finding(key, "fehlt, ist aber Pflicht")
    if not here.path:  # embedded objects follow the one they stand in
        for key in ("created", "modified"):
            if key not in found:
                yield here.finding(key, "fehlt, ist aber Pflicht", f"Eigenschaft „{key}“")


def _tombstone(found: Json, here: _Place) -> Iterator[Finding]:
    for key in ("id", "type"):
        if key not in found:
            yield here.finding(key, "fehlt, muss aber auch nach dem Löschen bleiben")
    left = [key for key in found if key not in rules.KEPT_WHEN_DELETED]
    if left:
        yield here.finding(", ".join(left), "muss wegfallen, weil das Objekt gelöscht ist; auch leere Werte sind nicht erlaubt", GONE)
    if "modified" not in found:
        yield here.finding("modified", "fehlt; es sagt, wann gelöscht wurde", GONE)


def _value(value: Any, form: str, here: _Place, key: str, depth: int) -> Iterator[Finding]:
    if value is None or (isinstance(value, str) and not value.strip()):
        yield here.finding(key, "ist leer; ohne Angabe muss die Eigenschaft wegfallen", EMPTY)
        return
    if form.rstrip("*") in rules.FORMS:
        yield from _inner(value, form, here, key, depth)
    elif form in ("urls", "texts"):
        if not isinstance(value, list):
            yield here.finding(key, f"muss eine Liste sein, ist aber {_is(value)}")
            return
        for number, each in enumerate(value):
            yield from _single(each, form[:-1], here, f"{key}[{number}]")
    else:
        yield from _single(value, form, here, key)


def _inner(value: Any, form: str, here: _Place, key: str, depth: int) -> Iterator[Finding]:
    kind, many = form.rstrip("*"), form.endswith("*")
    if many and not isinstance(value, list):
        yield here.finding(key, f"muss eine Liste sein, ist aber {_is(value)}")
        return
    for number, each in enumerate(value if many else [value]):
        at = f"{key}[{number}]" if many else key
        if not isinstance(each, dict):
            yield here.finding(at, f"muss ein Objekt sein ({kind}), ist aber {_is(each)}")
        elif depth < DEEPEST:
            yield from _object(each, _at(here.path, at), kind, here.version, depth + 1)


def _single(value: Any, form: str, here: _Place, key: str) -> Iterator[Finding]:
    is_right, wrong, chapter = CHECKS[form]
    if not isinstance(value, TYPES_OF[form]) or (form == "int" and isinstance(value, bool)):
        yield here.finding(key, f"muss {wrong} sein, ist aber {_is(value)}")
    elif not is_right(value):
        yield here.finding(key, f"ist „{_short(value)}“, muss aber {wrong} sein", chapter)


def _is_url(value: Any) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", value)


def _is_day(value: Any) -> bool:
    try:
        return bool(DAY.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_moment(value: Any) -> bool:
    try:
        return bool(MOMENT.fullmatch(value)) and bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def _right(_value: Any) -> bool:
    return True


# form → is it right, how a right one is called, the chapter of the text ("" = the schema says it).
CHECKS: dict[str, tuple[Callable[[Any], bool], str, str]] = {
    "url": (_is_url, "eine Adresse (https://…)", ""),
    "list": (_is_url, "die Adresse einer Liste (https://…)", ""),
    "text": (_right, "ein Text", ""),
    "date": (_is_day, "ein Tag (2024-02-01)", TIMES),
    "moment": (_is_moment, "ein Zeitpunkt mit Zeitzone (2024-02-01T15:30:00+01:00)", TIMES),
    "bool": (_right, "true oder false", ""),
    "int": (_right, "eine ganze Zahl", ""),
    "geojson": (_right, "ein GeoJSON-Objekt", ""),
}
TYPES_OF: dict[str, type] = {"url": str, "list": str, "text": str, "date": str, "moment": str, "bool": bool, "int": int, "geojson": dict}


def _is(value: Any) -> str:
    names = ((bool, "true oder false"), (int | float, "eine Zahl"), (str, "ein Text"), (list, "eine Liste"), (dict, "ein Objekt"))
    return next((name for kind, name in names if isinstance(value, kind)), "leer")


def _short(value: Any) -> str:
    return str(value)[:60]
