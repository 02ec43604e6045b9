"""Documents whose words come nearest to the title of one: an offer to a person who looks for what belongs together."""

from daseinswerk.apps.library.models import Document
from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.same import same_as
from daseinswerk.apps.library.queries.search import Hit, search

MOST = 5


def alike(document: Document) -> tuple[Hit, ...]:
    """The best hits for the title, without the document itself and without what is tied to it already."""
    known = {document.pk, *(row.document for row in same_as(document))}
    return tuple(hit for hit in search(Query(words=document.title[:300])).hits if hit.document not in known)[:MOST]
