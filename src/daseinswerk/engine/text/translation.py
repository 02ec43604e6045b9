"""A question in English asked of German texts, and the reverse: each word with its translations, the longest phrases first.

Two sources say what a word means: our own glossary of municipal services, which is always there, and a general dictionary where the
office has installed one. The glossary comes first, as it knows what a "council" or a "grid" is in a municipality.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import simplemma

from daseinswerk.engine.text.bilingual import Dictionary, Translation, zipf
from daseinswerk.engine.text.compounds import split
from daseinswerk.engine.text.ding import LONGEST

MOST = 5  # translations asked for
_AFTER_GLOSSARY = 0.6  # what a word of the dictionary weighs where the glossary knows one

# Words that only make a sentence. Those that also are German words ("in", "was", "hat", "die") tell nothing of the language.
ENGLISH = frozenset(
    ["the", "of", "and", "to", "for", "on", "with", "by", "from", "at", "as", "is", "are", "were", "be", "been", "has", "have", "had", "do", "does", "did", "how", "what", "which", "who", "whom", "whose", "where", "when", "why", "that", "this", "these", "those", "there", "their", "they", "its", "it", "not", "or", "into", "about", "after", "before", "between", "many", "much", "can", "could", "would", "should", "will", "a", "an", "in", "was", "than", "then", "our", "your", "his", "her", "him", "she", "he", "we", "you", "i", "me", "my", "us", "them", "any", "some", "such", "per", "during", "through", "over", "under", "out", "up", "down"]
)
GERMAN = frozenset(
    ["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "und", "oder", "nicht", "mit", "von", "vom", "zum", "zur", "für", "auf", "aus", "bei", "nach", "über", "unter", "durch", "gegen", "ohne", "um", "wie", "wer", "wo", "wann", "warum", "welche", "welcher", "welches", "ist", "sind", "war", "waren", "wird", "werden", "wurde", "wurden", "hat", "haben", "hatte", "kann", "können", "soll", "im", "am", "an", "in", "zu", "als", "auch", "es", "er", "sie", "wir", "ihr", "sich", "sein", "seine", "ihre", "dass", "wenn"]
)


@dataclass(slots=True)
class Languages:
    """What is known of the two languages. `glossary`: lines of German word and English words; the dictionaries may be missing."""

    glossary: Iterable[tuple[str, Sequence[str]]] = ()
    from_english: Dictionary | None = None
    from_german: Dictionary | None = None
    _german: dict[str, list[str]] = field(init=False)
    _english: dict[str, list[str]] = field(init=False)
    _single: frozenset[str] = field(init=False)  # English words of the glossary, also of its phrases, that stand in no German one

    def __post_init__(self) -> None:
        self._german, self._english = {}, {}
        for german, english in self.glossary:
            self._english.setdefault(german.lower(), []).extend(english)
            for word in english:
                self._german.setdefault(word.lower(), []).append(german)
        self._single = frozenset(_words(self._german) - _words(self._english))

    @property
    def has_dictionary(self) -> bool:
        return self.from_english is not None

    def german_of(self, phrase: str) -> tuple[Translation, ...]:
        """What an English word or phrase means in German, the best first."""
        return _both(_forms(phrase, "en"), self._german, self.from_english)

    def english_of(self, phrase: str) -> tuple[Translation, ...]:
        """What a German word or phrase means in English, the best first."""
        return _both(_forms(phrase, "de"), self._english, self.from_german)

    def is_english(self, words: Sequence[str]) -> bool:
        """Whether a question of these words is English rather than German; where nothing tells, it is German."""
        votes = sum(self._vote(word.lower(), word) for word in words)
        return votes > 0

    def phrases(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """The words parted into the longest phrases the dictionary or the glossary knows: first and last place + 1 of each."""
        found, place = [], 0
        while place < len(words):
            sizes = range(min(LONGEST, len(words) - place), 1, -1)
            size = next((size for size in sizes if self.german_of(" ".join(words[place : place + size]))), 1)
            found.append((place, place + size))
            place += size
        return found

    def _vote(self, lower: str, word: str) -> int:
        english, german = lower in ENGLISH, lower in GERMAN
        if english or german:
            return 2 * (english - german)
        english = lower in self._single or (self.from_english is not None and bool(self.from_english.of(lower)))
        german = zipf(lower) > 0 or len(split(word)) > 1
        return english - german


def _words(phrases: Iterable[str]) -> set[str]:
    return {word for phrase in phrases for word in phrase.split(" ")}


def _forms(phrase: str, language: str) -> tuple[str, ...]:
    """A phrase as it stands, and with its last word in the first form ("charging stations", "charging station")."""
    *before, last = phrase.lower().split(" ")
    lemma = simplemma.lemmatize(last if language == "en" else phrase.split(" ")[-1], lang=language).lower()
    return tuple(dict.fromkeys([phrase.lower(), " ".join([*before, lemma])]))


def _both(forms: Sequence[str], glossary: dict[str, list[str]], dictionary: Dictionary | None) -> tuple[Translation, ...]:
    found: dict[str, float] = {}
    for form in forms:
        for number, word in enumerate(glossary.get(form, ())):
            found.setdefault(word, 1.0 if not number else 0.8)
    share = _AFTER_GLOSSARY if found else 1.0
    for form in forms if dictionary else ():
        for translation in dictionary.of(form):
            found[translation.word] = max(found.get(translation.word, 0.0), share * translation.weight)
    best = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Translation(word, weight) for word, weight in best[:MOST])
