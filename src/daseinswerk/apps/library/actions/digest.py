"""The mail of the week goes out. Nobody gets it twice, and nobody gets an empty one.

A mail is claimed before it is sent (the moment is written only where it still stands as it was read), so that two processes cannot both
send it; where the server does not take it, the claim is given back and a later call tries again, for a day.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import formatdate
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from daseinswerk.apps.library.models import Interest, SavedSearch
from daseinswerk.apps.library.queries.digest import Digest, digest_of, due_readers, due_since
from daseinswerk.apps.office.models import User

TRIED_FOR = timedelta(days=1)  # an address that does not exist is not asked for ever
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many mails went out, and how many the mail server did not take."""

    sent: int
    failed: int


def send_due(*, now: datetime) -> Sent:
    """Send what is due (mondays from six). Cheap where nothing is: two questions to the database.

    A server that cannot be reached ends the round; a server that does not take one mail (an address it does not know) does not keep
    the others from theirs.
    """
    waiting = due_readers(now)
    if not waiting:
        return Sent(0, 0)
    try:
        _close_folder()
        server = get_connection()
        taken = [_send_to(user, server, now) for user in waiting]
        server.close()
    except OSError as error:
        log.warning("The mail server cannot be reached: %s", error)
        return Sent(0, 1)
    return Sent(taken.count(True), taken.count(False))


def _close_folder() -> None:
    """Where mails become files: the links in them are for their readers alone."""
    if settings.MAIL_AS_FILES and settings.EMAIL_FILE_PATH:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)


def _send_to(user: User, server: BaseEmailBackend, now: datetime) -> bool | None:
    """The mail of one person: whether the server took it; None where there was nothing to send. Raises OSError where there is no server."""
    interest, searches = _due_rows(user, now)
    mail = digest_of(user, interest, searches, now=now, site=settings.SITE_ADDRESS)
    if not mail.says_something:
        _claim(interest=interest, searches=searches, now=now)
        return None
    server.open()
    if not _claim(interest=interest, searches=searches, now=now):
        return None
    try:
        server.send_messages([_message(user, mail, now)])
    except OSError as error:  # what a mail server or a full disk raises; SMTPException is one
        server.close()  # after a refusal some servers hang up
        if now - due_since(now) < TRIED_FOR:
            _give_back(interest=interest, searches=searches)
        log.warning("The mail server did not take the mail of the week for account %s: %s", user.pk, error)
        return False
    return True


def _due_rows(user: User, now: datetime) -> tuple[Interest | None, list[SavedSearch]]:
    border = due_since(now)
    interest = Interest.objects.filter(user=user, mail=True).first()
    searches = [row for row in SavedSearch.objects.filter(user=user, mail=True) if row.mailed is None or row.mailed < border]
    return (interest if interest and (interest.mailed is None or interest.mailed < border) else None), searches


@transaction.atomic
def _claim(*, interest: Interest | None, searches: list[SavedSearch], now: datetime) -> bool:
    """Whether these rows are ours to mail: nobody mailed them since they were read."""
    rows = [*searches, *([interest] if interest else [])]
    taken = sum(type(row).objects.filter(pk=row.pk, mailed=row.mailed).update(mailed=now) if row.mailed else _first(row, now) for row in rows)
    if taken != len(rows):
        transaction.set_rollback(True)
    return taken == len(rows)


def _first(row: Interest | SavedSearch, now: datetime) -> int:
    return type(row).objects.filter(pk=row.pk, mailed__isnull=True).update(mailed=now)


@transaction.atomic
def _give_back(*, interest: Interest | None, searches: list[SavedSearch]) -> None:
    for row in [*searches, *([interest] if interest else [])]:
        type(row).objects.filter(pk=row.pk).update(mailed=row.mailed)


def _message(user: User, mail: Digest, now: datetime) -> EmailMultiAlternatives:
    """Plain text first, the same as simple HTML; one click ends it (RFC 8058), and no program answers it."""
    context = {"mail": mail, "reader": user}
    name = hashlib.sha256(f"{user.pk} {now.isoformat()}".encode()).hexdigest()[:24]
    message = EmailMultiAlternatives(
        subject=_("Daseinswerk: was neu ist"),
        body=render_to_string("library/mail/digest.txt", context),
        to=[user.email],
        headers={
            "Date": formatdate(now.timestamp()),
            "Message-ID": f"<{name}@{urlsplit(settings.SITE_ADDRESS).hostname}>",
            "List-Unsubscribe": f"<{mail.end}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("library/mail/digest.html", context), "text/html")
    return message
