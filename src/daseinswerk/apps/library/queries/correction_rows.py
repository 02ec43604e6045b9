"""Corrections as a page shows them: what they are about in words, and who may take them back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from daseinswerk.apps.library import rules
from daseinswerk.apps.library.models import Correction, Document
from daseinswerk.apps.library.queries.corrections import active_corrections
from daseinswerk.apps.library.queries.facets import names_of
from daseinswerk.apps.office.access import has_role
from daseinswerk.apps.office.models import Role, User


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """One correction; `about`: name of the place or organisation, or title of the other document."""

    correction: Correction
    about: str
    undone_by: Correction | None
    may_undo: bool


def shown_corrections(rows: Iterable[Correction], user: User | AnonymousUser) -> tuple[ShownCorrection, ...]:
    """These corrections for one person, names looked up together."""
    rows = list(rows)
    names = names_of((row.link_kind, row.key) for row in rows if row.key)
    shown = []
    for row in rows:
        undone = getattr(row, "undone_by", None)
        about = row.other.title if row.other else names.get((row.link_kind, row.key), row.key)
        shown.append(ShownCorrection(row, about, undone, undone is None and rules.may_undo(user, row)))
    return tuple(shown)


def corrections_of(document: Document, user: User | AnonymousUser) -> tuple[ShownCorrection, ...]:
    """What people corrected in this document and still holds; names of people are for signed-in readers."""
    if not has_role(user, Role.READER):
        return ()
    rows = active_corrections().filter(Q(document=document) | Q(other=document)).select_related("other", "document", "by__organisation")
    return shown_corrections(rows.defer("other__text", "other__sketch", "document__text", "document__sketch"), user)
