"""Who may do what in the library. Each `check_may_x` raises with the reason; `may_x` asks."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from daseinswerk.apps.library.models import Correction
from daseinswerk.apps.office.access import has_role, refusal
from daseinswerk.apps.office.models import Role, User


def may_correct(user: User | AnonymousUser) -> bool:
    """Members and above correct the machine."""
    return has_role(user, Role.MEMBER)


def check_may_correct(user: User | AnonymousUser) -> None:
    if not may_correct(user):
        raise PermissionDenied(refusal(Role.MEMBER))


def may_undo(user: User | AnonymousUser, correction: Correction) -> bool:
    """The office takes any correction back, a member her own."""
    return has_role(user, Role.OFFICE) or (may_correct(user) and correction.by_id == user.pk)


def check_may_undo(user: User | AnonymousUser, correction: Correction) -> None:
    if not may_undo(user, correction):
        raise PermissionDenied(_("Zurücknehmen kann diese Korrektur nur, wer sie gemacht hat, oder die Geschäftsstelle."))


def may_watch(user: User | AnonymousUser) -> bool:
    """The office says which sources are watched."""
    return has_role(user, Role.OFFICE)


def check_may_watch(user: User | AnonymousUser | None) -> None:
    """None: the command line, whose user owns the machine anyway."""
    if user is not None and not may_watch(user):
        raise PermissionDenied(refusal(Role.OFFICE))
