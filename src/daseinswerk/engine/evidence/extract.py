"""From one document to what a record would say: the rules one after another, nothing where the document is no practice."""

from daseinswerk.engine.evidence.elsewhere import at_home
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.fields_of_action import classify
from daseinswerk.engine.evidence.money import sums_in
from daseinswerk.engine.evidence.paper import Kind, Paper, read_paper
from daseinswerk.engine.evidence.practice import is_brief, judge_practice
from daseinswerk.engine.evidence.reading import Reading
from daseinswerk.engine.evidence.rules import (
    cost_once,
    cost_yearly,
    decision,
    effect,
    end,
    funding,
    legal,
    municipality,
    operator,
    partner,
    problem,
    solution,
    staff,
    start,
    status,
    title,
)
from daseinswerk.engine.evidence.suggestion import Extraction, Suggestion
from daseinswerk.engine.evidence.taxonomy import Taxonomy, starter_taxonomy
from daseinswerk.engine.evidence.topic import Topic, topic_of

_ORDER = {field: number for number, field in enumerate(Field)}
_NEWS_FLOOR = 0.7  # as near as a sentence that names one digital thing
_NOTHING = Extraction("no", (), ())


def extract(reading: Reading, taxonomy: Taxonomy | None = None) -> Extraction:
    """All that the rules say about one document. `taxonomy`: the fields of action, by default the starter's.

    Suggestions come in the order of the fields, the surest first; each quote is verbatim. Linear in the length of the text.
    """
    paper = read_paper(reading)
    subject = title.find_title(paper)
    words = title.one_line(paper.quote(subject)) if subject else reading.title
    practice = judge_practice(paper, words)
    if practice == "no":
        return _NOTHING
    places = frozenset(link.name for link in reading.links if link.kind == "municipality")
    topic = topic_of(words, subject, places, _NEWS_FLOOR if paper.kind is Kind.ARTICLE else 0.0)
    fields = classify(paper, words, taxonomy or starter_taxonomy())
    if not fields and not is_brief(paper):
        return _NOTHING  # no word of any field of action: whatever it is, it is not this
    suggested = _suggestions(paper, topic)
    own = next((s.value for s in suggested if s.field is Field.MUNICIPALITY), "")
    found = sorted(at_home(paper, own, suggested), key=lambda s: (_ORDER[s.field], -s.score, s.span))
    return Extraction(practice, fields, tuple(found))


def _suggestions(paper: Paper, topic: Topic) -> tuple[Suggestion, ...]:
    sums = tuple(sums_in(paper, topic))
    decisions = decision.suggest(paper, topic)
    operators = operator.suggest(paper, topic)
    return (
        *title.suggest(paper, topic.span),
        *municipality.suggest(paper),
        *operators,
        *partner.suggest(paper, topic, operators[0].value if operators else ""),
        *problem.suggest(paper, topic),
        *solution.suggest(paper, topic),
        *status.suggest(paper, topic, decisions),
        *start.suggest(paper, topic),
        *end.suggest(paper, topic),
        *cost_once.suggest(paper, sums),
        *cost_yearly.suggest(paper, sums),
        *funding.suggest(paper, topic, sums),
        *staff.suggest(paper, topic),
        *effect.suggest(paper, topic, sums),
        *decisions,
        *legal.suggest(paper),
    )
