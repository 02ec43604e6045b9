"""What council systems really send, each oddity with its reason. Healing changes form, never what is said.

Facts from the importer of Meine Stadt Transparent (MIT, loaders for Sternberg, CC e-gov and Somacos, 2019 to 2023) and from the
14,004 papers of Karlsruhe. The quirks are not tied to a vendor's name: a system that does not have one is not changed by its cure,
and names of products change faster than their faults. One object where a list is due (CC e-gov, auxiliaryFile) and objects that are
referred to instead of embedded need no cure here: `importer.listed` and `importer.reference` read both.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

Json = dict[str, Any]
DEEPEST = 40  # levels of objects in objects; the specification needs four
NOTHING_SAID = ("", "N/A")
ADDRESSES = ("accessUrl", "downloadUrl")
DOUBLED_COLON = re.compile(r"([+-]\d\d)::(\d\d)$")
DOUBLED_SLASH = re.compile(r"(?<!:)/{2,}")
DOUBLED_ENDING = re.compile(r"\.(\w{1,5})\.\1$")


@dataclass(frozen=True, slots=True)
class Quirk:
    """One oddity: who was seen with it, why it matters, and its cure (an object in, the same or a healed copy out)."""

    seen: str
    reason: str
    heal: Callable[[Json], Json]


def _without_blanks(found: Json) -> Json:
    return {key: value for key, value in found.items() if not (isinstance(value, str) and value.strip() in NOTHING_SAID)}


def _moments(found: Json) -> Json:
    odd = [key for key, value in found.items() if isinstance(value, str) and DOUBLED_COLON.search(value)]
    return {**found, **{key: DOUBLED_COLON.sub(r"\1:\2", found[key]) for key in odd}} if odd else found


def _deleted(found: Json) -> Json:
    said = found.get("deleted")
    return {**found, "deleted": str(said).lower() in ("true", "1")} if isinstance(said, str | int) and not isinstance(said, bool) else found


def _slashes(found: Json) -> Json:
    odd = [key for key in ADDRESSES if isinstance(found.get(key), str) and DOUBLED_SLASH.search(found[key].split("?")[0])]
    return {**found, **{key: _one_slash(found[key]) for key in odd}} if odd else found


def _one_slash(address: str) -> str:
    path, mark, query = address.partition("?")
    return DOUBLED_SLASH.sub("/", path) + mark + query


def _ags(found: Json) -> Json:
    """AGS of eight digits: one zero lost in front, or read from the twelve digits of the ARS (the first five and the last three)."""
    ags, ars = str(found.get("ags") or ""), str(found.get("rgs") or "")
    if kind_of(found) != "Body" or re.fullmatch(r"\d{8}", ags):
        return found
    if re.fullmatch(r"\d{12}", ars):
        return {**found, "ags": ars[:5] + ars[9:]}
    return {**found, "ags": ags.zfill(8)} if re.fullmatch(r"\d{7}", ags) else found


QUIRKS = (
    Quirk("CC e-gov; tombstones of Karlsruhe", "A blank or “N/A” (streetAddress, name) is no value: it would be shown and matched.", _without_blanks),
    Quirk("CC e-gov", "Time zone with two colons (+01::00): the day of a meeting would be unknown.", _moments),
    Quirk("systems that write all values as text", "“deleted” is the word true or the number 1: a deleted paper would be shown.", _deleted),
    Quirk("Sternberg", "Two slashes in the address of a file (files//rim): it leads nowhere.", _slashes),
    Quirk("Sternberg", "The AGS has lost its zero or has one too many: the municipality would be unknown.", _ags),
)


def kind_of(found: Json) -> str:
    """The last word of the type (`Paper`), "" where none is given."""
    said = found.get("type")
    return said.rstrip("/").rsplit("/", 1)[-1] if isinstance(said, str) else ""


def healed(found: Json, depth: int = 0) -> Json:
    """The object and all within it with every quirk cured. What lies deeper than `DEEPEST` levels is dropped."""
    for quirk in QUIRKS:
        found = quirk.heal(found)
    if not any(isinstance(value, dict | list) for value in found.values()):
        return found
    return {key: _within(value, depth + 1) for key, value in found.items()}


def _within(value: object, depth: int) -> object:
    if depth > DEEPEST:
        return None
    if isinstance(value, dict):
        return healed(value, depth)
    return [_within(each, depth + 1) for each in value] if isinstance(value, list) else value


def parsed(data: bytes) -> object:
    """The JSON in these bytes, however written: with a byte order mark, bare control characters in texts (CC e-gov), in CP1252, with
    NaN for nothing. Raises ValueError for what is no JSON."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    try:
        return json.loads(text, strict=False, parse_constant=lambda _: None)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def reachable(address: str, system: str) -> str:
    """The address as it can be asked for: scheme and port as the system itself is reached, where the host is the same.

    Systems behind a proxy write the addresses they know from inside (http, :8080). Identities are never rewritten.
    """
    try:
        here, there = urlsplit(address), urlsplit(system)
        same = here.hostname and here.hostname == there.hostname and here.scheme in ("http", "https")
    except ValueError:
        return address
    return urlunsplit((there.scheme, there.netloc, *here[2:])) if same else address


def joined(page: str, address: str) -> str:
    """An address as it is meant on this page; one that is none stays as it is, and the door refuses it."""
    try:
        return urljoin(page, address)
    except ValueError:
        return address


def without_doubled_ending(address: str) -> str:
    """Sternberg repeats the ending of a mail attached as PDF (`brief.eml.eml` lies at `brief.eml.pdf`); "" where nothing is doubled."""
    return DOUBLED_ENDING.sub(r".\1.pdf", address) if DOUBLED_ENDING.search(address) else ""
