"""Documents that share rare words with one: an offer to a person who looks for what belongs together, never joined by the machine.

The index gives the nearest by the document's weightiest terms; their texts are then compared with its own as a whole, by the measure
of `engine/dedupe/related` (a right paper is among the first three for 0.77 of the council papers that have one).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from daseinswerk.apps.library.fulltext.chosen import fulltext
from daseinswerk.apps.library.fulltext.interface import How, Sought, Way
from daseinswerk.apps.library.models import Document
from daseinswerk.apps.library.queries.documents import document_url
from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.same import same_as
from daseinswerk.engine.dedupe.related import LEAST
from daseinswerk.engine.dedupe.vectors import Rarity, cosine, vector
from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.words import index_terms

MOST = 5
_ASKED = 12  # terms the index is asked for
_COMPARED = 20  # documents whose words are compared as a whole
_READ = 60_000  # characters: the head of a long report says what it is about


@dataclass(frozen=True, slots=True)
class Alike:
    """One document that might belong to another. `percent`: how much of their rare words they share, 0 to 100."""

    document: int
    title: str
    address: str
    source: str
    date: date | None
    percent: int


def alike(document: Document) -> tuple[Alike, ...]:
    """The nearest by their rare words, the nearest first, without the document itself and without what is tied to it already."""
    index = fulltext()
    terms = _terms(document.title, _text(document.pk))
    rare = Rarity(max(1, index.size()), _known(terms))
    own = vector((term for term in terms if term in rare.frequency), rare)
    asked = sorted(own, key=lambda term: (-own[term], term))[:_ASKED]
    known = {document.pk, *(row.document for row in same_as(document))}
    near = [shown.document for shown in index.find([_sought(term) for term in asked], Query(), _COMPARED).shown] if asked else []
    rows = Document.objects.current().filter(pk__in=set(near) - known).select_related("source").defer("sketch")
    found = sorted(((_score(own, rare, row), row.pk, row) for row in rows), key=lambda each: (-each[0], each[1]))
    return tuple(
        Alike(row.pk, row.title, document_url(row), row.publisher or row.source.name, row.date, round(100 * score))
        for score, _pk, row in found[:MOST]
        if score >= LEAST
    )


def _score(own: dict[str, float], rare: Rarity, row: Document) -> float:
    terms = _terms(row.title, row.text[:_READ])
    everything = Rarity(rare.documents, {**_known(terms), **rare.frequency})
    return cosine(own, vector((term for term in terms if term in everything.frequency), everything))


def _text(pk: int) -> str:
    return Document.objects.values_list("text", flat=True).get(pk=pk)[:_READ]


def _terms(title: str, text: str) -> list[str]:
    return index_terms(f"{title}\n{clean(text).text}")


def _known(terms: Iterable[str]) -> dict[str, int]:
    """In how many documents each term stands; what the index does not know yet is left out."""
    return fulltext().documents_with(set(terms))


def _sought(term: str) -> Sought:
    return Sought((Way(How.TERM, (term,)),), (((term,), 1.0),))
