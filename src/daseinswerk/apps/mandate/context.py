"""What the frame of every page shows: version, state of the data, theme, how much waits for this person."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

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
    }
