"""What a full-text index is asked and what it answers. Two implementations speak it, `embedded` and `large`.

Both hold the same terms, made by `engine/text/words`, in one field: a document's title three times, then its text. So both find the
same documents; how they rank, count and stay up to date may differ within the limits docs/decisions/0016 names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol

from daseinswerk.apps.library.queries.query import RELEVANCE, Query

TOGETHER = 12  # terms that may stand between the parts of a compound: "Ausbau des neuen Glasfasernetzes in den Ortsteilen"
MOST_PARTLY = 1_000  # documents with some of the words only: nobody turns a hundred pages, and the best come first
FEW_WORDS = 3  # whoever types so few means each: documents with all of them come first
ALL_WORDS_BONUS = 0.1  # share of the best score; measured on known items, 0.05 to 0.2 do alike (docs/decisions/0016)


class How(Enum):
    """How the terms of one way must stand in a document."""

    TERM = "term"  # one term
    PREFIX = "prefix"  # a term that begins like this
    NEAR = "near"  # all of them within `TOGETHER` terms, in any order
    PHRASE = "phrase"  # all of them in this order, nothing between


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a word of a question can stand in a document; `weight` from 0 to 1, below 1 for a translation."""

    how: How
    terms: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Sought:
    """One word asked for: a document has it where it has one of its `ways`.

    `loose`: what counts where documents with some of the words are ranked, for each way to say it the single terms and a weight from
    0 to 1. With several ways (translations) the best of them counts, see `engine/text/weighing`.
    """

    ways: tuple[Way, ...]
    loose: tuple[tuple[tuple[str, ...], float], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One hit of a page: the document, its group (see `hits.members`), and whether it has all words asked for."""

    document: int
    group: int
    has_all: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits and what is counted over all of them. `total` and `with_all` count hits as a list shows them: folded.

    `counts`: for each field of a narrowing how many hits have each value (sources by their row number); of very many values of one
    field only the most frequent need to be there.
    """

    shown: Sequence[Shown] = ()
    total: int = 0
    with_all: int = 0
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def is_mixed(words: int, complete: int, query: Query) -> bool:
    """Whether documents with all words and with some stand in one ranking, in which having all of them is worth a bonus.

    So it is for questions of many words, of which some are only there to make a sentence. `complete`: hits with all words.
    """
    return words > FEW_WORDS and complete < MOST_PARTLY and query.order == RELEVANCE


class FullText(Protocol):
    """A full-text index over the current documents."""

    name: str
    same_transaction: bool  # entries are written in the transaction that changes a document; else an outbox tells what to do

    def size(self) -> int:
        """How many documents are in the index."""

    def as_of(self) -> datetime | None:
        """Up to when changes are in it; None where it is never behind."""

    def documents_with(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many documents each term stands; terms of no document are left out."""

    def terms_beginning(self, start: str) -> list[tuple[str, int]]:
        """Terms that begin like this, each with its number of documents."""

    def document_with(self, term: str) -> int | None:
        """Any one document with this term."""

    def find(self, wanted: Sequence[Sought], query: Query, size: int) -> Found:
        """The page of `query` (`size` hits) for these words; with no words everything within the narrowing."""

    def how_many(self, wanted: Sequence[Sought], query: Query) -> int:
        """How many hits (folded) have all these words within the narrowing."""
