"""Names that begin with what the body is: "Stadtwerke Köln", "Ministerium für Verkehr", "Zweckverband X", "Universität Y".

Each head says what may follow: a place, a subject after "für", or a name of its own. Without that the word is no name
("die Stadtwerke", "ein Eigenbetrieb"), and nothing is claimed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from daseinswerk.engine.linking.legal_form_names import FORM
from daseinswerk.engine.linking.organisation_words import FUNCTION_WORDS, NOT_A_PLACE, is_role

_REACH = 250  # characters: no name is longer, and so the whole stays linear
_CAP = r"[A-ZÄÖÜ][\wäöüß.'’-]*[\wäöüß]"
_PLACE_JOINT = r"(?: (?P<joint>am|an der|an dem|a\. ?d\.|im|in|in der|ob der|bei|vor der|auf|unter)| ?/ ?)"
_PLACE = re.compile(
    rf" ?(?P<first>(?:(?:Bad|Sankt|St\.|Markt|Groß|Klein|Alt|Neu|Schwäbisch|"
    rf"(?:Mittler|Ober|Unter|Südlich|Nördlich|Östlich|Westlich)(?:e[rsn]?)) )?{_CAP})"
    rf"(?P<rest>{_PLACE_JOINT} ?{_CAP})?(?P<region> \((?:Saale|Oder|Westfalen|Lausitz|Holstein)\))?"
)
_SUBJECT_WORD = r"(?:(?:[a-zäöü]{4,}e[nr]? )?[A-ZÄÖÜ][\wäöüß-]*)"
_SUBJECT = re.compile(rf" für (?P<subject>{_SUBJECT_WORD}(?:, {_SUBJECT_WORD})*(?:,? und (?:für )?{_SUBJECT_WORD})?)")
_LAND = re.compile(
    r" (?:des (?:Landes|Freistaate?s) )?(?P<land>Baden-Württembergs?|Bayerns?|Berlins?|Brandenburgs?|Bremens?|Hamburgs?|Hessens?|"
    r"Mecklenburg-Vorpommerns?|Niedersachsens?|Nordrhein-Westfalens?|Rheinland-Pfalz|(?:des )?Saarlande?s?|Sachsen-Anhalts?|"
    r"Sachsens?|Schleswig-Holsteins?|Thüringens?)(?![\w-])"
)
_OWN = re.compile(
    r' (?:(?P<quoted>[„"»][^“"«\n]{3,60}[“"«])|'
    rf"(?P<plain>(?:{_CAP}|\d+[A-ZÄÖÜ]\w+)(?: (?:{_CAP}|&|und|für|/)){{0,5}}))"
)
_LAND_ADJECTIVE = re.compile(
    r"(?:Bayerische[rsn]?|Sächsische[rsn]?|Hessische[rsn]?|Niedersächsische[rsn]?|Thüringer|Nordrhein-Westfälische[rsn]?|"
    r"Baden-Württembergische[rsn]?|Badische[rsn]?|Brandenburgische[rsn]?|Saarländische[rsn]?|Statistische[rsn]?|"
    r"(?:Technische|Pädagogische|Duale|Staatliche|Evangelische|Katholische)[nrs]?) $"
)
_PLACE_ADJECTIVE = re.compile(r"(?<![\w-])(?P<adjective>[A-ZÄÖÜ][a-zäöüß-]{2,}er|[A-ZÄÖÜ][a-zäöüß]+isch[e][nrs]?) $")


_SHORT = re.compile(r"[A-ZÄÖÜ0-9][A-ZÄÖÜ0-9.-]+")
_ENDING = re.compile(r"(?<=isch)e[nmrs]?$|(?<=lich)e[nmrs]?$|(?<=Dual)e[nrs]?$")
_ENDINGS = (("es", ("amt", "ium", "institut", "klinikum")), ("er", ("verband", "verbund", "betrieb")))


@dataclass(frozen=True, slots=True)
class Head:
    """A word that opens a name, as it is found (`forms`, inflected too), its plain form, and what must follow it."""

    forms: tuple[str, ...]
    plain: str
    follows: str  # "place", "subject", "own", joined by "|" where several may follow


def _inflected(noun: str, *endings: str) -> tuple[str, ...]:
    return (noun, *(noun + ending for ending in endings))


HEADS = (
    *(Head(_inflected(n, "n"), n, "place") for n in ("Stadtwerke", "Gemeindewerke", "Kreiswerke", "Verkehrsbetriebe")),
    *(Head(_inflected(n, "s", "es"), n, "place") for n in ("Verkehrsverbund", "Regionalverband", "Nachbarschaftsverband")),
    *(Head(_inflected(n, "s"), n, "place") for n in ("Regierungspräsidium", "Universitätsklinikum", "Landratsamt")),
    *(Head((n,), n, "place") for n in ("Universität", "Volkshochschule", "Sparkasse", "Kreissparkasse", "Stadtsparkasse",
                                        "Bezirksregierung", "Metropolregion", "Technologieregion", "Handwerkskammer")),
    *(Head((n,), n, "place|subject") for n in ("Hochschule", "Fachhochschule")),
    *(Head(_inflected(n, "s", "es"), n, "subject") for n in ("Landesamt", "Bundesamt", "Bundesinstitut", "Landesinstitut")),
    *(Head((n,), n, "subject") for n in ("Landesanstalt", "Bundesanstalt", "Landesagentur", "Bundesagentur", "Landesstelle")),
    *(Head(_inflected(n, "s"), n, "subject") for n in ("Ministerium", "Bundesministerium", "Staatsministerium")),
    Head(_inflected("Zweckverband", "s", "es"), "Zweckverband", "own"),
    Head(_inflected("Abwasserzweckverband", "s", "es"), "Abwasserzweckverband", "own"),
    Head(_inflected("Wasserzweckverband", "s", "es"), "Wasserzweckverband", "own"),
    Head(_inflected("Eigenbetrieb", "s", "es"), "Eigenbetrieb", "own"),
)  # fmt: skip
_OF_TOWNS = frozenset(
    [
        "Stadtwerke",
        "Gemeindewerke",
        "Verkehrsbetriebe",
        "Universität",
        "Universitätsklinikum",
        "Volkshochschule",
        "Stadtsparkasse",
    ]
)
HEAD_OF = {form: head for head in HEADS for form in head.forms}


@dataclass(frozen=True, slots=True)
class Places:
    """Known place names, and their first words. `are_all`: the whole register, so what is not in it is no town."""

    names: frozenset[str]
    are_all: bool

    @classmethod
    def of(cls, names: Iterable[str], *, are_all: bool) -> "Places":
        found: set[str] = set()
        for name in filter(None, names):
            first = name if name.startswith(("Bad ", "Sankt ", "St. ")) else re.split(r"[ /(]", name, maxsplit=1)[0]
            found |= {name, first}
        return cls(frozenset(found), are_all)

    def has(self, word: str) -> bool:
        return word in self.names


@dataclass(frozen=True, slots=True)
class Named:
    """A name read at a head: where it stands in the smooth text, its plain spelling, and how sure (0 to 1)."""

    start: int
    end: int
    name: str
    score: float


def name_at(text: str, start: int, end: int, places: Places) -> Named | None:
    """The name around the head `text[start:end]`, or None where nothing that can be a name follows it."""
    head = HEAD_OF[text[start:end]]
    for follows in head.follows.split("|"):
        named = {"place": _with_place, "subject": _with_subject, "own": _with_own}[follows](
            text, start, end, head, places
        )
        if named:
            return named
    return None


def _with_place(text: str, start: int, end: int, head: Head, places: Places) -> Named | None:
    before = text[max(0, start - 40) : start]
    front = _LAND_ADJECTIVE.search(before)
    plain = _nominative(front.group().rstrip(), head) if front else head.plain
    start -= len(front.group()) if front else 0
    match = _PLACE.match(text, end, end + _REACH)
    if match and match.start("first") > end and _can_be_place(match["first"], head, places):
        whole = places.has(match.group().strip())
        stop = match.end() if whole or _is_safe(match) else match.end("first")
        score = 0.85 if whole or places.has(match["first"]) else 0.6
        return Named(start, stop, plain + text[end:stop], score)
    adjective = _PLACE_ADJECTIVE.search(before) if not front else None
    if adjective and (places.has(adjective["adjective"][:-2]) or places.has(adjective["adjective"][:-2] + "e")):
        at = start - len(adjective.group())
        return Named(at, end, f"{adjective['adjective']} {head.plain}", 0.75)
    return None


def _is_safe(match: re.Match[str]) -> bool:
    """ "am Main", "an der Saale" and "/" belong to the place; "in Bezug" may not."""
    return not match["rest"] or match["joint"] in (None, "am", "an der", "a. d.", "a.d.", "ob der")


def _can_be_place(word: str, head: Head, places: Places) -> bool:
    """Whether a word can be the place after this head. Regions have names that no list of towns knows."""
    if places.has(word):
        return True
    if places.are_all and head.plain in _OF_TOWNS:
        return False
    lower = word.lower()
    if lower in FUNCTION_WORDS or is_role(lower) or lower.endswith(NOT_A_PLACE) or len(word) < 4:
        return False
    return not word.isupper() and not FORM.fullmatch(word)


def _with_subject(text: str, start: int, end: int, head: Head, places: Places) -> Named | None:
    match = _SUBJECT.match(text, end, end + _REACH)
    if not match:
        return None
    subject = _cut_subject(match["subject"])
    if subject.endswith(("lichen", "ischen", "alen")):  # an adjective without its noun: the line was cut
        return None
    stop = match.start("subject") + len(subject)
    front = _LAND_ADJECTIVE.search(text[max(0, start - 40) : start])
    begin = start - len(front.group()) if front else start
    land = _LAND.match(text, stop, stop + _REACH)
    stop = land.end() if land else stop
    plain = _nominative(front.group().rstrip(), head) if front else head.plain
    return Named(begin, stop, plain + text[end:stop], 0.85)


def _nominative(adjective: str, head: Head) -> str:
    """ "des Bayerischen Landesamts" becomes "Bayerisches Landesamt"."""
    stem = _ENDING.sub("", adjective)
    if stem == adjective:
        return f"{adjective} {head.plain}"
    ending = next((ending for ending, nouns in _ENDINGS if head.plain.lower().endswith(nouns)), "e")
    return f"{stem}{ending} {head.plain}"


def _cut_subject(subject: str) -> str:
    """ "für Verkehr, Stadt X und Y": an enumeration is one name only if "und" closes it, and no body stands in it."""
    parts = re.split(r"(, | und |, und )", subject)
    closed = any("und" in joint for joint in parts[1::2])
    kept = parts[0]
    for joint, part in zip(parts[1::2], parts[2::2], strict=True):
        if is_role(part.split()[-1].lower()) or (joint == ", " and not closed):
            break
        kept += joint + part
    return kept


def _ends_name(word: str, *, is_last: bool) -> bool:
    """Whether a name of one's own stops before this word; "Zweckverband Breitband Landkreis X" does not."""
    if word in ("Landkreis", "Region") and not is_last:
        return False
    lower = word.lower()
    return is_role(lower) or (lower in FUNCTION_WORDS and lower not in ("und", "für"))


def _with_own(text: str, start: int, end: int, head: Head, places: Places) -> Named | None:
    match = _OWN.match(text, end, end + _REACH)
    if not match:
        return None
    if match["quoted"]:
        inner = match["quoted"][1:-1]
        return Named(start, match.end(), f"{head.plain} {inner}", 0.85)
    words = match["plain"].split()
    if _SHORT.fullmatch(
        words[0]
    ):  # "Zweckverband 4IT Auszug": after an abbreviation only another one belongs to the name
        words = words[: next((i for i, word in enumerate(words) if not _SHORT.fullmatch(word)), len(words))]
    if "und" in words:
        words = words[: words.index("und") + 2]  # after "A und B" the sentence goes on
    while words and (words[-1] in ("&", "und", "für", "/") or words[-1].endswith("-")):
        words.pop()
    cut = next((i for i, word in enumerate(words) if _ends_name(word, is_last=i + 1 == len(words))), len(words))
    words = words[:cut]
    while words and words[-1] in ("&", "und", "für", "/"):
        words.pop()
    if not words or (len(words) == 1 and words[0].lower().endswith(("verordnung", "gesetz", "satzung", "recht", "e"))):
        return None
    kept = " ".join(words)
    stop = end + 1 + len(kept)
    if text[end + 1 : stop] != kept:
        return None
    return Named(start, stop, f"{head.plain} {kept}", 0.7)
