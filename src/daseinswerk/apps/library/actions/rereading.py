"""Originals that are read again, or need not be kept: what could not be read, and a page whose bytes changed but whose text did not."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.db.models import F

from daseinswerk.apps.library import archive
from daseinswerk.apps.library.models import Document, Listing, Original, Source, Visit

SEVERAL = 3
TAKEN_OVER = "Mehrere Seiten dieser Quelle zeigen auf einmal denselben Text. Das ist vermutlich eine Störung; der bisherige Text bleibt."

def refused_last(source: Source | None = None) -> models.QuerySet[Original]:
    """Originals that were refused when read and are still what came last for their thing: an earlier state is not to come back."""
    refused = Original.objects.filter(state=Original.State.REFUSED)
    refused = refused.filter(source=source) if source else refused
    same: dict[str, Any] = {"source": models.OuterRef("source"), "external_id": models.OuterRef("external_id")}
    newest = Original.objects.filter(**same).order_by("-fetched", "-pk")
    listed_otherwise = Listing.objects.filter(**same).exclude(sha256=models.OuterRef("sha256"))
    return refused.filter(pk=models.Subquery(newest.values("pk")[:1])).exclude(models.Exists(listed_otherwise))


@transaction.atomic
def reopen_refused(*, reader: str = "", source: Source | None = None) -> int:
    """Let originals wait again that could not be read: all of a source, or those refused by another version of the program than `reader`.

    Gives their number.
    """
    refused = refused_last(source)
    numbers = list((refused.exclude(reader=reader) if reader else refused).values_list("pk", flat=True))
    return Original.objects.filter(pk__in=numbers).update(state=Original.State.WAITING)


def taken_over(texts: Mapping[int, str], originals: Mapping[int, Original]) -> set[int]:
    """Which originals must not replace what we hold: pages of one watched source that had texts of their own and now all say the same.

    So a site looks that answers every address with its start page, a notice of works or a request to accept cookies, in whatever words.
    `texts`: SHA-256 of the new text by original. Two pages may really have become one; three at once have not.
    """
    together: dict[tuple[int, str], list[Original]] = defaultdict(list)
    for number, sha256 in texts.items():
        together[originals[number].source_id, sha256].append(originals[number])
    found: set[int] = set()
    for (source, sha256), group in together.items():
        things = {original.external_id for original in group}
        if len(things) < SEVERAL or not Listing.objects.filter(source=source, external_id__in=things).exists():
            continue
        held = Document.objects.filter(source=source, external_id__in=things, superseded_by__isnull=True, has_text=True).exclude(sha256=sha256)
        replaced = set(held.values_list("external_id", flat=True))
        if len(replaced) >= SEVERAL:
            found |= {original.pk for original in group if original.external_id in replaced}
    return found


def kept_original(original: Original, document: Document | None) -> Original:
    """The original a document stands on, when `original` has just been read and gave the text of `document`.

    A watched page changes its bytes with every advertisement and every redesign. Where the text is the one we hold, the first original
    stays and the new one goes, and the visit did not find a change. Call inside the transaction that stores the document.
    """
    if document is None or document.original is None or document.original_id == original.pk:
        return original
    if not Listing.objects.filter(source=original.source_id, external_id=original.external_id).exists():
        return original
    _forget(original)
    latest = Visit.objects.filter(source=original.source_id).values("pk")[:1]
    Visit.objects.filter(pk__in=list(latest.values_list("pk", flat=True)), changed__gt=0).update(changed=F("changed") - 1, unchanged=F("unchanged") + 1)
    return document.original


def _forget(original: Original) -> None:
    sha256 = original.sha256
    Original.objects.filter(pk=original.pk).delete()
    if not Original.objects.filter(sha256=sha256).exists():
        transaction.on_commit(lambda: archive.forget(sha256))
