"""Addresses of documents and of places in them."""

from django.urls import reverse

from daseinswerk.apps.library.models import Document


def document_url(document: Document | int, start: int | None = None, end: int | None = None) -> str:
    """The page of a document; with `start` and `end` (archived characters) it shows and focuses these words."""
    number = document if isinstance(document, int) else document.pk
    page = reverse("document", args=[number])
    return page if start is None or end is None else f"{page}?von={start}&bis={end}#stelle"


def outside(address: str) -> str:
    """The address itself if a browser may be sent there (absolute http or https), else nothing."""
    return address if address.lower().startswith(("http://", "https://")) and not any(char.isspace() for char in address) else ""
