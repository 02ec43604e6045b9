"""Figures that count nothing: references, times, addresses, telephone numbers, versions, headings."""

import re
from collections.abc import Iterator

_REFERENCE = (
    r"§§?|Art(?:ikel|\.)|Abs(?:atz|\.)|S(?:atz|eite|\.)|Nrn?\.|Nummer|Ziff(?:er|\.)|Kap(?:itel|\.)|Abschn(?:itt|\.)|Anl(?:age|\.)|"
    r"Anhang|TOP|Tagesordnungspunkt|Punkt|Pkt\.|Vorlage|Drs\.|Drucksache|Zimmer|Raum|Version|Release|V\.|DIN|EN|ISO|IEC|VDI|VDE|"
    r"RFC|Tel(?:efon|\.)|Telefax|Fax|Mobil|Durchwahl|Postfach|PLZ|Linie|Los|Block|Phase|Stufe|Haus|Flst\.|Flurstück|Dez(?:ernat|\.)|"
    r"Tab(?:elle|\.)|Abb(?:ildung|\.)|Bild|Fußnote|Fn\.|Zeile|Spalte|Bd\.|Band|Heft|Frage|Antrag|Beschluss|Variante|Gleis|"
    r"Teil|Klasse|Kategorie|Stand|Artikelnr\.|Kto\.|Konto|IBAN|BLZ|BIC|HRB|Az\.|AZ|Aktenzeichen|Teilhaushalt|Windows|Python|Rn\.|Rz\."
)
_PATTERNS = (
    re.compile(rf"(?<!\w)(?:{_REFERENCE})\s*:?\s*(?:Nr\.\s*)?[0-9][0-9A-Za-z./:\-–]*(?:\s*(?:,|und|bis|-|–|/|f\.|ff\.)\s*[0-9][0-9./\-]*(?![0-9.,]*\s*(?:%|€|Euro|Mio)))*"),
    re.compile(r"(?<!\w)(?:Tel(?:efon|\.)|Telefax|Fax|Mobil|Durchwahl|Postfach|IBAN|Kto\.|Konto)[:\s]*(?:[A-Z]{2})?[+(]?[0-9][0-9 ()/\-]*[0-9]"),
    re.compile(r"\b[0-9]{1,2}(?:[.:][0-9]{2})?\s*(?:[-–]|bis)?\s*(?:[0-9]{1,2}(?:[.:][0-9]{2})?\s*)?(?:Uhr\b|h\b(?!a))"),
    re.compile(r"\b[0-9]{1,2}:[0-9]{2}\b"),
    re.compile(r"\b(?:\w*(?:straße|strasse|str\.|platz|allee|weg|ring|gasse|ufer|damm|markt)|\w+-(?:Straße|Str\.|Platz|Allee|Weg|Ring))\s+[0-9]{1,4}\s?[a-z]?\b(?!\s*(?:%|Prozent|Euro|€|Meter|m\b|km\b))", re.IGNORECASE),
    re.compile(r"\b(?:D-)?[0-9]{5}\s+(?=[A-ZÄÖÜ][a-zäöüß]+)"),
    re.compile(r"(?<![\w.,])(?![0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.]))[0-9]+(?:\.[0-9]+){2,}(?![0-9])"),
    re.compile(r"\b(?!(?:19|20)[0-9]{2}/(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9/]))[0-9]+/[0-9]{2,}(?:[/-][0-9A-Z]+)*"),
    re.compile(r"\+?\b0[0-9]{2,5}[ /\-][0-9][0-9 \-/]{3,}[0-9]"),
    re.compile(r"\b[A-Za-zÄÖÜäöü]+[0-9]+\w*\b|\b(?:https?://|www\.)\S+|\S+@\S+"),
    re.compile(r"\b[0-9]+\.(?=\s+[A-Za-zÄÖÜäöü(]|\s*[-–/]|,)|(?<=[\s(])[0-9]{1,2}\.[0-9]{1,2}\.(?![0-9])"),
    re.compile(r"\b[0-9]+\.\s*(?:bis|und|/|-|–)\s*[0-9]+\.\s"),
    re.compile(r"\b(?:1[89]|20)[0-9]0er\b(?:[- ]Jahren?)?|\b[0-9]{2}er\b"),
    re.compile(r"\b[0-9]{4}/[0-9]{2}/[A-Z]+"),
)


def not_values(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch in which figures are no values (of any kind but dates, which are looked for before)."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield match.span()
