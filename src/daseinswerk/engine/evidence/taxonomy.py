"""The fields of action: 11 fields, 78 subfields, with the words by which a text speaks of them.

The words are data (`starter/fields_of_action.json`), so that an association can change them without touching code. They are
found in one pass over the text (Aho-Corasick), so the cost does not grow with their number.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import ahocorasick

from daseinswerk.starter import starter_folder

_FILE = "fields_of_action.json"
_INSIDE_COMPOUND = 7  # letters a word must have to be believed inside a longer one ("Schnellladestation")
_INFLECTED = 5  # letters from which endings and second parts may follow ("Glasfaserausbau")


@dataclass(frozen=True, slots=True)
class Subfield:
    """One subfield of action; `code` as `05.5`."""

    code: str
    de: str
    en: str
    synonyms: tuple[str, ...]

    @property
    def main_code(self) -> str:
        """The code of the field it belongs to."""
        return self.code.split(".")[0]


@dataclass(frozen=True, slots=True)
class MainField:
    code: str
    de: str
    en: str
    synonyms: tuple[str, ...]
    subfields: tuple[Subfield, ...]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All fields of one version, and the automaton that finds their words."""

    version: str
    fields: tuple[MainField, ...]
    _words: ahocorasick.Automaton = field(repr=False, compare=False)

    @classmethod
    def load(cls, folder: Path) -> "Taxonomy":
        """Reads `fields_of_action.json` in `folder`. Raises FileNotFoundError or ValueError (a code twice)."""
        data = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        fields = tuple(
            MainField(
                main["code"],
                main["de"],
                main["en"],
                tuple(main["synonyms"]),
                tuple(Subfield(s["code"], s["de"], s["en"], tuple(s["synonyms"])) for s in main["subfields"]),
            )
            for main in data["fields"]
        )
        codes = Counter(sub.code for main in fields for sub in main.subfields)
        if twice := [code for code, times in codes.items() if times > 1]:
            raise ValueError(f"these codes of fields of action occur twice: {', '.join(twice)}")
        return cls(data["version"], fields, _automaton(fields))

    @property
    def subfields(self) -> tuple[Subfield, ...]:
        return tuple(sub for main in self.fields for sub in main.subfields)

    def label(self, code: str, language: str = "de") -> str:
        """The name of a field or subfield: English for "en", German for any other language; raises KeyError for an unknown code."""
        for one in (*self.fields, *self.subfields):
            if one.code == code:
                return one.en if language == "en" else one.de
        raise KeyError(code)

    def spoken_of(self, text: str) -> Counter[tuple[str, str]]:
        """How often each (subfield code, synonym) occurs in `text`; only the longest synonym counts where two overlap."""
        lowered = text.lower()
        if len(lowered) != len(text):  # a few letters of other scripts grow; places must stay in step
            lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        hits: list[tuple[int, int, str, tuple[str, ...]]] = []
        for last, (word, codes) in self._words.iter(lowered):
            start = last - len(word) + 1
            if _stands_alone(text, lowered, start, last + 1, word):
                hits.append((start, last + 1, word, codes))
        found: Counter[tuple[str, str]] = Counter()
        covered = -1
        for _start, end, word, codes in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
            if end <= covered:
                continue
            covered = max(covered, end)
            found.update((code, word.lower()) for code in codes)
        return found


def _automaton(fields: tuple[MainField, ...]) -> ahocorasick.Automaton:
    words: dict[str, list[str]] = {}
    for main in fields:
        for sub in main.subfields:
            for synonym in dict.fromkeys((*sub.synonyms, sub.de)):
                words.setdefault(synonym, []).append(sub.code)
    automaton = ahocorasick.Automaton()
    for word, codes in words.items():
        automaton.add_word(word.lower(), (word, tuple(dict.fromkeys(codes))))
    automaton.make_automaton()
    return automaton


def _stands_alone(text: str, lowered: str, start: int, end: int, word: str) -> bool:
    """Whether the characters are the word itself, an inflected form or a compound of it, and not part of another word."""
    if len(word) <= 4 and word.isupper() and text[start:end] != word:
        return False  # KI, BIM, GIS are acronyms; "bim" and "ki" are letters of other words
    if start and lowered[start - 1].isalnum() and len(word) < _INSIDE_COMPOUND:
        return False
    if end < len(lowered) and lowered[end].isalnum() and len(word) < _INFLECTED:
        return lowered[end] == "s" and not lowered[end + 1 : end + 2].isalnum()
    return True


@cache
def starter_taxonomy() -> Taxonomy:
    """The taxonomy a new installation begins with."""
    return Taxonomy.load(starter_folder())
