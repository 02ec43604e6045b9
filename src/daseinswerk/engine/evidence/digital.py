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
    ["app", "apps", "it", "ki", "iot", "5g", "ozg", "edv", "wlan", "w-lan", "lorawan", "lpwan", "intelligenz", "opensource", "open-source", "source", "opendata", "open-data", "tablet", "tablets", "notebook", "notebooks", "drohne", "drohnen", "hotspot", "hotspots", "livestream", "live-stream", "software", "smart"]
)
_NAMING_BEGINNINGS = (
    "wlan", "w-lan", "ka-wlan", "wifi", "blockchain", "buchungssystem", "glasfaser", "breitband", "mobilfunk", "digitalfunk", "betriebsfunk", "gigabit", "web-app", "smartphone", "digital",
    "online", "e-government", "egovernment", "smart-", "smartcity", "software", "datenplattform", "chatbot", "sensor", "e-lade", "internet", "it-",
    "rechenzentr", "geoportal", "geodaten", "videokonferenz", "livestream", "live-stream", "e-akte", "eakte", "dokumentenmanagement", "cyber",
    "informationstechn", "telekommunikation", "mängelmelder", "endgerät", "xplanung", "onlinezugang", "robot", "handyparken", "virtuell",
    "handyticket", "e-ticket", "algorithm", "datenbank", "elektroauto-lade",
    # networks, meters and measuring that report by themselves
    "funknetz", "funkzähler", "funkwasserzähler", "funkauslesung", "funkablesung", "fernauslese", "fernausgelesen", "fernablesung", "fernwirk", "fernüberwach",
    "smartmeter", "geräuschlogger", "datenlogger", "gateway", "campusnetz", "füllstandsm", "füllstandss", "gebäudeleittechnik", "gebäudeautomation",
    "frühwarnsystem", "telematik", "prozessleitsystem",
    # moving, parking, charging
    "selbstfahrend", "fahrerlos", "bedarfsverkehr", "on-demand", "ondemand", "ridepooling", "parkleitsystem", "verkehrsrechner", "wallbox",
    # administration, health, living
    "papierlos", "quelloffen", "ratsinformation", "e-rechnung", "e-vergabe", "e-payment", "bundid", "informationssicherheit", "hackerangriff", "telemedizin", "videosprech", "videoberat",
    "videogespräch", "ultraschallzähler", "telefonassisten", "sprachassisten", "voicebot", "sprachmodell", "coworking", "co-working", "audioguide", "3d-modell", "3d-stadtmodell", "widget",
    "driverless", "broadband",
)  # fmt: skip
_NAMING_INSIDE = ("ladestation", "ladesäule", "ladeinfrastruktur", "ladepunkt", "-app", "software", "digitalisier", "-wlan", "sensoren", "breitband", "glasfaser", "metering", "ransomware")
_NAMING_ENDS = ("sensor", "sensors", "sensorik", "warnsystem", "warnsystems", "informationssystem", "informationssystems", "informationssysteme", "informationssystemen")
_ACCOMPANYING_WORDS = frozenset(["daten", "portal", "portale", "facebook", "server", "cloud", "mbit", "informationssystem", "informationssysteme", "informationssystems", "social", "funk", "video"])
_ACCOMPANYING_BEGINNINGS = (
    "plattform", "relaunch", "bürgerportal", "elektronisch", "datensch", "website", "webseite", "homepage", "netzwerktechnik", "server", "hardware", "monitoring",
    "leitstelle", "telefonanlage", "lizenz", "dashboard", "automatisier", "schnittstelle", "browser", "hosting", "e-mobilität", "elektromobilität",
    "straßenbeleuchtung", "außenbeleuchtung", "mbit", "bandbreite", "technologieregion", "vernetz", "videoüberwachung", "kamera", "echtzeit",
    "bargeldlos", "technologie", "intelligent", "portal",
    "autonom", "automatisch", "vollautomatisch", "selbstlernend", "rufbus", "carsharing", "bikesharing", "leihrad", "leihräder", "e-scooter", "messstelle", "messsystem", "messeinrichtung", "wasserzähler",
    "wärmezähler", "fernwärmezähler", "energiecontrolling", "energiemanagement", "thermostat", "warnsystem", "sirene", "tourenplanung", "digitalfunk", "videoüber", "lagebild",
    "schließsystem", "tauschplattform", "data", "platform", "workflow",
)  # fmt: skip
_ACCOMPANYING_ENDS = ("leitstelle", "leitsystem")
_PLACES = ("portal", "portals", "portale", "portalen", "plattform", "plattformen")  # alone they accompany, a compound names one
_BUILT = ("aussicht", "hebe", "arbeits", "kirch", "eingang", "haupt", "tunnel", "bohr", "westportal", "ostportal", "nordportal", "südportal")  # platforms and portals of steel and stone
_ACRONYMS = frozenset(("it", "ki", "iot", "ozg", "edv"))
# The name of an office (what it rents or whom it employs is no service), and what everybody has.
_NOT_DIGITAL = ("it-amt", "digitalkamera", "digitalfoto", "e-mail")
# A way to be reached, or a word for everything: named in passing by texts about anything.
_PASSING = ("internet", "online", "digital", "it", "wlan", "w-lan", "wifi", "tablet", "smartphone", "facebook")
# "Anmeldung über das Kita-Portal", "in der Stadt-App": how to reach something else.
_CHANNEL = re.compile(r"\b(?:über|per|via|in|im|auf|als)\s+(?:(?:das|die|der|dem|den|eine[rmn]?|ihre[rmn]?|unsere[rmn]?)\s+)?\S*(?:app|portal|plattform)\b", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-zÄÖÜäöüß0-9][\wäöüß-]*")
_ADDRESS = re.compile(r"\S*(?:https?://|www\.|@)\S*", re.IGNORECASE)


def digital_words(text: str) -> Counter[str]:
    """The digital words of a text in lower case; those that only accompany are marked with a leading `~`."""
    return Counter(_listed(text))


def is_digital(text: str) -> bool:
    """Whether a text names something digital; words that only accompany are not enough."""
    return any(not word.startswith("~") for word in _listed(text))


def names_a_thing(text: str) -> bool:
    """Whether a text names a digital thing itself (a sensor network, an app), not only a channel or "digital"."""
    return any(not word.startswith(("~", *_PASSING)) or word.startswith("onlinezugang") for word in _listed(_CHANNEL.sub(" ", text)))


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
    if word.startswith(_NOT_DIGITAL):
        return ""
    if word in _ACRONYMS and not written.isupper() and written != "IoT":
        return ""
    if (
        word in _NAMING_WORDS
        or word.startswith(_NAMING_BEGINNINGS)
        or (word.endswith(_NAMING_ENDS) and word not in _ACCOMPANYING_WORDS)
        or any(part in word for part in _NAMING_INSIDE)
        or (word.endswith(_PLACES) and not word.startswith(_PLACES) and not any(part in word for part in _BUILT))
        or written.endswith("-IT")
    ):
        return word
    if (
        word in _ACCOMPANYING_WORDS
        or word.startswith(_ACCOMPANYING_BEGINNINGS)
        or word.endswith(_ACCOMPANYING_ENDS)
    ):
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
