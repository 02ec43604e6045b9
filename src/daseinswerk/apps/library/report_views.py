"""What the owner of a source is shown without an account, by a secret address: its faults for people and for machines."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from daseinswerk.apps.library.actions import reporting
from daseinswerk.apps.library.models import Source
from daseinswerk.apps.library.queries.owner_report import as_json, report_of
from daseinswerk.apps.office.access import open_to
from daseinswerk.apps.office.language import in_the_language_of_the_site
from daseinswerk.apps.office.models import Role


@open_to(Role.VISITOR)
@require_safe
def owner_report(request: HttpRequest, token: str) -> HttpResponse:
    report = report_of(_source(token))
    badge = reverse("source_badge", args=[report.source.slug])
    context = {"report": report, "badge": badge, "badge_outside": request.build_absolute_uri(badge)}
    return render(request, "library/owner_report.html", context)


@open_to(Role.VISITOR)
@require_safe
@in_the_language_of_the_site
def owner_report_json(request: HttpRequest, token: str) -> JsonResponse:
    report = report_of(_source(token))
    page = request.build_absolute_uri(reverse("owner_report", args=[token]))
    return JsonResponse(as_json(report, page), json_dumps_params={"ensure_ascii": False, "indent": 1})


@open_to(Role.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def source_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the office what the owner would get, and send it."""
    source = get_object_or_404(Source, slug=slug)
    if request.method == "POST":
        return _send(request, source)
    report = report_of(source)
    subject, text = _mail(request, source)
    context = {
        "report": report,
        "subject": subject,
        "text": text,
        "mail_is_set": not settings.MAIL_AS_FILES,
        "mailto": f"mailto:{quote(source.contact)}?subject={quote(subject)}&body={quote(text)}" if source.token else "",
        "trail": [(_("Bibliothek"), "/bibliothek/"), (_("Quellen"), reverse("sources")), (source.name, reverse("source", args=[slug])), (_("Bericht"), "")],
    }
    return render(request, "library/source_report.html", context)


def _send(request: HttpRequest, source: Source) -> HttpResponse:
    """The button: make the address of the report, or mail it."""
    try:
        reporting.open_report(by=request.user, source=source)
        if request.POST.get("act") == "send":
            subject, text = _mail(request, source)
            reporting.send_report(by=request.user, source=source, subject=subject, text=text)
            messages.success(request, _("Der Bericht geht an %(to)s.") % {"to": source.contact})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("source_report", slug=source.slug)


@in_the_language_of_the_site
def _mail(request: HttpRequest, source: Source) -> tuple[str, str]:
    """Subject and text of the mail, German whoever sends it; the text names the faults by number and leads to the page."""
    report = report_of(source)
    subject = _("Was wir an „%(name)s“ nicht lesen konnten") % {"name": report.source.name}
    page = request.build_absolute_uri(reverse("owner_report", args=[report.source.token])) if report.source.token else ""
    return subject, render_to_string("library/owner_mail.txt", {"report": report, "page": page}).strip() + "\n"


def _source(token: str) -> Source:
    found = Source.objects.filter(token=token).first() if token else None
    if found is None:
        raise Http404(_("Diesen Bericht gibt es nicht oder nicht mehr."))
    return found
