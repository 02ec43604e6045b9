"""Keep the full-text index true: every action that changes what a search finds or counts says so here, in its transaction.

The embedded index is written at once, so that a document and its entry appear and vanish together. For the large one a row in the
outbox says which document to look at; the one indexer (`indexing.py`) does so.
"""

from collections.abc import Iterable

from daseinswerk.apps.library.fulltext.chosen import EMBEDDED, chosen
from daseinswerk.apps.library.fulltext.embedded import INDEX as embedded
from daseinswerk.apps.library.models import IndexTask


def index_document(document_id: int, terms: str) -> None:
    """Put one document into the index, in place of what stood there. Call it inside the transaction that stores the document.

    `terms`: words of `engine/text/words.index_terms`, separated by spaces in reading order, the title's terms three times.
    """
    if chosen() == EMBEDDED:
        embedded.put(document_id, terms)
    else:
        IndexTask.objects.create(document=document_id)


def remove_from_index(document_id: int) -> None:
    """Take one document out of the index: it is replaced, withdrawn or deleted. Nothing happens where it was not in it."""
    if chosen() == EMBEDDED:
        embedded.remove(document_id)
    else:
        IndexTask.objects.create(document=document_id)


def note_changes(documents: Iterable[int]) -> None:
    """Links, story or `copy_of` of these documents changed: what a search counts and folds by, but none of its terms.

    The embedded index reads these from the tables, so there is nothing to do.
    """
    if chosen() != EMBEDDED:
        IndexTask.objects.bulk_create([IndexTask(document=document) for document in documents], batch_size=1_000)
