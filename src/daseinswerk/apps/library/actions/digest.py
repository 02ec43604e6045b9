"""The mail of the week goes out. Nobody gets it twice, and nobody gets an empty one.

A mail is claimed before it is sent (the moment is written only where it still stands as it was read), so that two processes cannot both
send it; where the server does not take it, the claim is given back and the next call tries again.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from email.utils import formatdate
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from daseinswerk.apps.library.models import Interest, SavedSearch
from daseinswerk.apps.library.queries.digest import Digest, digest_of, due_readers, due_since
from daseinswerk.apps.office.models import User

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many mails went out, and how many the mail server did not take."""

    sent: int
    failed: int


def send_due(*, now: datetime) -> Sent:
    """Send what is due (mondays from six). Cheap where nothing is: two questions to the database. Ends at the first refusal."""
    sent = 0
    for user in due_readers(now):
        interest, searches = _due_rows(user, now)
        mail = digest_of(user, interest, searches, now=now, site=settings.SITE_ADDRESS)
        if not _claim(interest=interest, searches=searches, now=now):
            continue
        if not mail.says_something:
            continue
        try:
            _message(user, mail, now).send()
        except OSError as error:  # what a mail server or a full disk raises; SMTPException is one
            _give_back(interest=interest, searches=searches)
            log.warning("The mail server did not take the mail of the week: %s", error)
            return Sent(sent, 1)
        sent += 1
    return Sent(sent, 0)


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
    if settings.MAIL_AS_FILES and settings.EMAIL_FILE_PATH:
        Path(settings.EMAIL_FILE_PATH).mkdir(mode=0o700, parents=True, exist_ok=True)  # the links in a mail are for its reader alone
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
