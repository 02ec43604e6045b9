"""Whether two names, as two sources write them, are one public body.

Territories (municipality, association, county, state) are decided by their official key: one key, one body, however the name
is dressed. Without keys the name must agree in full. Institutions of a territory (ministries, agencies, companies) share its
key, so the key can only separate them; there the words decide: state, subject and legal form, with abbreviations resolved.
A name that many bodies carry ("Landesamt für Umwelt") is never joined to one whose state is not known.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from daseinswerk.engine.linking.body_key import BodyKey, read_key
from daseinswerk.engine.linking.organisation_names import fold, split_legal_form, words_of
from daseinswerk.engine.linking.organisation_words import FILLERS, TITLES
from daseinswerk.engine.linking.state_names import STATE_OF, states_named, without_states

_TERRITORIES = {
    "municipality": "municipality",
    "collectiveMunicipality": "association",
    "district": "county",
    "state": "state",
    "governmentRegion": "region",
    "country": "country",
}
_LEVEL_WORDS = (
    ("association", ("verbandsgemeinde", "samtgemeinde", "verwaltungsgemeinschaft")),
    ("county", ("landkreis", "kreis", "landratsamt", "kreisverwaltung")),
    ("region", ("regierungsbezirk", "bezirksregierung")),
    ("municipality", ("stadt", "gemeinde", "ortsgemeinde", "landeshauptstadt", "hansestadt", "markt")),
    ("state", ("freistaat", "land")),
)
# Words that only an institution has in its name, whatever the source calls its type.
_INSTITUTION = re.compile(
    r"\b(?:stadtwerke|gemeindewerke|gmbh|ag|eigenbetrieb|zweckverband|ministerium|staatsministerium|landesamt|landesbetrieb|"
    r"universitaet|hochschule|staatskanzlei|sparkasse|"
    r"verkehrsbetriebe|\w*(?:archiv|bibliothek|museum)|(?!landratsamt)\w{3,}amt)\b"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
# "… (BBSR) im Bundesamt für Bauwesen": the part before is the body, the rest says whose house it is in.
_HOUSE = re.compile(
    r"(?<=\w)\W+(?:im|beim|in der|bei der) (?:bundesamt|bundesministerium|landesamt|ministerium|regierung)\b.*"
)
_NEARLY = 8  # letters from which one wrong letter is a slip and not another word


@dataclass(frozen=True, slots=True)
class Body:
    """A public body as one source knows it: name, key (AGS or ARS of its territory, may be empty), type (may be empty)."""

    name: str
    key: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two entries are one body, how sure (0 to 1 that they are one), and a German sentence why."""

    same: bool
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Read:
    """A name taken apart: what remains after state, legal form and abbreviations, and each of these."""

    territory: str  # level of a territory, or empty for an institution
    key: BodyKey | None
    state: str
    form: str
    words: tuple[str, ...]
    short: frozenset[str]
    guessed: bool = False  # nobody says that it is a territory, only its key does


def same_body(a: Body, b: Body) -> Verdict:
    """Compare two entries; the answer does not depend on their order."""
    left, right = _read(a), _read(b)
    if left.key and right.key and left.key != right.key:
        return Verdict(False, 0.0, f"Verschiedene amtliche Schlüssel: {a.key} und {b.key}.")
    if bool(left.territory) != bool(right.territory):
        return Verdict(False, 0.02, "Das eine ist eine Gebietskörperschaft, das andere eine Einrichtung.")
    return _territories(left, right) if left.territory else _institutions(a, b, left, right)


def _territories(a: _Read, b: _Read) -> Verdict:
    if a.key and b.key and (a.guessed or b.guessed) and a.words[:1] != b.words[:1]:
        return Verdict(False, 0.3, "Gleicher Schlüssel, aber vielleicht nur eine Einrichtung dort.")
    if a.key and b.key:
        return Verdict(True, 0.99, "Gleicher amtlicher Schlüssel.")
    if a.territory != b.territory:
        return Verdict(False, 0.05, "Verschiedene Ebenen: zum Beispiel Stadt und Landkreis gleichen Namens.")
    if a.words != b.words:
        return Verdict(False, 0.05, "Verschiedene Namen, und mindestens ein Schlüssel fehlt.")
    if (a.key or b.key) and len(a.words) < 2:
        return Verdict(False, 0.45, "Gleicher Name, aber ein Schlüssel fehlt: Viele Orte heißen gleich.")
    return Verdict(True, 0.85, "Gleicher Name auf gleicher Ebene, kein Schlüssel widerspricht.")


def _institutions(a: Body, b: Body, left: _Read, right: _Read) -> Verdict:
    if _sphere(a.kind) != _sphere(b.kind) and a.kind and b.kind:
        return Verdict(False, 0.1, "Einrichtungen verschiedener Ebenen.")
    if left.state and right.state and left.state != right.state:
        return Verdict(False, 0.02, "Einrichtungen verschiedener Länder.")
    if left.form and right.form and left.form != right.form:
        return Verdict(False, 0.2, "Verschiedene Rechtsformen: in der Regel zwei Unternehmen.")
    if not _words_agree(left, right):
        return Verdict(False, 0.05, "Die Namen nennen verschiedene Aufgaben oder Orte.")
    if left.state != right.state and not left.short & right.short:
        return Verdict(False, 0.4, "Gleicher Name, aber nur bei einem ist bekannt, zu welchem Land er gehört.")
    return Verdict(True, 0.95, "Gleicher Name bis auf Schreibweise, Land, Rechtsform oder Abkürzung.")


def _sphere(kind: str) -> str:
    """Foreign, federal and local bodies of one name are different bodies; companies are typed too loosely to separate."""
    kind = kind.lower()
    for sphere in ("country", "supranational", "federal", "state", "municipality", "district"):
        if kind.startswith(sphere):
            return sphere
    return "other"


def _words_agree(a: _Read, b: _Read) -> bool:
    if not a.words or not b.words:
        return False
    left, right = set(a.words), set(b.words)
    rest_left, rest_right = sorted(left - right), sorted(right - left)
    if not rest_left and not rest_right:
        return True
    if len(rest_left) == len(rest_right) == 1 and _slip(rest_left[0], rest_right[0]):
        return True
    shared = len(left & right)
    return _stands_for(rest_left, rest_right, shared, a.short) or _stands_for(rest_right, rest_left, shared, b.short)


def _slip(a: str, b: str) -> bool:
    """One wrong letter in a long word, or another ending of the same word."""
    short, long = sorted((a, b), key=len)
    if len(short) < _NEARLY:
        return False
    return (long.startswith(short) and len(long) - len(short) <= 2) or Levenshtein.distance(a, b, score_cutoff=1) <= 1


def _stands_for(short: list[str], long: list[str], shared: int, known_short: frozenset[str]) -> bool:
    """Whether the one word left over on one side abbreviates what is left over on the other."""
    if not long:
        return len(short) == 1 and short[0] in known_short
    if len(short) != 1 or not 3 <= len(short[0]) <= 8:
        return False
    initials = sorted(word[0] for word in long)
    if len(long) >= 3 and sorted(short[0]) == initials:
        return True
    if shared < 1 or len(long) != 1 or len(short[0]) > 5 or len(long[0]) < 12 or long[0].startswith(short[0]):
        return False
    return long[0][0] == short[0][0] and _in_order(short[0], long[0])


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


@lru_cache(maxsize=65536)
def _read(body: Body) -> _Read:
    folded = fold(body.name)
    key = read_key(body.key)
    if not _INSTITUTION.search(folded):
        level = _territory_level(body.kind, folded)
        guessed = bool(not level and not body.kind and key)
        if level or guessed:
            words = tuple(word for word in words_of(folded) if word not in TITLES and word not in FILLERS)
            return _Read(
                level or (key.level if key else ""), key, key.state if key else "", "", words, frozenset(), guessed
            )
    return _institution(body, folded, key)


def _territory_level(kind: str, folded: str) -> str:
    for part in kind.split("+"):
        if part in _TERRITORIES:
            return _TERRITORIES[part]
    if kind:
        return ""
    words = words_of(folded)
    return next((level for level, marks in _LEVEL_WORDS if any(mark in words for mark in marks)), "")


def _institution(body: Body, folded: str, key: BodyKey | None) -> _Read:
    short = frozenset(word for word in _abbreviations(body.name))
    bare = _HOUSE.sub("", _BRACKETS.sub(_keep_long, folded))
    bare, form = split_legal_form(bare)
    named = states_named(bare)
    words = words_of(without_states(bare)) or words_of(bare)
    kept = tuple(word for word in words if word not in FILLERS and word not in short)
    state = key.state if key else (min(named) if len(named) == 1 else "")
    return _Read("", key, state, form, kept or words, short)


def _keep_long(match: re.Match[str]) -> str:
    """What stands in brackets is an abbreviation if it is one word, else part of the name."""
    return f" {match.group(1)} " if len(match.group(1).split()) > 1 or match.group(1) in STATE_OF else " "


def _abbreviations(name: str) -> Iterable[str]:
    """Abbreviations a long name carries beside itself: "… (BLE)", "… BALM"; a name that is only one keeps it."""
    words = re.findall(r"[^\W\d_]+", name)
    for word in words:
        if len(words) >= 3 and 2 < len(word) <= 6 and sum(sign.isupper() for sign in word) >= 2:
            yield fold(word)
