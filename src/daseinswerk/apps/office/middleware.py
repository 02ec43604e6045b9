"""Two guards around every view: nothing is open unless its view says so, and no private page is kept by a cache."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from daseinswerk.apps.office.access import has_role, refusal

Next = Callable[[HttpRequest], HttpResponse]


class DenyByDefault:
    """A view opens with `@open_to(...)` from `access.py`; a view without it is refused for everybody."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        least = getattr(view, "open_to", None)
        if least is None:
            raise PermissionDenied(f"{view.__module__}.{view.__name__} does not say who may open it")
        if has_role(request.user, least):
            return None
        if request.user.is_authenticated:
            raise PermissionDenied(refusal(least))
        return redirect_to_login(request.get_full_path())


class PrivatePagesAreNotStored:
    """Pages made for a signed-in person carry `Cache-Control: no-store` (ASVS 5.0, 14.3.2)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store, private"
        return response
