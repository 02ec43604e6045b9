"""What was built or reached (output) and what it changed (outcome).

An output is a number with a thing that can be counted and that a digital service is made of or delivers: access points, sensors,
charging points, schools, plans, users, reports. An outcome is a share that says how far it reaches (versorgt, Abdeckung,
angeschlossen) or a saving. The sentence must speak of the subject and must not be about another town, the market or points in
an award.
"""

import re

from daseinswerk.engine.evidence.certainty import certainty_of
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.figures import shares_in
from daseinswerk.engine.evidence.money import Sort, Sum
from daseinswerk.engine.evidence.paper import Kind, Paper
from daseinswerk.engine.evidence.parts import Part
from daseinswerk.engine.evidence.passages import Passage
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.evidence.topic import Topic

_THINGS = (
    r"access[- ]?points?|hotspots?|standorte[ns]?|sensoren|\w*sensoren|stellplätze[n]?|parkplätze[n]?|schulen|haushalte[n]?|adressen|nutzer\w*|nutzenden?|anwender\w*|downloads|installationen|"
    r"meldungen|geräte[n]?|\w*geräte[n]?|\w*logger[n]?|\w*sensors|endgeräte[n]?|\w*ladepunkte[n]?|\w*ladesäulen|\w*ladestationen|gateways|antennen|messstellen|leuchten|\w*bebauungspläne[n]?|dienste[n]?|onlinedienste[n]?|leistungen|verwaltungsleistungen|"
    r"teilnehmer\w*|teilnehmende[n]?|aufrufe|zugriffe[n]?|besucher\w*|lizenzen|arbeitsplätze[n]?|anschlüsse[n]?|kilometer[n]?|km|gebäude[n]?|einrichtungen|anträge[n]?|vorgänge[n]?|tablets|notebooks|rechner|server|"
    r"kameras|fahrzeuge[n]?|\w*zähler[n]?|\w*messstellen|\w*stationen|hinweise[n]?|eingänge|sirenen|häuser|höfe|wohnungen|wohneinheiten|verträge[n]?|gespräche[n]?|vormerkungen|fahrten|ausleihen|buchungen|container[n]?|lampen|pumpwerke[n]?|wertstoffinseln|stunden|vorschläge[n]?|projekte[n]?|maßnahmen|gesellschafter|kommunen|unternehmen|mitglieder[n]?|einsätze[n]?|telefonate[n]?|anrufe[n]?|bürger\w*|einwohner\w*|bewohner\w*|datensätze[n]?|lose[n]?|orte[n]?|plätze[n]?|klassenzimmer[n]?|räume[n]?|schülerinnen|schüler\w*|sirenen|displays|infoscreens|mbit/s|gbit/s"
)
_WORDS = {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12}
_COUNT = re.compile(
    rf"(?<![\w.,§/-])(?:(?P<part>\d{{1,6}})\s+(?:der|von(?:\s+den)?)\s+(?:insgesamt\s+)?)?(?P<number>\d{{1,3}}(?:[.\u00a0]\d{{3}})+|\d{{1,6}}|{'|'.join(_WORDS)})\s+(?:(?:[a-zäöüß]+e[nrms]?|[A-Z][\w-]*-|öffentliche\w*)\s+){{0,2}}?(?P<thing>(?:{_THINGS}))(?!\w)",
    re.IGNORECASE,
)
_REACHES = re.compile(r"\b(?:versorg\w+|verfügbar\w*|abdeckung\w*|abgedeckt|angeschlossen\w*|anschluss\w*|ausbau\w*|ausgebaut|erreich\w+|umgesetzt|ausgestattet|digital\w*|online|netze?\b|genutzt|auslastung|reduzier\w+|gesunken|sinkt|sank|sparen|spart\w*|gespart|weniger|gestiegen|steigt|zuwachs|rückgang|einsparung\w*)\b", re.I)
_ELSEWHERE = re.compile(r"\b(?:bundesweit|landesweit|deutschland\w*|andere[rn]?\s+(?:städte\w*|kommunen)|anbieter\w*|punkte?n?\b|gewichtung|firmen|bieter\w*|europa\w*|in\s+(?:berlin|hamburg|köln|münchen|stuttgart|mannheim|freiburg)|tochter\w*|prozessorganisation|entfernung|umkreis|bedarf\s+von|nicht\s+davon\s+aus|beispielsweise\s+in)\b", re.I)
_INHABITANTS = re.compile(r"^(?:einwohner|bewohner|bürger|orte)", re.I)  # in news they say how large a place is
_MOST = 8


def suggest(paper: Paper, topic: Topic, sums: tuple[Sum, ...]) -> tuple[Suggestion, ...]:
    found: dict[str, Suggestion] = {}
    for passage in paper.telling():
        near = topic.nearness(passage.text)
        if near < 0.7 or passage.text.endswith("?") or len(passage.text) < 15 or _ELSEWHERE.search(passage.text):
            continue
        if passage.part is not Part.DEBATE:
            _counts(paper, passage, found, near)
        _shares(paper, passage, found)
    savings = [entry for entry in sums if entry.sort is Sort.SAVING]
    for entry in savings:
        value = entry.figure.value.split("/")[0]
        certainty = certainty_of(entry.passage.text, paper.kind, entry.passage.part)
        found.setdefault(
            value,
            propose(
                paper, entry.passage, Field.OUTCOME, value, certainty=certainty, rule="effect", score=0.6, around=(entry.figure.start, entry.figure.end)
            ),
        )
    return tuple(sorted(found.values(), key=lambda s: -s.score)[:_MOST])


def _counts(paper: Paper, passage: Passage, found: dict[str, Suggestion], near: float) -> None:
    for match in _COUNT.finditer(passage.text):
        words = (match["part"] or match["number"]).lower()  # "85 von 88 Schulen": the part is what was reached
        number = _WORDS.get(words) or int(re.sub(r"[.\u00a0]", "", words))
        if number < 2 or (1990 <= number <= 2050 and "." not in words):
            continue
        if re.match(r"\s+(?:je|pro|zu je)\b", passage.text[match.end() :]) or re.search(r"\bje\s+$", passage.text[: match.start()]):
            continue  # a ratio, not a count
        if paper.kind is Kind.ARTICLE and _INHABITANTS.match(match["thing"]):
            continue
        value = f"{number} {match['thing']}"
        certainty = certainty_of(passage.text, paper.kind, passage.part)
        found.setdefault(
            f"{number} {match['thing'][:6].lower()}",  # "1.820 Standorte" and "an 1.820 Standorten" are one count
            propose(
                paper,
                passage,
                Field.OUTPUT,
                value,
                certainty=certainty,
                rule="effect",
                score=0.3 + 0.1 * min(near, 3),
                around=(match.start(), match.end()),
            ),
        )


def _shares(paper: Paper, passage: Passage, found: dict[str, Suggestion]) -> None:
    shares = tuple(shares_in(passage.text))
    if not shares or not _REACHES.search(passage.text) or re.search(r"\bförder|zuschuss|gefördert|eigenanteil|tochter|beteilig", passage.text, re.I):
        return
    for share in shares:
        certainty = certainty_of(passage.text, paper.kind, passage.part)
        found.setdefault(
            share.value,
            propose(paper, passage, Field.OUTCOME, share.value, certainty=certainty, rule="effect", score=0.5, around=(share.start, share.end)),
        )
