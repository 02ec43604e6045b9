"""Papers for the rules: short texts in the form German councils use, about towns that do not exist."""

from collections.abc import Callable

import pytest

from daseinswerk.engine.evidence.extract import extract
from daseinswerk.engine.evidence.paper import Paper, read_paper
from daseinswerk.engine.evidence.reading import Reading
from daseinswerk.engine.evidence.suggestion import Extraction
from daseinswerk.engine.evidence.topic import Topic, topic_of
from daseinswerk.engine.linking.links import Link
from daseinswerk.engine.text.document import analyse
from daseinswerk.engine.text.spans import Span

Read = Callable[..., Paper]
About = Callable[[str], Topic]


def links(text: str, name: str, key: str) -> tuple[Link, ...]:
    """Every mention of a town as the linking stage would give it."""
    found = []
    at = text.lower().find(name.lower())
    while at >= 0:
        found.append(Link("municipality", key, name, Span(at, at + len(name)), 0.9, "Name im Register"))
        at = text.lower().find(name.lower(), at + 1)
    return tuple(found)


@pytest.fixture
def read() -> Read:
    """A paper from its text; `towns` as {name: AGS}."""

    def reader(text: str, *, towns: dict[str, str] | None = None, title: str = "", kind: str = "") -> Paper:
        found = tuple(link for name, key in (towns or {}).items() for link in links(text, name, key))
        return read_paper(Reading(analyse(text), title=title, links=found, kind=kind))

    return reader


@pytest.fixture
def about() -> About:
    """The topic of a subject line."""
    return lambda title: topic_of(title, None, frozenset())


@pytest.fixture
def look() -> Callable[..., Extraction]:
    """All suggestions for a text."""

    def looker(text: str, *, towns: dict[str, str] | None = None, title: str = "", kind: str = "") -> Extraction:
        found = tuple(link for name, key in (towns or {}).items() for link in links(text, name, key))
        return extract(Reading(analyse(text), title=title, links=found, kind=kind))

    return looker


DRAFT = """Beschlussvorlage

Vorlage Nr.: 2031/0042
Verantwortlich: Dez. 3
Dienststelle: Tiefbauamt

Beschaffung von Belegungssensoren für das digitale Parkleitsystem

Gremien Termin TOP Ö / N Zuständigkeit
Bauausschuss 04.03.2031 5 Ö Entscheidung
Kurzfassung
Der Bauausschuss beschließt die Beschaffung von 240 Belegungssensoren für das digitale Parkleitsystem. Die Verwaltung
wird ermächtigt, den Zuschlag an die Firma Nordlicht Sensorik GmbH, Kiel, mit einem Auftragswert von 96.300,50 Euro
brutto zu erteilen.

Finanzielle Auswirkungen
Ja ☒ Nein ☐
☒ Investition
☐ Konsumtive Maßnahme

Gesamtkosten: 96.300,50 Euro
Jährliche/r Budgetbedarf/Folgekosten: 7.200 Euro
Gesamteinzahlung:
Jährlicher Ertrag:
Finanzierung
☒ bereits vollständig budgetiert
Abstimmung mit städtischen Gesellschaften
Nein ☒ Ja ☐ abgestimmt mit

– 2 –

Erläuterungen

Das bestehende Parkleitsystem des Tiefbauamtes ist veraltet und zeigt freie Stellplätze nur in Parkhäusern an. Seit Mai
2028 betreibt das Tiefbauamt 59 Sensoren auf Behindertenstellplätzen im Testbetrieb. Die Funkübertragung über LoRaWAN
ermöglicht es, die Daten des Parkleitsystems im Mobilitätsportal zu zeigen. Die Vergabe erfolgte im offenen Verfahren
nach § 15 Vergabeverordnung (VgV). Der Aufbau der Sensoren soll bis Ende 2032 abgeschlossen werden. Das Land fördert das
digitale Parkleitsystem mit einem Zuschuss von 40.000 Euro.
"""

MINUTES = """Niederschrift 7. Sitzung Gemeinderat
12. Mai 2031, 16:00 Uhr
öffentlich
Vorsitz: Bürgermeisterin Dr. Anna Beispiel

Punkt 4 der Tagesordnung: Freies WLAN in allen Bürgerhäusern –
Ausbau des städtischen Netzes
Vorlage: 2031/0077

Beschluss:
Der Gemeinderat beschließt den Ausbau des freien WLAN in allen Bürgerhäusern durch die Stadtwerke Seehausen.

Abstimmungsergebnis:
Mehrheitliche Zustimmung (21 Ja, 4 Nein)

Der Vorsitzende ruft Tagesordnungspunkt 4 zur Behandlung auf.

Stadtrat Muster meint, das WLAN sei viel zu langsam und koste 900.000 Euro.

Zur Beurkundung:
Die Schriftführerin:
"""

MOTION = """Antrag

Vorlage Nr.: 2031/0099

Eingang: 02.02.2031

Digitaler Mängelmelder für die Stadt Seehausen
Antrag: Fraktion A

Gremien Termin TOP Ö / N Zuständigkeit
Gemeinderat 04.03.2031 14 Ö Kenntnisnahme

1. Die Stadt Seehausen bietet künftig einen digitalen Mängelmelder als App an.

2. Die Verwaltung berichtet nach einem Jahr über die Nutzung.

Begründung:
Bisher fehlt eine einfache Möglichkeit, Schäden auf Straßen digital zu melden.

Unterzeichnet von:
Anna Beispiel
"""

OPINION = """Stellungnahme zum Antrag

Vorlage Nr.: 2031/0100
Verantwortlich: Dez. 2

Chatbot für das Bürgerbüro

Gremium Termin TOP ö nö
Gemeinderat 04.03.2031 15 x
Kurzfassung
Die Verwaltung empfiehlt, den Antrag auf einen Chatbot abzulehnen. Der Chatbot des Landes ist bereits im Einsatz.

– 2 –

Erläuterungen

1. Die Verwaltung prüft die Einführung eines Chatbots im Bürgerbüro.

Die Stadtverwaltung betreibt seit 2029 den Chatbot des Landes im Bürgerbüro. Ein eigener Chatbot würde jährlich
24.000 Euro kosten. In anderen Städten kostet ein Chatbot bis zu 80.000 Euro.
"""

PLAIN = """Beschlussvorlage

Vorlage Nr.: 2031/0031

Neubau einer Kindertagesstätte in der Gartenstraße

Gremien Termin TOP Ö / N Zuständigkeit
Gemeinderat 04.03.2031 3 Ö Entscheidung
Kurzfassung
Der Gemeinderat beschließt den Neubau einer Kindertagesstätte mit Gesamtkosten von 4.800.000 Euro.

Erläuterungen

Die Stadt baut seit 2029 an der Gartenstraße. Das Gebäude erhält eine Lüftungsanlage und 80 Plätze für Kinder. Die Pläne
stehen im Internet.
"""

TEXTS = {"draft": DRAFT, "minutes": MINUTES, "motion": MOTION, "opinion": OPINION, "plain": PLAIN}


@pytest.fixture
def papers() -> dict[str, str]:
    """The texts above by name."""
    return TEXTS
