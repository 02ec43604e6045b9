"""When the practice or a part of it began or is to begin.

A date is a start when a verb of beginning governs it: seit, in Betrieb genommen, eingeführt, gestartet, gegründet, tritt in
Kraft, beginnt, ab. Dates of sessions, letters, motions, offers and tenders, of laws and of contracts of others stand beside
other verbs and are left out; so are years inside names ("RegioWIN 2030").
"""

import re

from daseinswerk.engine.evidence.certainty import certainty_of_date
from daseinswerk.engine.evidence.dates import Dated, dates_in
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.paper import Paper
from daseinswerk.engine.evidence.passages import Passage
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.evidence.topic import Topic

_BEFORE = re.compile(r"\b(?:since|(?:started|launched|opened)\s+in)\s*$|\b(?:beg[ao]nn\w*(?:\s+\w+){0,4}|angefangen\s+hat(?:te)?\s+\w+(?:\s+\w+)?|seit|ab|seit\s+(?:dem|Anfang|Mitte|Ende)|beginnend|start\w*(?:\s+\w+){0,2}|einführung|inbetriebnahme|go-?live|roll-?out|beginn)(?:\s+(?:dem|im|in|zum|am|der|des|Jahr(?:es)?|Anfang|Mitte|Ende|Frühjahr|Sommer|Herbst|Winter|voraussichtlich|bereits)){0,4}\s*$", re.I)
_AFTER = re.compile(
    r"^[^.;]{0,110}?\b(?:in\s+betrieb\b|eingeführt|gestartet|gegründet|startet\w*|beginnt|begonnen|begann|in\s+kraft|freigeschaltet|online|veröffentlicht|installiert|eröffnet|"
    r"umgestellt|eingerichtet|ins\s+leben\s+gerufen|gelauncht|verfügbar|aufgenommen|vorstellte\w*|vorgestellt|einsatzbereit|live\b)",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:sitzung\w*|antrag\s+vom|schreiben|angebot\w*|bekanntmachung|frist\w*|stand\s*:|stellungnahme|vorlage\b|doppelhaushalt\w*|haushalt\w*|haushaltsjahr\w*|"
    r"urteil|gesetz\w*|richtlinie|verordnung|entscheidung|beschloss|beschlossen|beschluss\w*|submission|ausschreibung\w*|tagte|anfrage|kündig\w+|gemeinderat\w*|unterzeichnet)\b",
    re.I,
)
_AT_ONCE = re.compile(r"^\s+(?:eingeführt|gegründet|gestartet|eröffnet|begonnen|in\s+betrieb\s+genommen|freigeschaltet|angeschafft)\b", re.I)
_COUNTED = re.compile(r"\b(?:gespart|gestiegen|gesunken|gewachsen)\b", re.I)  # since when something is counted
_STRONG = re.compile(r"\b(?:in\s+betrieb|einführung|gelauncht|online|freigeschaltet|in\s+kraft)\b", re.I)
_MOST = 2


def suggest(paper: Paper, topic: Topic) -> tuple[Suggestion, ...]:
    found: dict[str, Suggestion] = {}
    for passage in paper.telling():
        dates = tuple(dates_in(passage.text))
        if not dates or passage.text.endswith("?") or (topic.nearness(passage.text) < 0.7 and not _STRONG.search(passage.text)):
            continue
        for date in dates:
            if date.value not in found and _begins(passage, date):
                certainty = certainty_of_date(passage.text, date.value, day=paper.reading.date, kind=paper.kind, part=passage.part)
                found[date.value] = propose(
                    paper, passage, Field.START, date.value, certainty=certainty, rule="start", score=0.6, around=(date.start, date.end)
                )
    return tuple(found.values())[:_MOST]


def _begins(passage: Passage, date: Dated) -> bool:
    before, after = passage.text[max(0, date.start - 60) : date.start], passage.text[date.end : date.end + 130]
    if _OTHER.search(before) or _OTHER.match(after.lstrip()):
        return False
    if re.search(r"\b(?:bis|vor|vom)(?:\s+(?:zum|Ende|Mitte|Anfang|dem))*\s*$", before, re.I):
        return False
    if _COUNTED.search(after):
        return False
    return _AT_ONCE.match(after) is not None or _BEFORE.search(before) is not None or (_AFTER.match(after) is not None and re.search(r"\b(?:im|in|am|zum|ab|Jahr|seit|Anfang|Mitte|Ende)\s*$|^$|wurde[n]?\s*$|die\s*$", before, re.I) is not None)
