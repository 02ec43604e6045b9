"""Take documents back that their source took back, and bring them back when it shows them again. Nothing is deleted.

A withdrawn document is no search hit and takes part in no comparison any more; it stays readable for the quotes that rest on it,
and those are flagged, so that somebody looks at the record.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from daseinswerk.apps.library.actions.index import index_document, remove_from_index
from daseinswerk.apps.library.fulltext.terms import terms_of_document
from daseinswerk.apps.library.models import Document, Listing, Paper, Source
from daseinswerk.apps.practices.actions.quotes import check_quotes, flag_withdrawn, unflag


@transaction.atomic
def withdraw_listings(*, listings: QuerySet[Listing], now: datetime) -> int:
    """Withdraw these things with their documents; gives the number of documents."""
    count = 0
    for row in listings.select_related("source"):
        count += withdraw(source=row.source, external_ids=[row.external_id], because=row.evidence, now=now)
    listings.update(state=Listing.State.WITHDRAWN, guard=Listing.Guard.NOT)
    return count


@transaction.atomic
def withdraw(*, source: Source, external_ids: Iterable[str], because: str, now: datetime) -> int:
    """Withdraw the documents of these things (of a council paper: all its files); gives their number.

    `because`: the evidence, one German sentence.
    """
    names = list(external_ids)
    papers = Paper.objects.filter(source=source, external_id__in=names)
    found = Document.objects.current().filter(Q(external_id__in=names) | Q(paper__in=papers), source=source)
    documents = list(found.defer("text", "sketch"))
    Document.objects.filter(pk__in=[document.pk for document in documents]).update(withdrawn=now, withdrawn_because=because[:300])
    for document in documents:
        remove_from_index(document.pk)
        flag_withdrawn(document=document)
    # Without its hash the paper is written anew when the source shows it again.
    papers.filter(deleted=False).update(deleted=True, content_hash="")
    return len(documents)


@transaction.atomic
def restore(*, source: Source, external_ids: Iterable[str]) -> int:
    """The source shows these things again: their documents are hits again; gives the number of documents."""
    names = list(external_ids)
    papers = Paper.objects.filter(source=source, external_id__in=names)
    # What belongs to a paper comes back with the paper, unless the file itself was taken back: then its own listing says so.
    own = Listing.objects.filter(source=source, state=Listing.State.WITHDRAWN).values("external_id")
    back = Document.objects.filter(source=source, superseded_by__isnull=True, withdrawn__isnull=False)
    back = back.filter(Q(external_id__in=names) | (Q(paper__in=papers) & ~Q(external_id__in=own)))
    documents = list(back)
    for document in documents:
        Document.objects.filter(pk=document.pk).update(withdrawn=None, withdrawn_because="")
        index_document(document.pk, terms_of_document(document))
        unflag(document=document)
        check_quotes(document=document)
    return len(documents)
