"""The second reading: another person agrees or disagrees with each claim, then confirms, or sends the record back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from daseinswerk.apps.office import ledger
from daseinswerk.apps.office.models import User
from daseinswerk.apps.practices.models import Claim, Decision, Record
from daseinswerk.apps.practices.rules import check_may_review


@transaction.atomic
def agree(*, by: User, claim: Claim) -> None:
    """The sentence says what the claim says."""
    check_may_review(by, claim.record)
    _decide(by, claim.record, "agree", claim)


@transaction.atomic
def disagree(*, by: User, claim: Claim, note: str) -> None:
    """The claim does not hold; the reason goes back to whoever wrote it, and the record is disputed."""
    check_may_review(by, claim.record)
    if not note.strip():
        raise ValidationError(_("Bitte nennen Sie den Grund für Ihren Einwand."))
    _decide(by, claim.record, "disagree", claim, note)
    Record.objects.filter(pk=claim.record_id).update(state=Record.State.DISPUTED)


@transaction.atomic
def confirm(*, by: User, record: Record) -> None:
    """The second person stands for the whole record: from now on the public sees it.

    Needs that this person has agreed to every claim; an objection of anybody to a claim that still stands blocks it.
    """
    check_may_review(by, record, "confirm")
    claims = record.claims.filter(dropped=False)
    if claims.filter(quote__isnull=False).exclude(quote__flag="").exists():
        raise ValidationError(_("Ein Satz steht in der neuen Fassung seines Dokuments nicht mehr. Klären Sie das zuerst."))
    missing = [claim for claim in claims if last_verdict(claim, by) != "agree"]
    if missing:
        raise ValidationError(_("Es fehlt noch Ihr Ja zu %(count)d Angaben.") % {"count": len(missing)})
    if any(objections(claim) for claim in claims):
        raise ValidationError(_("Gegen eine Angabe steht noch der Einwand einer anderen Person."))
    _decide(by, record, "confirm", None)
    Record.objects.filter(pk=record.pk).update(state=Record.State.CONFIRMED, confirmed_at=timezone.now())


def last_verdict(claim: Claim, by: User) -> str:
    """agree, disagree, or empty: what this person last said of this claim."""
    row = claim.decisions.filter(by=by, what__in=["agree", "disagree"]).order_by("-id").first()
    return row.what if row else ""


def objections(claim: Claim) -> list[Decision]:
    """Objections that stand: the last word of their author on this claim is no."""
    last: dict[int, Decision] = {}
    for row in claim.decisions.filter(what__in=["agree", "disagree"]).order_by("id"):
        last[row.by_id] = row
    return [row for row in last.values() if row.what == "disagree"]


def _decide(by: User, record: Record, what: str, claim: Claim | None, note: str = "") -> None:
    Decision.objects.create(
        record=record,
        what=what,
        field=claim.field if claim else "",
        claim=claim,
        note=note[:1000],
        by=by,
        role=by.role,
        organisation=by.organisation_name,
    )
    details = {"claim": claim.pk, "value": claim.value} if claim else {}
    if note:
        details["note"] = note[:200]
    ledger.write(actor=by, act=f"practices.{what}", subject=f"practices.record:{record.pk}", details=details)
