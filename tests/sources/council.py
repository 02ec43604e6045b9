"""A council system as a dictionary: addresses and what stands there. It counts requests and can be made to fail."""

import copy
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from daseinswerk.sources import reasons
from daseinswerk.sources.extracted import NotThere, Refused, Unavailable
from daseinswerk.sources.harvest import Asked, Ended, Event, Item, Known, Unchanged
from daseinswerk.sources.oparl import visit
from daseinswerk.sources.replies import Fetched

Json = dict[str, Any]
KINDS = {"paper": "Paper", "meeting": "Meeting", "body": "Body", "organization": "Organization"}


class FakeCouncil:
    """Lists of objects under one address, in pages; `faults` are raised or answered instead, once for each entry of a list."""

    def __init__(self, root: str, *, version: str = "1.1", per_page: int = 2, written_as: str = "") -> None:
        self.root, self.version, self.per_page = root, version, per_page
        self.written_as = written_as or root  # the addresses the system writes, where it does not know how it is reached
        self.lists: dict[str, list[Any]] = {"paper": [], "meeting": []}
        self.single: dict[str, Json] = {}
        self.files: dict[str, bytes] = {}
        self.faults: dict[str, list[Refused | bytes]] = {}
        self.asked: list[str] = []
        self.system: Json = {
            "id": f"{self.written_as}/system", "type": self.kind("System"), "oparlVersion": f"https://schema.oparl.org/{version}/",
            "body": f"{self.written_as}/body", "name": "Ratsinformation", "contactEmail": "rat@stadt.test",
        }  # fmt: skip
        self.body: Json = {
            "id": f"{self.written_as}/body/1", "type": self.kind("Body"), "name": "Stadt Musterhausen", "ags": "08212000",
            "paper": f"{self.written_as}/body/1/paper", "meeting": f"{self.written_as}/body/1/meeting",
            "organization": f"{self.written_as}/body/1/organization", "person": f"{self.written_as}/body/1/person", "legislativeTerm": [],
        }  # fmt: skip

    def kind(self, name: str) -> str:
        return f"https://schema.oparl.org/{self.version}/{name}"

    def id(self, kind: str, number: int | str) -> str:
        return f"{self.written_as}/{kind}/{number}"

    def file(self, number: int, **more: Any) -> Json:
        self.files.setdefault(f"/download/{number}.pdf", f"Inhalt {number}".encode())
        return {
            "id": self.id("file", number), "type": self.kind("File"), "name": f"Anlage {number}", "mimeType": "application/pdf",
            "accessUrl": f"{self.written_as}/download/{number}.pdf", "created": "2024-01-01T00:00:00+01:00", "modified": "2024-01-01T00:00:00+01:00",
            **more,
        }  # fmt: skip

    def paper(self, number: int, **more: Any) -> Json:
        paper = {
            "id": self.id("paper", number), "type": self.kind("Paper"), "body": self.body["id"], "name": f"Vorlage {number}",
            "reference": f"2024/{number}", "date": "2024-02-01", "paperType": "Beschlussvorlage", "auxiliaryFile": [self.file(number)],
            "created": "2024-01-01T00:00:00+01:00", "modified": "2024-01-01T00:00:00+01:00", **more,
        }  # fmt: skip
        self.lists["paper"].append(paper)
        return paper

    def meeting(self, number: int, *items: Json, **more: Any) -> Json:
        meeting = {
            "id": self.id("meeting", number), "type": self.kind("Meeting"), "name": "Gemeinderat", "start": "2024-03-01T15:30:00+01:00",
            "agendaItem": list(items), "created": "2024-01-01T00:00:00+01:00", "modified": "2024-01-01T00:00:00+01:00", **more,
        }  # fmt: skip
        self.lists["meeting"].append(meeting)
        return meeting

    def __call__(self, address: str, *, known: Known | None = None) -> Fetched:
        """One request."""
        self.asked.append(address)
        fault = self.faults.get(address) or self.faults.get(address.split("?")[0])
        if fault:
            answer = fault.pop(0)
            if isinstance(answer, Refused):
                raise answer
            return reply(address, answer)
        if not address.startswith(self.root):
            raise Unavailable(reasons.NOT_REACHED.format(host=urlsplit(address).hostname))
        path, query = address[len(self.root) :].partition("?")[0], parse_qs(urlsplit(address).query)
        if path in self.files:
            return self._file(address, self.files[path], known)
        return reply(address, json.dumps(self._json(path, query), ensure_ascii=False).encode())

    def _file(self, address: str, data: bytes, known: Known | None) -> Fetched:
        etag = f'"{hash(data)}"'
        if known and known.etag == etag:
            return reply(address, b"", status=304)
        return reply(address, data, media_type="application/pdf", headers={"etag": etag})

    def _json(self, path: str, query: dict[str, list[str]]) -> Any:
        if path == "/system":
            return self.system
        if path == "/body":
            return {"data": [self.body], "links": {}, "pagination": {}}
        if path == "/body/1":
            return self.body
        if path in ("/body/1/paper", "/body/1/meeting"):
            return self._page(path, query)
        everything = [entry for entries in self.lists.values() for entry in entries if isinstance(entry, dict)] + list(self.single.values())
        for entry in everything:
            if entry.get("id") == self.written_as + path:
                return entry
        raise NotThere(reasons.NOT_FOUND.format(status=404), 404)

    def _page(self, path: str, query: dict[str, list[str]]) -> Json:
        since = query.get("modified_since", [""])[0]
        entries = [entry for entry in self.lists[path.rsplit("/", 1)[-1]] if self._listed(entry, since)]
        number = int(query.get("page", ["1"])[0])
        pages = max(1, -(-len(entries) // self.per_page))
        more = f"&modified_since={since}" if since else ""
        links = {"next": f"{self.written_as}{path}?page={number + 1}{more}"} if number < pages else {}
        shown = entries[(number - 1) * self.per_page : number * self.per_page]
        return {"data": shown, "links": links, "pagination": {"totalPages": pages, "currentPage": number}}

    def _listed(self, entry: Any, since: str) -> bool:
        if not isinstance(entry, dict):
            return True
        if not since:
            return not entry.get("deleted")
        return moment(entry["modified"]) >= moment(since)


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written.replace("Z", "+00:00")).astimezone(UTC)


def reply(
    address: str, body: bytes, *, status: int = 200, media_type: str = "application/json", headers: Mapping[str, str] | None = None
) -> Fetched:
    return Fetched(address, address, status, media_type, "", body, datetime.now(UTC), dict(headers or {}))


class Library:
    """What a caller keeps of a council between visits: each thing as it was told last, the cursor, and all events of the last visit."""

    def __init__(self, council: FakeCouncil, **options: Any) -> None:
        self.council, self.options = council, options
        self.known: dict[str, Known] = {}
        self.cursor: dict[str, Any] = {}
        self.events: list[Event] = []

    def visit(self, day: str, *, full: bool = False, stop_after: int | None = None) -> list[Event]:
        """One visit at noon of a day; `stop_after` so many events the caller is killed."""
        now = datetime.fromisoformat(f"{day}T12:00:00+00:00")
        asked = Asked(f"{self.council.root}/system", self.known.get, full, self.options, copy.deepcopy(self.cursor), now)
        self.council.asked.clear()
        self.events = []
        for event in visit(asked, self.council):
            self.events.append(event)
            self._keep(event)
            if len(self.events) == stop_after:
                break
        return self.events

    def _keep(self, event: Event) -> None:
        if isinstance(event, Item):
            self.known[event.external_id] = Known(event.etag, event.modified, event.stamp)
        elif isinstance(event, Unchanged):
            before = self.known[event.external_id]
            self.known[event.external_id] = Known(before.etag, before.modified, event.stamp, before.sha256)
        elif isinstance(event, Ended):
            self.cursor = json.loads(json.dumps(event.cursor))

    def of(self, kind: type) -> list[Any]:
        """The events of one kind of the last visit."""
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def end(self) -> Ended:
        last = self.events[-1]
        assert isinstance(last, Ended)
        return last
