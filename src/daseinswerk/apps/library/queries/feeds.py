"""What feeds hold: the week's list of one person, a search, each entry with why it is there."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from daseinswerk.apps.library.models import Document, Interest
from daseinswerk.apps.library.queries.interests import field_label, wanted_of
from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.saved import answers
from daseinswerk.apps.library.queries.week import pick
from daseinswerk.apps.library.queries.week_page import items
from daseinswerk.engine.text.clean import clean
from daseinswerk.exports.atom import Entry

SPAN = timedelta(days=14)  # a feed reader that was off for a week misses nothing
MOST = 40
SUMMARY = 300  # characters of the text: enough to see what it is about, not a copy of it


def week_entries(interest: Interest, site: str, now: datetime) -> tuple[Entry, ...]:
    """The last two weeks for this person's fields and regions. `site`: scheme and host, no slash at the end."""
    wanted = wanted_of(interest)
    picks = pick(wanted, now - SPAN, now)
    return tuple(
        Entry(
            key=item.key, title=item.title, address=site + item.address, author=item.source, updated=item.archived,
            published=_midnight(item.date), summary=item.said, category=field_label(picked.row.field) if picked.row.field else "",
        )
        for picked, item in zip(picks.items, items(picks, wanted), strict=True)
    )  # fmt: skip


def search_entries(query: Query, site: str) -> tuple[Entry, ...]:
    """What answers a search with all its words, the last that came in first."""
    return tuple(_entry(row, site) for row in _rows(answers(query, MOST)))


def _rows(numbers: Iterable[int]) -> list[Document]:
    numbers = list(numbers)
    rows = Document.objects.filter(pk__in=numbers).select_related("source").defer("sketch").in_bulk()
    return [rows[number] for number in numbers]


def _entry(row: Document, site: str) -> Entry:
    start = " ".join(clean(row.text[: 2 * SUMMARY]).text.split())
    return Entry(
        key=f"{row.source.slug}/{row.external_id}/{row.sha256}",
        title=row.title,
        address=site + reverse("document", args=[row.pk]),
        author=row.publisher or row.source.name,
        updated=row.archived,
        published=_midnight(row.date),
        summary=start if len(start) <= SUMMARY else start[:SUMMARY].rpartition(" ")[0] + " …",
        category=field_label(row.fields_of_action[0].partition(".")[0]) if row.fields_of_action else "",
        language=row.language or "de",
    )


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None


def week_title() -> str:
    return _("Daseinswerk: was neu ist")
