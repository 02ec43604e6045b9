"""The sources on screen: the health of all, and the badge of one that other sites may show."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daseinswerk.apps.library import rules
from daseinswerk.apps.library.models import Source
from daseinswerk.apps.library.queries.source_list import narrow
from daseinswerk.apps.library.queries.watching import COUNTS, figures, once_read, row_of, rows
from daseinswerk.apps.office.access import has_role, open_to
from daseinswerk.apps.office.language import in_the_language_of_the_site
from daseinswerk.apps.office.models import Role

CSV_NAMES = ("neu", "geaendert", "zurueckgezogen", "vermisst", "abgelehnt")


@open_to(Role.VISITOR)
@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    """All sources, the trouble first. A visitor sees which there are and how they do, people with an account the figures as well."""
    found = rows()
    narrowed = narrow(found, request.GET)
    inside = has_role(request.user, Role.READER)
    context = {
        "narrowed": narrowed,
        "figures": figures(found),
        "watched_any": bool(found),
        "inside": inside,
        "may_watch": rules.may_watch(request.user),
        "once": once_read() if inside else (),
        "trail": [(_("Bibliothek"), "/bibliothek/"), (_("Quellen"), "")],
    }
    return render(request, "library/sources.html", context)


@open_to(Role.READER)
@require_safe
@in_the_language_of_the_site
def source_list_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a table to take along, narrowed alike."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="quellen.csv"'
    response.write("\ufeff")  # spreadsheets read umlauts right only with it
    out = csv.writer(response, delimiter=";")
    out.writerow(["quelle", "art", "adresse", "zustand", "grund", "letzter_besuch", *(f"{name}_30_tage" for name in CSV_NAMES), "naechster_besuch", "dokumente"])
    for row in narrow(rows(), request.GET).rows:
        last, due = row.last.started if row.last else None, row.source.due
        days = [f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else "" for moment in (last, due)]
        cells = [row.source.name, row.source.get_kind_display(), row.source.address, row.state.label, row.reason]
        out.writerow([_plain(cell) for cell in cells] + [days[0], *(row.month[name] for name in COUNTS), days[1], row.documents])
    return response


def _plain(cell: object) -> str:
    """Text that a spreadsheet does not take for a formula."""
    text = str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


@open_to(Role.VISITOR)
@require_safe
@in_the_language_of_the_site
def badge(request: HttpRequest, slug: str) -> HttpResponse:
    """The state of one source as a small picture with its text alternative, for the pages of its owner."""
    row = row_of(get_object_or_404(Source, slug=slug))
    word = str(row.state.label)
    left, right = 78, 16 + round(6.6 * len(word))  # Fira Sans at 11 px takes at most 6.6 px a letter on average
    context = {"row": row, "word": word, "left": left, "right": right, "width": left + right}
    return render(request, "library/badge.svg", context, content_type="image/svg+xml")
