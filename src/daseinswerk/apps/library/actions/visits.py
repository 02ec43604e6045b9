"""The life of a visit to a watched source: begun, what it saw stored bit by bit, what it missed settled, ended.

Every function is one short transaction and idempotent: a visit killed between two of them loses nothing, and the next one finds
what is stored. Times come as `now`, the time of the visit, so that a year can be told in a second.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from daseinswerk.apps.library.actions import intake
from daseinswerk.apps.library.actions.withdrawal import restore, withdraw_listings
from daseinswerk.apps.library.models import Listing, Run, Source, Visit
from daseinswerk.apps.library.schedule import next_due
from daseinswerk.apps.library.storable import make_storable
from daseinswerk.apps.office import ledger

State = Listing.State
TOGETHER = 500  # rows a statement names; the databases allow more
PART = 100  # things withdrawn in one transaction: a fraction of a second
SAID = ("address", "state", "guard", "etag", "modified", "stamp", "sha256", "evidence", "missing_since", "missing_visits")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One thing a source showed. With `arrival` its bytes came, with `paper` what is said of a council paper; with `reason` it was not
    taken; with none of them it is as it was. `etag`, `modified`, `stamp` as `Known` in `sources/harvest` says."""

    external_id: str
    address: str = ""
    arrival: intake.Arrival | None = None
    paper: intake.PaperArrival | None = None
    results: tuple[Mapping[str, str], ...] = ()
    reason: str = ""
    name: str = ""
    etag: str = ""
    modified: str = ""
    stamp: str = ""

    def __post_init__(self) -> None:
        make_storable(self)


@dataclass(frozen=True, slots=True)
class Move:
    """What became of a thing that was not seen, as `sources/lifecycle` judges. `asked`: it would be withdrawn, and the guard asks first."""

    listing_id: int
    state: str
    missing_since: datetime | None
    missing_visits: int
    evidence: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """How a visit ended. `cursor` None: the adapter did not come to its end and its memory stays as it was. `at_once`: the source is
    still due. `compared`: where everything was to be compared, that is done."""

    state: str
    complete: bool = False
    cursor: Mapping[str, Any] | None = None
    message: str = ""
    at_once: bool = False
    compared: bool = True


@transaction.atomic
def begin_visit(*, source: Source, run: Run | None, full: bool, now: datetime) -> Visit:
    """A visit begins; one that a kill left running is ended as cut."""
    cut_left_open(source=source, now=now)
    visit = Visit.objects.create(source=source, run=run, full=full)
    Visit.objects.filter(pk=visit.pk).update(started=now)
    visit.refresh_from_db()
    visit.source.refresh_from_db()  # as it is now: what a person changes until the end of the visit is seen then
    return visit


@transaction.atomic
def cut_left_open(*, source: Source, now: datetime) -> int:
    """End visits of this source that were killed; gives their number. The source is still due."""
    left = Visit.objects.filter(source=source, state=Visit.State.RUNNING)
    return left.update(state=Visit.State.CUT, message=_("Der Besuch wurde unterbrochen."), finished=now)


@transaction.atomic
def store_sightings(*, visit: Visit, sightings: Sequence[Sighting], now: datetime) -> None:
    """Store what was seen, in the order it was told; the counts of the visit go up in the same transaction. So many statements for a
    hundred sightings as for one."""
    source = visit.source
    rows = {row.external_id: row for row in Listing.objects.filter(source=source, external_id__in=[s.external_id for s in sightings])}
    before = {name: _said(row) for name, row in rows.items()}
    counts: Counter[str] = Counter()
    fresh, back = [], []
    for sighting in sightings:
        row = rows.setdefault(sighting.external_id, Listing(source=source, external_id=sighting.external_id, first_seen=now))
        if (sighting.arrival or sighting.paper) and row.state == State.WITHDRAWN:
            back.append(row.external_id)
        what = _note(row, sighting)
        counts[what] += 1
        if sighting.arrival and what in ("new", "changed"):
            fresh.append(sighting.arrival)
        row.last_seen = now
    _store_listings(rows, before, now)
    _store_papers(source, [sighting for sighting in sightings if sighting.paper])
    if fresh:
        _new, last = intake.store_arrivals(source=source, arrivals=fresh)
        intake.settle_versions(source=source, last=last)
    if back:
        restore(source=source, external_ids=back)
    refused = [intake.RefusedItem(s.name or s.address or s.external_id, s.reason, address=s.address or s.external_id) for s in sightings if s.reason]
    if refused:
        intake.store_refusals(run=visit.run, source=source, stage="s1", items=refused)
    Visit.objects.filter(pk=visit.pk).update(**{name: F(name) + number for name, number in counts.items()})


def _note(row: Listing, sighting: Sighting) -> str:
    """Bring one listing up to date and give what that was: new, changed, unchanged, refused."""
    row.address = (sighting.address or row.address)[:2000]
    row.stamp = (sighting.stamp or row.stamp)[:64]
    if sighting.reason:
        return "refused"
    if sighting.arrival is None and sighting.paper is None:  # to be listed is not to be there: a list may name for years what is gone
        return "unchanged"
    row.state, row.guard, row.evidence, row.missing_since, row.missing_visits = State.ACTIVE, Listing.Guard.NOT, "", None, 0
    row.etag, row.modified = _whole(sighting.etag, 300), _whole(sighting.modified, 60)
    before, row.sha256 = row.sha256, _content(sighting)
    return "unchanged" if before == row.sha256 else "changed" if before else "new"


def _store_listings(rows: Mapping[str, Listing], before: Mapping[str, tuple], now: datetime) -> None:
    """New ones and those of which something else is said now, then the rest, which is most of every visit: one statement each. (Written
    over by their name: an update of so many fields row by row took ten times as long.)"""
    same = [row.pk for row in rows.values() if row.pk and _said(row) == before[row.external_id]]
    written = [row for row in rows.values() if not row.pk or _said(row) != before[row.external_id]]
    for row in written:
        row.pk = None
    Listing.objects.bulk_create(written, update_conflicts=True, unique_fields=["source", "external_id"], update_fields=[*SAID, "last_seen"])
    Listing.objects.filter(pk__in=same).update(last_seen=now)


def _store_papers(source: Source, sightings: Sequence[Sighting]) -> None:
    if sightings:
        intake.store_papers(source=source, papers=[sighting.paper for sighting in sightings if sighting.paper])
    results = {sighting.external_id: [dict(each) for each in sighting.results] for sighting in sightings if sighting.results}
    if results:
        intake.store_results(source=source, results=results)


def _said(row: Listing) -> tuple:
    """Everything of a listing but when it was seen."""
    return tuple(getattr(row, name) for name in SAID)


def _content(sighting: Sighting) -> str:
    """SHA-256 of what came: a change is found by content, never by a date (exchange.md § 0)."""
    return hashlib.sha256(sighting.arrival.data).hexdigest() if sighting.arrival else sighting.paper.content_hash()


def _whole(value: str, most: int) -> str:
    """A server's mark as it came, or nothing: a part of it would mean another thing."""
    return value if len(value) <= most else ""


@transaction.atomic
def settle_absences(*, visit: Visit, moves: Iterable[Move], now: datetime) -> int:
    """Store what became of the things that were not seen, and withdraw what is withdrawn; gives the number of withdrawn things.

    Where a move is `asked`, nothing is withdrawn by it: the thing waits for a person (`watching.answer_guard`).
    """
    moves = list(moves)
    alike: dict[Move, list[int]] = {}  # what vanished together is missing alike: one statement for all of it
    for move in moves:
        alike.setdefault(replace(move, listing_id=0), []).append(move.listing_id)
    for move, numbers in alike.items():
        said: dict[str, Any] = {"guard": Listing.Guard.ASKED} if move.asked else {}
        said |= {"state": move.state, "missing_since": move.missing_since, "missing_visits": move.missing_visits, "evidence": move.evidence[:300]}
        for start in range(0, len(numbers), TOGETHER):
            Listing.objects.filter(source=visit.source_id, pk__in=numbers[start : start + TOGETHER]).update(**said)
    gone = [move.listing_id for move in moves if move.state == State.WITHDRAWN]
    if gone:
        withdraw_listings(listings=Listing.objects.filter(pk__in=gone), now=now)
        things = list(Listing.objects.filter(pk__in=gone).order_by("external_id").values_list("external_id", flat=True))
        ledger.write(
            actor=None, act="library.source.withdraw", subject=f"library.source:{visit.source_id}", details={"visit": visit.pk, "things": things[:50], "count": len(things)}
        )
    missing = sum(move.state in (State.MISSING, State.GONE) for move in moves)
    Visit.objects.filter(pk=visit.pk).update(missing=F("missing") + missing, withdrawn=F("withdrawn") + len(gone))
    return len(gone)


def settle_and_end(*, visit: Visit, moves: Iterable[Move], ending: Ending, requests: int, received: int, now: datetime) -> None:
    """What was not seen is settled and the visit ended at one stroke: a visit counts once against what it missed, or not at all.

    Before that, many that are withdrawn are so a part at a time: each takes milliseconds, and writers of the site wait meanwhile. What
    is withdrawn is judged no more, so a kill between two parts counts nothing twice.
    """
    moves = list(moves)
    gone = [move for move in moves if move.state == State.WITHDRAWN]
    for start in range(0, len(gone), PART):
        settle_absences(visit=visit, moves=gone[start : start + PART], now=now)
    _settle_rest_and_end(visit, [move for move in moves if move.state != State.WITHDRAWN], ending, requests, received, now)


@transaction.atomic
def _settle_rest_and_end(visit: Visit, moves: Sequence[Move], ending: Ending, requests: int, received: int, now: datetime) -> None:
    settle_absences(visit=visit, moves=moves, now=now)
    end_visit(visit=visit, ending=ending, requests=requests, received=received, now=now)


@transaction.atomic
def end_visit(*, visit: Visit, ending: Ending, requests: int, received: int, now: datetime) -> None:
    """A visit ended: its counts, the adapter's memory, and when the source is visited next."""
    source, failed = Source.objects.get(pk=visit.source_id), ending.state == Visit.State.FAILED
    cut = ending.state == Visit.State.CUT
    Visit.objects.filter(pk=visit.pk).update(
        state=ending.state,
        complete=ending.complete,
        message=ending.message[:500],
        requests=requests,
        received=received,
        finished=max(now, timezone.now()),
    )
    said: dict[str, Any] = {"failures": source.failures + 1 if failed else source.failures if cut else 0}
    meanwhile = visit.source.due != source.due  # somebody has asked for the next visit while this one was under way: so it stays
    if not ending.at_once and not meanwhile:
        said["due"] = next_due(now, slug=source.slug, rhythm=source.rhythm, failures=said["failures"], cut=cut)
    if ending.cursor is not None:
        said["cursor"] = dict(ending.cursor)
        if visit.full and not cut and not meanwhile and (ending.compared or _is_first(visit)):
            said["full_visit"] = now
    if ending.state == Visit.State.ASKS and source.watch == Source.Watch.ACTIVE:
        said["watch"] = Source.Watch.ASKS
    Source.objects.filter(pk=source.pk).update(**said)


def _is_first(visit: Visit) -> bool:
    """No visit before saw everything: what is there was all looked at since the source is watched."""
    return not Visit.objects.filter(source=visit.source_id, complete=True, pk__lt=visit.pk).exists()


@transaction.atomic
def note_findings(*, visit: Visit, findings: Sequence[Mapping[str, Any]]) -> None:
    """What was wrong with the replies of this visit, for the report its owner reads."""
    if findings:
        Visit.objects.filter(pk=visit.pk).update(findings=list(findings))
