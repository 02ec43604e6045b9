"""One text through time: its versions compared word by word, the quotes that are touched, what its source took back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daseinswerk.apps.library.models import Document
from daseinswerk.apps.office.access import open_to
from daseinswerk.apps.office.models import Role


@open_to(Role.VISITOR)
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Document.objects.select_related("source").defer("sketch"), pk=pk)
    trail = [(_("Bibliothek"), "/bibliothek/"), (found.title, f"/bibliothek/dokument/{pk}/"), (_("Versionen"), "")]
    return render(request, "library/versions.html", {"document": found, "trail": trail})
