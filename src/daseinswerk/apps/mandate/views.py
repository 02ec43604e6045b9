"""Start page, what waits, glossary, help, legal pages, the switches of theme and language, and the pages for refused, missing and broken."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from daseinswerk.apps.mandate.glossary import terms
from daseinswerk.apps.mandate.queries import recent, tasks, waiting
from daseinswerk.apps.office.access import open_to
from daseinswerk.apps.office.models import Role
from daseinswerk.design import examples

YEAR = 365 * 24 * 3600


@open_to(Role.VISITOR)
@require_safe
def mandate(request: HttpRequest) -> HttpResponse:
    return render(request, "mandate/mandate.html", {"tasks": tasks(request.user), "recent": recent(request.user)})


@open_to(Role.READER)
@require_safe
def todo(request: HttpRequest) -> HttpResponse:
    return render(request, "mandate/todo.html", {"items": waiting(request.user)})


@open_to(Role.VISITOR)
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "mandate/glossary.html", {"terms": terms()})


@open_to(Role.VISITOR)
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return _text(request, _("Hilfe"), "hilfe")


@open_to(Role.VISITOR)
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "styleguide.html", examples.context())


@open_to(Role.VISITOR)
@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    return _text(request, _("Impressum"), "impressum")


@open_to(Role.VISITOR)
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _text(request, _("Datenschutz"), "datenschutz")


@open_to(Role.VISITOR)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return _text(request, _("Barrierefreiheit"), "barrierefreiheit")


def _text(request: HttpRequest, heading: str, name: str) -> HttpResponse:
    return render(request, "mandate/text.html", {"heading": heading, "fragment": f"mandate/texts/{name}.html"})


@open_to(Role.VISITOR)
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark in a cookie of this site; empty means: as the device."""
    response = _back(request)
    wanted = request.POST.get("theme", "")
    if wanted in ("light", "dark"):
        response.set_cookie("theme", wanted, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


@open_to(Role.VISITOR)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language of the pages in a cookie of this site; without it they follow the browser."""
    response = _back(request)
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, wanted, max_age=settings.LANGUAGE_COOKIE_AGE, samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY, secure=settings.LANGUAGE_COOKIE_SECURE,
        )  # fmt: skip
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page the form stood on; to the start page where the address leads elsewhere."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if safe else "/")


@open_to(Role.VISITOR)
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "mandate/error.html", {"code": 403, "reason": str(exception)}, status=403)


@open_to(Role.VISITOR)
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "mandate/error.html", {"code": 404}, status=404)


@open_to(Role.VISITOR)
def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "mandate/broken.html", status=500)
