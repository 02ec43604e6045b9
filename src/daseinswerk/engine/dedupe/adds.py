"""What a telling of a story says beyond the original: its sentences that do not stand there, not even in other clothes.

A sentence is known when at least half of its word triples stand somewhere in the original: a copied sentence with a few words exchanged,
two sentences made into one. Lines of fewer than five words (headings, names, greetings) say nothing and are passed over. Numbers
decide the rest: a sentence that repeats the wording with another sum or date is new, because the sum is the news.
"""

import re
from dataclasses import dataclass

import numpy as np

from daseinswerk.engine.dedupe.fingerprint import triples
from daseinswerk.engine.text.document import TextDocument
from daseinswerk.engine.text.spans import Span
from daseinswerk.engine.text.words import read_words

FEWEST_WORDS = 5
KNOWN = 0.5  # share of a sentence's triples
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Added:
    """`sentences`: those the original has not, in order, as places in the archived text of the telling. `of`: how many it has in all."""

    sentences: tuple[Span, ...]
    of: int


def adds(original: TextDocument, telling: TextDocument) -> Added:
    """What `telling` says that `original` does not; linear in the length of both."""
    known = triples(read_words(original.cleaned.text).hashes)
    figures = set(_FIGURE.findall(original.cleaned.text))
    text = telling.cleaned.text
    new: list[Span] = []
    told = 0
    for span in telling.clean_sentences:
        sentence = span.words(text)
        numbers = read_words(sentence).hashes
        if len(numbers) < FEWEST_WORDS:
            continue
        told += 1
        share = np.isin(triples(numbers), known).mean()
        if share < KNOWN or not figures.issuperset(_FIGURE.findall(sentence)):
            new.append(telling.cleaned.to_archive(span))
    return Added(tuple(new), told)
