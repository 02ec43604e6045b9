"""A text through time: its versions, two of them compared word by word, and the quotes of records that are touched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.contrib.auth.models import AnonymousUser

from daseinswerk.apps.library.models import Document, Listing
from daseinswerk.apps.library.queries.documents import document_url
from daseinswerk.apps.office.models import User
from daseinswerk.apps.practices.labels import FIELDS
from daseinswerk.apps.practices.models import Claim, Quote
from daseinswerk.apps.practices.queries.records import visible
from daseinswerk.engine.evidence.quote import Quote as EngineQuote
from daseinswerk.engine.evidence.quote import find_again
from daseinswerk.engine.text.clean import Cleaned, clean
from daseinswerk.engine.text.compare import Change, Kind, Passage, compare, passages
from daseinswerk.engine.text.spans import Span

AROUND = 1  # unchanged paragraphs shown on each side of a change
MOST_FOLDED = 200  # paragraphs behind one fold; the document itself shows all of them
KEPT = 0.34  # share of a quote's characters that must be left, or it is gone and not changed


@dataclass(frozen=True, slots=True)
class Version:
    """One version. `current`: neither replaced nor withdrawn."""

    document: int
    title: str
    date: date | None
    archived: datetime
    current: bool
    withdrawn: datetime | None
    because: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some paragraphs in a row: changed ones and their neighbours, or unchanged ones that are folded; `more`: not even behind the fold."""

    folded: bool
    passages: tuple[Passage, ...]
    count: int
    more: int


@dataclass(frozen=True, slots=True)
class Touched:
    """A quote of a record and what the newer version made of it: `stands`, `changed` (with the words), or `gone`."""

    state: str
    changes: tuple[Change, ...]
    words: str
    field: str
    record: str
    record_slug: str
    claim: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side in one text. `removed`, `inserted`: words."""

    old: Version
    new: Version
    stretches: tuple[Stretch, ...]
    removed: int
    inserted: int
    places: int
    touched: tuple[Touched, ...]


def versions_of(document: Document) -> tuple[Version, ...]:
    """All versions, in the order in which they came; the one that counts now last."""
    rows = Document.objects.filter(source=document.source_id, external_id=document.external_id).defer("text", "sketch").order_by("archived", "pk")
    found = [
        Version(row.pk, row.title, row.date, row.archived, not (row.superseded_by_id or row.withdrawn), row.withdrawn, row.withdrawn_because) for row in rows
    ]
    replaced = {row.pk: row.superseded_by_id for row in rows}
    return tuple(sorted(found, key=lambda each: replaced[each.document] is None))


def pair_asked(versions: tuple[Version, ...], sent: Mapping[str, str]) -> tuple[Version, Version] | None:
    """The two versions to compare: as the address says (`von`, `bis`), else the last two; None where there is only one."""
    if len(versions) < 2:
        return None
    by_number = {str(version.document): version for version in versions}
    new = by_number.get(sent.get("bis", ""), versions[-1])
    old = by_number.get(sent.get("von", ""))
    if old is None or old is new:
        place = versions.index(new)
        old = versions[place - 1] if place else versions[1]
    return old, new


def comparison(pair: tuple[Version, Version], user: User | AnonymousUser) -> Comparison:
    """What changed from the first to the second, and which quotes this person may see are touched by it."""
    old, new = pair
    rows = Document.objects.only("text", "sha256").in_bulk([old.document, new.document])
    before, after = clean(rows[old.document].text), clean(rows[new.document].text)
    changes = compare(before.text, after.text)
    return Comparison(
        old=old,
        new=new,
        stretches=_stretches(passages(changes)),
        removed=_count(changes, Kind.REMOVED),
        inserted=_count(changes, Kind.INSERTED),
        places=sum(1 for tells, _run in groupby(changes, lambda change: change.tells) if tells),
        touched=_touched(rows[old.document], rows[new.document], before, changes, user),
    )


def evidence_of(document: Document) -> Listing | None:
    """What the source last said of this thing, where it is watched and no longer simply there."""
    rows = Listing.objects.filter(source=document.source_id, external_id=document.external_id)
    return rows.exclude(state=Listing.State.ACTIVE).first()


def _count(changes: Iterable[Change], kind: Kind) -> int:
    return sum(len(change.text.split()) for change in changes if change.kind is kind)


def _stretches(parts: tuple[Passage, ...]) -> tuple[Stretch, ...]:
    """Changed paragraphs with their neighbours open, all others folded; empty lines do not count."""
    full = [part for part in parts if any(not change.text.isspace() for change in part.changes)]
    shown = {at + step for at, part in enumerate(full) if part.changed for step in range(-AROUND, AROUND + 1)}
    found = []
    for folded, run in groupby(range(len(full)), lambda at: at not in shown):
        held = [full[at] for at in run]
        kept = tuple(held[:MOST_FOLDED]) if folded else tuple(held)
        found.append(Stretch(folded, kept, len(held), len(held) - len(kept)))
    return tuple(found)


def _touched(old: Document, new: Document, before: Cleaned, changes: tuple[Change, ...], user: User | AnonymousUser) -> tuple[Touched, ...]:
    """Quotes taken from the older version, those that no longer stand first."""
    claims = Claim.objects.filter(quote__document=old, dropped=False, record__in=visible(user)).select_related("quote", "record").order_by("quote__start", "pk")
    found = [_judged(claim, claim.quote, new, before, changes) for claim in claims]
    return tuple(sorted(found, key=lambda each: each.state == "stands"))


def _judged(claim: Claim, quote: Quote, new: Document, before: Cleaned, changes: tuple[Change, ...]) -> Touched:
    span = find_again(EngineQuote(quote.document_sha256, Span(quote.start, quote.end), quote.words), new.text)
    inside = before.to_clean(Span(quote.start, quote.end))
    cut = _within(changes, inside) if inside and span is None else ()
    same = sum(len(change.text) for change in cut if change.kind is Kind.SAME)
    whole = sum(len(change.text) for change in cut if change.kind is not Kind.INSERTED)
    state = "stands" if span else "changed" if whole and same >= KEPT * whole else "gone"
    return Touched(
        state=state,
        changes=cut,
        words=" ".join(clean(quote.words).text.split()),
        field=str(FIELDS.get(claim.field, claim.field)),
        record=claim.record.name,
        record_slug=claim.record.slug,
        claim=claim.pk,
        before=document_url(quote.document_id, quote.start, quote.end),
        after=document_url(new.pk, span.start, span.end) if span else "",
    )


def _within(changes: Iterable[Change], span: Span) -> tuple[Change, ...]:
    """The part of the changes that lies in a place of the older text; what was inserted inside it belongs to it."""
    found, at = [], 0
    for change in changes:
        if change.kind is Kind.INSERTED:
            if span.start < at <= span.end:
                found.append(change)
            continue
        start, end = max(span.start, at), min(span.end, at + len(change.text))
        if start < end:
            found.append(Change(change.kind, change.text[start - at : end - at]))
        at += len(change.text)
    return tuple(found)
