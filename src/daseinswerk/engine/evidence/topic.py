"""What a paper is about, and how near one of its sentences is to that.

A paper of one subject still speaks of much else: other towns, the budget, the law. A sentence belongs to the practice when it
shares words with the subject line or names something digital. Words are compared by their first letters, which is enough to
see "Parkleitsystem" in "Parkleitsystems"; a word that is part of a compound of the subject line counts too ("Ausbau" in "Breitbandausbau").
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from daseinswerk.engine.evidence.digital import digital_words
from daseinswerk.engine.text.spans import Span

_WORD = re.compile(r"[A-Za-zÄÖÜäöüß][A-Za-zÄÖÜäöüß.]+[A-Za-zÄÖÜäöüß]")
_STEM = 7
_COMMON = frozenset(
    ["stadt", "städtisc", "gemeind", "gemeinde", "antrag", "anfrage", "einführu", "sachstan", "sachstands", "bericht", "weitere", "weiterer", "weiteres", "zwische", "öffentl", "öffentli", "stellung", "verwalt", "verwaltu", "vergabe", "ausschus", "gemeinderats", "errichtung", "betrieb", "bereich", "umsetzung", "erstell", "erstellu", "stand", "aktuelle", "aktuell", "wichtige", "themen", "dienst", "ergänze", "schnellst", "entwickl", "entwicklung", "gesamt", "eine", "einer", "eines", "dass", "nicht", "sowie", "durch", "werden"]
)


@dataclass(frozen=True, slots=True)
class Topic:
    """`terms`: stems of the content words of the subject line. `span` is None where no subject line was found.

    `floor`: how near every sentence is taken to be; above 0 for news, which tells of one thing from the first line to the last.
    """

    title: str
    span: Span | None
    terms: frozenset[str]
    lowered: str
    floor: float = 0.0

    def nearness(self, text: str) -> float:
        """0 for a sentence about something else; each shared word of the subject line and each digital word adds."""
        return max(self.floor, _nearness(text, self.terms, self.lowered))


@lru_cache(maxsize=2_048)
def _nearness(text: str, terms: frozenset[str], lowered: str) -> float:
    """Asked by several rules for the same sentence, so remembered for as long as a paper takes."""
    stems = {stem_of(word) for word in _WORD.findall(text) if len(word) > 4}
    shared = sum(1 for stem in stems if stem not in _COMMON and (stem in terms or (len(stem) > 5 and stem in lowered)))
    digital = digital_words(text)
    named = sum(1 for word in digital if not word.startswith("~"))
    return min(shared, 3) + min(named, 3) * 0.7 + min(len(digital) - named, 2) * 0.25


def stem_of(word: str) -> str:
    return word.lower()[:_STEM]


def topic_of(title: str, span: Span | None, places: frozenset[str], floor: float = 0.0) -> Topic:
    """`places`: names of municipalities, whose words tell nothing in a paper of that place."""
    local = {stem_of(word) for place in places for word in _WORD.findall(place)}
    terms = {stem_of(word) for word in _WORD.findall(title) if word[0].isupper() or len(word) > 6}
    words = [word for word in _WORD.findall(title) if stem_of(word) not in local]
    return Topic(title, span, frozenset(t for t in terms if t not in _COMMON and t not in local), " ".join(words).lower(), floor)
