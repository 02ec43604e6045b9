"""Which of several equal documents is the original: the earliest, then the longest, then by what it says; never by when we read it."""

from collections.abc import Iterable
from datetime import date

from django.db.models.functions import Length

from daseinswerk.apps.library.models import Document

Age = tuple[str, int, str]


def age_of(day: date | None, characters: int, sha256: str) -> Age:
    """The smallest of a group is its original. An excerpt is shorter than what it was taken from; no date counts as late."""
    return (day.isoformat() if day else "9999", -characters, sha256)


def ages(document_ids: Iterable[int]) -> dict[int, Age]:
    """The age of each of these documents."""
    rows = Document.objects.filter(pk__in=list(document_ids)).values_list("pk", "date", Length("text"), "sha256")
    return {pk: age_of(day, characters, sha256) for pk, day, characters, sha256 in rows}
