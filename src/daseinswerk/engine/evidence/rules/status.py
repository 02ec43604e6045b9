"""How far the practice is: P1 idea to P4 operation, or ended.

What is only asked for, drafted or awarded is P1, whatever its sentence sounds like, so the kind of paper decides first: motions,
drafts and resolutions of minutes are P1. Reports and opinions describe what there is: "in Betrieb", "seit Mai 2019 online",
"wird ausgebaut" is P4, a pilot or test is P3, a prototype P2, "wurde eingestellt" is the end. An opinion that advises against
leaves the idea where it was.
"""

import re

from daseinswerk.engine.evidence.certainty import certainty_of
from daseinswerk.engine.evidence.digital import names_a_thing
from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.paper import Kind, Paper
from daseinswerk.engine.evidence.parts import Part
from daseinswerk.engine.evidence.passages import Passage
from daseinswerk.engine.evidence.practice import is_brief
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.rules.decision import first_demand
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.evidence.topic import Topic

_RUNS = re.compile(
    r"\bin\s+betrieb\b|\bseit\s+(?:\w+\s+)?(?:19|20)\d\d\b|\bonline\s+(?:verfügbar|gestellt|abrufbar|zugänglich)|\b(?:bereits|schon|aktuell|derzeit|inzwischen|mittlerweile)\b[^.]{0,80}\b(?:verfügbar|genutzt|eingesetzt|"
    r"im\s+einsatz|installiert|vorhanden|umgesetzt|ausgebaut|versorgt|angeboten|bietet|betreibt|existier\w+|ausgestattet|erschlossen|angeschlossen|eingeführt)\b|\bim\s+einsatz\b|\b(?:wurde|wurden|ist|sind)\b[^.]{0,100}\b(?:eingeführt|"
    r"in\s+betrieb\s+genommen|ausgebaut|installiert|freigeschaltet|umgesetzt|realisiert|ausgestattet|abgeschlossen|angeschlossen|errichtet|aufgebaut|eingerichtet|verfügbar|versorgt|gelauncht|veröffentlicht)\b|\b(?:bietet|betreibt|betreiben|stellt)\b[^.]{0,80}\b(?:an|zur\s+verfügung|app|portal|netz|plattform|dienst\w*)\b"
    r"|\bstetig\b|\bausbau\b[^.]{0,60}\b(?:läuft|schreitet|fortgesetzt|erfolgt|realisier\w+)|\blaufende[rn]?\s+(?:it-)?betrieb\b|\bwesentlicher?\s+bestandteil\b|\bwichtiger\s+bestandteil\b",
    re.IGNORECASE,
)
_PILOT = re.compile(r"\b(?:pilot(?:projekt\w*|phase\w*|betrieb\w*|ier\w*|versuch\w*|anlage\w*)?|test(?:betrieb\w*|phase\w*|lauf\w*|feld\w*)|probebetrieb\w*|probeweise|erprob\w+|modell(?:projekt|phase|versuch)\w*|reallabor\w*)\b", re.IGNORECASE)
_PROTOTYPE = re.compile(r"\bprototyp\w*|\bdemonstrator\w*|\bbeta-?version\w*", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:beendet\w*|beenden|endete?n?|eingestellt|einzustellen|abgeschafft|verlässt|aufgegeben|schluss|das\s+(?:ende|aus)\s+(?:\w+\s+){0,3}(?:besiegelt|beschlossen|empfohlen)|ende\s+der\b[^.]{0,60}\bbesiegelt|brech(?:en|t)\b[^.;,]{0,70}\bab\b|zum\s+letzten\s+mal|ended\s+on|stell(?:t|en)\b[^.;]{0,70}\bein\b(?=[.,;\s]*$)|bleiben\s+im\s+depot|verstummen)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:wird|werden)\s+nicht\s+(?:\w+\s+)?(?:angenommen|eingerichtet|eingeführt|umgesetzt|beschafft|gebaut)\b|\bbeschafft\b[^.]{0,60}\bnicht\b|\bverzichtet\b|\blässt\b[^.]{0,80}\bverfallen\b", re.IGNORECASE
)
_NOWADAYS = re.compile(r"^(?:Inzwischen|Mittlerweile|Seither|Seitdem|Heute)\b")
_NOT_OVER = re.compile(r"\b(?:pilot\w*|test\w*|erprobung|förder\w+|frist\w*|am\s+ende|sieben|weitere|manche)\b", re.IGNORECASE)
_AFTER_TRIAL = re.compile(r"\bnach\s+(?:\w+\s+){1,3}?(?:erprob|test|pilot|probe)\w*|\b(?:hatte|waren?|wurde)\b[^.]{0,60}\b(?:pilot|test|probe|modell)\w*", re.IGNORECASE)
_GENERAL = re.compile(r"^(?:Wer|Ob|Wie|Was)\b|\b(?:bislang|bisher|früher)\b|\bprogramm\b[^.]*\babgeschlossen|\bwiederhergestellt\b|\bman\b|\barbeiten?\b[^.]*\bdaran\b|\b(?:hätten?|wären?)\b", re.IGNORECASE)
_IN_USE = re.compile(
    r"\b(?:betreibt|betreiben|nutzt|nutzen|misst|messen|häng(?:t|en)|läuft|laufen|meldet|melden|zeigt|regelt|regeln|wertet|erkennt|erkennen|angebracht|eingebaut|verlegt|rüstet|stattet|gebaut|eröffnet|in\s+gebrauch|installed|runs|reads)\b", re.IGNORECASE
)
_GRANTED = re.compile(r"\b(?:ge)?förder\w*", re.IGNORECASE)
_LEAD = 6  # sentences in which news says that a thing is over
_PLANS = re.compile(r"\b(?:geplant|soll(?:en)?|vorgesehen|prüf\w+|konzept\w*|könnte\w*|beabsichtigt|vorbereit\w+|ausschreibung\w*|empfiehlt|vorgeschlagen)\b", re.IGNORECASE)
_CARRIED_ON = re.compile(r"\b(?:verlängerung\w*|fortführung\w*|fortschreibung\w*|weiterbetrieb\w*|weiterführung\w*|anpassung\w*|änderung\s+der|ergänzung\s+der|vertragsverlängerung\w*|erweiterung\w*)\b", re.IGNORECASE)
_NOTED = re.compile(r"\bzur\s+kenntnis\b", re.IGNORECASE)
# Words of planning accompany everything, also what runs; words of running are rarely said of a plan.
_TRUST = {"P1": 0.6, "P2": 1.0, "P3": 1.0, "P4": 1.4}
_ENOUGH = 0.4  # less is one weak word far down the paper
_NEGATED = re.compile(r"\b(?:nicht|kein\w*|noch\s+nicht)\b", re.IGNORECASE)


def suggest(paper: Paper, topic: Topic, decisions: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    if paper.kind is Kind.MOTION:
        return _idea(paper, first_demand(paper), Certainty.PLANNED, 0.9)
    if paper.kind is Kind.MINUTES and any(d.value.startswith("approved") for d in decisions):
        resolved = next((p for p in paper.passages if p.part is Part.RESOLUTION and len(p.text) > 30), None)
        if resolved is not None and _OVER.search(resolved.text):
            return (propose(paper, resolved, Field.STATUS, "ended", certainty=Certainty.PLANNED, rule="status", score=0.6),)
        return _idea(paper, resolved, Certainty.STATED, 0.8)
    if paper.kind is Kind.DRAFT and any(d.value == "proposed" for d in decisions):
        resolved = next((p for p in paper.passages if p.span == decisions[0].span), None)
        return _resolved(paper, topic, resolved)
    return _described(paper, topic, decisions)


def _resolved(paper: Paper, topic: Topic, passage: Passage | None) -> tuple[Suggestion, ...]:
    """A draft resolution is an idea, unless it carries on what runs already or resolves no more than a pilot."""
    if passage is None:
        return ()
    if _OVER.search(passage.text):
        return (propose(paper, passage, Field.STATUS, "ended", certainty=Certainty.PLANNED, rule="status", score=0.6),)
    if _CARRIED_ON.search(passage.text) or _CARRIED_ON.search(topic.title):
        return (propose(paper, passage, Field.STATUS, "P4", certainty=Certainty.STATED, rule="status", score=0.6),)
    if _PILOT.search(passage.text):
        return (propose(paper, passage, Field.STATUS, "P3", certainty=Certainty.PLANNED, rule="status", score=0.6),)
    return _idea(paper, passage, Certainty.PLANNED, 0.75)


def _in_use(passage: Passage, kind: Kind) -> tuple[str, ...]:
    """News tells in the present tense what a thing does: then it is there."""
    text = passage.text
    told = kind is Kind.ARTICLE and (_NOWADAYS.match(text) is not None or (names_a_thing(text) and _IN_USE.search(text) is not None))
    return ("P4",) if told and not _NEGATED.search(text) and not _AFTER_TRIAL.search(text) else ()


def _ended(paper: Paper, topic: Topic) -> tuple[Suggestion, ...]:
    """News of an end: in the headline, or in one of the first sentences."""
    if paper.kind is not Kind.ARTICLE:
        return ()
    in_title = _OVER.search(topic.title) is not None
    for passage in paper.telling()[:_LEAD]:
        if _OVER.search(passage.text) and not _NOT_OVER.search(passage.text) and not _NEGATED.search(passage.text) and not _GENERAL.search(passage.text):
            return (propose(paper, passage, Field.STATUS, "ended", certainty=_end_certainty(passage), rule="status", score=0.8 if in_title else 0.6),)
    if in_title and topic.span is not None and not _NEGATED.search(topic.title):
        return (Suggestion(Field.STATUS, "ended", Certainty.STATED, paper.quote(topic.span), topic.span, "status", 0.6),)
    return ()


def _refused(paper: Paper) -> tuple[Suggestion, ...]:
    """A short paper or news that says that nothing comes of it."""
    if not is_brief(paper):
        return ()
    refusal = next((p for p in paper.telling() if _REFUSED.search(p.text) and not _GENERAL.search(p.text)), None)
    return _idea(paper, refusal, Certainty.REJECTED, 0.5)


def _end_certainty(passage: Passage) -> Certainty:
    return Certainty.PLANNED if re.search(r"\b(?:soll\w*|empf[iao]hl\w*|empfiehlt|wird|werden|geplant)\b", passage.text, re.IGNORECASE) else Certainty.STATED


def _idea(paper: Paper, passage: Passage | None, certainty: Certainty, score: float) -> tuple[Suggestion, ...]:
    if passage is None:
        return ()
    return (propose(paper, passage, Field.STATUS, "P1", certainty=certainty, rule="status", score=score),)


def _described(paper: Paper, topic: Topic, decisions: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """The phase with most support among the sentences near the subject, quoted by its best sentence."""
    if over := _ended(paper, topic) or _refused(paper):
        return over
    support: dict[str, float] = {}
    best: dict[str, tuple[float, Passage]] = {}
    for number, passage in enumerate(paper.telling()):
        near = min(topic.nearness(passage.text), 3.0)
        if near < 0.7 or passage.text.endswith("?") or _NOTED.search(passage.text) or (paper.kind is Kind.ARTICLE and (_GENERAL.search(passage.text) or _GRANTED.search(passage.text))):
            continue
        weight = near / (1 + number / 25)
        for phase in _phases(passage.text) or _in_use(passage, paper.kind):
            support[phase] = support.get(phase, 0.0) + weight * _TRUST[phase]
            if weight > best.get(phase, (0.0, passage))[0]:
                best[phase] = (weight, passage)
    if any(d.value == "recommended_no" for d in decisions):
        refusal = next((p for p in paper.passages if p.span == decisions[0].span), None)
        return _idea(paper, refusal, Certainty.REJECTED, 0.6)
    if not best:
        open_yet = next((d for d in decisions if d.value in ("not_planned", "agreed_to_examine")), None)
        return _idea(paper, next((p for p in paper.passages if open_yet and p.span == open_yet.span), None), Certainty.PLANNED, 0.4)
    phase = max(best, key=lambda code: (support[code], code))
    if support[phase] < _ENOUGH:
        return ()
    passage = best[phase][1]
    certainty = certainty_of(passage.text, paper.kind, passage.part)
    if phase == "P4" and "betrieben w" in passage.text:
        certainty = Certainty.STATED  # a passive of today
    return (propose(paper, passage, Field.STATUS, phase, certainty=certainty, rule="status", score=min(1.0, support[phase] / 8)),)


def _phases(text: str) -> tuple[str, ...]:
    """The phases a sentence speaks of."""
    if _PROTOTYPE.search(text):
        return ("P2",)
    if _PILOT.search(text):
        if not _AFTER_TRIAL.search(text):
            return ("P3",)
        return ("P4",) if _RUNS.search(text) else ()
    if _RUNS.search(text) and not _NEGATED.search(text):
        return ("P4",)
    return ("P1",) if _PLANS.search(text) else ()
