"""Figures that count nothing: references, times, addresses, telephone numbers, versions, ordinals.

Each rule looks at the word before a figure or at the characters after it, a fixed distance, and says where the stretch ends.
"""

import re

from daseinswerk.engine.text.abbreviations import MONTHS, OPENERS

# Words before a figure that number something instead of counting it.
_REFERENCE = frozenset(
    ["§", "§§", "artikel", "art.", "absatz", "abs.", "satz", "s.", "seite", "seiten", "nr.", "nrn.", "nummer", "nummern", "no.", "nr", "ziffer", "ziff.", "kapitel", "kap.", "abschnitt", "abschn.", "anlage", "anlagen", "anl.", "anhang", "top", "tagesordnungspunkt", "punkt", "pkt.", "vorlage", "vorlagen-nr.", "vorlagennummer", "drs.", "drucksache", "zimmer", "raum", "version", "release", "v.", "din", "en", "iso", "iec", "vdi", "vde", "rfc", "linie", "linien", "los", "block", "phase", "stufe", "haus", "flst.", "flurstück", "dezernat", "dez.", "tabelle", "tab.", "abbildung", "abb.", "bild", "fußnote", "fn.", "zeile", "spalte", "bd.", "band", "heft", "frage", "fragen", "antrag", "beschluss", "variante", "gleis", "teil", "klasse", "kategorie", "konto", "kto.", "blz", "hrb", "az.", "az", "aktenzeichen", "teilhaushalt", "rn.", "rz.", "rdnr.", "randnummer", "buchstabe", "schritt", "level", "modul", "maßnahme", "ziel", "stadtbahnlinie", "bus", "buslinie", "bundesstraße", "autobahn", "windows", "office", "exchange", "sharepoint", "outlook", "excel", "server", "ubuntu", "firmware", "software", "build", "patch", "paragraph", "paragraf", "plz", "formular", "gebäude", "geb.", "halle", "tor", "ebene", "bauabschnitt", "baufeld", "feld", "projekt", "produkt", "produktgruppe", "produktbereich", "kostenstelle", "kapitalkonto", "id", "beiblatt", "kw", "kalenderwoche", "leitziel", "handlungsfeld"]
)
_TELEPHONE = frozenset(["tel.", "tel", "telefon", "telefonnummer", "telefax", "fax", "mobil", "mobiltelefon", "handy", "durchwahl", "postfach", "iban", "kto.", "hotline", "rufnummer", "fon"])
_STREET = ("straße", "strasse", "str.", "platz", "allee", "weg", "ring", "gasse", "ufer", "damm", "markt", "steige", "pfad", "chaussee", "zeile")
_TAIL = re.compile(
    r"[0-9][0-9A-Za-z./:\-–]{0,40}(?:\s?(?:,|und|bis|-|–|/|bzw\.)\s?[0-9][0-9./\-]{0,20}(?![0-9.,]{0,20}\s{0,2}(?:%|€|EUR|Euro|Mio|Prozent|[A-ZÄÖÜ]))){0,8}"
)
_DIALLED = re.compile(r"[0-9][0-9 ()/\-–.]{0,40}[0-9]|[0-9]+")
_TIME = re.compile(
    r"[0-9]{1,2}(?:[.:][0-9]{2})?\s{0,2}(?:(?:[-–/]|bis|und)\s{0,2}[0-9]{1,2}(?:[.:][0-9]{2})?\s{0,2})?Uhr\b"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])|[0-9]{1,2}\.[0-9]{2}\s?h\b"
)
# "5-10 Mio. Euro", "10-15 %", "12-14 Monate": a hyphen between a free-standing figure and one that is followed by what is counted.
_RANGE_START = re.compile(r"(?:^|(?<![0-9])[\s(])[0-9]{1,3}(?:[.,][0-9]{1,3})*[-–]$")
_RANGE_END = re.compile(
    r"[0-9]{1,3}(?:[.,][0-9]{1,3})*(?:,-)?\s{0,2}(?:%|€|EUR|Euro|TEUR|T€|Cent|ct\b|Mio|Mrd|Tsd|Million|Milliarde|Prozent|km|cm|m[²³]?\b|ha\b|kWh?\b|MWh?\b|"
    r"Stunden|Tage|Wochen|Monate|Jahre|Minuten|Personen|Plätze|Mal\b)"
)
_VERSION = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}(?![0-9])")
_VERSION_BEFORE = re.compile(r"\b(?:Version|Release|Firmware|Software|Build|Patch|Ver\.|Kapitel|Abschnitt|Ziffer|Ziff\.|Punkt|Pkt\.|Nummer|Nr\.)\s{1,3}$")
_TIME_MARKS = frozenset(".:-–/buU")  # what may follow the digits of a time, beside white space
_DOTTED = re.compile(r"(?![0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.]))[0-9]+(?:\.[0-9]+){2,}|[0-9]{1,2}\.[0-9]{1,2}\.(?![0-9])")
_SLASHED = re.compile(r"(?!(?:19|20)[0-9]{2}\s?/\s?(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9/]))[0-9]+(?:/[0-9A-Za-z]+)+(?:-[0-9A-Z]+)*")
_LEADING_ZERO = re.compile(r"0[0-9]{2,5}(?:[ /\-–]{1,3}[0-9]{2,})*")
_ORDINAL = re.compile(r"[0-9]{1,3}\.(?=\s{1,3}([A-Za-zÄÖÜäöü]+)|\s{0,2}(?:[-–/,+]|und|bis)\s{0,2}[0-9]{1,3}\.)")
_GLUED = re.compile(r"[0-9]+(?:er\b|[A-Za-zÄÖÜäöüß](?<![kmcdhtlgMGW°])\w*|-(?!(?:[Pp]rozent|Mio|Mrd|Euro|Cent|EUR|€|Mill|Tausend))[A-Za-zÄÖÜäöü]\S{0,40})")
_POSTCODE = re.compile(r"[0-9]{5}\s{1,2}(?=[A-ZÄÖÜ][a-zäöüß]+)")
_BACK = 32  # characters looked at before a figure
_ADDRESS = 80  # characters of the token around a figure that may be an address on the web


def is_version(text: str, start: int) -> bool:
    """Whether the figure at `start` begins a version or the number of a section, which may look like a short date ("Firmware 10.4.21")."""
    return bool(_VERSION.match(text, start) and _VERSION_BEFORE.search(text[max(0, start - _BACK) : start]))


def not_value(text: str, start: int, run: int) -> int | None:
    """Where the stretch that begins with the figure of `run` digits at `start` ends, if it counts nothing; else `None`."""
    before = text[start - 1] if start else " "
    if before in "-–" and start > 1 and _RANGE_END.match(text, start) and _RANGE_START.search(text[max(0, start - _BACK) : start]):
        return None
    if before.isalpha() or before in "_@&?=.,'’" or (before in "-–/" and start > 1 and (text[start - 2].isalnum() or text[start - 2] == "/")):
        return start + run
    if run > 15 or ("/" in before and _in_address(text, start)):
        return start + run
    mark = text[start + run : start + run + 1]  # most rules ask for a certain character after the digits
    match = _TIME.match(text, start) if mark in _TIME_MARKS or mark.isspace() else None
    if not match and not mark.isspace():
        match = _DOTTED.match(text, start) or _SLASHED.match(text, start) or _GLUED.match(text, start)
    if match:
        return match.end()
    if text[start] == "0" and run > 2 and (match := _LEADING_ZERO.match(text, start)):
        return match.end()
    if mark == "." and (match := _ORDINAL.match(text, start)) and _is_ordinal(match[1]):
        return match.end()
    return _after_word(text, start, run)


def _after_word(text: str, start: int, run: int) -> int | None:
    """The same, decided by the word before the figure."""
    words = text[max(0, start - _BACK) : start].rstrip(" \t\n:=(").rsplit(None, 1)
    word = words[-1].lstrip("(„\"[").lower() if words else ""
    if word == "v." and len(words) > 1 and words[0].endswith("H."):
        word = "von"  # "i. H. v. 9.990 EUR": no version
    if word.rstrip(":") in _TELEPHONE or word in ("+49", "(+49)"):
        return _DIALLED.match(text, start).end()
    if word.rstrip(":,") in _REFERENCE or word == "§" or text[start - 1 : start] == "§":
        return _TAIL.match(text, start).end()
    if word.endswith(_STREET) and run < 4:
        return start + run
    alone = not word or word[-1] in ",;|" or word.endswith(("-", "in")) or text[start - 1 : start] in ("", "\n")
    if run == 5 and alone and (match := _POSTCODE.match(text, start)):
        return match.end()
    return None


def _is_ordinal(word: str | None) -> bool:
    """"2. Änderung" and "20. September" number; "… auf 40. Die Stadt" ends a sentence."""
    return word is None or word in MONTHS or word not in OPENERS


def _in_address(text: str, start: int) -> bool:
    token = text[max(0, start - _ADDRESS) : start].rpartition(" ")[2]
    return "://" in token or "www." in token or "@" in token
