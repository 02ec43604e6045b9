"""How digital a text is: the words that only occur where something digital is spoken of.

Municipal papers are mostly about kindergartens, streets and fees. A word list decides well enough whether a paper is about a
digital service, if it counts three things apart: words that name one (WLAN, Glasfaser, App), words that accompany one
(Plattform, elektronisch, Daten), and where they stand. A subject line that names one is worth more than ten asides, and the
same word said ten times is worth little more than said four times.
"""

import math
import re
from collections import Counter

_NAMING = (
    r"w-?lan\w*|hotspots?|glasfaser\w*|breitband\w*|lorawan|lpwan|iot|5g|mobilfunk\w*|digitalfunk\w*|betriebsfunk\w*|gigabit\w*"
    r"|apps?|web-app\w*|smartphone\w*|digital\w*|online\w*|e-government|egovernment|smart\w*|software\w*|datenplattform\w*"
    r"|open-?data|opendata|chatbot\w*|ki|künstliche[rn]? intelligenz|sensor\w*|\w*ladestation\w*|\w*ladesäule\w*|\w*ladeinfrastruktur"
    r"|\w*ladepunkt\w*|e-lade\w*|internet\w*|it|it-\w+|edv\w*|rechenzentrum\w*|rechenzentren|\w+informationssystem\w*|geoportal\w*|geodaten\w*"
    r"|videokonferenz\w*|live-?stream\w*|e-akte\w*|eakte\w*|dokumentenmanagement\w*|cyber\w*|informationstechn\w+|telekommunikation\w*"
    r"|mängelmelder\w*|open source|opensource|tablets?|notebooks?|endgeräte\w*|xplanung\w*|building information \w+|onlinezugangsgesetz\w*|ozg|"
    r"robot\w*|drohnen?|handyparken\w*|elektronische akte|virtuell\w*|e-\w*ticket\w*|handyticket\w*|algorithm\w*|datenbank\w*"
)
_ACCOMPANYING = (
    r"plattform\w*|portale?\w*|bürgerportal\w*|\w*portals?|elektronisch\w*|daten|datensch\w+|website\w*|webseite\w*|homepage\w*|netzwerktechnik\w*|server\w*|hardware\w*"
    r"|monitoring\w*|leitstelle\w*|telefonanlage\w*|lizenz\w*|dashboard\w*|automatisier\w*|schnittstellen?|browser\w*|cloud\w*|hosting\w*"
    r"|e-mobilität\w*|elektromobilität\w*|straßenbeleuchtung\w*|außenbeleuchtung\w*|mbit\w*|bandbreiten?|social media|facebook|e-mail\w*|technologieregion\w*|vernetz\w+"
    r"|videoüberwachung\w*|kameras?|echtzeit\w*|bargeldlos\w*|it-sicherheit\w*|technologie\w*|intelligente\w*|informationssystem\w*"
)
_WORDS = re.compile(rf"(?<![\w@/])(?:(?P<naming>{_NAMING})|(?P<accompanying>{_ACCOMPANYING}))(?!\w)", re.IGNORECASE)
_ADDRESS = re.compile(r"\S*(?:https?://|www\.|@)\S*", re.IGNORECASE)


def digital_words(text: str) -> Counter[str]:
    """The digital words of a text in lower case; those that only accompany are marked with a leading `~`."""
    found: Counter[str] = Counter()
    for match in _WORDS.finditer(_ADDRESS.sub(" ", text)):
        word = match.group().lower()
        if word in ("it", "ki") and not match.group().isupper():
            continue
        found[word if match.lastgroup == "naming" else "~" + word] += 1
    return found


def digital_weight(text: str) -> float:
    """How much a text speaks of digital things: 0 for not at all, about 1 for one plain mention, growing slowly."""
    return sum(_damped(times) * (0.35 if word.startswith("~") else 1.0) for word, times in _stems(digital_words(text)).items())


def _damped(times: int) -> float:
    return 1 + math.log2(times)


def _stems(words: Counter[str]) -> Counter[str]:
    """Inflected forms and compounds counted together: the first eight letters are enough to tell these words apart."""
    stems: Counter[str] = Counter()
    for word, times in words.items():
        stems[word[:8]] += times
    return stems
