"""How a municipality is written: the register's name, its short form, and the ways people spell the rest of it.

A register name is a base ("Mühldorf") and often a part that tells it from others of that name ("a.Inn"). The register
abbreviates that part in dozens of ways ("i.d.OPf.", "(Westf.)", "/Erzgeb."); texts write it out, or as "X/Y", "X (Y)", "X-Y".
Everything here follows from the register name alone, so a new register needs no new list.
"""

import re
from dataclasses import dataclass
from functools import cache

# What the register shortens. Sources: the names themselves, read against the regions of their municipalities.
SHORT = {
    "OPf.": "Oberpfalz", "OB": "Oberbayern", "NB": "Niederbayern", "OFr.": "Oberfranken", "UFr.": "Unterfranken",
    "Bay.": "Bayern", "Schw.": "Schwaben", "Odw.": "Odenwald", "Westf.": "Westfalen", "Rhld.": "Rheinland",
    "Erzgeb.": "Erzgebirge", "Sa.": "Sachsen", "Vogtl.": "Vogtland", "O.L.": "Oberlausitz", "Thür.": "Thüringen",
    "Thür. Wald": "Thüringer Wald", "Sächs. Schw.": "Sächsische Schweiz", "Oldb": "Oldenburg", "Ww": "Westerwald",
    "Hl.Blut": "Heilig Blut",
}
_JOINT = re.compile(r"(?<=\w) (?=(?:am|an|im|in|bei|ob|auf|unter|vor|vorm|zum|a\.|b\.|i\.|v\.)(?: |\w|d\.))")
_PREPOSITION = (
    (re.compile(r"^a\. ?d\. ?"), "an der "), (re.compile(r"^i\. ?d\. ?"), "in der "), (re.compile(r"^v\. ?d\. ?"), "vor der "),
    (re.compile(r"^a\. ?"), "am "), (re.compile(r"^b\. ?"), "bei "),
    (re.compile(r"^i\. ?(?=OB|NB|Bay|OFr|UFr|Schw)"), "in "), (re.compile(r"^i\. ?"), "im "),
)
_LEADS = ("am ", "an der ", "im ", "in der ", "in ", "bei ", "auf ", "vor der ", "ob der ", "ob ", "unter ", "vorm ", "auf den ")
_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Name:
    """A register name taken apart: `base`; `rest` written out with its preposition ("am Inn"), empty if there is none;
    `region`: the rest without it ("Inn"); `bare`: whether the rest stood in brackets or after a slash."""

    base: str
    rest: str
    region: str
    bare: bool


@cache
def take_apart(name: str) -> Name:
    """The parts of a register name; what follows " / " is a name in Sorbian and is left out."""
    german = name.split(" / ")[0].strip()
    found = re.match(r"^(?P<base>[^(/]+?) ?(?:\((?P<inside>[^)]+)\)|/ ?(?P<after>.+))", german)
    if found:
        region = _written_out((found["inside"] or found["after"]).split("/")[0].strip())
        return Name(found["base"].strip(), region, _without_lead(region), bare=True)
    parts = _JOINT.split(german, maxsplit=1)
    if len(parts) == 1 or parts[0] in {"Bad", "Groß", "Klein", "St."}:
        return Name(german, "", "", bare=False)
    rest = _written_out(parts[1])
    return Name(parts[0], rest, _without_lead(rest), bare=False)


def _written_out(rest: str) -> str:
    for pattern, words in _PREPOSITION:
        rest, changed = pattern.subn(words, rest)
        if changed:
            break
    rest = re.sub(r"\bb\. ?(?=[A-Z])", "bei ", rest)
    rest = re.sub(r" i\.d\.(?=\w)", " in der ", rest)
    for short in sorted(SHORT, key=len, reverse=True):
        if rest.endswith(short):
            return rest[: -len(short)] + SHORT[short]
    return rest


def _without_lead(rest: str) -> str:
    for lead in sorted(_LEADS, key=len, reverse=True):
        if rest.startswith(lead):
            return rest[len(lead):]
    return rest


def full_forms(name: str) -> set[str]:
    """The ways to write the whole name, the distinguishing part included."""
    parts = take_apart(name)
    forms = {name, name.split(" / ")[0].strip()}
    if parts.rest:
        forms |= _with_region(parts)
    return {variant for form in forms for variant in saint_forms(form)}


def _with_region(parts: Name) -> set[str]:
    base, region = parts.base, parts.region
    forms = {f"{base} ({region})", f"{base}/{region}", f"{base} / {region}", f"{base} {parts.rest}", f"{base}-{region}"}
    if parts.bare:
        forms |= {f"{base} {lead}{region}" for lead in ("am ", "an der ", "im ", "in der ", "in ", "bei ", "auf ")}
        forms |= {f"{base} {region}", f"{base} a. d. {region}", f"{base} a.d. {region}", f"{base} i. d. {region}"}
        words = region.split(" ")
        if words[0].endswith("e") and len(words) == 2:  # Sächsische Schweiz: in der Sächsischen Schweiz
            forms |= {f"{base} {lead}{words[0]}n {words[1]}" for lead in ("in der ", "im ")}
    for words, shorts in (
        ("an der ", ("a. d. ", "a.d. ", "a.d.")), ("in der ", ("i. d. ", "i.d. ", "i.d.")), ("vor der ", ("v. d. ", "v.d. ", "v.d.")),
        ("am ", ("a. ", "a.")), ("im ", ("i. ", "i.")), ("bei ", ("b. ", "b.")), ("ob der ", ("o. d. ", "o.d. ", "o.d.", "o. T.")),
    ):
        if parts.rest.startswith(words):
            forms |= {f"{base} {short}{parts.rest[len(words):]}" for short in shorts}
            break
    return forms | {form.replace("Oberpfalz", "OPf.") for form in forms if "Oberpfalz" in form}


def shortened_forms(name: str) -> set[str]:
    """The distinguishing part by its first letters: "Frankfurt a. M.", "Halle/S.", "Freiburg i. Br.", "Rothenburg o. d. T."."""
    parts = take_apart(name)
    if not parts.region or not parts.region[0].isupper():
        return set()
    lead = "".join(word[0] + "." for word in parts.rest.removesuffix(parts.region).split()) if not parts.bare else "a."
    leads = {lead, lead.replace(".", ". ").strip()} | ({"a.d.", "a. d."} if parts.bare else set())
    initials = {parts.region[0] + ".", parts.region[:2] + "."}
    forms = {f"{parts.base} {each} {initial}" for each in leads for initial in initials} | {f"{parts.base} {lead}{initial}" for initial in initials}
    return forms | {f"{parts.base}/{initial}" for initial in initials} | {f"{parts.base} ({initial})" for initial in initials}


def base_forms(name: str) -> set[str]:
    """The ways to write the name without the distinguishing part."""
    return saint_forms(take_apart(name).base)


def saint_forms(form: str) -> set[str]:
    """ "St. Ingbert", "St.Ingbert" and "Sankt Ingbert"; "Hann. Münden" and "Hannoversch Münden"."""
    forms = {form}
    if form.startswith(("St. ", "St.", "Sankt ")):
        saint = re.sub(r"^(St\. ?|Sankt )", "", form)
        forms |= {f"St. {saint}", f"St.{saint}", f"Sankt {saint}"}
    if form.startswith("Hann. "):
        forms.add("Hannoversch " + form[6:])
        forms.add("Hann " + form[6:])
    return forms


def ascii_form(form: str) -> str:
    """ "Köln" as "Koeln"; the same string where nothing changes."""
    return form.translate(_ASCII)
