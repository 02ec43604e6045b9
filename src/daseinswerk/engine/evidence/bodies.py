"""Names of bodies in a sentence: offices, municipal companies, firms, institutes.

Offices and firms carry their kind in their name: "Amt für …", "Gartenbauamt", "Eigenbetrieb …", "Stadtwerke …", "… GmbH". A name
is read from that mark outwards, over capital letters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from daseinswerk.engine.evidence.passages import Passage

_CAP = r"[A-ZÄÖÜ][\wäöüß&.+-]*"
_OFFICE = (
    rf"Amt(?:e?s)?\s+für\s+{_CAP}(?:(?:\s*,\s*|\s+und\s+|\s+)(?:{_CAP}))*"
    r"|(?:[A-ZÄÖÜ][\w-]{1,30}-\s(?:und|oder)\s)?[A-ZÄÖÜ][\w-]{1,40}amt(?:e?s)?\b"  # "Schul- und Sportamt" is one office
    rf"|Eigenbetrieb(?:s|es)?\s+(?:für\s+)?{_CAP}|Stabsstelle\s+{_CAP}(?:\s+(?:und\s+)?{_CAP})*"
    r"|(?:Tiefbau|Garten|Liegenschafts|Ordnungs|Schul|Kultur|Sozial|IT|Haupt|Personal|Umwelt|Stadtplanungs)-?[Aa]mt(?:e?s)?\b|Branddirektion|Wirtschaftsförderung(?!\w)|Stadtbibliothek"
)
_UTILITY = rf"(?:Stadtwerken?|Verkehrsbetrieben?|Bäderbetrieben?|Kommunale\s+Dienste|Gemeindewerken?|Stadtnetze)(?:\s+{_CAP}){{0,3}}"
FIRM = rf"(?:{_CAP}\s+(?:(?:und|für|&)\s+)?){{1,5}}(?:g?GmbH(?:\s*&\s*Co\.?\s*KG)?|AG\b|eG\b|e\.\s?G\.|SE\b|KG\b|mbH|e\.\s?V\.|AöR|OHG|Ltd\b|Inc\b)"
_LOWER_FIRM = r"(?<=der )(?!\w+(?:e|en|er|es)\b)[a-zäöü][\w.-]{3,}\s+(?:GmbH|AG|SE)\b"
_INSTITUTE = rf"(?:Fraunhofer[\w-]*(?:\s+{_CAP}){{0,3}}|Hochschule(?:\s+{_CAP})?|Universität(?:\s+{_CAP})?|(?:Bundes|Landes)ministerium(?:s)?(?:\s+für\s+{_CAP}(?:\s+und\s+{_CAP})?)?|Regierungspräsidium(?:s)?(?:\s+{_CAP})?|{_CAP}verbund(?:\s+{_CAP})?|Deutsche[rn]?\s+(?:Telekom|Glasfaser|Bahn|Städtetag))"
_NAME = re.compile(rf"(?<![\w-])(?:(?P<firm>{FIRM}|{_LOWER_FIRM})|(?P<office>{_OFFICE})|(?P<utility>{_UTILITY})|(?P<institute>{_INSTITUTE}))")
_TIED_NAME = re.compile(
    r"\b(?:[Kk]ooperation|[Zz]usammenarbeit|[Zz]usammen|[Gg]emeinsam|[Pp]artnerschaft|[Vv]ertrags?|[Rr]ahmenvertrags?|[Ff]irma|[Uu]nternehmen|[Dd]ienstleisters?|[Aa]nbieters?|[Ss]eitens|[Pp]rojektpartner)"
    r"\s+(?:eng\s+)?(?:(?:mit|von|ist|sind)\s+)?(?:(?:dem|der|den|des|die|das)\s+)?(?P<name>[A-ZÄÖÜ][\w.&-]+(?:\s+[A-ZÄÖÜ][\w&-]+){0,2})"
)
# A name of up to six words as it follows "ist die" or "von der".
NAMED = r"(?P<name>[A-ZÄÖÜ][\wäöüß&.-]*(?<![.])(?:\s+(?:(?:und|für|am|an\s+der|der|des|&)\s+)?[A-ZÄÖÜ][\wäöüß&.-]*(?<![.])){0,5}(?:\s+e\.\s?V\.)?)"
_PLAINLY = re.compile(
    rf"\b(?:Projektp|P)artner(?:in|innen)?\s+(?:ist|sind|war|waren)\s+(?:(?:die|der|das)\s+)?{NAMED}"
    rf"|\b(?:Mit\s+im\s+Boot\s+(?:ist|sind)|Hinter\s+\w+\s+(?:steht|stehen)|[Gg]eliefert\s+(?:hat|haben)\s+\w+\s+\w+)\s+(?:(?:die|der|das|den)\s+)(?P<with>[A-ZÄÖÜ][\wäöüß&-]+(?:\s+[A-ZÄÖÜ][\wäöüß&-]+){{0,2}})"
    rf"|\b(?:des|vom)\s+Herstellers?\s+(?P<maker>[A-ZÄÖÜ][\wäöüß&-]+(?:\s+[A-ZÄÖÜ][\wäöüß&-]+){{0,1}})"
    rf"|\b(?:Software|Technik|Plattform|Produkt|System|Geräte)\s+(?:(?:kommt|kommen|stammt|stammen|ist|sind)\s+)?(?:von|der)\s+(?:der\s+)?(?:Firma\s+)(?P<firm>[A-ZÄÖÜ][\wäöüß&-]+(?:\s+[A-ZÄÖÜ][\wäöüß&-]+){{0,2}})"
)
_PROPER = re.compile(r"[A-ZÄÖÜ]\w*[A-ZÄÖÜ]|\w\.\w")
_NO_BODY = frozenset(["CDU", "SPD", "FDP", "AfD", "GRÜNE", "GRÜNEN", "KAL", "KULT", "FW", "FWV", "FW|FÜR", "DIE", "LINKE", "BSW", "IT", "WLAN", "KI", "EU", "DSGVO", "PV", "ÖPNV", "LED", "GPS", "QR", "OZG", "EDV", "LTE", "USA"])
_LEADING = re.compile(r"^(?:(?:Die|Der|Das|Den|Dem|Firma|Firmen|Durch|Mit|An|Von|Bei|Für|Seitens|Über|Eine|Im|In|Bieterin|Bieter|Unternehmen|Rang|Herr|Frau|Zwischen|Gesellschaft|Bauunternehmen|Nachunternehmer|Baufirma|Unterstützung|Dienstleister|Anbieter|Vertragspartner|Fa\.)\s+)+")


@dataclass(frozen=True, slots=True)
class Body:
    """A named body in a passage. `sort`: firm, office, utility, institute."""

    name: str
    sort: str
    passage: Passage
    start: int
    end: int


def bodies_in(passage: Passage) -> Iterator[Body]:
    """The bodies a passage names, in order."""
    for name, sort, start, end in _names(passage.text):
        yield Body(name, sort, passage, start, end)


def tied_names(passage: Passage) -> Iterator[Body]:
    """Proper names without a legal form that a word of cooperation points at: "Kooperation mit dem KIT", "Firma SoftwareOne".

    A name shows itself by a second capital, a dot or a figure inside the word; party names and technical shorts are left out.
    """
    for match in _PLAINLY.finditer(passage.text):
        group = match.lastgroup or "name"
        yield Body(match[group], "named", passage, match.start(group), match.end(group))
    for match in _TIED_NAME.finditer(passage.text):
        name = match["name"].strip(" .,;")
        first = name.split()[0]
        if _PROPER.search(first) and first.rstrip("-") not in _NO_BODY and not first.endswith("-") and not first.startswith(("IT-", "EU-", "E-")):
            yield Body(name, "named", passage, match.start("name"), match.end("name"))


@lru_cache(maxsize=1_024)
def _names(text: str) -> tuple[tuple[str, str, int, int], ...]:
    """Names, their sort and place; remembered, because two rules ask for the same sentence."""
    found = []
    for match in _NAME.finditer(text):
        name = _LEADING.sub("", match.group()).strip(" ,.-")
        sort = match.lastgroup or ""
        if len(name) >= 3 and (sort != "firm" or len(name.split()) > 1):
            found.append((nominative(name, sort), sort, match.start() + match.group().find(name), match.end()))
    return tuple(found)


def nominative(name: str, sort: str) -> str:
    """German genitive and dative forms of offices taken back: "Gartenbauamtes" is the "Gartenbauamt"."""
    if sort == "office":
        name = re.sub(r"(?<=[aA]mt)e?s$", "", name)
        name = re.sub(r"^Amt(?:e?s)\b", "Amt", name)
        name = re.sub(r"^Eigenbetrieb(?:e?s)\b", "Eigenbetrieb", name)
    if sort == "utility":
        name = re.sub(r"^(Stadtwerke|Verkehrsbetriebe|Bäderbetriebe|Gemeindewerke)n\b", r"\1", name)
    return name
