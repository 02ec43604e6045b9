"""Words of the library that are written almost like one nobody knows: for a search that finds nothing."""

from collections.abc import Iterable

from django.db.models.functions import Substr
from rapidfuzz import fuzz, process

from daseinswerk.apps.library.fulltext.chosen import fulltext
from daseinswerk.apps.library.models import Document
from daseinswerk.apps.library.queries.words_asked import Word
from daseinswerk.engine.text.words import surfaces, term

MOST = 3
ALIKE = 78.0  # share of equal letters, in percent
_START = 2  # the first letters are rarely mistyped, and looking up every word would be slow
_LOOKED_AT = 20_000  # characters of a document in which the written form of a term is looked for


def near_words(unknown: Iterable[Word]) -> tuple[tuple[str, str], ...]:
    """For each word nobody knows up to three as they are written in documents, the most alike first: (unknown, near) pairs."""
    found = []
    for word in list(unknown)[:3]:
        asked = word.terms[0]
        if word.phrase or len(asked) < 4:
            continue
        known = [known for known, _documents in fulltext().terms_beginning(asked[:_START])]
        alike = process.extract(asked, known, scorer=fuzz.ratio, limit=MOST, score_cutoff=ALIKE)
        written = dict.fromkeys(_as_written(candidate) for candidate, _score, _index in alike)
        found += [(word.surface, near) for near in written if near]
    return tuple(found)


def _as_written(candidate: str) -> str:
    """How a document writes the word behind a term; empty where the beginning of the first one does not tell."""
    row = Document.objects.filter(pk=fulltext().document_with(candidate)).values_list("title", Substr("text", 1, _LOOKED_AT)).first()
    words = (surface for surface in surfaces(" ".join(row) if row else "") if surface[:1].isalpha() and term(surface) == candidate)
    return next(words, "")
