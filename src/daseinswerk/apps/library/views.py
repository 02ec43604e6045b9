"""The library: search, one document, its original. Reads only; corrections are in `correction_views`."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daseinswerk.apps.library import archive, rules
from daseinswerk.apps.library.fulltext.chosen import fulltext
from daseinswerk.apps.library.models import Document
from daseinswerk.apps.library.packs import languages
from daseinswerk.apps.library.queries.near import near_words
from daseinswerk.apps.library.queries.page import quoting, read_page
from daseinswerk.apps.library.queries.query import SORTS, Query
from daseinswerk.apps.library.queries.search import PAGE, search
from daseinswerk.apps.library.queries.withdrawn import withdrawal_of
from daseinswerk.apps.office.access import has_role, open_to, refusal
from daseinswerk.apps.office.models import Role


@open_to(Role.VISITOR)
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    query = Query.read(request.GET)
    results = search(query)
    context = {
        "query": query,
        "results": results,
        "sorts": [(code, label, query.address(sort=code), code == query.order) for code, label in SORTS.items()],
        "near": [(near, query.address(words=query.words.replace(word, near, 1))) for word, near in near_words(results.asked.unknown)],
        "more": results.total - results.with_all,
        "first": (min(query.page, results.pages) - 1) * PAGE + 1,
        "kept": query.kept,
        "question": query.address(unfold="", story="").removeprefix("?"),
        "everywhere": Query(words=query.words).address(),
        "without_story": query.address(story=""),
        "before": query.address(page=min(query.page, results.pages + 1) - 1) if query.page > 1 else "",
        "after": query.address(page=query.page + 1) if query.page < results.pages else "",
        "index_as_of": fulltext().as_of(),
        "has_dictionary": languages().has_dictionary,
        "holds_documents": bool(results.total) or Document.objects.exists(),
        "may_read_in": has_role(request.user, Role.MEMBER),
    }
    partial = request.htmx and not request.htmx.history_restore_request
    return render(request, "library/_results.html" if partial else "library/library.html", context)


@open_to(Role.VISITOR)
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Document.objects.select_related("source", "paper", "original", "superseded_by").defer("sketch"), pk=pk)
    withdrawal = withdrawal_of(found, request.user)
    if withdrawal and not withdrawal.readable:
        context = {"document": found, "withdrawal": withdrawal, "records": quoting(found, request.user), "trail": [(_("Bibliothek"), "/bibliothek/"), (found.title, "")]}
        return render(request, "library/withdrawn.html", context, status=410)
    page = read_page(found, request.GET, request.user)
    context = {
        "document": found,
        "page": page,
        "withdrawal": withdrawal,
        "may_correct": rules.may_correct(request.user),
        "why_not_correct": refusal(Role.MEMBER),
        "may_download": has_role(request.user, Role.READER),
        "is_reader": has_role(request.user, Role.READER),
        "trail": [(_("Bibliothek"), "/bibliothek/"), (found.title, "")],
    }
    return render(request, "library/document.html", context)


@open_to(Role.READER)
@require_safe
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The bytes as they came, only ever as a download, and in a sandbox should a browser show them all the same."""
    found = get_object_or_404(Document.objects.select_related("original").only("original", "title"), pk=pk)
    if found.original is None:
        raise Http404(_("Zu diesem Dokument liegt kein Original im Archiv."))
    path = archive.path_of(found.original.sha256)
    if not path.is_file():
        raise Http404(_("Das Original fehlt im Archiv."))
    name = found.original.name.replace("\\", "/").rsplit("/", 1)[-1] or "original"
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
