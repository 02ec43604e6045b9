"""The end of the mail: by the link in it, without signing in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from daseinswerk.apps.library.actions import readers
from daseinswerk.apps.library.queries.mail import reader_of
from daseinswerk.apps.office.access import open_to
from daseinswerk.apps.office.models import Role


@csrf_exempt  # the mail program of the reader sends it, without a page before it (RFC 8058); the signed address is the proof
@open_to(Role.VISITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """No mail any more. Looking at the page changes nothing: programs that check links in mails look at it too."""
    reader = reader_of(token)
    if reader is None:
        raise Http404(_("Diese Adresse gilt nicht."))
    if request.method == "POST":
        readers.end_mail(user=reader)
    return render(request, "library/unsubscribe.html", {"done": request.method == "POST", "token": token})
