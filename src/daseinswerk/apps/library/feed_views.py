"""Feeds: the week's list and saved searches by a secret address, every search of the public library by its own."""

import hashlib
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daseinswerk.apps.library.models import Document, Interest, SavedSearch
from daseinswerk.apps.library.queries.feeds import search_entries, week_entries, week_title
from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.saved import called, read_question
from daseinswerk.apps.office.access import open_to
from daseinswerk.apps.office.language import in_the_language_of_the_site
from daseinswerk.apps.office.models import Role
from daseinswerk.exports.atom import MEDIA_TYPE, Entry, Feed, write_feed

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@open_to(Role.VISITOR)
@require_safe
@in_the_language_of_the_site
def week_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The last two weeks for the fields and regions of whoever has this address; ends with the account."""
    interest = get_object_or_404(Interest.objects.select_related("user"), token=token, user__is_active=True)
    entries = week_entries(interest, _site(request), timezone.now())
    return _answer(request, f"week/{_hidden(token)}", week_title(), reverse("week"), entries)


@open_to(Role.VISITOR)
@require_safe
@in_the_language_of_the_site
def saved_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a saved search finds, the last that came in first; ends with the search or the account."""
    search = get_object_or_404(SavedSearch.objects.select_related("user"), token=token, user__is_active=True)
    entries = search_entries(read_question(search.question), _site(request))
    page = f"{reverse('library')}?{search.question}"
    return _answer(request, f"search/{_hidden(token)}", f"Daseinswerk: {search.name}", page, entries)


@open_to(Role.VISITOR)
@require_safe
@in_the_language_of_the_site
def library_feed(request: HttpRequest) -> HttpResponse:
    """Any search of the library as a feed: the same words in the address as on its page."""
    query = Query.read(request.GET)
    if query.story:
        raise Http404(_("Von den Berichten über eine Sache gibt es keinen Feed."))
    asked = query.address(sort="relevanz", unfold="")
    name = called(query) or _("alles Neue in der Bibliothek")
    return _answer(request, f"library/{asked}", f"Daseinswerk: {name}", reverse("library") + asked, search_entries(query, _site(request)))


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _hidden(token: str) -> str:
    """The identifier of a feed may be shown around; its address may not."""
    return hashlib.sha256(token.encode()).hexdigest()


def _answer(request: HttpRequest, key: str, title: str, page: str, entries: tuple[Entry, ...]) -> HttpResponse:
    """The feed, or "not modified" for a reader that has it already."""
    newest = Document.objects.order_by("-pk").values_list("archived", flat=True).first() or BEGINNING
    site = _site(request)
    body = write_feed(Feed(key, title, site + request.get_full_path(), site + page, newest, entries=entries))
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=MEDIA_TYPE, headers={"ETag": etag, "Cache-Control": "private, max-age=600"})
    return get_conditional_response(request, etag=etag, response=response) or response
