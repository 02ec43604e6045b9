"""The sentence that says what is done or proposed.

Papers say it early and in a fixed place: minutes and drafts in the resolution, a motion in its first demand, an opinion in its
short version. Among those sentences the one nearest to the subject line is taken that has a verb of doing (offers, introduces,
builds, makes possible) and neither asks nor only refers to another paper.
"""

import re

from daseinswerk.engine.evidence.certainty import certainty_of
from daseinswerk.engine.evidence.digital import names_a_thing
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.paper import Kind, Paper
from daseinswerk.engine.evidence.parts import Part
from daseinswerk.engine.evidence.passages import Passage
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.evidence.topic import Topic

_DOES = re.compile(
    r"\b(?:biete[nt]?|angebot\w*|ermöglich\w+|eingeführt|einführung|einrichtung|errichte\w*|errichtung|ausbau\w*|aufbau\w*|entwickel\w+|umgesetzt|umsetzung|bereitgestellt|"
    r"zur\s+verfügung|betreib\w+|inbetriebnahme|lieferung|beschaff\w+|vergabe|zuschlag\w*|verlängerung|nutz\w+|lässt\s+sich|können|soll(?:en)?|umstellung|anschluss|digitalisier\w+|"
    r"überführt|bekomm(?:t|en)|bau(?:t|en)|gebaut|eröffnet\w*|rüste[nt]|stattet|misst|messen|melden|regeln|wertet|gründe[nt]|startet\w*|führt|betreibt|zeigt|überwach\w+|bindet|garantiert|erweiter\w+|einsatz|eingesetzt|ersetzt|installier\w+|integr\w+|beitritt|plattform|system)\b",
    re.IGNORECASE,
)
_REFERS = re.compile(r"^(?:punkt\s+\d|top\s+\d|siehe|vgl|vorlage|anlage|hierzu\s+verweist|auf\s+die\s+ausführungen)\b|\bTagesordnungspunkt\b", re.IGNORECASE)
_ONLY_NOTED = re.compile(r"^(?:(?!beschließt|stimmt|zustimm|genehmigt|beauftragt).)*\bKenntnis\b(?:(?!beschließt|stimmt|zustimm|genehmigt|beauftragt).)*$", re.IGNORECASE)
_DOES_IN_NEWS = re.compile(
    r"\b(?:häng(?:t|en)|läuft|laufen|setzt|nimmt|sende[nt]|sammel[tn]|steuer(?:t|n)|gesteuert|verbunden|arbeite[nt]|übernimmt|ausgestattet|erkenn(?:t|en)|bereit|verfügbar|decides|reads|installed|founded)\b", re.IGNORECASE
)
# A lesson or a supposition ("Wer ein Netz baut, …", "hätte man …"), money or a name: none of them says what is done.
_NO_DEED = re.compile(r"^(?:Wer|Wie|Was|Ob|Wann|Wenn)\b|\bbetreib\w+\b[^.]*\bselbst|\bbetrieben\s+w|^(?:entwickelt\s+w|verbunden\b)|\bdaran\b|\b(?:man|nutzten|hätten?|wären?|kostete?n?|betreiber\w*)\b|\b(?:nicht|kein\w*)\b", re.IGNORECASE)
_SHORT, _LONG = 45, 420
_ENOUGH = 3.0  # below this the sentence only shares a word with the subject
_ENOUGH_IN_NEWS = 2.4  # there the first sentences count, and one digital thing with a verb of doing


def suggest(paper: Paper, topic: Topic) -> tuple[Suggestion, ...]:
    best = best_sentence(paper, topic)
    if best is None:
        return ()
    passage, score = best
    value = passage.text if len(passage.text) <= 200 else passage.text[:200].rsplit(" ", 1)[0] + " …"
    certainty = certainty_of(passage.text, paper.kind, passage.part)
    return (propose(paper, passage, Field.SOLUTION, value, certainty=certainty, rule="solution", score=min(1.0, score / 8)),)


def best_sentence(paper: Paper, topic: Topic) -> tuple[Passage, float] | None:
    """The sentence that says best what is done, with its points."""
    told = [p for p in paper.telling() if topic.span is None or not p.span.overlaps(topic.span)]
    ranked = [(_points(passage, topic, paper.kind, number), passage) for number, passage in enumerate(told)]
    ranked = [(points, passage) for points, passage in ranked if points >= (_ENOUGH_IN_NEWS if paper.kind is Kind.ARTICLE else _ENOUGH)]
    if not ranked:
        return None
    points, passage = max(ranked, key=lambda item: (item[0], -item[1].order))
    return passage, points


def _points(passage: Passage, topic: Topic, kind: Kind, number: int) -> float:
    text = passage.text
    if len(text) < _SHORT or text.endswith(("?", ":")) or sum(map(str.isdigit, text)) > 0.15 * len(text):
        return 0.0
    near = topic.nearness(text)
    news = kind is Kind.ARTICLE
    if news and (_NO_DEED.search(text) or not (_DOES.search(text) or _DOES_IN_NEWS.search(text))):
        return 0.0
    if (near < 1 and not (news and names_a_thing(text))) or _REFERS.search(text) or ("enntnis" in text and _ONLY_NOTED.search(text)):
        return 0.0
    points = near + (1.0 if news or _DOES.search(text) else 0.0) + _place(passage.part, kind)
    points += 1.5 / (1 + number / 4)
    if text[-1] not in ".!”“\"»)":
        points -= 2.0 if kind is not Kind.SLIDES else 0.0  # a heading or a broken line
    return points - (1.0 if len(text) > _LONG else 0.0)


def _place(part: Part, kind: Kind) -> float:
    if kind is Kind.MINUTES and part is Part.RESOLUTION:
        return 1.5
    if kind is Kind.DRAFT and part in (Part.RESOLUTION, Part.SUMMARY):
        return 1.0
    if part is Part.SUMMARY:
        return 1.0
    return -1.5 if part is Part.DEBATE else 0.0
