"""The public side: catalogue and record, and the same as JSON and CSV."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daseinswerk.apps.office.access import open_to
from daseinswerk.apps.office.language import in_the_language_of_the_site
from daseinswerk.apps.office.models import Role
from daseinswerk.apps.practices import rules
from daseinswerk.apps.practices.models import Record
from daseinswerk.apps.practices.queries import catalogue as reads
from daseinswerk.apps.practices.queries import records
from daseinswerk.apps.practices.queries.export import catalogue_csv_text, catalogue_data

PER_PAGE = 25


@open_to(Role.VISITOR)
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    entries = reads.entries(request.user)
    found = reads.narrowed(entries, request.GET)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("seite"))
    context = {"facets": reads.facets(entries, request.GET), "page": page, "total": len(entries), "q": request.GET.get("q", "")}
    template = "practices/_entries.html" if request.htmx else "practices/catalogue.html"
    return render(request, template, context)


@open_to(Role.VISITOR)
@require_safe
def record(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Record.objects.select_related("municipality__state", "operator"), slug=slug)
    rules.check_may_see(request.user, found)
    may_reopen, why_not = rules.may(rules.check_may_reopen, request.user, found)
    context = {
        "record": found,
        "rows": records.rows(found),
        "history": records.history(found, inside=request.user.is_authenticated),
        "may_review": rules.may(rules.check_may_review, request.user, found)[0],
        "writers": records.writers(found),
        "confirmers": records.confirmers(found),
        "documents": found.documents.select_related("source").defer("text", "sketch").order_by("date", "pk"),
        "field_label": reads.field_label(found.field_of_action),
        "public": found.state == Record.State.CONFIRMED,
        "may_reopen": may_reopen,
        "why_not_reopen": why_not,
        "trail": [(_("Praxis"), "/praxis/"), (found.name, "")],
    }
    return render(request, "practices/record.html", context)


@open_to(Role.VISITOR)
@require_safe
@in_the_language_of_the_site
def record_json(request: HttpRequest, slug: str) -> JsonResponse:
    found = get_object_or_404(Record, slug=slug)
    rules.check_may_see(request.user, found)
    return JsonResponse(records.as_data(found), json_dumps_params={"ensure_ascii": False, "indent": 1})


@open_to(Role.VISITOR)
@require_safe
@in_the_language_of_the_site
def catalogue_json(request: HttpRequest) -> JsonResponse:
    """Confirmed records only, whoever asks: this is the open data of the catalogue."""
    return JsonResponse(catalogue_data(), json_dumps_params={"ensure_ascii": False, "indent": 1})


@open_to(Role.VISITOR)
@require_safe
@in_the_language_of_the_site
def catalogue_csv(request: HttpRequest) -> HttpResponse:
    """One row for each claim; semicolons, UTF-8 with mark, safe to open in a spreadsheet."""
    response = HttpResponse(catalogue_csv_text(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="daseinswerk-praxis.csv"'
    return response
