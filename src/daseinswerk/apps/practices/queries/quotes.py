"""A quote as the page shows it: the words, what stands before and after them, the source, and the way into the document."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from daseinswerk.apps.library.models import Document
from daseinswerk.apps.library.queries.documents import document_url
from daseinswerk.apps.practices.models import Quote
from daseinswerk.engine.text.clean import clean

AROUND = 160  # archived characters shown on each side


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """What the quote component needs; `changed`: a newer version of the document does not hold these words; `withdrawn`: its source took
    the document back; `versions`: the page that compares its versions, where one of them changed the words."""

    words: str
    before: str
    after: str
    source: str
    date: date | None
    archived: datetime
    address: str
    lang: str
    changed: bool
    flag: str = ""
    withdrawn: bool = False
    versions: str = ""


def shown(quote: Quote) -> ShownQuote:
    """The quote of a claim."""
    return around(quote.document, quote.start, quote.end, flag=quote.flag)


def around(document: Document, start: int, end: int, *, flag: str = "") -> ShownQuote:
    """Words of a document with their surroundings, cleaned for reading; the archive itself is not touched."""
    text = document.text
    before = _readable(text[max(0, start - AROUND) : start])
    after = _readable(text[end : end + AROUND])
    return ShownQuote(
        words=_readable(text[start:end]),
        before=before.partition(" ")[2] if start > AROUND else before,
        after=after.rpartition(" ")[0] if end + AROUND < len(text) else after,
        source=document.publisher or document.title,
        date=document.date,
        archived=document.archived,
        address=document_url(document, start, end),
        lang=document.language or "de",
        changed=bool(flag),
        flag=flag,
        withdrawn=document.withdrawn is not None,
        versions=f"{reverse('versions', args=[document.pk])}?von={document.pk}" if flag and document.superseded_by_id else "",
    )


def _readable(text: str) -> str:
    return " ".join(clean(text).text.split())
