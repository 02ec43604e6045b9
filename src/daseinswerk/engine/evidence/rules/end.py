"""When the practice or a part of it ends or is to be finished, or how long it is to run.

A date is an end when "bis" or a verb of finishing governs it: fertiggestellt, abgeschlossen, eingestellt, abgeschaltet, läuft
aus. A term is a duration beside Laufzeit, Vertrag, Betrieb ("für vier Jahre").
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

_BEFORE = re.compile(r"\bended\s+(?:on|in)\s*$|\bbis(?:\s+(?:zum|zur|Ende|Mitte|Anfang|spätestens|einschließlich|voraussichtlich|des|Jahres|Jahresende|Sommer|Herbst|Frühjahr)){0,4}\s*$", re.I)
_AFTER = re.compile(r"^[^.;]{0,90}?\b(?:fertiggestellt|abgeschlossen|beendet|eingestellt|abgeschaltet|ausgelaufen|läuft\s+aus|endet|gestrichen|außer\s+betrieb|abgekündigt|zum\s+letzten\s+mal)\b", re.I)
_ENDS = re.compile(r"\b(?:endet|läuft|abschluss|fertigstellung|laufzeit)\b[^.;]{0,60}$", re.I)
_OTHER = re.compile(r"\b(?:angebotsfrist|frist|anmelde\w*|bewerbung\w*|sitzung\w*|antrag\s+vom|klimaneutral\w*|angebote?\b|vorlage\b|einwohner\w*|prognos\w*|haushaltsjahr\w*|vorschreib\w*|onlinezugangsgesetz\w*)\b", re.I)
_DURATION = re.compile(r"\b(?P<number>\d{1,2}|ein|zwei|drei|vier|fünf|sechs|acht|zehn|zwölf)(?:[- ]?(?P<unit>Jahren?|jährige\w*|Monaten?|monatige\w*))\b", re.I)
_TERM = re.compile(r"\b(?:laufzeit\w*|vertrag\w*|vertragslaufzeit\w*|systemservice|wartung\w*|verlängerung\w*|rahmenvertrag\w*|pilotphase\w*|testphase\w*|konzession\w*)\b", re.I)
_NUMBERS = {"ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "acht": 8, "zehn": 10, "zwölf": 12}
_GRANTS = re.compile(r"\b(?:gab|gaben|zahlte?n?|förder\w*|gefördert)\b", re.I)
_MOST = 2


def suggest(paper: Paper, topic: Topic) -> tuple[Suggestion, ...]:
    found: dict[str, Suggestion] = {}
    for passage in paper.telling():
        if passage.text.endswith("?") or topic.nearness(passage.text) < 0.7:
            continue
        for start, end, value in (*_dates(passage), *_durations(passage)):
            if value not in found:
                certainty = certainty_of_date(passage.text, value, day=paper.reading.date, kind=paper.kind, part=passage.part)
                found[value] = propose(paper, passage, Field.END, value, certainty=certainty, rule="end", score=0.55, around=(start, end))
    return tuple(found.values())[:_MOST]


def _dates(passage: Passage) -> list[tuple[int, int, str]]:
    return [(date.start, date.end, date.value) for date in dates_in(passage.text) if _closes(passage, date)]


def _closes(passage: Passage, date: Dated) -> bool:
    before, after = passage.text[max(0, date.start - 70) : date.start], passage.text[date.end : date.end + 110]
    if _OTHER.search(before) or _OTHER.match(after.lstrip()):
        return False
    if re.search(r"\bseit(?:\s+\w+){0,2}\s*$", before):
        return False  # "läuft seit 2022"
    if _GRANTS.search(before):
        return False  # so long did others pay
    if re.search(r"(?:\d{4}|\d\.)\s*(?:bis|-|–)(?:\s+\w+)?\s*$", before):
        return False  # "2019 bis 2021", "5. bis 7. Mai": a period something is counted over, or an event
    return _BEFORE.search(before) is not None or _AFTER.match(after) is not None or _ENDS.search(before) is not None


def _durations(passage: Passage) -> list[tuple[int, int, str]]:
    if not _TERM.search(passage.text):
        return []
    match = _DURATION.search(passage.text)
    if match is None:
        return []
    number = _NUMBERS.get(match["number"].lower()) or int(match["number"])
    unit = "Jahr" if match["unit"].lower().startswith("j") else "Monat"
    return [(match.start(), match.end(), f"{number} {unit}{'' if number == 1 else 'e'}")]
