"""s1 for watched sources: ask the adapter, store each thing it tells before the next is taken, settle at the end what was not seen.

A visit may be killed at any moment: what it stored is known to the next visit, which asks only for what has changed since, and
what it had not yet settled is told again. A change is found by the hash of what came, never by a date. A page that is gone is
missing, then presumed gone, then withdrawn (`sources/lifecycle`); a visit that would withdraw very much asks a person first.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from daseinswerk.apps.library.actions import checking, intake, visits
from daseinswerk.apps.library.actions.visits import Ending, Move, Sighting
from daseinswerk.apps.library.models import Listing, Run, Source, Visit
from daseinswerk.apps.library.schedule import is_full_due
from daseinswerk.apps.library.storable import identity
from daseinswerk.apps.library.watching_forms import UNRESOLVED
from daseinswerk.pipeline.progress import Cancelled, Stopped
from daseinswerk.sources import lifecycle, tdm
from daseinswerk.sources.counting import Counting
from daseinswerk.sources.discover import discover
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.harvest import (
    Absent,
    Adapter,
    Asked,
    Ended,
    Event,
    Item,
    Known,
    NotTaken,
    PaperSeen,
    Unchanged,
)
from daseinswerk.sources.lifecycle import Evidence, Holding, State

TOGETHER = 100  # things stored in one transaction …
AT_MOST = 1.0  # … seconds the first of them waits for it: so much a kill makes us ask for again …
WEAK = (Evidence.ABSENT, Evidence.NOT_FOUND)  # nobody has said that the thing is gone for good
WEIGHT = 20_000_000  # … and bytes held meanwhile
ASKS = "{count} Dokumente zeigt die Quelle nicht mehr. Das sind so viele auf einmal, dass nichts zurückgezogen wurde: Bitte entscheiden Sie."


@dataclass(slots=True)
class Told:
    """What an adapter has told so far: sightings not yet stored, evidence of absence, and how it ended."""

    waiting: list[Sighting] = field(default_factory=list)
    since: float = 0.0
    weight: int = 0
    absent: dict[str, Evidence] = field(default_factory=dict)
    ended: Ended | None = None

    def is_enough(self) -> bool:
        """Whether what waits is to be stored now."""
        late = bool(self.waiting) and time.monotonic() - self.since > AT_MOST
        return late or len(self.waiting) >= TOGETHER or self.weight > WEIGHT


Noted = Callable[[Iterable[Sighting]], None]  # told after each bit is stored; may raise to end the visit
Hurry = Callable[[], str]  # "" or, in one German sentence, why the visit must end here


def select(run: Run) -> Iterator[Source]:
    """The watched sources the job row names, in its order, each as it is when its turn comes: others may have taken half an hour. What is
    paused or waits for an answer by then is left out."""
    for pk in run.what.get("sources", []):
        yield from Source.objects.filter(pk=pk, watch=Source.Watch.ACTIVE)


def asked_of(source: Source, now: datetime, *, full: bool) -> Asked:
    """The question to the adapter: with what the last visits left of each thing. Of what is missing or withdrawn nothing is said but that
    it was there, so that it is looked at and not only found in a list."""
    rows = Listing.objects.filter(source=source).exclude(sha256="", stamp="")
    said = rows.values_list("external_id", "state", "etag", "modified", "stamp", "sha256")
    known = {name: Known(*rest) if state == Listing.State.ACTIVE else Known() for name, state, *rest in said}
    return Asked(source.address, lambda name: known.get(identity(name)), full, source.options, source.cursor, now)


def visit(
    source: Source,
    adapter: Adapter,
    fetch: Counting,
    now: datetime,
    *,
    run: Run | None = None,
    noted: Noted = lambda _: None,
    hurry: Hurry = lambda: "",
) -> Visit:
    """One visit from begin to end; gives its row. What `noted` raises ends it as cut and is raised again."""
    full = is_full_due(source.full_visit, now)
    row = visits.begin_visit(source=source, run=run, full=full, now=now)
    told, cut = Told(), ""
    try:
        licensed = source.licence not in ("", UNRESOLVED)
        for event in tdm.respected(adapter(asked_of(source, now, full=full), fetch), fetch.reserved, licensed=licensed):
            take(event, told, source)
            if told.ended:
                break
            if told.is_enough():
                store(row, told, now, noted)
            if cut := hurry():
                break
        store(row, told, now, noted)
    except Refused as refused:
        store(row, told, now, noted)
        return _end(row, Ending(Visit.State.FAILED, message=refused.reason), fetch, now)
    except (Cancelled, Stopped, KeyboardInterrupt):  # what is stored stays, and the source is still due
        _end(row, Ending(Visit.State.CUT, message="Der Besuch wurde angehalten.", at_once=True), fetch, now)
        raise
    if cut:
        return _end(row, Ending(Visit.State.CUT, message=cut, at_once=True), fetch, now)
    complete = told.ended is not None and told.ended.complete and not fetch.left
    moves, asks = settled(row, told.absent, complete, now)
    return _end(row, _ending(told.ended, complete, asks, fetch), fetch, now, moves)


def broke(source: Source, reason: str, now: datetime) -> None:
    """An error nobody foresaw ended the visit: it failed, and the source is tried again later."""
    row = Visit.objects.filter(source=source, state=Visit.State.RUNNING).first()
    row = row or visits.begin_visit(source=source, run=None, full=False, now=now)  # it broke before it had begun
    visits.end_visit(visit=row, ending=Ending(Visit.State.FAILED, message=reason), requests=0, received=0, now=now)


def check(run: Run, fetch: Counting) -> None:
    """Look at an address somebody wants to watch, and leave the answer in the job row. Raises Refused when there is nothing to be had."""
    preview = asdict(discover(run.what["check"], fetch))
    checking.store_preview(run=run, preview=json.loads(json.dumps(preview, default=str)))


def take(event: Event, told: Told, source: Source) -> None:
    """Note one event. A council paper the source calls deleted is evidence; one that never was here is nothing."""
    if not told.waiting:
        told.since, told.weight = time.monotonic(), 0
    told.weight += len(event.data) if isinstance(event, Item) else 0
    if isinstance(event, Ended):
        told.ended = event
    elif isinstance(event, Absent):
        told.absent[identity(event.external_id)] = Evidence(event.evidence)
    elif isinstance(event, PaperSeen) and event.paper.deleted:
        told.absent[identity(event.paper.id)] = Evidence.TOMBSTONE
    else:
        told.waiting.append(_sighting(event, source))


def store(row: Visit, told: Told, now: datetime, noted: Noted) -> None:
    """Store what was told and not yet stored."""
    if told.waiting:
        stored, told.waiting = told.waiting, []
        visits.store_sightings(visit=row, sightings=stored, now=now)
        noted(stored)


def settled(row: Visit, told: dict[str, Evidence], complete: bool, now: datetime) -> tuple[list[Move], int]:
    """What becomes of everything that was not seen, and of how many things a person must decide first (0: nobody need be asked)."""
    listed = Listing.objects.filter(source=row.source_id)
    active = listed.exclude(state=Listing.State.WITHDRAWN)
    judged = list(_judged(listed, told, complete, now))
    newly = [thing for thing, _before, after in judged if after.state is State.WITHDRAWN]
    absent = sum(told.get(thing.external_id, Evidence.ABSENT) in WEAK for thing in newly)
    asks = lifecycle.guard(active.count(), len(newly)) or lifecycle.empties(active.exclude(guard=Listing.Guard.KEPT).count(), absent)
    moves = []
    for thing, before, after in judged:
        held = lifecycle.held_back(before, after) if asks else after
        moves.append(Move(thing.pk, held.state.value, held.missing_since, held.missing_visits, held.evidence, asked=held is not after))
    return moves, len(newly) if asks else 0


def _judged(listed: Any, told: dict[str, Evidence], complete: bool, now: datetime) -> Iterator[tuple[Listing, Holding, Holding]]:
    """Each thing not seen in this visit, what was held of it and what is now. A visit that did not see everything judges only what it
    was told."""
    names, things = sorted(told), {}
    for start in range(0, len(names), 500):
        things |= {row.pk: row for row in listed.filter(external_id__in=names[start : start + 500]).exclude(state=Listing.State.WITHDRAWN)}
    if complete:
        things |= {row.pk: row for row in listed.filter(last_seen__lt=now).exclude(state=Listing.State.WITHDRAWN)}
    for _pk, thing in sorted(things.items()):
        evidence = told.get(thing.external_id, Evidence.ABSENT)
        if thing.guard == Listing.Guard.KEPT and evidence in WEAK:
            continue  # a person decided to keep it
        before = Holding(State(thing.state), thing.missing_since, thing.missing_visits, thing.evidence)
        yield thing, before, lifecycle.next_state(before, evidence, now)


def _ending(ended: Ended | None, complete: bool, asks: int, fetch: Counting) -> Ending:
    if ended is None:
        return Ending(Visit.State.CUT, message="Der Besuch kam nicht bis zum Ende.")
    if asks:
        return Ending(Visit.State.ASKS, complete, ended.cursor, ASKS.format(count=asks))
    left = " ".join(fetch.left.values())
    state = Visit.State.CUT if left or (not complete and ended.message) else Visit.State.DONE
    return Ending(state, complete, ended.cursor, " ".join(filter(None, (left, ended.message))), compared=ended.compared)


def _end(row: Visit, ending: Ending, fetch: Counting, now: datetime, moves: Iterable[Move] = ()) -> Visit:
    visits.settle_and_end(visit=row, moves=moves, ending=ending, requests=fetch.requests, received=fetch.received, now=now)
    row.refresh_from_db()
    return row


def _sighting(event: Item | Unchanged | NotTaken | PaperSeen, source: Source) -> Sighting:
    if isinstance(event, Item):
        said = {**_defaults(source), **{name: value for name, value in event.details.items() if value not in ("", None)}}
        arrival = intake.Arrival(event.external_id, event.name, event.data, event.media_type, event.address, said)
        return Sighting(event.external_id, event.address, arrival, etag=event.etag, modified=event.modified, stamp=event.stamp)
    if isinstance(event, Unchanged):
        return Sighting(event.external_id, event.address, stamp=event.stamp)
    if isinstance(event, NotTaken):
        return Sighting(event.external_id, name=event.name, reason=event.reason, stamp=event.stamp)
    return Sighting(event.paper.id, event.paper.web, paper=paper_arrival(event.paper), results=event.results)


def paper_arrival(paper: Any) -> intake.PaperArrival:
    """A council paper as the library stores it; `paper`: an `OparlPaper`."""
    return intake.PaperArrival(
        paper.id, paper.name, paper.reference, paper.date, paper.paper_type, paper.body, paper.web, paper.deleted
    )


def _defaults(source: Source) -> dict[str, str]:
    """What the office said of the source holds where the thing itself says nothing."""
    said = {"ags": source.ags, "publisher": source.publisher, "kind": source.document_kind, "licence": source.licence}
    return {name: value for name, value in said.items() if value}
