"""The only writes of the office: accounts, sign-in failures. Each act on an account stands in the ledger."""

import secrets
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from daseinswerk.apps.office import ledger
from daseinswerk.apps.office.models import Role, SignInFailure, User
from daseinswerk.apps.places.models import Municipality, Organisation

KEPT = timedelta(hours=1)


def new_password() -> str:
    """A random password of about 95 bits that can be typed."""
    return secrets.token_urlsafe(12)


@transaction.atomic
def create_account(
    *,
    by: User | None,
    username: str,
    role: str,
    display_name: str = "",
    organisation: Organisation | None = None,
    municipality: Municipality | None = None,
    password: str = "",
    email: str = "",
) -> tuple[User, str]:
    """A new account and its password, made at random unless given. Raises ValidationError for a weak one."""
    user = User(
        username=username, role=role, display_name=display_name, organisation=organisation, municipality=municipality, email=email
    )
    password = password or new_password()
    validate_password(password, user)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    ledger.write(actor=by, act="office.account.create", subject=f"office.user:{user.pk}", details={"role": role})
    return user, password


@transaction.atomic
def change_account(*, by: User | None, user: User, role: str, organisation: Organisation | None, municipality: Municipality | None) -> None:
    """Another role or another house; both decide what the person may confirm."""
    before = {"role": user.role, "organisation": user.organisation_id, "municipality": user.municipality_id}
    user.role, user.organisation, user.municipality = Role(role), organisation, municipality
    user.save(update_fields=["role", "organisation", "municipality"])
    after = {"role": user.role, "organisation": user.organisation_id, "municipality": user.municipality_id}
    ledger.write(actor=by, act="office.account.change", subject=f"office.user:{user.pk}", details={"before": before, "after": after})


@transaction.atomic
def set_password(*, by: User | None, user: User, password: str = "") -> str:
    """A new password; all sessions of the person end with it."""
    password = password or new_password()
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    ledger.write(actor=by, act="office.account.password", subject=f"office.user:{user.pk}")
    return password


@transaction.atomic
def set_email(*, by: User | None, user: User, email: str) -> None:
    """Where mail for this person goes; empty: nowhere. The address itself is not in the ledger: it names a person."""
    user.email = email
    user.save(update_fields=["email"])
    ledger.write(actor=by, act="office.account.email", subject=f"office.user:{user.pk}")


@transaction.atomic
def set_active(*, by: User | None, user: User, active: bool) -> None:
    """Lock an account or open it again; a locked one is signed out with its next request."""
    user.is_active = active
    user.save(update_fields=["is_active"])
    act = "office.account.open" if active else "office.account.lock"
    ledger.write(actor=by, act=act, subject=f"office.user:{user.pk}")


@transaction.atomic
def note_failure(*, name: str, remote: str) -> None:
    """Remember a failed sign-in for an hour."""
    SignInFailure.objects.filter(at__lt=timezone.now() - KEPT).delete()
    SignInFailure.objects.create(name=name[:150], remote=remote[:45])
