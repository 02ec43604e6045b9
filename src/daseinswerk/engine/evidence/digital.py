"""How digital a text is: the words that only occur where something digital is spoken of.

Municipal papers are mostly about kindergartens, streets and fees. A word list decides well enough whether a paper is about a
digital service, if it counts three things apart: words that name one (WLAN, Glasfaser, App), words that accompany one
(Plattform, elektronisch, Daten), and where they stand. A subject line that names one is worth more than ten asides, and the
same word said ten times is worth little more than said four times.
"""

import math
import re
from collections import Counter
from functools import lru_cache

# Whole words: too short to be believed as the beginning of another one.
_NAMING_WORDS = frozenset(
    ["app", "apps", "it", "ki", "iot", "5g", "ozg", "edv", "wlan", "w-lan", "lorawan", "lpwan", "intelligenz", "opensource", "open-source", "source", "opendata", "open-data", "tablet", "tablets", "notebook", "notebooks", "drohne", "drohnen", "hotspot", "hotspots", "livestream", "live-stream", "software"]
)
_NAMING_BEGINNINGS = (
    "wlan", "w-lan", "ka-wlan", "glasfaser", "breitband", "mobilfunk", "digitalfunk", "betriebsfunk", "gigabit", "web-app", "smartphone", "digital",
    "online", "e-government", "egovernment", "smart-", "smartcity", "software", "datenplattform", "chatbot", "sensor", "e-lade", "internet", "it-",
    "rechenzentr", "geoportal", "geodaten", "videokonferenz", "livestream", "live-stream", "e-akte", "eakte", "dokumentenmanagement", "cyber",
    "informationstechn", "telekommunikation", "mängelmelder", "endgerät", "xplanung", "onlinezugang", "robot", "handyparken", "virtuell",
    "handyticket", "e-ticket", "algorithm", "datenbank", "elektroauto-lade",
)  # fmt: skip
_NAMING_INSIDE = ("ladestation", "ladesäule", "ladeinfrastruktur", "ladepunkt", "-app", "software", "digitalisier", "-wlan", "sensoren", "breitband", "glasfaser")
_NAMING_ENDS = ("informationssystem", "informationssystems", "informationssysteme", "informationssystemen")
_ACCOMPANYING_WORDS = frozenset(["daten", "portal", "portale", "facebook", "server", "cloud", "mbit", "informationssystem", "informationssysteme", "informationssystems", "social", "smart"])
_ACCOMPANYING_BEGINNINGS = (
    "plattform", "relaunch", "bürgerportal", "elektronisch", "datensch", "website", "webseite", "homepage", "netzwerktechnik", "server", "hardware", "monitoring",
    "leitstelle", "telefonanlage", "lizenz", "dashboard", "automatisier", "schnittstelle", "browser", "hosting", "e-mobilität", "elektromobilität",
    "straßenbeleuchtung", "außenbeleuchtung", "mbit", "bandbreite", "e-mail", "technologieregion", "vernetz", "videoüberwachung", "kamera", "echtzeit",
    "bargeldlos", "technologie", "intelligent", "portal",
)  # fmt: skip
_ACCOMPANYING_ENDS = ("portal", "portals", "portale")
_ACRONYMS = frozenset(("it", "ki", "iot", "ozg", "edv"))
_TOKEN = re.compile(r"[A-Za-zÄÖÜäöüß0-9][\wäöüß-]*")
_ADDRESS = re.compile(r"\S*(?:https?://|www\.|@)\S*", re.IGNORECASE)


def digital_words(text: str) -> Counter[str]:
    """The digital words of a text in lower case; those that only accompany are marked with a leading `~`."""
    return Counter(_listed(text))


def is_digital(text: str) -> bool:
    """Whether a text names something digital; words that only accompany are not enough."""
    return any(not word.startswith("~") for word in _listed(text))


@lru_cache(maxsize=1_024)
def _listed(text: str) -> tuple[str, ...]:
    """Remembered, because the verdict and several rules ask for the same sentence."""
    found = []
    if "://" in text or "www." in text or "@" in text:
        text = _ADDRESS.sub(" ", text)
    for token in _TOKEN.findall(text):
        word = _digital(token)
        if word:
            found.append(word)
    return tuple(found)


@lru_cache(maxsize=50_000)
def _digital(written: str) -> str:
    """The word as it is counted, empty if it is not digital."""
    word = written.lower().rstrip("-")
    if word.startswith("it-amt"):
        return ""  # the name of an office: what it rents or whom it employs is no service
    if word in _ACRONYMS and not written.isupper() and written != "IoT":
        return ""
    if (
        word in _NAMING_WORDS
        or word.startswith(_NAMING_BEGINNINGS)
        or (word.endswith(_NAMING_ENDS) and word not in _ACCOMPANYING_WORDS)
        or any(part in word for part in _NAMING_INSIDE)
    ):
        return word
    if word in _ACCOMPANYING_WORDS or word.startswith(_ACCOMPANYING_BEGINNINGS) or word.endswith(_ACCOMPANYING_ENDS):
        return "~" + word
    return ""


def digital_weight(*texts: str) -> float:
    """How much these texts together speak of digital things: 0 for not at all, 1 for one plain mention, growing slowly."""
    words: Counter[str] = Counter()
    for text in texts:
        words.update(_listed(text))
    return sum(_damped(times) * (0.35 if word.startswith("~") else 1.0) for word, times in _stems(words).items())


def _damped(times: int) -> float:
    return 1 + math.log2(times)


def _stems(words: Counter[str]) -> Counter[str]:
    """Inflected forms and compounds counted together: the first eight letters are enough to tell these words apart."""
    stems: Counter[str] = Counter()
    for word, times in words.items():
        stems[word[:8]] += times
    return stems
