"""A council system visited live: what is new first, then, where it is due, everything it lists.

System → bodies → meetings (for the results) → papers with their files, page by page. Only Paper and Meeting lists are read: File
objects have no way back to their paper. What changed is found by hash over what the list says, never by `modified`; `modified_since`
only narrows a request. A visit that is cut goes on at its page the next time; what failed is tried again after 1, 2, 4 … days.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from daseinswerk.sources.extracted import Refused, Unavailable
from daseinswerk.sources.harvest import Absent, Asked, Ended, Event, Fetch, NotTaken, PaperSeen, Unchanged
from daseinswerk.sources.listed import LONGEST_ID, identity
from daseinswerk.sources.oparl import sentences
from daseinswerk.sources.oparl.agendas import Agendas
from daseinswerk.sources.oparl.attachments import as_listed, day_of, has_checksum, looked_at
from daseinswerk.sources.oparl.faults import Faults
from daseinswerk.sources.oparl.importer import Index, as_file, as_paper, day, is_deleted, listed, reference, words
from daseinswerk.sources.oparl.lists import Council, bodies_of
from daseinswerk.sources.oparl.memory import Memory, Walk
from daseinswerk.sources.oparl.objects import OparlFile, OparlPaper
from daseinswerk.sources.oparl.quirks import Json, kind_of
from daseinswerk.sources.replies import Fetched, Known

TOMBSTONE = "tombstone"
MOST_FILES = 1000  # fetched in one visit where the office says nothing: at one a second a quarter of an hour
MOST_OBJECTS = 300  # asked for one by one in one visit
RECENT = 400  # days in which a file is exchanged under the same name, from the draft to the minutes of a year
PATIENCE = 5  # failures in a row before the visit is cut: then it is the system and not the file


def visit(asked: Asked, fetch: Fetch) -> Iterator[Event]:
    """Everything new or changed, and with `asked.full` everything. Raises Refused when the system itself is not to be read.

    Options: `body` (address of the one body to read; else all), `most` (files fetched in one visit), `since` (ISO day: files of older
    papers are not fetched), `ags` (where the body does not say it).
    """
    bodies = bodies_of(Council(asked.address, fetch), str(asked.options.get("body") or ""))
    yield from _Visit.of(asked, fetch, bodies).events()


class _Enough(Exception):
    """As many files were fetched as one visit may."""


class _Exhausted(Exception):
    """The system failed too often in a row."""


@dataclass(slots=True)
class _Door:
    """The door with a count of failures in a row. Lists and files have one each: one may work while the other is down."""

    fetch: Fetch
    failures: int = 0

    def __call__(self, address: str, *, known: Known | None = None) -> Fetched:
        if self.failures >= PATIENCE:
            raise _Exhausted
        try:
            reply = self.fetch(address, known=known)
        except Unavailable:
            self.failures += 1
            raise
        self.failures = 0
        return reply


@dataclass(slots=True)
class _Visit:
    """One visit on its way."""

    asked: Asked
    files: _Door
    council: Council
    bodies: list[Json]
    memory: Memory
    now: datetime
    room: int
    agendas: Agendas
    index: Index = field(default_factory=Index)
    told: set[str] = field(default_factory=set)  # papers and files
    claimed: set[str] = field(default_factory=set)  # consultations that a paper names
    failed: set[str] = field(default_factory=set)  # papers to be looked at again
    messages: list[str] = field(default_factory=list)
    complete: bool = False
    gap: bool = False  # something the lists name was not told
    oldest: date = date.min  # files of older papers are not fetched
    besides: dict[str, list[Json]] = field(default_factory=dict)  # paper → consultations of it that it does not name
    ags: dict[str, str] = field(default_factory=dict)  # body → AGS

    @classmethod
    def of(cls, asked: Asked, fetch: Fetch, bodies: list[Json]) -> "_Visit":
        lists = tuple(address for body in bodies if (address := words(body, "meeting")))
        now = asked.now or datetime.now(UTC)
        council = Council(asked.address, _Door(fetch))
        made = cls(asked, _Door(fetch), council, bodies, Memory.read(asked.cursor), now, _most(asked), Agendas(council, lists))
        said = str(asked.options.get("ags") or "")
        for body in bodies:
            made.index.name(body)
            made.ags[words(body, "id")] = said or words(body, "ags")
        made.ags[""] = said or (words(bodies[0], "ags") if len(bodies) == 1 else "")
        for consultation, (paper, meeting) in made.memory.paper_of.items():
            made.besides.setdefault(paper, []).append({"id": consultation, "meeting": meeting})
        made.oldest = day(asked.options.get("since")) or date.min
        return made

    def events(self) -> Iterator[Event]:
        memory = self.memory
        if memory.since and not memory.changes and not (self.asked.full and not memory.everything):
            memory.changes = Walk(self.now, memory.since)
        if not memory.everything and (self.asked.full or not memory.since):
            memory.everything = Walk(self.now, full=self.asked.full)
        memory.since = memory.since or self.now  # what changes from now on is found as a change, however long the way through takes
        for part in (self._changes, self._everything, self._later):
            try:
                yield from part()
            except _Enough:
                self.messages.append(sentences.MOST_FILES.format(done=_most(self.asked)))
                break
            except _Exhausted:
                self.messages.append(sentences.FAILING.format(times=PATIENCE))
                break
            except Refused as refused:
                self.messages.append(sentences.CUT.format(reason=refused.reason))
        yield Ended(self.complete and not self.gap, memory.written(), " ".join(dict.fromkeys(self.messages))[:500])

    def _changes(self) -> Iterator[Event]:
        if not (walk := self.memory.changes):
            return
        consultations = self._meetings(walk)
        yield from self._papers(walk)
        self.memory.changes = None
        if not self.gap:
            self.memory.since = walk.began
        unclaimed = consultations - self.claimed
        if len(unclaimed) <= MOST_OBJECTS:
            self._soon(unclaimed)
        elif not self.memory.everything:  # a migration: reading the lists is cheaper than asking for each
            self.memory.everything = Walk(self.now)

    def _everything(self) -> Iterator[Event]:
        if not (walk := self.memory.everything):
            return
        if walk.began == self.now:
            self.memory.faults = Faults()
            self.memory.faults.take(self.bodies)
        consultations = self._meetings(walk)
        yield from self._papers(walk)
        self.memory.everything = None
        if walk.began == self.now:  # all of it was told in this visit
            self.complete, self.memory.since = True, walk.began
            self._soon(consultations - self.claimed)

    def _later(self) -> Iterator[Event]:
        """Objects that failed before, and consultations that must be asked which paper they are of."""
        due = [(not_before, address) for address, (_, not_before) in self.memory.later.items() if not_before <= self.now]
        for _, address in sorted(due)[:MOST_OBJECTS]:
            if address in self.told:
                continue
            try:
                found = self.council.object(address)
                if kind_of(found) == "Consultation":
                    address = self._paper_of(address, found)
                    found = self.council.object(address) if address else {}
            except Refused:
                self._again(address)
                continue
            if address:
                yield from self._paper(address, found)

    def _paper_of(self, consultation: str, found: Json) -> str:
        """The paper a consultation is of, remembered for all later visits; "" for one that does not say."""
        paper = words(found, "paper")
        self.memory.paper_of[consultation] = (paper, reference(found.get("meeting")))
        self.besides.setdefault(paper, []).append(found)
        self.memory.later.pop(consultation, None)
        return paper

    def _soon(self, consultations: set[str]) -> None:
        """Consultations no paper names are asked which paper they are of; once that is known, never again."""
        for consultation in sorted(consultations - set(self.memory.paper_of)):
            self.memory.soon(consultation, self.now)

    def _meetings(self, walk: Walk) -> set[str]:
        """Read the agendas; gives the consultations with a result. Where a list fails, meetings are asked for one by one."""
        found: set[str] = set()
        for body in self.bodies:
            address = words(body, "meeting")
            try:
                for page in self.council.pages(address, since=walk.since) if address else ():
                    if walk.began == self.now and not walk.since:  # who goes on at a page has judged the meetings before
                        self.memory.faults.take(page.raw)
                    for meeting in page.objects:
                        found |= self.agendas.take(meeting)
            except Refused as refused:
                self.messages.append(sentences.NO_MEETINGS.format(reason=refused.reason))
        return found

    def _papers(self, walk: Walk) -> Iterator[Event]:
        identities = [words(body, "id") for body in self.bodies]
        at = identities.index(walk.body) if walk.body in identities else 0
        for body in self.bodies[at:]:
            address = words(body, "paper")
            start = walk.page if walk.body == words(body, "id") else ""
            walk.body, walk.page, judged = words(body, "id"), start, start
            if not address:
                self._missing(sentences.NO_PAPERS)
                continue
            for page in self.council.pages(address, since=walk.since, start=start):
                walk.page = page.address
                if not walk.since and page.address != judged:
                    self.memory.faults.take(page.raw)
                for found in page.objects:
                    yield from self._listed_paper(found, full=walk.full)
                if page.strangers:
                    yield NotTaken(identity(address), address, sentences.NOT_AN_OBJECT)
                if page.cut:
                    self._missing(page.cut)
                walk.page = page.following
            walk.page = ""

    def _missing(self, message: str) -> None:
        self.gap = True
        self.messages.append(message)

    def _listed_paper(self, found: Json, *, full: bool) -> Iterator[Event]:
        """A paper of a list; some lists hold addresses instead of objects."""
        address = words(found, "id")
        if address in self.told:
            return
        if len(found) == 1 and self._waits(address):
            self.gap = True
            return
        try:
            paper = found if len(found) > 1 else self.council.object(address)
        except Refused as refused:
            self._again(address)
            self.gap = True
            yield NotTaken(identity(address), address, refused.reason)
            return
        yield from self._paper(address, paper, full=full)

    def _paper(self, address: str, found: Json, *, full: bool = False) -> Iterator[Event]:
        if len(address) > LONGEST_ID:
            yield NotTaken(identity(address), address[:LONGEST_ID], sentences.NAME_TOO_LONG.format(limit=LONGEST_ID))
            return
        self.told.add(address)
        paper = as_paper(address, found, self.index)
        if paper.deleted:
            yield PaperSeen(paper)
            yield Absent(address, TOMBSTONE)
        else:
            self.claimed |= {reference(consultation) for consultation in listed(found, "consultation")}
            yield PaperSeen(paper, self._results(paper, found))
            for role in ("mainFile", "auxiliaryFile"):
                for file in listed(found, role):
                    yield from self._file(file, paper, full=full)
        if address not in self.failed and not self._waits(address):
            self.memory.later.pop(address, None)

    def _results(self, paper: OparlPaper, found: Json) -> tuple[dict[str, str], ...]:
        try:
            return self.agendas.results(found, self.besides.get(paper.id, ()))
        except Refused:
            self._again(paper.id)
            return ()

    def _waits(self, address: str) -> bool:
        """It failed in an earlier visit, and its turn has not come yet."""
        return address not in self.failed and self.memory.later.get(address, (0, self.now))[1] > self.now

    def _again(self, address: str) -> None:
        if address not in self.failed:
            self.failed.add(address)
            self.memory.again(address, self.now)

    def _file(self, found: object, paper: OparlPaper, *, full: bool) -> Iterator[Event]:
        external_id = identity(reference(found))
        known = self.asked.known(external_id) if external_id else None
        if isinstance(found, str) and external_id:
            address = reference(found)
            if known and not full:
                yield Unchanged(external_id, address, known.stamp)
                return
            try:
                self._use_room()
                found = self.council.object(address)
            except Refused as refused:
                yield self._missed(NotTaken(external_id, external_id, refused.reason), paper)
                return
        if not isinstance(found, dict) or is_deleted(found):
            if known:
                yield Absent(external_id, TOMBSTONE)
            return
        file = as_file(found, "", self.index)
        if file and file.id not in self.told:
            self.told.add(file.id)
            yield from self._looked_at(file, found, paper, full=full)

    def _looked_at(self, file: OparlFile, found: Json, paper: OparlPaper, *, full: bool) -> Iterator[Event]:
        told = as_listed(file, found, paper, system=self.asked.address, ags=self.ags.get(paper.body, self.ags.get("", "")))
        known = self.asked.known(told.external_id)
        when = day_of(file, paper)
        if known and known.stamp == told.stamp and not (full and self.room > 0 and not has_checksum(found) and self._is_recent(when)):
            yield Unchanged(told.external_id, told.address, told.stamp)
        elif self._waits(paper.id):
            if known:
                yield Unchanged(told.external_id, told.address, known.stamp)
        elif known or not when or when >= self.oldest:
            self._use_room()
            event = looked_at(told, file, self.asked.address, known, self.files)
            yield self._missed(event, paper) if isinstance(event, NotTaken) and file.address else event

    def _missed(self, event: NotTaken, paper: OparlPaper) -> NotTaken:
        self._again(paper.id)
        return event

    def _is_recent(self, day: date | None) -> bool:
        return day is None or (self.now.date() - day).days <= RECENT

    def _use_room(self) -> None:
        if self.room <= 0:
            raise _Enough
        self.room -= 1


def _most(asked: Asked) -> int:
    """How many files one visit may fetch: what the office says, between 1 and 20,000."""
    said = asked.options.get("most")
    return min(max(said, 1), 20_000) if isinstance(said, int) else MOST_FILES
