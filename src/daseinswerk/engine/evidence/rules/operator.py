"""Who runs or will run the service.

In a municipality it is an office, an Eigenbetrieb, the municipal utility or the town itself. Three signs are weighed: the paper
names the body as responsible ("Dienststelle:", the letterhead); a sentence about the subject makes it the one who runs, offers or
builds; it is named again and again. Bodies that only file, award or pay (council office, award office, treasury) run nothing. A
supplier is a partner, not an operator, unless a concession gives it the operation.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from daseinswerk.engine.evidence.bodies import FIRM, NAMED, Body, bodies_in, nominative
from daseinswerk.engine.evidence.certainty import certainty_of
from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.paper import Kind, Paper
from daseinswerk.engine.evidence.parts import Part
from daseinswerk.engine.evidence.passages import Passage
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.evidence.topic import Topic

_RUNS = re.compile(
    r"\b(?:betreib\w+|betrieben|betrieb\b|zuständig\w*|verantwort\w+|federführ\w+|bereitgestellt|zur\s+verfügung|durchgeführt|koordinier\w+|bietet|unterhält|gepflegt|ausgebaut|verwaltet|"
    r"überführt|realisier\w+|entwickelt|arbeitet|in\s+eigenregie|steuerung|geschäft)\b",
    re.I,
)
_SUBJECT = re.compile(
    r"\b(?:Das|Die|Der|das|die|der)\s+(?P<name>[A-ZÄÖÜ][\wäöüß-]{3,}(?:\s+[A-ZÄÖÜ][\wäöüß-]+){0,2})\s+(?:betreibt|betreiben|unterhält|setzt\b(?=[^.]{0,90}\bein\b))"
)
_TAKES_OVER = re.compile(r"\b(?:übernimmt|übernehmen|ausgeübt)\b", re.I)
_CONCESSION = re.compile(r"\bkonzession\w*", re.I)
_NEVER = re.compile(r"^(?:hauptamt|zentrale|stadtkämmerei|rechnungsprüfungsamt|kämmerei|bundesamt|landesamt|regierungspräsidium|rathaus|standesamt|finanzamt|gesundheitsamt|gesamt|insgesamt|ehrenamt|(?:stadt)?verwaltung$|stadt$|gemeinde$)", re.I)
_ENOUGH, _ENOUGH_IN_NEWS = 1.5, 2.0
_PLAIN = (
    re.compile(rf"\b(?:Betreiber|Träger)(?:in|innen)?\b(?:\s+[^.,;:]{{1,40}}?)?\s+(?:ist|sind|war|waren|bleibt|bleiben)\s+(?:(?:die|der|das|den)\s+)?(?:(?:Einheit|Firma)\s+)?{NAMED}"),
    re.compile(rf"\b[Bb]etrieben\s+(?:wird|werden|wurde)\b[^.,;:]{{0,50}}?\s(?:von|durch)\s+(?:(?:der|dem|den)\s+)?{NAMED}"),
    re.compile(rf"\b(?:wird|werden)\s+(?:[^.,;:]{{0,30}}\s)?(?:von|durch)\s+(?:(?:der|dem|den)\s+)?{NAMED}\s+(?:selbst\s+)?betrieben"),
    re.compile(rf"(?<![\w-])(?:Die|Der|Das)\s+{NAMED}\s+(?:betreibt|betreiben)\b(?!\s+seit\s+\w+\s+Jahren\s+(?:schon\s+)?(?:ein\s+Geschäft|Handel))"),
)
_NOBODY = re.compile(r"^(?:Betreiber|Anbieter|Partner|Ehrenamtliche|Dritte|Bund$|Land$|Verein$|Verband$|Unternehmen$|Kommunen|Städte|Gemeinden)")
_ELSEWHERE = re.compile(r"\b(?:beispielsweise|anderswo|andere[rn]?\s+(?:städte\w*|kommunen)|mitbewerber\w*)\b", re.I)
_LEAD = 6  # sentences
_ACTS = re.compile(
    rf"(?<![\w-])(?:Die|Der|Das|die|der|das)?\s*(?P<name>(?:(?:Stadtwerke|Gemeindewerke|Stadt|Hansestadt|Gemeinde|Ortsgemeinde|Kreis|Landkreis|Zweckverband)\s+[A-ZÄÖÜ][\wäöüß-]+(?:\s+(?:am|an\s+der|im|vorm|bei)?\s*[A-ZÄÖÜ][\wäöüß-]+)?|{FIRM}))"
    r"\s+(?:\([^)]{1,20}\)\s+)?(?:stattet|statten|rüstet|rüsten|bietet|bieten|nutzt|nutzen|misst|messen|hat|haben|nehmen|nimmt|setzt|setzen)\b(?P<deed>[^.;]{3,140})"
)
_DEED = re.compile(r"\b(?:aus|an|ein|in\s+betrieb|eröffnet|aufgebaut|gebaut|eingeführt|errichtet|eingerichtet|installiert)\b(?=[.,;\s]*$|[^.;]{0,25}$|\s+und\b)|\bin\s+betrieb\b", re.I)


def suggest(paper: Paper, topic: Topic) -> tuple[Suggestion, ...]:
    said = _in_so_many_words(paper, topic) or _by_deed(paper)
    if said is not None:
        body, score = said
        around = (body.start, body.end)
        return (propose(paper, body.passage, Field.OPERATOR, body.name, certainty=Certainty.STATED, rule="operator", score=score, around=around),)
    points: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, Body]] = {}
    for body in _candidates(paper):
        worth = _worth(body, topic)
        key = re.sub(r"\W", "", body.name.lower())
        points[key] += worth
        if worth > best.get(key, (0.0, body))[0]:
            best[key] = (worth, body)
    key = max(best, key=lambda name: points[name], default="")
    if not key or points[key] < (_ENOUGH_IN_NEWS if paper.kind is Kind.ARTICLE else _ENOUGH):
        return ()
    body = best[key][1]
    if paper.kind is Kind.ARTICLE and body.sort == "utility" and " " not in body.name:
        return ()  # "die Stadtwerke" of which town?
    certainty = certainty_of(body.passage.text, paper.kind, body.passage.part) if _CONCESSION.search(body.passage.text) else Certainty.STATED
    score = min(1.0, points[key] / 6)
    around = (body.start, body.end)
    return (propose(paper, body.passage, Field.OPERATOR, body.name, certainty=certainty, rule="operator", score=score, around=around),)


def _in_so_many_words(paper: Paper, topic: Topic) -> tuple[Body, float] | None:
    """"Betreiberin ist …", "wird von … betrieben", near the subject."""
    for passage in paper.telling():
        if passage.text.endswith("?") or topic.nearness(passage.text) < 0.7 or _ELSEWHERE.search(passage.text):
            continue
        for pattern in _PLAIN:
            match = pattern.search(passage.text)
            if match and not _NOBODY.match(match["name"]):
                return Body(nominative(match["name"], "utility"), "subject", passage, match.start("name"), match.end("name")), 0.9
    return None


def _by_deed(paper: Paper) -> tuple[Body, float] | None:
    """News says who runs a thing by who fits it out, opens it or puts it to work, and says so early."""
    if paper.kind is not Kind.ARTICLE:
        return None
    for passage in paper.telling()[:_LEAD]:
        match = _ACTS.search(passage.text)
        if match and _DEED.search(match["deed"]) and not passage.text.endswith("?"):
            return Body(nominative(match["name"], "utility"), "subject", passage, match.start("name"), match.end("name")), 0.6
    return None


def _candidates(paper: Paper) -> Iterator[Body]:
    head = (passage for passage in paper.passages if passage.part is Part.HEAD)
    for passage in (*head, *paper.telling()):
        if passage.text.endswith("?"):
            continue
        named = list(bodies_in(passage))
        if len(named) > 3:
            continue  # a list of bodies says who is asked, not who runs it
        for body in named:
            if not _NEVER.match(body.name) and _may_run(body):
                yield body
        subject = _SUBJECT.search(passage.text)
        if subject and not _NEVER.match(subject["name"]):
            yield Body(subject["name"], "subject", passage, subject.start("name"), subject.end("name"))


def _may_run(body: Body) -> bool:
    if body.sort in ("office", "utility"):
        return True
    text: Passage = body.passage
    near = text.text[max(0, body.start - 70) : body.end + 60]
    return body.sort == "firm" and (_CONCESSION.search(text.text) is not None or _TAKES_OVER.search(near) is not None)


def _worth(body: Body, topic: Topic) -> float:
    text = body.passage.text
    worth = 0.3 if body.passage.part is Part.DEBATE else 0.6
    if body.passage.part is Part.HEAD:
        worth += 1.0
    if topic.title and body.name.split()[-1] in topic.title and body.sort != "subject":
        worth += 1.0
    near = text[max(0, body.start - 60) : body.end + 80]
    if body.sort == "subject":
        worth += 1.0 if topic.nearness(text) >= 0.7 else 0.0
    elif _RUNS.search(near) or body.sort == "firm":
        worth += 1.0 + (0.5 if topic.nearness(text) >= 1 else 0.0)
    return worth
