"""A person corrects the machine: one act, kept as a row with who, when and why, in force at once and in every later run.

Nothing is lost: what the machine had found is written into the ledger with the act, so that taking it back restores it.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from daseinswerk.apps.library import rules
from daseinswerk.apps.library.actions.index import note_changes
from daseinswerk.apps.library.actions.regroup import regroup
from daseinswerk.apps.library.models import Correction, Document, Edge, Link
from daseinswerk.apps.library.queries.corrections import PAIRS, active_corrections
from daseinswerk.apps.office import ledger
from daseinswerk.apps.office.models import LedgerEntry, User

What = Correction.What
JUDGEMENT = {judged: what for what, judged in PAIRS.items()}
BY_HAND = "Von einer Person als zusammengehörig bestätigt."  # stored, so in the language of the site


@transaction.atomic
def correct_link(*, by: User, document: Document, link_kind: str, key: str, reason: str) -> Correction:
    """This document does not speak of `key`: the link goes now and does not come back."""
    rules.check_may_correct(by)
    link = Link.objects.filter(document=document, kind=link_kind, key=key).first()
    if link is None:
        raise ValidationError(_("Diesen Fund gibt es nicht mehr; vielleicht hat ihn schon jemand berichtigt."))
    lost = {"name": link.name, "score": link.score, "reason": link.reason, "spans": link.spans}
    correction = Correction.objects.create(
        what=What.LINK_WRONG, document=document, link_kind=link_kind, key=key, reason=_reason(reason), by=by
    )
    link.delete()
    note_changes([document.pk])
    _write(by, correction, {"link": lost})
    return correction


def separate(*, by: User, document: Document, other: Document, relation: str, reason: str) -> Correction:
    """These two are not the same text, or do not tell the same story; whatever tied them goes."""
    return _judge(by, document, other, (relation, False), reason)


def join(*, by: User, document: Document, other: Document, relation: str, reason: str) -> Correction:
    """These two are the same text, or tell the same story."""
    return _judge(by, document, other, (relation, True), reason)


@transaction.atomic
def undo(*, by: User, correction: Correction, reason: str) -> Correction:
    """Take a correction back: what the machine had found holds again, at once."""
    rules.check_may_undo(by, correction)
    if correction.what == What.UNDO or Correction.objects.filter(undoes=correction).exists():
        raise ValidationError(_("Diese Korrektur ist schon zurückgenommen."))
    taken_back = Correction.objects.create(
        what=What.UNDO, document=correction.document, other=correction.other, undoes=correction, reason=_reason(reason), by=by
    )
    lost = _lost_with(correction)
    if correction.what == What.LINK_WRONG and lost.get("link"):
        Link.objects.get_or_create(
            document=correction.document, kind=correction.link_kind, key=correction.key, defaults=lost["link"]
        )
        note_changes([correction.document_id])
    elif correction.what in PAIRS:
        relation, same = PAIRS[correction.what]
        pair = _pair(correction.document, correction.other)
        if same:
            Edge.objects.filter(**pair, relation=relation, reason=lost.get("made", "")).delete()
        elif lost.get("edge"):
            Edge.objects.get_or_create(**pair, relation=relation, defaults=lost["edge"])
        regroup(documents=[correction.document, correction.other], relation=relation)
    _write(by, taken_back, {"undoes": correction.pk})
    return taken_back


@transaction.atomic
def _judge(by: User, document: Document, other: Document, judged: tuple[str, bool], reason: str) -> Correction:
    rules.check_may_correct(by)
    relation, same = judged
    if document.pk == other.pk:
        raise ValidationError(_("Ein Dokument lässt sich nicht mit sich selbst vergleichen."))
    if judged not in JUDGEMENT:
        raise ValidationError(_("Diese Beziehung gibt es nicht."))
    opposite = JUDGEMENT[relation, not same]
    for earlier in _about(document, other):
        if earlier.what == JUDGEMENT[judged]:
            raise ValidationError(_("Das hat schon jemand so entschieden."))
        if earlier.what == opposite:
            raise ValidationError(_("Jemand hat das Gegenteil entschieden. Nehmen Sie zuerst diese Korrektur zurück."))
    correction = Correction.objects.create(what=JUDGEMENT[judged], document=document, other=other, reason=_reason(reason), by=by)
    pair = _pair(document, other)
    edge = Edge.objects.filter(**pair, relation=relation).first()
    details: dict[str, Any] = {"edge": {"score": edge.score, "reason": edge.reason} if edge else None}
    if not same:
        Edge.objects.filter(**pair, relation=relation).delete()
    elif edge is None:
        details["made"] = BY_HAND
        Edge.objects.create(**pair, relation=relation, score=1.0, reason=details["made"])
    regroup(documents=[document, other], relation=relation)
    _write(by, correction, details)
    return correction


def _about(document: Document, other: Document) -> list[Correction]:
    """Corrections in force that speak of these two, in either order."""
    both = [document.pk, other.pk]
    return list(active_corrections().filter(what__in=list(PAIRS), document__in=both, other__in=both))


def _pair(document: Document, other: Document) -> dict[str, int]:
    return {"a_id": min(document.pk, other.pk), "b_id": max(document.pk, other.pk)}


def _reason(reason: str) -> str:
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise ValidationError(_("Bitte nennen Sie einen Grund."))
    return reason


def _write(by: User, correction: Correction, details: dict[str, Any]) -> None:
    said = {"document": correction.document_id, "reason": correction.reason}
    if correction.other_id:
        said["other"] = correction.other_id
    if correction.key:
        said |= {"kind": correction.link_kind, "key": correction.key}
    ledger.write(
        actor=by, act=f"library.correction.{correction.what}", subject=f"library.correction:{correction.pk}", details={**said, **details}
    )


def _lost_with(correction: Correction) -> dict[str, Any]:
    """What the ledger kept of the state before a correction."""
    entry = LedgerEntry.objects.filter(subject=f"library.correction:{correction.pk}").first()
    return dict(entry.details) if entry else {}
