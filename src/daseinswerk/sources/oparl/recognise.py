"""Is this OParl, and what does it say of itself? For whoever adds a source by its address, and for the owner's page of faults."""

import json
from collections import Counter
from dataclasses import dataclass

from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.oparl import sentences
from daseinswerk.sources.oparl.faults import one_for_many
from daseinswerk.sources.oparl.importer import reference, words
from daseinswerk.sources.oparl.lists import page_of
from daseinswerk.sources.oparl.quirks import Json, healed, joined, kind_of, parsed
from daseinswerk.sources.oparl.rules import FORMS
from daseinswerk.sources.oparl.validator import VERSION, check

SCHEMA = "schema.oparl.org/"
MOST_FINDINGS = 50  # sentences: a person reads them


@dataclass(frozen=True, slots=True)
class BodySeen:
    """A body (municipality, district, association) of a system; `papers` is the address of its list, "" where that is not said."""

    address: str
    name: str
    ags: str = ""
    papers: str = ""


@dataclass(frozen=True, slots=True)
class SystemSeen:
    """What stands at an OParl address. `kind`: system, body, list, or object (of any other kind); texts are "" where nothing is said.

    `bodies` are those standing right there; where `body_list` is given, they must be asked for there.
    """

    kind: str
    address: str
    name: str = ""
    version: str = ""
    bodies: tuple[BodySeen, ...] = ()
    body_list: str = ""
    licence: str = ""
    contact: str = ""
    product: str = ""


def system_of(data: bytes, address: str) -> SystemSeen | None:
    """What the bytes at this address are, or None where they are no OParl."""
    if SCHEMA.encode() not in data:
        return None
    try:
        found = parsed(data)
        page = page_of(found, address) if not isinstance(found, dict) or not kind_of(found) else None
    except (ValueError, Refused):
        return None
    if page is not None:
        return _of_list(page.objects, address)
    said = healed(found) if isinstance(found, dict) else {}
    kind = kind_of(said)
    if kind not in FORMS:
        return None
    seen = {"System": "system", "Body": "body"}.get(kind, "object")
    version = VERSION.fullmatch(words(said, "type"))
    bodies = (_body(said, address),) if kind == "Body" else ()
    if isinstance(said.get("body"), list):
        bodies = tuple(_body(each, address) for each in said["body"] if reference(each))
    return SystemSeen(
        seen,
        address,
        words(said, "name") or words(said, "shortName"),
        version[1] if version else "",
        bodies,
        joined(address, words(said, "body")) if kind == "System" and words(said, "body") else "",
        words(said, "license") or words(said, "fileLicense"),
        words(said, "contactEmail") or words(said, "contactName"),
        words(said, "product") or words(said, "vendor"),
    )


def _of_list(objects: tuple[Json, ...], address: str) -> SystemSeen | None:
    kinds = {kind_of(each) for each in objects}
    if not kinds & FORMS.keys():
        return None
    bodies = tuple(_body(each, address) for each in objects if kind_of(each) == "Body")
    version = next((match[1] for each in objects if (match := VERSION.fullmatch(words(each, "type")))), "")
    licences = {words(each, "license") for each in objects}
    return SystemSeen("list", address, bodies[0].name if len(bodies) == 1 else "", version, bodies, licence=licences.pop() if len(licences) == 1 else "")


def _body(found: object, address: str) -> BodySeen:
    if not isinstance(found, dict):
        return BodySeen(joined(address, reference(found)), "")
    papers = words(found, "paper")
    name = words(found, "name") or words(found, "shortName")
    return BodySeen(words(found, "id"), name, words(found, "ags"), joined(address, papers) if papers else "")


def findings(data: bytes) -> tuple[str, ...]:
    """What is wrong with the reply of an OParl system, one German sentence each, the most frequent first; at most 50.

    Equal breaches of many objects are one sentence with their number.
    """
    try:
        found = parsed(data)
    except ValueError:
        return (sentences.NO_JSON,)
    told = list(_of_the_form(data))
    objects = found.get("data") if isinstance(found, dict) and isinstance(found.get("data"), list) else found if isinstance(found, list) else [found]
    counts: Counter[str] = Counter()
    for each in objects:
        counts.update({one_for_many(finding.sentence()) for finding in check(each)})
    told += [sentence if times == 1 else f"{sentence} Betroffen: {times} Objekte." for sentence, times in counts.most_common()]
    return tuple(told + _of_the_licence(objects))[:MOST_FINDINGS]


def _of_the_form(data: bytes) -> list[str]:
    """Faults of the JSON itself that were mended on reading."""
    told = [sentences.BYTE_ORDER_MARK] if data.startswith(b"\xef\xbb\xbf") else []
    try:
        json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        told.append(sentences.NOT_UTF8)
    except (ValueError, RecursionError):
        told.append(sentences.MENDED)
    return told


def _of_the_licence(objects: list[object]) -> list[str]:
    """Without a licence nobody may use what stands there (OParl 1.1, “license”)."""
    heads = [each for each in objects if isinstance(each, dict) and kind_of(each) in ("System", "Body")]
    return [sentences.NO_LICENCE] if heads and not any(words(healed(each), "license") for each in heads) else []
