"""Who may open a view: each view names the least role, and each role may do what the ones before it may."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from daseinswerk.apps.office.models import Role, User

ORDER = (Role.VISITOR, Role.READER, Role.MEMBER, Role.OFFICE, Role.ADMINISTRATOR)
View = TypeVar("View", bound=Callable)


def has_role(user: User | AnonymousUser, least: Role) -> bool:
    """Whether the person has this role or a higher one; without an account one is a visitor."""
    role = Role(user.role) if user.is_authenticated else Role.VISITOR
    return ORDER.index(role) >= ORDER.index(least)


def refusal(least: Role) -> str:
    """The sentence that says which role is needed."""
    return _("Dafür brauchen Sie die Rolle „%(role)s“. Die Geschäftsstelle kann sie Ihnen geben.") % {"role": least.label}


def open_to(least: Role) -> Callable[[View], View]:
    """Marks a view with the least role that may open it. Views without this mark are refused for everybody."""

    def mark(view: View) -> View:
        view.open_to = least  # type: ignore[attr-defined]
        return view

    return mark
