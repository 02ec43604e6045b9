"""Send the owner of a source the report on its faults: a mail with the address of the page, and a row in the ledger."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from daseinswerk.apps.library import rules
from daseinswerk.apps.library.models import Source
from daseinswerk.apps.office import ledger
from daseinswerk.apps.office.models import User


@transaction.atomic
def open_report(*, by: User, source: Source) -> str:
    """The secret part of the address of the owner's page, made where the source has none; gives it."""
    rules.check_may_watch(by)
    if not source.token:
        Source.objects.filter(pk=source.pk, token="").update(token=secrets.token_urlsafe(32))
        source.refresh_from_db()
        ledger.write(actor=by, act="library.source.report.open", subject=f"library.source:{source.pk}")
    return source.token


@transaction.atomic
def send_report(*, by: User, source: Source, subject: str, text: str) -> None:
    """Mail the report to the contact of the source once this transaction holds. Raises ValidationError without a contact."""
    rules.check_may_watch(by)
    if not source.contact:
        raise ValidationError(_("Zu dieser Quelle ist keine E-Mail-Adresse eingetragen."))
    ledger.write(actor=by, act="library.source.report.send", subject=f"library.source:{source.pk}", details={"to": source.contact})
    to, sender = source.contact, settings.DEFAULT_FROM_EMAIL
    transaction.on_commit(lambda: send_mail(subject, text, sender, [to]))
