"""A question in the other language: each of its words with what it means there, so that English questions find German documents.

An English question is always translated. A German one is only where the library holds English documents, and there an English word
that also is a German one ("kind", "rat") is no translation.
"""

from collections.abc import Sequence
from dataclasses import replace

from daseinswerk.apps.library.models import Document
from daseinswerk.apps.library.packs import languages
from daseinswerk.apps.library.queries.words_asked import Meaning, Word
from daseinswerk.engine.text.bilingual import Translation, zipf
from daseinswerk.engine.text.translation import ENGLISH, GERMAN, Languages
from daseinswerk.engine.text.words import query_terms

GERMAN_TOO = 3.9  # Zipf steps from which an English word is taken for the German one written alike; "county" has 3.7, "gift" 4.0


def with_meanings(read: Sequence[Word]) -> tuple[list[Word], bool]:
    """The words of a question with their meanings in the other language, and whether the question is English.

    Of an English question words that belong together become one ("data centre"), and words that only make a sentence are left out.
    """
    speaks = languages()
    single = [word for word in read if not word.phrase]
    if speaks.is_english([word.surface for word in single]):
        return [*(word for word in read if word.phrase), *_english(single, speaks)], True
    if not Document.objects.filter(language="en").exists():
        return list(read), False
    return [word if word.phrase or word.surface.lower() in GERMAN else replace(word, also=_english_of(word, speaks)) for word in read], False


def _english(words: Sequence[Word], speaks: Languages) -> list[Word]:
    surfaces = [word.surface for word in words]
    found = []
    for start, end in speaks.phrases(surfaces):
        together = " ".join(surfaces[start:end])
        if together.lower() in ENGLISH:
            continue
        also = tuple(_meaning(translation) for translation in speaks.german_of(together))
        terms = tuple(term for word in words[start:end] for term in word.terms[:1])
        found.append(replace(words[start], also=also) if end - start == 1 else Word(together, terms, phrase=True, also=also))
    return found


def _english_of(word: Word, speaks: Languages) -> tuple[Meaning, ...]:
    foreign = [each for each in speaks.english_of(word.surface) if zipf(each.word) < GERMAN_TOO]
    return tuple(replace(_meaning(each), beside=True) for each in foreign[:2])


def _meaning(translation: Translation) -> Meaning:
    terms = query_terms(translation.word)
    # Of several words each counts as it stands: their compounds are not taken apart as well.
    found = terms[0] if len(terms) == 1 else tuple(word[0] for word in terms)
    return Meaning(translation.word, found, translation.weight, several=len(terms) > 1)
