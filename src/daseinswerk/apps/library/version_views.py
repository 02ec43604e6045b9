"""One text through time: its versions compared word by word, the quotes that are touched, what its source took back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daseinswerk.apps.library.models import Document
from daseinswerk.apps.library.queries.versions import comparison, evidence_of, pair_asked, versions_of
from daseinswerk.apps.library.queries.withdrawn import withdrawal_of
from daseinswerk.apps.office.access import has_role, open_to
from daseinswerk.apps.office.models import Role


@open_to(Role.VISITOR)
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions of a document, two of them compared (`?von=…&bis=…`, numbers of documents)."""
    found = get_object_or_404(Document.objects.select_related("source").defer("sketch", "text"), pk=pk)
    withdrawal = withdrawal_of(found, request.user)
    readable = withdrawal is None or withdrawal.readable
    listed = versions_of(found)
    pair = pair_asked(listed, request.GET) if readable and found.has_text else None
    context = {
        "document": found,
        "versions": listed,
        "pair": pair,
        "comparison": comparison(pair, request.user) if pair else None,
        "withdrawal": withdrawal,
        "readable": readable,
        "listing": evidence_of(found) if has_role(request.user, Role.READER) else None,
        "trail": [(_("Bibliothek"), reverse("library")), (found.title, reverse("document", args=[pk])), (_("Fassungen"), "")],
    }
    return render(request, "library/versions.html", context, status=200 if readable else 410)
