"""The mail of the week: for whom it is due, and what it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from daseinswerk.apps.library.models import Document, Interest, SavedSearch
from daseinswerk.apps.library.queries.interests import wanted_of
from daseinswerk.apps.library.queries.mail import word_for
from daseinswerk.apps.library.queries.saved import fresh_hits, read_question
from daseinswerk.apps.library.queries.week_page import WEEK, Section, Span, week_page
from daseinswerk.apps.office.models import User

MONDAY, HOUR = 0, time(6)
MOST_HITS = 10  # titles named of one saved search


@dataclass(frozen=True, slots=True)
class Found:
    """New hits of one saved search: its name, how many, the newest by title and address, the address of all."""

    name: str
    count: int
    hits: tuple[tuple[str, str], ...]
    address: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What one mail says. `site`: scheme and host; `end`: the address that ends the mail."""

    since: datetime
    sections: tuple[Section, ...]
    count: int
    left: int
    searches: tuple[Found, ...]
    site: str
    end: str

    @property
    def says_something(self) -> bool:
        return bool(self.count or self.searches)


def due_since(now: datetime) -> datetime:
    """The last Monday at six in the time of the site: whoever got no mail since then gets one."""
    local = timezone.localtime(now)
    monday = local.date() - timedelta(days=(local.weekday() - MONDAY) % 7)
    moment = timezone.make_aware(datetime.combine(monday, HOUR))
    return moment if moment <= now else timezone.make_aware(datetime.combine(monday - WEEK, HOUR))


def due_readers(now: datetime) -> list[User]:
    """Active people with an address who asked for mail and got none since it was due."""
    late = Q(mailed__isnull=True) | Q(mailed__lt=due_since(now))
    numbers = {number for model in (Interest, SavedSearch) for number in model.objects.filter(late, mail=True).values_list("user", flat=True)}
    return list(User.objects.filter(pk__in=numbers, is_active=True).exclude(email="").order_by("pk")) if numbers else []


def digest_of(user: User, interest: Interest | None, searches: Iterable[SavedSearch], *, now: datetime, site: str) -> Digest:
    """The mail of this person: what came in since the last mail and since she looked."""
    since = max(filter(None, (interest.mailed, interest.looked)), default=now - WEEK) if interest else now
    page = week_page(wanted_of(interest), Span(since, now)) if interest else None
    return Digest(
        since=since,
        sections=page.sections if page else (),
        count=page.count if page else 0,
        left=page.left if page else 0,
        searches=tuple(found for search in searches if (found := _found(search)).count),
        site=site,
        end=site + reverse("unsubscribe", args=[word_for(user)]),
    )


def _found(search: SavedSearch) -> Found:
    numbers = fresh_hits(read_question(search.question), max(filter(None, (search.mailed, search.looked)), default=search.created))
    titles = dict(_titles(numbers[:MOST_HITS]).values_list("pk", "title"))
    hits = tuple((titles[number], reverse("document", args=[number])) for number in numbers[:MOST_HITS] if number in titles)
    return Found(search.name, len(numbers), hits, f"{reverse('library')}?{search.question}")


def _titles(numbers: list[int]) -> QuerySet[Document]:
    return Document.objects.filter(pk__in=numbers)
