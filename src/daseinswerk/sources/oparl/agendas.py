"""What became of papers: the results on the agendas of meetings, joined to the papers they are about.

A paper names its consultations, an item of an agenda names the consultation it belongs to; neither names the other. So the rows of
all agendas seen are kept by consultation, and by item for systems that leave the consultation out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from daseinswerk.sources.extracted import NotThere, Refused
from daseinswerk.sources.oparl.importer import is_deleted, listed, moment, reference, words
from daseinswerk.sources.oparl.lists import Council
from daseinswerk.sources.oparl.quirks import Json

MOST_SINGLE = 50  # meetings asked for one by one before the whole list is read instead, which then is cheaper


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """One result: when, in which meeting, at which place of its agenda."""

    start: str
    meeting: str
    position: int
    organisation: str
    result: str

    def as_result(self) -> dict[str, str]:
        """As `PaperSeen.results` and `Paper.results` hold it."""
        return {"date": self.start[:10], "organisation": self.organisation, "result": self.result}


@dataclass(slots=True)
class Agendas:
    """The agendas of a council as far as they were seen; `lists` are the addresses of all its meetings."""

    council: Council
    lists: tuple[str, ...] = ()
    meetings: set[str] = field(default_factory=set)
    by_consultation: dict[str, list[Row]] = field(default_factory=dict)
    by_item: dict[str, list[Row]] = field(default_factory=dict)
    singles: int = 0

    def take(self, meeting: Json) -> set[str]:
        """Keep the results of one meeting; gives the consultations they belong to."""
        identity, told = words(meeting, "id"), set()
        if not identity or identity in self.meetings:
            return told
        self.meetings.add(identity)
        start, name = str(moment(meeting.get("start")) or ""), words(meeting, "name")
        for position, item in enumerate(listed(meeting, "agendaItem")):
            if not isinstance(item, dict) or is_deleted(item) or not (result := words(item, "result")):
                continue
            row = Row(start, identity, position, name, result)
            if consultation := reference(item.get("consultation")):
                self.by_consultation.setdefault(consultation, []).append(row)
                told.add(consultation)
            elif item_id := words(item, "id"):
                self.by_item.setdefault(item_id, []).append(row)
        return told

    def results(self, paper: Json, besides: Iterable[Json] = ()) -> tuple[dict[str, str], ...]:
        """All results of a paper in the order of the meetings; `besides` are consultations of it that it does not name itself.

        Meetings not seen yet are asked for. Raises Refused where one cannot be had: then the results are not known.
        """
        named = [*listed(paper, "consultation"), *besides]
        told = [found for found in named if isinstance(found, dict) and not is_deleted(found)]
        for found in told:
            self._see(reference(found.get("meeting")))
        consultations = {reference(found) for found in named}
        items = {reference(found.get("agendaItem")) for found in told}
        rows = [row for key in consultations for row in self.by_consultation.get(key, ())]
        rows += [row for key in items for row in self.by_item.get(key, ())]
        return tuple({tuple(result.items()): result for row in sorted(rows) for result in [row.as_result()]}.values())

    def _see(self, meeting: str) -> None:
        if not meeting or meeting in self.meetings:
            return
        if self.singles == MOST_SINGLE:
            self.singles += 1
            self._see_all()
            if meeting in self.meetings:
                return
        self.singles += 1
        try:
            self.take({**self.council.object(meeting), "id": meeting})
        except NotThere:
            self.meetings.add(meeting)  # a reference into nothing has no results

    def _see_all(self) -> None:
        for address in self.lists:
            try:
                for page in self.council.pages(address):
                    for meeting in page.objects:
                        self.take(meeting)
            except Refused:
                continue  # those that are missing are asked for one by one
