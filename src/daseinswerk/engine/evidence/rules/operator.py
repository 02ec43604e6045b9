"""Who runs or will run the service.

In a municipality it is an office, an Eigenbetrieb or the municipal utility; it is named as the one responsible, as the subject of
running, or simply again and again. Bodies that only file, award or pay (council office, award office, treasury) run nothing.
A supplier is a partner, not an operator, unless a concession gives it the operation.
"""

import re
from collections import defaultdict

from daseinswerk.engine.evidence.bodies import Body, bodies_in
from daseinswerk.engine.evidence.certainty import certainty_of
from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.paper import Paper
from daseinswerk.engine.evidence.parts import Part
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.evidence.topic import Topic

_RUNS = re.compile(r"\b(?:betreib\w+|betrieb\w*|zuständig\w*|verantwort\w+|federführ\w+|bereitgestellt|stellt\b[^.]{0,60}zur\s+verfügung|durchgeführt|koordinier\w+|bietet|unterhält|pfleg\w+|gepflegt|ausgebaut|baut\b|verwaltet|überführt|realisier\w+)\b", re.I)
_CONCESSION = re.compile(r"\bkonzession\w*", re.I)
_NEVER = re.compile(r"^(?:hauptamt|zentrale|stadtkämmerei|rechnungsprüfungsamt|kämmerei|bundesamt|landesamt|regierungspräsidium|rathaus|bürgeramt|standesamt|finanzamt)", re.I)
_ENOUGH = 2.0


def suggest(paper: Paper, topic: Topic) -> tuple[Suggestion, ...]:
    points: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, Body]] = {}
    for passage in paper.passages:
        if passage.part in (Part.SIGNATURE, Part.FORM):
            continue
        for body in bodies_in(passage):
            if _NEVER.match(body.name) or not _may_run(body):
                continue
            key = body.name.lower()
            worth = _worth(body, topic)
            points[key] += worth
            if worth > best.get(key, (0.0, body))[0]:
                best[key] = (worth, body)
    if not points:
        return ()
    key = max(best, key=lambda name: points[name], default="")
    if not key or points[key] < _ENOUGH:
        return ()
    body = best[key][1]
    certainty = certainty_of(body.passage.text, paper.kind, body.passage.part) if _CONCESSION.search(body.passage.text) else Certainty.STATED
    return (
        propose(
            paper, body.passage, Field.OPERATOR, body.name, certainty=certainty, rule="operator", score=min(1.0, points[key] / 6), around=(body.start, body.end)
        ),
    )


def _may_run(body: Body) -> bool:
    return body.sort in ("office", "utility") or (body.sort == "firm" and _CONCESSION.search(body.passage.text) is not None)


def _worth(body: Body, topic: Topic) -> float:
    text = body.passage.text
    worth = 0.6
    if body.passage.part is Part.HEAD:
        worth += 1.0 if body.sort == "utility" or "amt" in body.name.lower() else 0.3
    if topic.title and body.name in topic.title:
        worth += 2.0
    near = text[max(0, body.start - 60) : body.end + 80]
    if _RUNS.search(near) or (_CONCESSION.search(text) and body.sort == "firm"):
        worth += 1.0 + (0.5 if topic.nearness(text) >= 1 else 0.0)
    return worth
