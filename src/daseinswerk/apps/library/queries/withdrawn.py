"""What a source took back: since when, why, and whether the text may still be shown to everybody.

A text whose page only vanished stays readable: sites are rebuilt, and a claim must remain provable. A text the source *says* it deleted
(a tombstone, an answer 410) was depublished: visitors see its title, its date and the reason, people with an account still read it, as
quotes rest on it (exchange.md § 6).
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from daseinswerk.apps.library.models import Document
from daseinswerk.apps.office.access import has_role
from daseinswerk.apps.office.models import Role, User

# The sentences with which `sources/lifecycle` reports a deletion the source itself declared; a test compares them.
DECLARED = (
    "Die Quelle meldet, dass der Eintrag gelöscht wurde.",
    "Die Website meldet, dass es die Seite auf Dauer nicht mehr gibt (Antwort 410).",
)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When a document was withdrawn, on what evidence (one sentence), and whether this person may still read it."""

    when: datetime
    because: str
    readable: bool


def withdrawal_of(document: Document, user: User | AnonymousUser) -> Withdrawal | None:
    """The withdrawal of a document or of the version that took its place; None where it stands."""
    rows = Document.objects.filter(source=document.source_id, external_id=document.external_id, withdrawn__isnull=False)
    row = rows.order_by("-withdrawn").values_list("withdrawn", "withdrawn_because").first()
    if row is None:
        return None
    when, because = row
    return Withdrawal(when, because, because not in DECLARED or has_role(user, Role.READER))
