"""The sentence that says what is wrong today, the reason for the practice.

Complaint has its words: missing, outdated, not sufficient, overloaded, hindered, expensive, hard to reach. A sentence with such
a word that speaks of the subject, or stands next to one that does, names the problem; a question or a line of the form does not.
Without such a sentence nothing is said.
"""

import re

from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.paper import Kind, Paper
from daseinswerk.engine.evidence.parts import Part
from daseinswerk.engine.evidence.passages import Passage
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.evidence.topic import Topic

_STRONG = re.compile(
    r"\b(?:problem\w*|mangel\w*|mängel(?!melde)\w*|fehl(?:t|en|ende[rnms]?)|veraltet\w*|unzureichend\w*|nicht\s+(?:mehr\s+)?(?:ausreich\w+|zeitgemäß\w*|zufrieden\w*|gegeben|sichergestellt|gewährleistet|möglich|barrierefrei\w*)|"
    r"überlast\w+|behinder[tn]\w*|hemm(?:t|en|nis\w*)|eingeschränkt\w*|schwierig\w*|herausforder\w+|benachteilig\w+|ausgeschlossen|schließt\b[^.]{0,80}\baus|erschwer\w+|defizit\w*|engp[aä]ss\w*|lange\s+wartezeit\w*|wartezeiten|"
    r"aufwändig\w*|aufwendig\w*|umständlich\w*|unübersichtlich\w*|störanfällig\w*|sicherheitsrisik\w+|risik\w+|lücken?\b|leidet|leiden|abgekündigt\w*|stör(?:t|end|ungen)\w*|schlecht\w*|ungeeignet\w*|nachteil\w*|bemängelt|kritisier\w+|hürden?|kein(?:e[nrms]?)?\s+(?:\w+\s+)?(?:zugang|möglichkeit\w*|empfang|verbindliche\w*|internet\w*|smartphone)|"
    r"nicht\s+(?:in\s+der\s+lage|auf\s+dem\s+stand|weiterentwickelt|optimal\w*|flächendeckend\w*|erreich\w+|bekannt|versorgt)|nur\s+(?:gering\w*|schwach\w*|eingeschränkt\w*|bedingt)|(?:sehr|zu)\s+(?:gering|langsam|niedrig|hoch|teuer)\w*|verlangsamung|personelle[nr]?\s+(?:mehr)?aufw\w+)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(r"\b(?:leider|kaum|jedoch|allerdings|dennoch|bislang|bisher|derzeit\s+nicht|noch\s+nicht|wenig\w*|gering\w*|zunehmend\w*|steigend\w*|notwendig\w*|bedarf\w*|dringend\w*|oftmals|häufig)\b", re.IGNORECASE)
_LESSON = re.compile(r"\blehre\b|\bvorbild\b|^Wer\b|\bentschieden\b", re.IGNORECASE)
_FORMERLY = re.compile(r"^(?:Bisher|Bislang|Früher|Zuvor)\b")  # news sets how it was against how it is
_ENOUGH = 2.0


def suggest(paper: Paper, topic: Topic) -> tuple[Suggestion, ...]:
    telling = paper.telling()
    near = [topic.nearness(passage.text) for passage in telling]
    ranked = [(_points(p, near[n], n, paper_is_news=paper.kind is Kind.ARTICLE), p) for n, p in enumerate(telling) if any(near[max(0, n - 1) : n + 2])]
    ranked = [(points, p) for points, p in ranked if points >= _ENOUGH]
    if not ranked:
        return ()
    points, passage = max(ranked, key=lambda item: (item[0], -item[1].order))
    value = passage.text if len(passage.text) <= 200 else passage.text[:200].rsplit(" ", 1)[0] + " …"
    return (propose(paper, passage, Field.PROBLEM, value, certainty=Certainty.STATED, rule="problem", score=min(1.0, points / 8)),)


def _points(passage: Passage, near: float, number: int, *, paper_is_news: bool = False) -> float:
    text = passage.text
    if not 40 <= len(text) <= 450 or text.endswith(("?", ":")) or passage.part in (Part.RESOLUTION, Part.VOTE):
        return 0.0
    if paper_is_news and _LESSON.search(text):
        return 0.0
    strong = len({match.group().lower()[:6] for match in _STRONG.finditer(text)})
    strong += paper_is_news and _FORMERLY.match(text) is not None
    weak = len({match.group().lower()[:6] for match in _WEAK.finditer(text)})
    if not strong:
        return 0.0
    points = 1.6 * min(strong, 3) + 0.4 * min(weak, 2) + min(near, 2.5) * 0.6
    points += 0.6 / (1 + number / 6)
    return points - (0.6 if passage.part is Part.DEBATE else 0.0)
