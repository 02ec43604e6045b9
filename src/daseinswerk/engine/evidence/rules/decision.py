"""What a body decided, was asked or advised to decide.

Who speaks decides what the verb means. Minutes carry a result ("Abstimmungsergebnis: Einstimmige Zustimmung"). A draft carries
a sentence with the name of a body and a verb of deciding: that is a proposal, and if the verb is only "nimmt zur Kenntnis",
it will be noted. A motion requests. An opinion recommends, settles, promises to examine or says what is not planned. The text
beside a box of the form is printed on every paper and says nothing.
"""

import re

from daseinswerk.engine.evidence.certainty import certainty_of
from daseinswerk.engine.evidence.dates import dates_in
from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.paper import Kind, Paper
from daseinswerk.engine.evidence.parts import Part
from daseinswerk.engine.evidence.passages import Passage
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.evidence.topic import Topic

_BODY = r"(?:Gemeinderat|Stadtrat|Kreistag|Rat|\w*[Aa]usschuss|Ortschaftsrat|Ortsbeirat|Stadtverordnetenversammlung|Verwaltungsrat|Aufsichtsrat|\w*beirat|\w*ausschuß)"
_DECIDES = re.compile(
    rf"\b{_BODY}\b(?P<between>[^.;]{{0,160}}?)\b(?:beschließt|stimmt|genehmigt|erklärt sich|bewilligt|beauftragt|ermächtigt|billigt|begrüßt|spricht sich)\b", re.I
)
_NOTES = re.compile(rf"\b{_BODY}\b.{{0,300}}?(?:zur\s+Kenntnis|Kenntnis\b)|\b(?:nimmt|nehmen)\b.{{0,300}}?\bKenntnis\b", re.I)
_DECIDED = re.compile(
    rf"\bBeschluss(?:es)?\s+(?:des|der|vom|im)\s+{_BODY}(?:e?s)?\s+(?:vom|am)\s+\d"
    rf"|\b{_BODY}(?:e?s)?\b[^.]{{0,80}}?\b(?:am|vom)\s+\d[\d.\s]*(?:[A-Z]\w+\s+)?\d{{4}}[^.]{{0,120}}?\b(?:beschlossen|zugestimmt|genehmigt|verabschiedet)\b"
    rf"|\b{_BODY}(?:e?s)?\b[^.]{{0,40}}?\bmit\s+Beschluss\s+vom\s+\d",
    re.I,
)
_VOTES = re.compile(r"\(?\s*(\d{1,3})\s*Ja(?:-Stimmen)?\s*[,/;]?\s*(\d{1,3})\s*Nein", re.I)
_OPINIONS: tuple[tuple[str, Certainty, re.Pattern[str]], ...] = (
    (
        "recommended_no",
        Certainty.REJECTED,
        re.compile(
            r"\b(?:empfiehlt|empfehlen|empfohlen|schlägt|schlagen|bittet)\b[^.]{0,160}\b(?:abzulehnen|abzuwarten|abzusehen|nicht\s+(?:zu\s+\w+|\w+zu\w+en)|ablehn\w+|Ablehnung)\b"
            r"|\bAntrag\b[^.]{0,60}\b(?:ist\s+abzulehnen|wird\s+abgelehnt|lehnt)\b|\b(?:lehnt|kann)\b[^.]{0,80}\b(?:den\s+Antrag|dem\s+Antrag)\b[^.]{0,40}\b(?:ab\b|nicht\s+(?:zu|entspro))",
            re.I,
        ),
    ),
    ("settled", Certainty.STATED, re.compile(r"\b(?:für\s+erledigt|als\s+erledigt|damit\s+erledigt|erledigt\s+(?:zu\s+betrachten|anzusehen))", re.I)),
    (
        "recommended_yes",
        Certainty.PLANNED,
        re.compile(r"\b(?:empfiehlt|empfehlen|schlägt|befürwortet)\b[^.]{0,160}\b(?:anzunehmen|zuzustimmen|Zustimmung|Annahme|umzusetzen|beizutreten|Beitritt)\b|\bbefürwortet\b[^.]{0,80}\b(?:Antrag|Vorschlag|Beitritt)\b", re.I),
    ),
    (
        "not_planned",
        Certainty.REJECTED,
        re.compile(r"\b(?:nicht|kein\w*)\b[^.]{0,60}\b(?:vorgesehen|geplant|beabsichtigt|weiterverfolgt|weiter\s+verfolgt|verfolgt)\b", re.I),
    ),
    (
        "agreed_to_examine",
        Certainty.PLANNED,
        re.compile(r"\b(?:Verwaltung|Stadt|Stadtwerke|Amt)\b[^.]{0,80}\b(?:prüft|wird\s+(?:\w+\s+){0,4}prüfen)\b|\bwird\s+(?:\w+\s+){0,5}geprüft\b|\bwerden\s+(?:\w+\s+){0,5}geprüft\b", re.I),
    ),
)
_DEMAND = re.compile(r"^(?:\d{1,2}|[a-z])\s?[.)]\s|\b(?:beantrag\w+|fordert|bittet|bitten|möge)\b", re.I)


def suggest(paper: Paper, topic: Topic) -> tuple[Suggestion, ...]:
    if paper.kind is Kind.MINUTES:
        return _from_minutes(paper)
    if paper.kind is Kind.MOTION:
        return _from_motion(paper)
    if paper.kind in (Kind.OPINION, Kind.ANSWER):
        return (*_from_opinion(paper), *_earlier(paper, topic))
    return (*_from_draft(paper), *_earlier(paper, topic))


def _earlier(paper: Paper, topic: Topic) -> tuple[Suggestion, ...]:
    """A decision of the past the paper rests on: named body, date, and a word of deciding in one sentence about the subject."""
    for passage in paper.telling():
        if "20" not in passage.text and "19" not in passage.text:
            continue
        match = _DECIDED.search(passage.text)
        if match is None or passage.text.endswith("?") or topic.nearness(passage.text) < 0.7:
            continue
        day = next((date.value for date in dates_in(passage.text[match.start() : match.end() + 20])), "")
        if day:
            around = (match.start(), match.end())
            value = f"approved;{day}"
            return (propose(paper, passage, Field.DECISION, value, certainty=Certainty.STATED, rule="decision", score=0.5, around=around),)
    return ()


def _from_minutes(paper: Paper) -> tuple[Suggestion, ...]:
    found = []
    for passage in paper.passages:
        if passage.part is Part.VOTE and (code := _result(passage.text)):
            found.append(propose(paper, passage, Field.DECISION, code, certainty=Certainty.STATED, rule="decision", score=0.9))
            break
    noted = next((p for p in paper.passages if p.part is Part.RESOLUTION and re.search(r"einverstanden|Kenntnis", p.text, re.I)), None)
    if not found and noted is not None:
        found.append(propose(paper, noted, Field.DECISION, "noted", certainty=Certainty.STATED, rule="decision", score=0.7))
    for passage in paper.passages:
        if passage.part is Part.DEBATE and re.search(r"erklärt\b[^.]{0,40}\bfür\s+erledigt", passage.text, re.I):
            found.append(propose(paper, passage, Field.DECISION, "settled", certainty=Certainty.STATED, rule="decision", score=0.8))
            break
    return tuple(found)


def _result(text: str) -> str:
    """The code of a result of a vote; empty where it says none of ours."""
    votes = _VOTES.search(text)
    counted = f";{votes[1]}:{votes[2]}" if votes else ""
    if re.search(r"abgelehnt|ablehnung", text, re.I):
        return ""
    if re.search(r"einstimmig", text, re.I):
        return "approved;unanimous"
    if re.search(r"mehrheitlich|zugestimmt|zustimmung|angenommen|annahme", text, re.I):
        return f"approved{counted}"
    return ""


def _from_motion(paper: Paper) -> tuple[Suggestion, ...]:
    demand = first_demand(paper)
    if demand is None:
        return ()
    return (propose(paper, demand, Field.DECISION, "requested", certainty=Certainty.PLANNED, rule="decision", score=0.85),)


def first_demand(paper: Paper) -> Passage | None:
    """What a motion asks for: its first numbered demand or sentence with a verb of asking, else its first sentence."""
    telling = [p for p in paper.telling() if len(p.text) > 30 and not p.text.endswith(":")]
    return next((p for p in telling[:8] if _DEMAND.search(p.text)), telling[0] if telling else None)


def _from_opinion(paper: Paper) -> tuple[Suggestion, ...]:
    for code, certainty, pattern in _OPINIONS:
        for passage in paper.telling():
            if not passage.text.endswith("?") and pattern.search(passage.text):
                return (propose(paper, passage, Field.DECISION, code, certainty=certainty, rule="decision", score=0.7),)
    noted = next((p for p in paper.telling() if "enntnis" in p.text and _NOTES.search(p.text) and re.search(_BODY, p.text) and len(p.text) < 300), None)
    if noted is None:
        return ()
    return (propose(paper, noted, Field.DECISION, "noted", certainty=Certainty.PLANNED, rule="decision", score=0.5),)


def _from_draft(paper: Paper) -> tuple[Suggestion, ...]:
    noted: Passage | None = None
    for passage in paper.passages:
        if passage.part in (Part.HEAD, Part.FORM, Part.SIGNATURE):
            continue
        if passage.part in (Part.SUMMARY, Part.RESOLUTION) and _DECIDES.search(passage.text):
            return (propose(paper, passage, Field.DECISION, "proposed", certainty=Certainty.PLANNED, rule="decision", score=0.85),)
        if noted is None and "enntnis" in passage.text and _NOTES.search(passage.text) and len(passage.text) < 400:
            noted = passage
    if noted is None:
        return ()
    return (propose(paper, noted, Field.DECISION, "noted", certainty=certainty_of(noted.text, Kind.DRAFT, Part.SUMMARY), rule="decision", score=0.8),)
