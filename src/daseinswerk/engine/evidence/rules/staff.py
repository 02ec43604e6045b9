"""How many people the practice needs or has: posts, full-time equivalents, employees who run it.

A number is staff when the noun right after it is one of work (Stellen, VZÄ, Mitarbeitende, Personen im Betrieb). People who use
a service, inhabitants and members are not staff.
"""

import re

from daseinswerk.engine.evidence.certainty import certainty_of
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.paper import Paper
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.evidence.topic import Topic

_STAFF = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:\.\d{3})*(?:,\d+)?|eine|zwei|drei|vier|fünf|sechs)\s+(?:\w+e[nrs]?\s+){0,2}?"
    r"(?P<noun>(?:Voll(?:zeit)?|Personal|Plan|IT-)?[Ss]tellen?(?:anteile?n?)?|VZÄ|VZW|Vollzeitäquivalente?n?|Vollzeitkr[aä]fte?n?|Mitarbeite(?:r|nde)(?:n|innen|\*innen|:innen)?|Beschäftigten?|Arbeitskräfte|Personalkapazität)(?!\w)"
)
_NUMBERS = {"eine": "1", "zwei": "2", "drei": "3", "vier": "4", "fünf": "5", "sechs": "6"}
_POSTS = re.compile(r"\b(?:stellenplan\w*|personal\w*|besetz\w+|unbesetzt\w*|geschaffen|schaffung|zusätzlich\w*|nötig|notwendig\w*|erforderlich\w*|befristet\w*|unbefristet\w*|bedarf\w*|vollzeit\w*|eg\s?\d+|tvöd|entgeltgruppe)\b", re.I)
_PARTS = ("tell", "VZ", "Vollzeit", "itarbeit", "eschäftigt", "kräfte", "kapazität")  # one of them is in every word of work
_MOST = 3


def suggest(paper: Paper, topic: Topic) -> tuple[Suggestion, ...]:
    found: dict[str, Suggestion] = {}
    for passage in paper.telling():
        if passage.text.endswith("?") or not any(part in passage.text for part in _PARTS):
            continue
        for match in _STAFF.finditer(passage.text):
            number = _NUMBERS.get(match["number"]) or match["number"].replace(".", "").replace(",", ".")
            if match["noun"].lower() in ("stelle", "stellen") and not _POSTS.search(passage.text):
                continue  # "vier Stellen waren beteiligt" means offices
            people = match["noun"].startswith(("Mitarbeit", "Beschäft"))
            value = f"{number} {('Person' if number == '1' else 'Personen') if people else ('Stelle' if number == '1' else 'Stellen')}"
            if people and topic.nearness(passage.text) < 0.7:
                continue
            certainty = certainty_of(passage.text, paper.kind, passage.part)
            found.setdefault(
                value,
                propose(paper, passage, Field.STAFF, value, certainty=certainty, rule="staff", score=0.6, around=(match.start(), match.end())),
            )
    return tuple(found.values())[:_MOST]
