"""What was understood of the words typed: each word with its terms, how many documents know it, and which words are asked for.

A word is found by its whole term or by all parts of the compound close together: "Quartierspark" is not meant where a long paper
speaks of a Quartier on one page and of a Park on another. Words that stand in more than half of the documents say
nothing and cost most, so they are left out as long as two others remain (engines.md § 3). A word no document knows counts as the
beginning of one, so that results come while it is being typed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from daseinswerk.apps.library.fulltext.chosen import fulltext
from daseinswerk.apps.library.fulltext.interface import FullText, Sought
from daseinswerk.apps.library.queries.crossing import with_meanings
from daseinswerk.apps.library.queries.words_asked import Meaning, Word
from daseinswerk.engine.text.telling import documents_of, rare_terms, telling
from daseinswerk.engine.text.words import terms_of, words

MOST_WORDS = 24
LEAST_PREFIX = 3  # letters before a word that is still being typed is looked up
_QUOTED = re.compile(r'["„“”»«]([^"„“”»«]+)["„“”»«]')


@dataclass(frozen=True, slots=True)
class Asked:
    """All words understood; of these the ones asked for, those left out because nearly every document has them, and the unknown.

    `english`: the question is in English and its words are looked for in German as well.
    """

    words: tuple[Word, ...]
    wanted: tuple[Word, ...]
    common: tuple[Word, ...]
    unknown: tuple[Word, ...]
    english: bool = False

    def sought(self, without: Word | None = None) -> tuple[Sought, ...]:
        """What the index is asked for."""
        return tuple(word.sought for word in self.wanted if word is not without)

    @property
    def prefixes(self) -> tuple[str, ...]:
        return tuple(word.terms[0] for word in self.wanted if word.prefix)

    @property
    def also(self) -> tuple[str, ...]:
        """Words of the other language that were looked for, each once."""
        return tuple(dict.fromkeys(meaning.word for word in self.wanted for meaning in word.also))


def understand(typed: str) -> Asked:
    """Read the words typed and look up how many documents know each."""
    index = fulltext()
    half = index.size() / 2
    read, english = with_meanings(_read(typed))
    found = _counted(read, index, half)
    asked_for = telling([word.documents for word in found], half)
    wanted = tuple(word for word, wanted in zip(found, asked_for, strict=True) if wanted)
    common = tuple(word for word, wanted in zip(found, asked_for, strict=True) if word.documents and not wanted)
    return Asked(found, wanted, common, tuple(word for word in found if not word.documents), english)


def _read(typed: str) -> list[Word]:
    """Phrases in quotation marks, then the single words, each once."""
    read: dict[tuple[str, ...], Word] = {}
    for match in _QUOTED.finditer(typed):
        inside = words(match[1])
        if len(inside) > 1:
            terms = tuple(term for word in inside for term in word.terms)
            read.setdefault(terms, Word(" ".join(word.surface for word in inside), terms, phrase=True))
    rest = _QUOTED.sub(lambda match: match[1] if len(words(match[1])) == 1 else " ", typed)
    for word in words(rest):
        read.setdefault(word.terms, Word(word.surface, terms_of(word.surface)))
    return list(read.values())[:MOST_WORDS]


def _counted(read: Sequence[Word], index: FullText, half: float) -> tuple[Word, ...]:
    """The words with their numbers of documents; meanings no document knows are left out."""
    known = index.documents_with({term for word in read for terms, _phrase in word.readings() for term in terms})
    counted = []
    for word in read:
        also = tuple(meaning for meaning in (_known(meaning, known, half) for meaning in word.also) if meaning.documents)
        documents = max([_documents(word.terms, word.phrase, known), *(meaning.documents for meaning in also)])
        begun = not documents and not word.phrase and len(word.surface) >= LEAST_PREFIX
        if begun:
            documents = sum(count for _term, count in index.terms_beginning(word.terms[0]))
        rare = rare_terms(word.terms, known, half)
        counted.append(replace(word, documents=documents, prefix=begun and documents > 0, rare=rare, also=also))
    return tuple(counted)


def _known(meaning: Meaning, known: Mapping[str, int], half: float) -> Meaning:
    documents = _documents(meaning.terms, meaning.several, known)
    return replace(meaning, documents=documents, rare=rare_terms(meaning.terms, known, half))


def _documents(terms: Sequence[str], each: bool, known: Mapping[str, int]) -> int:
    return min(known.get(term, 0) for term in terms) if each else documents_of(terms, known)
