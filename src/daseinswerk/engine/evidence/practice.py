"""Whether a paper describes a practice of digital Daseinsvorsorge: yes, partly, or no.

*yes*: a concrete service runs, is built, awarded or decided. *partly*: it is only asked for, examined or advised against.
*no*: nothing of this; then the stage keeps silent. Two things are looked at. First whether the paper is about something
digital at all: the subject line counts most, then how densely the text speaks of it, so that a long budget speech with two
mentions of the Internet stays out. Then what kind of paper it is: a motion asks; an inquiry only has questions, and a
question states nothing.
"""

import re

from daseinswerk.engine.evidence.digital import digital_weight, is_digital, names_a_thing
from daseinswerk.engine.evidence.paper import Kind, Paper

_ENOUGH = 0.8
_ENOUGH_IN_SHORT = 0.5  # a short text tells of one thing in few sentences and says "the network" after naming it once
_SHORT = 2_500  # characters
_LEAD, _LEAD_WORTH = 6, 0.3  # it says in its first sentences what it is about
# What digital things do.
_WORKS = re.compile(
    r"\b(?:melde[nt]|gemeldet|funk(?:t|en)|misst|messen|gemessen|überwach\w+|übermittel\w+|übertr[aä]g\w+|wertet|ausgewertet|ausgelesen|steuer(?:t|n)|gesteuert|echtzeit|freigeschaltet|beantwortet|verarbeitet|erkenn(?:t|en)|vernetz\w+|daten|system|nutzer\w*|programm)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:Gleichzeitig|Zugleich|Außerdem|Zudem|Zusätzlich|Daneben|Ferner|Auch)\b|.*\bdavon\b")  # what comes along is not what it is about
_TAUGHT = re.compile(r"\b(?:ausbildungs(?:gang|beruf)\w*|bildungsgang\w*|\w*fachklasse\w*|studieng[aä]ng\w*|profilfach\w*|schulart\w*|lehrstuhl)\b", re.IGNORECASE)  # what is taught is no service
_EVENT = re.compile(r"\b(?:\S*kurse?n?|workshops?|vortr[aä]ge?|seminare?|lädt|einladung\w*|infoabend\w*)\b", re.IGNORECASE)  # nor an evening class or a meeting
_REFUSED = re.compile(
    r"\b(?:empfiehlt|empfehlen|schlägt\s+vor)\b[^.]{0,120}\b(?:abzulehnen|abzuwarten|abzusehen|nicht\s+(?:zu|weiter))"
    r"|\bnicht\s+(?:weiter\s*verfolgt|umsetzbar|realisierbar|vorgesehen|geplant)\b|\blehnt\b[^.]{0,60}\bab\b",
    re.IGNORECASE,
)


def digital_score(paper: Paper, title: str) -> float:
    """how surely the paper is about something digital; 0.8 is the border. `title`: its subject line, may be empty."""
    telling = paper.telling()
    texts = [passage.text for passage in telling]
    size = max(sum(map(len, texts)), 1500) / 1500
    in_title = digital_weight(title)
    dense = digital_weight(*texts) / size**0.6
    speaking = sum(map(is_digital, texts))
    share = speaking / max(len(telling), 8)
    lead = _LEAD_WORTH if paper.kind is Kind.ARTICLE and _leads(title, texts) else 0.0
    return 0.8 * in_title + 0.1 * dense + 2.0 * share + lead


def _leads(title: str, texts: list[str]) -> bool:
    """Whether news names a digital thing early, and is about it: it names it again, or says that something is measured, sent or shown."""
    if not any(names_a_thing(text) and not _ASIDE.match(text) for text in texts[:_LEAD]):
        return False
    again = sum(map(is_digital, (title, *texts))) >= 2
    return again or any(_WORKS.search(text) for text in texts)


def judge_practice(paper: Paper, title: str) -> str:
    """`yes`, `partly` or `no`."""
    enough = _ENOUGH_IN_SHORT if is_brief(paper) else _ENOUGH
    if digital_score(paper, title) < enough or _only_asks(paper) or _TAUGHT.search(title) or (is_brief(paper) and _EVENT.search(title)):
        return "no"
    if paper.kind is Kind.MOTION:
        return "partly"
    if paper.kind in (Kind.OPINION, Kind.ANSWER) and any(_REFUSED.search(p.text) for p in paper.telling()[:12]):
        return "partly"
    return "yes"


def is_brief(paper: Paper) -> bool:
    """News, or a paper of one page."""
    return paper.kind is Kind.ARTICLE or len(paper.raw) < _SHORT


def _only_asks(paper: Paper) -> bool:
    """An inquiry that puts questions and states nothing of a practice."""
    return paper.kind is Kind.INQUIRY
