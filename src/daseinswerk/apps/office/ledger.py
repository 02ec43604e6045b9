"""The ledger: every act of a person or of the machine is one row, written in the same transaction as the act itself.

Each row carries the SHA-256 of its canonical JSON (sorted keys, no spaces, UTF-8; RFC 8785 for the values used here) together
with the hash of the row before, so a change, a removal or a swap of any row breaks every hash after it. Rows name people by
user name, never by real name, so that a person can be erased without breaking the chain.
"""

import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from daseinswerk.apps.office.models import LedgerEntry, User

START = "0" * 64
MACHINE = "machine"


def entry_hash(entry: LedgerEntry) -> str:
    """The hash an entry must carry (hex, 64 characters)."""
    content = {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "role": entry.role,
        "act": entry.act,
        "subject": entry.subject,
        "details": entry.details,
        "previous": entry.previous,
    }
    packed = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(packed.encode()).hexdigest()


def write(*, actor: User | None, act: str, subject: str, details: dict[str, Any] | None = None) -> LedgerEntry:
    """Append one act. Must be called inside the transaction of the act; raises RuntimeError where there is none."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the ledger is written inside the transaction of the act")
    last = LedgerEntry.objects.order_by("-number").first()
    entry = LedgerEntry(
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        actor=actor.username if actor else MACHINE,
        role=actor.role if actor else "",
        act=act,
        subject=subject,
        details=details or {},
        previous=last.hash if last else START,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    return entry


def verify() -> str:
    """An empty string if the chain is whole, else one sentence that names the first broken entry."""
    previous, expected = START, 1
    for entry in LedgerEntry.objects.order_by("number").iterator():
        if entry.number != expected:
            return f"Eintrag {expected} fehlt."
        if entry.previous != previous or entry.hash != entry_hash(entry):
            return f"Eintrag {entry.number} wurde verändert."
        previous, expected = entry.hash, expected + 1
    return ""
