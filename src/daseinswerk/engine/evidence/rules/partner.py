"""Who else takes part: suppliers, contractors, bodies one works with.

A firm is a partner when the sentence ties it to the town: an award goes to it, a contract is made with it, one works together with
it. Firms in a table of bids, in examples from elsewhere or in a list of the market are not. At most the three best-tied are named.
"""

import re

from daseinswerk.engine.evidence.bodies import Body, bodies_in, tied_names
from daseinswerk.engine.evidence.certainty import certainty_of
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.paper import Paper
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.evidence.topic import Topic

_TIED = re.compile(
    r"\b(?:zuschlag\w*|auftrag\w*|beauftrag\w+|vergabe\w*|vergeben|firma|vertrag\w*|\w*vertr[aä]ge?\w*|kooperation\w*|kooperier\w+|zusammenarbeit\w*|zusammen\s+mit|gemeinsam\s+mit|partner\w*|projektpartner\w*|dienstleister\w*|"
    r"anbieter|hersteller\w*|betreib\w+|entwickelt|unterstütz\w+|konzession\w*|beteilig\w+|kommt\s+von|im\s+boot|hinter\s+\w+\s+steh(?:t|en)|stammt\s+von|geliefert|abgestimmt|lieferant\w*|ausbau\w*|ausgebaut)\b",
    re.I,
)
_ELSEWHERE = re.compile(r"\b(?:rang|beispiel\w*|wettbewerber|andere[rn]?\s+städte\w*|bieter\s|tochter\w*)\b", re.I)
_BARE = re.compile(r"^(?:Hochschule|Universität|Verkehrsbetriebe|Stadtwerke|Stadtnetze|Gemeindewerke)$")
_MOST = 2


def suggest(paper: Paper, topic: Topic, operator: str) -> tuple[Suggestion, ...]:
    found: dict[str, Suggestion] = {}
    for passage in paper.telling():
        bodies = (*bodies_in(passage), *tied_names(passage))
        if not bodies or passage.text.endswith("?") or _ELSEWHERE.search(passage.text):
            continue
        if operator and operator in passage.text and "etreib" in passage.text:
            continue  # names the owner beside the one who runs it
        for body in bodies:
            if not _may_be(body, operator):
                continue
            near = passage.text[max(0, body.start - 90) : body.end + 70]
            if not _TIED.search(near):
                continue
            score = 0.5 + 0.1 * min(topic.nearness(passage.text), 3)
            key = re.sub(r"\W", "", body.name.lower())[:14]
            if key not in found or found[key].score < score:
                certainty = certainty_of(passage.text, paper.kind, passage.part)
                found[key] = propose(
                    paper, passage, Field.PARTNER, body.name, certainty=certainty, rule="partner", score=score, around=(body.start, body.end)
                )
    return tuple(sorted(found.values(), key=lambda s: -s.score)[:_MOST])


def _may_be(body: Body, operator: str) -> bool:
    if body.sort == "office" or _BARE.match(body.name):
        return False
    mine, other = body.name.lower(), operator.lower()
    return not other or (mine not in other and other not in mine)
