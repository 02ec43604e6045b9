"""What the frame of every page shows: version, state of the data, theme, how much waits for this person."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from daseinswerk.apps.library.queries.week_page import new_count
from daseinswerk.apps.mandate.queries import state_of_data, waiting

THEMES = ("light", "dark")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Values for `base.html`; `demo_accounts` is filled only by the sign-in page itself."""
    theme = request.COOKIES.get("theme", "")
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "version": settings.VERSION,
        "state_of_data": state_of_data(),
        "theme": theme if theme in THEMES else "",
        "todo_count": len(waiting(user)) if signed_in else 0,
        "week_count": new_count(user, timezone.now()) if signed_in else 0,
    }
