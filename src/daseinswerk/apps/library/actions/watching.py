"""What people do with watched sources: add, correct, pause, go on, try again, stop watching, answer the guard. Each act is a ledger row.

`by` is the person; None is the command line of whoever runs this machine.
"""

import hashlib
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from daseinswerk.apps.library import rules
from daseinswerk.apps.library.actions import withdrawal
from daseinswerk.apps.library.actions.rereading import reopen_refused
from daseinswerk.apps.library.models import Listing, Source, Visit
from daseinswerk.apps.office import ledger
from daseinswerk.apps.office.models import User

Kind, Watch = Source.Kind, Source.Watch
WATCHED_KINDS = (Kind.FEED, Kind.SITEMAP, Kind.WEB, Kind.LINKS, Kind.OPARL, Kind.FOLDER)
RHYTHM = (1, 24 * 90)  # hours: once an hour to once a quarter
CHANGEABLE = (
    "name", "licence", "rhythm", "publisher", "ags", "document_kind", "tier", "contact", "note", "expected", "options",
)  # fmt: skip
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
AT_ONCE = 200  # withdrawn in one transaction: a writer of the site waits a fraction of a second


@transaction.atomic
def add_source(
    *, by: User | None, kind: str, address: str, name: str, licence: str = "", rhythm: int = 24, now: datetime | None = None, **said: Any
) -> Source:
    """Watch an address from now on; it is due at once. `said`: the other fields of `CHANGEABLE`.

    Raises ValidationError with a German sentence: unknown kind, no name, a rhythm that is none, watched already, a folder that may not be read.
    """
    rules.check_may_watch(by)
    address, fields = address.strip(), _checked({"name": name, "licence": licence, "rhythm": rhythm, **said})
    _check_address(by, kind, address)
    slug = f"{kind}-{slugify(fields['name'].translate(UMLAUTS))[:60]}-{hashlib.sha256(f'{kind} {address}'.encode()).hexdigest()[:10]}"
    watched = Source.objects.filter(kind=kind).exclude(watch=Watch.NOT)
    before = next((other for other in watched.iterator() if _plain(other.address) == _plain(address)), None)
    if before is not None:
        raise ValidationError(_("Diese Adresse wird schon beobachtet: „%(name)s“.") % {"name": before.name})
    earlier = Source.objects.filter(kind=kind, address=address, token__gt="").first()  # watched once, taken from the list
    source = earlier or Source(slug=slug, kind=kind, address=address, token=secrets.token_urlsafe(32), added_by=by)
    _set(source, fields)
    source.watch, source.due, source.failures = Watch.ACTIVE, now or timezone.now(), 0
    source.save()
    _write(by, "add", source, {"kind": kind, "address": address, **fields})
    return source


@transaction.atomic
def change_source(*, by: User | None, source: Source, **said: Any) -> Source:
    """Correct what is said of a source (`CHANGEABLE`); what did not change is not written. Raises ValidationError."""
    rules.check_may_watch(by)
    fields = {name: value for name, value in _checked(said).items() if getattr(source, name) != value}
    if fields:
        _set(source, fields)
        if "licence" in fields:  # what was reserved may be taken now: everything is looked at again
            source.full_visit = None
        source.save(update_fields=[*fields, "full_visit"] if "licence" in fields else list(fields))
        _write(by, "change", source, fields)
    return source


@transaction.atomic
def pause(*, by: User | None, source: Source, reason: str = "") -> None:
    """No visits until `resume`; a visit under way ends first."""
    rules.check_may_watch(by)
    _switch(source, to=Watch.PAUSED, of=(Watch.ACTIVE,))
    _write(by, "pause", source, {"reason": reason[:300]})


@transaction.atomic
def resume(*, by: User | None, source: Source, now: datetime | None = None) -> None:
    """Visit a paused source again, at once."""
    rules.check_may_watch(by)
    _switch(source, to=Watch.ACTIVE, of=(Watch.PAUSED,), due=now or timezone.now(), failures=0)
    _write(by, "resume", source)


@transaction.atomic
def retry(*, by: User | None, source: Source, now: datetime | None = None) -> int:
    """Visit now, compare everything, and read again what could not be read; gives the number of originals that wait again."""
    rules.check_may_watch(by)
    if source.watch not in (Watch.ACTIVE, Watch.PAUSED):
        raise ValidationError(_("Diese Quelle wird nicht beobachtet oder wartet auf eine Antwort."))
    again = reopen_refused(source=source)
    Source.objects.filter(pk=source.pk).update(watch=Watch.ACTIVE, due=now or timezone.now(), failures=0, full_visit=None)
    source.refresh_from_db()
    _write(by, "retry", source, {"originals": again})
    return again


@transaction.atomic
def remove_from_watch(*, by: User | None, source: Source, reason: str = "") -> None:
    """No more visits. What it brought stays in the library: it was published, and quotes rest on it."""
    rules.check_may_watch(by)
    _switch(source, to=Watch.NOT, of=(Watch.ACTIVE, Watch.PAUSED, Watch.ASKS), due=None)
    _write(by, "remove", source, {"reason": reason[:300]})


def answer_guard(*, by: User | None, source: Source, withdraw: bool, reason: str = "", now: datetime | None = None) -> int:
    """Answer what the guard asked: withdraw what the source no longer shows, or leave it in the library; gives how many documents or
    things that were.

    What is left stays until the source shows it again or says itself that it is deleted. Raises ValidationError where nothing was asked.
    """
    rules.check_may_watch(by)
    now = now or timezone.now()
    if Source.objects.filter(pk=source.pk, watch=Watch.ASKS).first() is None:
        raise ValidationError(_("Diese Quelle wartet auf keine Antwort; vielleicht hat sie schon jemand gegeben."))
    asked = list(asked_about(source).values_list("pk", flat=True))
    for start in range(0, len(asked), AT_ONCE):
        part = Listing.objects.filter(pk__in=asked[start : start + AT_ONCE], guard=Listing.Guard.ASKED)  # what nobody answered meanwhile
        withdrawal.withdraw_listings(listings=part, now=now) if withdraw else _leave(part)
    with transaction.atomic():
        _switch(source, to=Watch.ACTIVE, of=(Watch.ASKS,), due=now)
        _write(by, "answer", source, {"withdraw": withdraw, "things": len(asked), "reason": reason[:300]})
        if withdraw:
            latest = Visit.objects.filter(source=source, state=Visit.State.ASKS).first()
            Visit.objects.filter(pk=latest.pk if latest else None).update(withdrawn=len(asked))
    return len(asked)


def asked_about(source: Source) -> Any:
    """The things (Listing) the guard asks about."""
    return Listing.objects.filter(source=source, guard=Listing.Guard.ASKED)


@transaction.atomic
def _leave(listings: Any) -> None:
    listings.update(guard=Listing.Guard.KEPT)


def _switch(source: Source, *, to: str, of: tuple[str, ...], **further: Any) -> None:
    """Change the state of watching, if it is one of `of` now."""
    if not Source.objects.filter(pk=source.pk, watch__in=of).update(watch=to, **further):
        raise ValidationError(_("Das geht gerade nicht: Diese Quelle steht auf „%(state)s“.") % {"state": source.get_watch_display()})
    source.refresh_from_db()


def _set(source: Source, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(source, name, value)


def _checked(said: dict[str, Any]) -> dict[str, Any]:
    """The fields as they are stored. Raises ValidationError."""
    unknown = sorted(said.keys() - set(CHANGEABLE))
    if unknown:
        raise ValidationError(_("Das lässt sich nicht ändern: %(names)s.") % {"names": ", ".join(unknown)})
    fields = {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in said.items()}
    if not fields.get("name", "x"):
        raise ValidationError(_("Bitte geben Sie der Quelle einen Namen."))
    if not RHYTHM[0] <= fields.get("rhythm", 24) <= RHYTHM[1]:
        raise ValidationError(_("Der Rhythmus liegt zwischen einer Stunde und 90 Tagen."))
    if fields.get("tier", 3) not in (1, 2, 3, 4):
        raise ValidationError(_("Die Vertrauensstufe ist eine Zahl von 1 bis 4."))
    for name, most in (("name", 200), ("licence", 200), ("publisher", 300), ("note", 1000)):
        if len(fields.get(name, "")) > most:
            raise ValidationError(_("Das ist zu lang: höchstens %(most)d Zeichen.") % {"most": most})
    return fields


def _plain(address: str) -> str:
    """The address without what makes no difference: case of scheme and host, the port that is meant anyway, a mark inside the page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = parts.netloc.lower().removesuffix({"https": ":443", "http": ":80"}.get(parts.scheme, " "))
    return f"{parts.scheme}://{host}{parts.path or '/'}?{parts.query}" if host else address


def _check_address(by: User | None, kind: str, address: str) -> None:
    if kind not in WATCHED_KINDS:
        raise ValidationError(_("Diese Art von Quelle lässt sich nicht beobachten."))
    if kind != Kind.FOLDER:
        if not address.startswith(("https://", "http://")) or len(address) > 1000:
            raise ValidationError(_("Eine Adresse beginnt mit https:// oder http:// und hat höchstens 1.000 Zeichen."))
        return
    folder, ours = Path(address), settings.HOME / "drop"
    # From the site nobody may have any folder of the server read, only one that whoever runs it has put there for this.
    if by is not None and not (folder.is_absolute() and folder.resolve().is_relative_to(ours.resolve())):
        raise ValidationError(_("Von der Seite aus lassen sich nur Ordner unter %(folder)s beobachten.") % {"folder": ours})
    if not folder.is_dir():
        raise ValidationError(_("Diesen Ordner gibt es nicht."))


def _write(by: User | None, act: str, source: Source, details: dict[str, Any] | None = None) -> None:
    ledger.write(actor=by, act=f"library.source.{act}", subject=f"library.source:{source.pk}", details=details or {})
