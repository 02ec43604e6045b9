"""What people ask to be told of: their fields and regions, the moment they looked last, and searches they keep.

These rows are nobody's business but their owner's: they decide nothing for others, so they stand in no ledger.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from daseinswerk.apps.library.models import Interest, SavedSearch
from daseinswerk.apps.library.queries.saved import called, read_question, seen_until
from daseinswerk.apps.office.models import User

MOST_SEARCHES = 50


def new_token() -> str:
    """256 random bits: whoever has them may read the feed."""
    return secrets.token_urlsafe(32)


def _interest(user: User) -> Interest:
    row, _created = Interest.objects.get_or_create(user=user, defaults={"token": new_token()})
    return row


@transaction.atomic
def set_interest(*, user: User, fields: Iterable[str], regions: Iterable[str], mail: bool) -> Interest:
    """Choose fields and regions. Who turns the mail on gets the next one, not what came in before."""
    row = _interest(user)
    if mail and not row.mail:
        row.mailed = timezone.now()
    row.fields, row.regions, row.mail = sorted(set(fields)), sorted(set(regions)), mail
    row.save(update_fields=["fields", "regions", "mail", "mailed"])
    return row


@transaction.atomic
def mark_looked(*, user: User, until: datetime) -> Interest:
    """Everything that came in up to `until` was looked at; never moves back, never into the future."""
    row = _interest(user)
    until = min(until, timezone.now())
    if row.looked is None or row.looked < until:
        row.looked = until
        row.save(update_fields=["looked"])
    return row


@transaction.atomic
def renew_token(*, user: User) -> Interest:
    """A new address for the feed of the week's list; the old one ends."""
    row = _interest(user)
    row.token = new_token()
    row.save(update_fields=["token"])
    return row


@transaction.atomic
def save_search(*, user: User, question: str, name: str = "") -> tuple[SavedSearch, bool]:
    """Keep a question to the library (its query string); the same question is kept once. Gives the row and whether it is new.

    Raises ValidationError for an empty question and for too many.
    """
    query = read_question(question)
    asked = query.address(unfold="").removeprefix("?")
    if not asked:
        raise ValidationError(_("Eine leere Suche lässt sich nicht merken. Geben Sie ein Wort ein, oder grenzen Sie ein."))
    if SavedSearch.objects.filter(user=user).exclude(question=asked).count() >= MOST_SEARCHES:
        raise ValidationError(_("Sie haben schon %(n)d Suchen gemerkt. Löschen Sie zuerst eine.") % {"n": MOST_SEARCHES})
    return SavedSearch.objects.get_or_create(
        user=user, question=asked[:1000], defaults={"name": _name(name) or called(query), "token": new_token(), "looked": timezone.now()}
    )


@transaction.atomic
def change_search(*, search: SavedSearch, name: str, mail: bool) -> None:
    """Another name, or mail on or off."""
    if mail and not search.mail:
        search.mailed = timezone.now()
    search.name, search.mail = _name(name) or called(read_question(search.question)), mail
    search.save(update_fields=["name", "mail", "mailed"])


@transaction.atomic
def look_at_search(*, search: SavedSearch) -> None:
    """What was found up to now is not new any more; what the large index has yet to take in stays new."""
    search.looked = seen_until(search.looked or search.created, timezone.now())
    search.save(update_fields=["looked"])


@transaction.atomic
def forget_search(*, search: SavedSearch) -> None:
    search.delete()


@transaction.atomic
def end_mail(*, user: User) -> None:
    """No mail any more, of no kind; fields, regions and searches stay."""
    Interest.objects.filter(user=user).update(mail=False)
    SavedSearch.objects.filter(user=user).update(mail=False)


def _name(name: str) -> str:
    return " ".join(name.split())[:200]
