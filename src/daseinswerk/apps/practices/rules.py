"""Who may do what with a practice record, and what its state allows. Each `check_may_x` raises with the reason; `may_x` asks.

Two people before the public sees it: nobody confirms a record they have written in, and nobody confirms a practice of their
own organisation or municipality.
"""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from daseinswerk.apps.office.access import has_role, refusal
from daseinswerk.apps.office.models import Role, User
from daseinswerk.apps.practices.models import Record
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.linking.same_body import Body, same_body

State = Record.State
ALLOWED = {  # act → states in which it is possible
    "edit": {State.DRAFT, State.DISPUTED},
    "submit": {State.DRAFT, State.DISPUTED},
    "review": {State.SUBMITTED, State.DISPUTED},
    "confirm": {State.SUBMITTED},
    "reopen": {State.CONFIRMED, State.SUBMITTED, State.WITHDRAWN},
    "withdraw": {State.DRAFT, State.SUBMITTED, State.DISPUTED, State.CONFIRMED},
}
WHY_NOT = {
    State.DRAFT: gettext_lazy("Der Eintrag ist noch ein Entwurf."),
    State.SUBMITTED: gettext_lazy("Der Eintrag wartet auf die Zweitprüfung. Holen Sie ihn zurück, um ihn zu ändern."),
    State.DISPUTED: gettext_lazy("Zu dem Eintrag gibt es einen Einwand. Er muss zuerst überarbeitet werden."),
    State.CONFIRMED: gettext_lazy("Der Eintrag ist bestätigt und öffentlich. Öffnen Sie ihn wieder, um ihn zu ändern."),
    State.WITHDRAWN: gettext_lazy("Der Eintrag ist zurückgezogen."),
}


def check_may_see(user: User | AnonymousUser, record: Record) -> None:
    """The public sees what is confirmed; the rest is for people with an account."""
    if record.state != State.CONFIRMED and not has_role(user, Role.READER):
        raise PermissionDenied(_("Dieser Eintrag ist noch nicht bestätigt und deshalb nicht öffentlich."))


def check_may_edit(user: User | AnonymousUser, record: Record, act: str = "edit") -> None:
    _check_role(user, Role.MEMBER)
    _check_state(record, act)


def check_may_review(user: User | AnonymousUser, record: Record, act: str = "review") -> None:
    """A second person: not one who wrote in it, and not one of the practice's own house."""
    _check_role(user, Role.MEMBER)
    _check_state(record, act)
    wrote = record.claims.filter(by=user, dropped=False).exists() or record.decisions.filter(by=user, what="not_stated").exists()
    if user.pk == record.created_by_id or wrote:
        raise PermissionDenied(_("Sie haben an diesem Eintrag mitgeschrieben. Bestätigen muss ihn eine zweite Person."))
    own = own_house(user, record)
    if own:
        raise PermissionDenied(_("Die Praxis gehört zu Ihrem Haus (%(own)s). Bestätigen muss sie jemand anderes.") % {"own": own})


def check_may_withdraw(user: User | AnonymousUser, record: Record) -> None:
    _check_role(user, Role.OFFICE)
    _check_state(record, "withdraw")


def check_may_reopen(user: User | AnonymousUser, record: Record) -> None:
    """Members take back what waits; what is public is reopened by the office."""
    _check_role(user, Role.OFFICE if record.state in (State.CONFIRMED, State.WITHDRAWN) else Role.MEMBER)
    _check_state(record, "reopen")


def may(check, user: User | AnonymousUser, record: Record, *args: str) -> tuple[bool, str]:
    """Whether a check passes, and the reason if it does not: a locked action is shown with its reason."""
    try:
        check(user, record, *args)
    except PermissionDenied as denied:
        return False, str(denied)
    return True, ""


def own_house(user: User, record: Record) -> str:
    """The name of the person's own organisation or municipality if the practice is theirs, else empty.

    Names are compared without keys: where only the name speaks, the doubt falls on the side of another person confirming.
    """
    named = list(record.claims.filter(dropped=False, field__in=[Field.OPERATOR, Field.PARTNER]).values_list("value", flat=True))
    if user.organisation_id and (user.organisation_id == record.operator_id or _is_named(Body(user.organisation.name), named)):
        return user.organisation.name
    if user.municipality_id and (_speaks_of(record, user.municipality_id) or _is_town(user.municipality.name, named)):
        return user.municipality.name
    return ""


def _speaks_of(record: Record, ags: str) -> bool:
    """Any municipality of the record counts: a shared practice belongs to each of them."""
    return record.municipality_id == ags or record.claims.filter(dropped=False, field=Field.MUNICIPALITY, value=ags).exists()


def _is_named(mine: Body, named: list[str]) -> bool:
    return any(same_body(mine, Body(name)).same for name in named)


def _is_town(town: str, named: list[str]) -> bool:
    """Whether the town runs it itself: "Stadt Kleinstadt" or its bare name."""
    return town.casefold() in (name.casefold() for name in named) or _is_named(Body(town, kind="municipality"), named)


def _check_role(user: User | AnonymousUser, least: Role) -> None:
    if not has_role(user, least):
        raise PermissionDenied(refusal(least))


def _check_state(record: Record, act: str) -> None:
    if record.state not in ALLOWED[act]:
        raise PermissionDenied(str(WHY_NOT[State(record.state)]))
