"""Numbers, sums, dates and sizes as officials write them: 1.234.567 €, 22.11.2026, 4,5 %; on an English page €1,234,567, 22 November 2026,
4.5%. How a language writes them stands in its catalogue, as the sentences do. What nobody said is *nicht genannt*."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

register = template.Library()

THIN = "\u00a0"  # a figure and its unit stay on one line


def not_stated() -> str:
    """The words for what nobody said."""
    return _("nicht genannt")


def as_number(value: object) -> Decimal | None:
    """The number in `value`, or nothing for None, empty text, text that is no number, and more than fifteen digits."""
    if value is None or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and number.adjusted() < 15 else None


def written(number: Decimal, places: int = 2) -> str:
    """1234567.5 as 1.234.567,5: at most `places` decimals, none that are zero."""
    rounded = number.quantize(Decimal(1).scaleb(-places)) if number % 1 else number.quantize(Decimal(1))
    decimals = max(0, -int(rounded.normalize().as_tuple().exponent)) if number % 1 else 0
    return number_format(rounded, decimal_pos=decimals, use_l10n=True, force_grouping=True)


@register.filter
def whole(value: object) -> str:
    """12345 as 12.345."""
    number = as_number(value)
    return not_stated() if number is None else written(number)


@register.filter
def euro(value: object, before: str = "") -> str:
    """35000 as 35.000 €; `before` is a word that belongs to the figure ("rund", "bis zu")."""
    number = as_number(value)
    if number is None:
        return not_stated()
    places = 2 if number % 1 else 0
    plain = number_format(abs(number), decimal_pos=places, use_l10n=True, force_grouping=True)
    figure = ("-" if number < 0 else "") + (pgettext("a sum", "%(figure)s €") % {"figure": plain}).replace(" ", THIN)
    return f"{before}{THIN}{figure}" if before else figure


@register.filter
def percent(value: object) -> str:
    """Percent from 0 to 100 (not a share from 0 to 1): 4.5 as 4,5 %."""
    number = as_number(value)
    return not_stated() if number is None else (pgettext("a share", "%(figure)s %%") % {"figure": written(number, 1)}).replace(" ", THIN)


@register.filter
def day(value: object) -> str:
    """A date as 22.11.2026. Text as precise as stated: `2026-11-22`, `2026-11` as November 2026, `2026`."""
    if isinstance(value, datetime):
        return _written_day(timezone.localtime(value) if timezone.is_aware(value) else value)
    if isinstance(value, date):
        return _written_day(value)
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(value or "").strip())
    if not found:
        return str(value) if value else not_stated()
    year, month, number = found.groups()
    if number:
        return _stated_day(int(year), int(month), int(number)) or f"{number}.{month}.{year}"
    if month and 1 <= int(month) <= 12:
        return f"{MONTHS[int(month)]} {year}"
    return year


def _written_day(value: date) -> str:
    return date_format(value, pgettext("a day, in the letters of Django's date filter", "d.m.Y"))


def _stated_day(year: int, month: int, number: int) -> str:
    """The day, or nothing for one the calendar does not know: papers name a 31st of November."""
    try:
        return _written_day(date(year, month, number))
    except ValueError:
        return ""


@register.filter
def moment(value: datetime | None) -> str:
    """A point in time as 22.11.2026, 14:05 Uhr, in the time of the site."""
    if value is None:
        return not_stated()
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return _("%(day)s, %(time)s Uhr") % {"day": _written_day(local), "time": f"{local:%H:%M}"}


@register.filter
def ago(value: datetime | date | None, now: datetime | None = None) -> str:
    """How long ago, in words: gerade eben, vor 5 Minuten, vor 3 Stunden, gestern, vor 3 Tagen; older than 30 days: the date."""
    if value is None:
        return not_stated()
    now = now or datetime.now(UTC)
    if isinstance(value, datetime):
        value = value if timezone.is_aware(value) else timezone.make_aware(value)
        minutes = int((now - value).total_seconds() // 60)
        if 0 <= minutes < 1:
            return _("gerade eben")
        if 0 <= minutes < 60:
            return ngettext("vor %d Minute", "vor %d Minuten", minutes) % minutes
        today, that_day = timezone.localtime(now).date(), timezone.localtime(value).date()
        if today == that_day and minutes >= 0:
            return ngettext("vor %d Stunde", "vor %d Stunden", minutes // 60) % (minutes // 60)
    else:
        today, that_day = timezone.localtime(now).date(), value
    days = (today - that_day).days
    if days == 0:
        return _("heute")
    if days == 1:
        return _("gestern")
    if 1 < days <= 30:
        return ngettext("vor %d Tag", "vor %d Tagen", days) % days
    return day(value)


@register.filter
def upcoming(value: datetime | None, now: datetime | None = None) -> str:
    """When something is to happen, in words: jetzt, in 5 Minuten, in 3 Stunden, morgen, in 3 Tagen; later: the date."""
    if value is None:
        return not_stated()
    now = now or datetime.now(UTC)
    value = value if timezone.is_aware(value) else timezone.make_aware(value)
    minutes = int((value - now).total_seconds() // 60)
    if minutes < 1:
        return _("jetzt")
    if minutes < 60:
        return ngettext("in %d Minute", "in %d Minuten", minutes) % minutes
    days = (timezone.localtime(value).date() - timezone.localtime(now).date()).days
    if days == 0:
        return ngettext("in %d Stunde", "in %d Stunden", minutes // 60) % (minutes // 60)
    if days == 1:
        return _("morgen")
    return ngettext("in %d Tag", "in %d Tagen", days) % days if days <= 30 else day(value)


@register.filter
def size(value: object) -> str:
    """Bytes as 512 Byte, 34 kB, 1,2 MB (powers of 1000, as shops and standards count)."""
    number = as_number(value)
    if number is None:
        return not_stated()
    if number < 1000:
        return written(number, 0) + THIN + ngettext("Byte", "Byte", int(number))
    for unit in ("kB", "MB", "GB"):
        number /= 1000
        if number < 1000 or unit == "GB":
            break
    return written(number.quantize(Decimal("0.1")) if number < 10 else number.quantize(Decimal(1)), 1) + THIN + unit


@register.filter
def stated(value: object) -> object:
    """The value itself, or *nicht genannt* for None and empty text. Zero is a value."""
    return not_stated() if value is None or value == "" else value


@register.filter
def shown(value: object) -> str:
    """The plain value of a claim as people read it: `35000 EUR`, `24000 EUR/a`, `90 %`, `2024-05`, `P4`; other text as it is."""
    text = str(value if value is not None else "").strip()
    money = re.fullmatch(r"(-?\d{1,15}(?:\.\d{1,9})?) EUR(/a)?", text)
    if money:
        return euro(money[1]) + (" " + _("im Jahr") if money[2] else "")
    share = re.fullmatch(r"(-?\d{1,15}(?:\.\d{1,9})?) ?%", text)
    if share:
        return percent(share[1])
    if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text):
        return day(text)
    return STATUSES[text]() if text in STATUSES else (text or not_stated())


@register.filter
def squeezed(value: object) -> str:
    """Text on one line, as a mail needs it."""
    return " ".join(str(value).split())


@register.filter
def certainty(code: object) -> str:
    """The certainty of a claim as a word; the plain case `stated` needs none."""
    words = {"planned": _("geplant"), "estimated": _("geschätzt"), "rejected": _("abgelehnt")}
    return words.get(str(code), "")


STATUSES = {
    "P1": lambda: _("Idee oder Beschluss"),
    "P2": lambda: _("Prototyp"),
    "P3": lambda: _("Pilot"),
    "P4": lambda: _("Betrieb"),
    "P5": lambda: _("an andere weitergegeben"),
    "ended": lambda: _("beendet"),
}
