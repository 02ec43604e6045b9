"""Quotes: taken from the archived text character by character, and checked again when a document gets a new version."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from daseinswerk.apps.library.models import Document
from daseinswerk.apps.office import ledger
from daseinswerk.apps.office.language import in_the_language_of_the_site
from daseinswerk.apps.practices.models import Quote
from daseinswerk.engine.evidence.quote import Quote as EngineQuote
from daseinswerk.engine.evidence.quote import find_again
from daseinswerk.engine.text.spans import Span


class NoQuote(Exception):
    """These words do not stand there; the message is one German sentence."""


def quote_for(*, document: Document, start: int, end: int, words: str | None = None) -> Quote:
    """The quote of `document.text[start:end]`; `words`, where given, must stand there exactly. Raises NoQuote.

    Call inside the transaction of the act that uses it.
    """
    if not 0 <= start < end <= len(document.text):
        raise NoQuote(_("Diese Stelle gibt es im Dokument nicht."))
    stands = document.text[start:end]
    if words is not None and words != stands:
        raise NoQuote(_("Diese Wörter stehen so nicht im archivierten Text."))
    if not stands.strip():
        raise NoQuote(_("Die markierte Stelle enthält keine Wörter."))
    quote, _created = Quote.objects.get_or_create(
        document=document, start=start, end=end, defaults={"words": stands, "document_sha256": document.sha256}
    )
    return quote


@transaction.atomic
def check_quotes(*, document: Document) -> int:
    """After a new version arrived: flag the quotes of earlier versions whose words no longer stand in it; gives their number.

    A quote that stands there again (the version was taken back) loses its flag. The quote itself keeps pointing to the
    archived version it was taken from: what was confirmed stays provable.
    """
    earlier = Document.objects.filter(source=document.source, external_id=document.external_id).exclude(pk=document.pk)
    flagged = 0
    for quote in Quote.objects.filter(document__in=earlier).select_related("document"):
        engine_quote = EngineQuote(quote.document_sha256, Span(quote.start, quote.end), quote.words)
        stands = find_again(engine_quote, document.text) is not None
        if stands == bool(quote.flag):
            flagged += _set_flag(quote, document, stands)
    Quote.objects.filter(document=document).exclude(flag="").update(flag="", flagged_at=None)
    return flagged


@in_the_language_of_the_site
def _set_flag(quote: Quote, document: Document, stands: bool) -> int:
    now = timezone.now()
    day = date_format(timezone.localtime(now), "d.m.Y")
    flag = "" if stands else _("In der neuen Fassung vom %(day)s steht dieser Satz so nicht mehr.") % {"day": day}
    Quote.objects.filter(pk=quote.pk).update(flag=flag, flagged_at=None if stands else now)
    act = "practices.quote.stands_again" if stands else "practices.quote.flag"
    ledger.write(actor=None, act=act, subject=f"practices.quote:{quote.pk}", details={"new_document": document.pk})
    return 0 if stands else 1


@in_the_language_of_the_site
def flag_withdrawn(*, document: Document) -> int:
    """The source took this document back: whoever works with a record that rests on it is told; gives the number of quotes flagged.

    Call inside the transaction that withdraws the document.
    """
    now = timezone.now()
    flag = _("Die Quelle hat diesen Text am %(day)s zurückgezogen.") % {"day": date_format(timezone.localtime(now), "d.m.Y")}
    quotes = list(_resting_on(document).values_list("pk", flat=True))
    Quote.objects.filter(pk__in=quotes).update(flag=flag, flagged_at=now)
    for pk in quotes:
        ledger.write(actor=None, act="practices.quote.withdrawn", subject=f"practices.quote:{pk}", details={"document": document.pk})
    return len(quotes)


def unflag(*, document: Document) -> None:
    """The source shows this document again: what was flagged for its withdrawal is not any more. `check_quotes` then says what is new."""
    quotes = list(_resting_on(document).exclude(flag="").values_list("pk", flat=True))
    Quote.objects.filter(pk__in=quotes).update(flag="", flagged_at=None)
    for pk in quotes:
        ledger.write(actor=None, act="practices.quote.back", subject=f"practices.quote:{pk}", details={"document": document.pk})


def _resting_on(document: Document) -> models.QuerySet[Quote]:
    """Quotes taken from any version of this document."""
    return Quote.objects.filter(document__source=document.source_id, document__external_id=document.external_id)
