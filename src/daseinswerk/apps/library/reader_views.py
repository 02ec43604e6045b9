"""What is new for one person: the week's list, its settings, searches that are kept."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daseinswerk.apps.library.actions import readers
from daseinswerk.apps.library.fulltext.chosen import fulltext
from daseinswerk.apps.library.models import Interest, SavedSearch
from daseinswerk.apps.library.queries.interests import field_label, region_names, wanted_of
from daseinswerk.apps.library.queries.saved import kept
from daseinswerk.apps.library.queries.week_page import WEEK, span_asked, week_address, week_page
from daseinswerk.apps.library.reader_forms import InterestForm, places_called
from daseinswerk.apps.office.access import open_to
from daseinswerk.apps.office.models import Role, User


def _interest(user: User) -> Interest | None:
    return Interest.objects.filter(user=user).first()


@open_to(Role.READER)
@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """What came in since this person looked last, or in the calendar week the address names (`?woche=2026-W47`)."""
    interest, now = _interest(request.user), timezone.now()
    span = span_asked(request.GET.get("woche", ""), interest, now)
    wanted = wanted_of(interest)
    today = timezone.localdate(now)
    monday = span.week or today
    context = {
        "page": week_page(wanted, span),
        "interest": interest,
        "fields": [field_label(code) for code in wanted.fields],
        "regions": list(region_names(wanted.regions).values()),
        "this_week": week_address(today),
        "before": week_address(monday - WEEK) if span.week else week_address(today),
        "after": week_address(monday + WEEK) if span.week and span.week + WEEK <= today else "",
        "last_day": timezone.localdate(span.until) if not span.week else min(today, span.week + WEEK - timezone.timedelta(days=1)),
        "feed": reverse("week_feed", args=[interest.token]) if interest else "",
        "settings_address": reverse("week_settings"),
    }
    return render(request, "library/week.html", context)


@open_to(Role.READER)
@require_POST
def week_looked(request: HttpRequest) -> HttpResponse:
    """Everything shown on the list was looked at."""
    until = parse_datetime(request.POST.get("until", "")[:40]) if request.POST.get("until") else None
    if until is None or timezone.is_naive(until):
        messages.error(request, _("Es fehlt, bis wann gelesen wurde. Bitte laden Sie die Liste neu."))
    else:
        readers.mark_looked(user=request.user, until=until)
        messages.success(request, _("Als gelesen gemerkt. Die Liste zeigt von jetzt an, was danach kommt."))
    return redirect("week")


@open_to(Role.READER)
@require_http_methods(["GET", "HEAD", "POST"])
def week_settings(request: HttpRequest) -> HttpResponse:
    """Fields, regions and mail. Looking for a place shows the form again with what was found; nothing is stored before "Speichern"."""
    interest = _interest(request.user)
    form = InterestForm(interest, request.POST if request.method == "POST" else None)
    found, typed = (), ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        typed = data["typed"]
        found = tuple(place for place in places_called(typed) if place.key not in data["regions"])
        if request.POST.get("act") != "find" and not typed:
            readers.set_interest(user=request.user, fields=data["fields_chosen"], regions=data["regions"], mail=data["mail"])
            messages.success(request, _("Gespeichert."))
            return redirect("week")
    context = {
        "form": form,
        "found": found,
        "typed": typed,
        "has_address": bool(request.user.email),
        "mail_as_files": settings.MAIL_AS_FILES,
        "interest": interest,
        "feed": request.build_absolute_uri(reverse("week_feed", args=[interest.token])) if interest else "",
        "trail": [(_("Diese Woche"), reverse("week")), (_("Felder und Regionen"), "")],
    }
    return render(request, "library/week_settings.html", context, status=400 if form.errors else 200)


@open_to(Role.READER)
@require_http_methods(["GET", "HEAD", "POST"])
def saved(request: HttpRequest) -> HttpResponse:
    """The searches this person keeps; POST keeps one more."""
    if request.method == "POST":
        try:
            row, new = readers.save_search(user=request.user, question=request.POST.get("question", "")[:2000], name=request.POST.get("name", ""))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            said = _("Gemerkt: „%(name)s“.") if new else _("Diese Suche haben Sie schon gemerkt: „%(name)s“.")
            messages.success(request, said % {"name": row.name})
        return redirect("saved")
    rows = SavedSearch.objects.filter(user=request.user)
    context = {"searches": kept(rows), "index_as_of": fulltext().as_of(), "library_address": reverse("library"), "has_address": bool(request.user.email), "mail_as_files": settings.MAIL_AS_FILES}
    return render(request, "library/saved.html", context)


@open_to(Role.READER)
@require_POST
def saved_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a kept search, mail on or off, look at it, forget it. Only one's own."""
    search = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    act = request.POST.get("act", "")
    if act == "change":
        readers.change_search(search=search, name=request.POST.get("name", ""), mail=request.POST.get("mail") == "1")
        messages.success(request, _("Gespeichert."))
    elif act == "look":
        readers.look_at_search(search=search)
        return redirect(f"{reverse('library')}?{search.question}")
    elif act == "forget":
        readers.forget_search(search=search)
        messages.success(request, _("Gelöscht: „%(name)s“.") % {"name": search.name})
    return redirect("saved")


@open_to(Role.READER)
@require_POST
def week_token(request: HttpRequest) -> HttpResponse:
    """A new secret address for the feed of the week's list."""
    readers.renew_token(user=request.user)
    messages.success(request, _("Der Feed hat eine neue Adresse. Tragen Sie sie in Ihr Feed-Programm ein."))
    return redirect("week_settings")
