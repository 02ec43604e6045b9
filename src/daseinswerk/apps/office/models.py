"""People with a role and an organisation, and the ledger: one row for every act, chained by hashes."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may do; each role may do what the ones before it may (see `rules.py`)."""

    VISITOR = "visitor", _("Gast")
    READER = "reader", _("Lesende Person")
    MEMBER = "member", _("Mitglied der Taskforce")
    OFFICE = "office", _("Geschäftsstelle")
    ADMINISTRATOR = "administrator", _("Administration")


class User(AbstractUser):
    """An account. `organisation` is a slug of `places.Organisation`: who works for the operator of a practice may not confirm it."""

    role = models.CharField(max_length=20, choices=Role, default=Role.READER)
    display_name = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(
        "places.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    municipality = models.ForeignKey("places.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(role__in=Role.values), name="office_user_role_known")]

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def organisation_name(self) -> str:
        return self.organisation.name if self.organisation else ""


class LedgerEntry(models.Model):
    """One act. `hash` = SHA-256 over the canonical JSON of the other fields and `previous`; rows are never changed.

    The database refuses UPDATE and DELETE on this table by triggers (migration 0002), so tampering below the ORM is
    possible only with the file in hand, and `daseinswerk check` finds it.
    """

    number = models.PositiveBigIntegerField(primary_key=True)  # 1, 2, 3 … without gaps
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)  # user name, or "machine"
    role = models.CharField(max_length=20, blank=True)
    act = models.CharField(max_length=60)  # such as "practices.claim.accept"
    subject = models.CharField(max_length=120)  # such as "practices.record:17"
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.subject}"


class SignInFailure(models.Model):
    """A failed sign-in, kept an hour: after ten for one name or thirty from one address the next tries must wait."""

    name = models.CharField(max_length=150, db_index=True)
    remote = models.CharField(max_length=45, db_index=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
