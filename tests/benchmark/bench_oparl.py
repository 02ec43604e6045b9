"""All OParl objects of a council into SQLite: as a dump, then live from a server that answers from memory; each a second time.

    python tests/benchmark/bench_oparl.py [--dump DIR] [--pages 100]

Only objects: texts and files are another measurement (bench_line.py). The live server gives pages of `--pages` objects and no files,
so that what is measured is reading, joining and storing, not the network. The last part asks the validator about every object.
"""

import argparse
import json
import lzma
import os
import sqlite3
import sys
import tempfile
import time
import warnings
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from measured import PROGRAM, SHARED, table, watched

from daseinswerk.pipeline.agenda import results_by_paper
from daseinswerk.sources import oparl, reasons
from daseinswerk.sources.extracted import NotThere
from daseinswerk.sources.harvest import Asked, Ended, PaperSeen
from daseinswerk.sources.oparl.validator import Source as RuleSource
from daseinswerk.sources.replies import Fetched, Known

KINDS = ("papers", "meetings", "organizations", "consultations")
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
Row = tuple[str, float, float | None, str]


def objects(dump: Path, kind: str) -> list[dict[str, Any]]:
    with lzma.open(dump / f"{kind}.jsonl.xz") as lines:
        return [json.loads(line) for line in lines]


class Server:
    """The objects of a dump as a council system serves them: unfiltered lists leave tombstones out, filtered ones show them."""

    def __init__(self, dump: Path, per_page: int) -> None:
        self.lists = {"paper": objects(dump, "papers"), "meeting": objects(dump, "meetings")}
        self.body = self.lists["paper"][0]["body"]
        self.root = self.body.rsplit("/", 2)[0]
        self.single = {each["id"]: each for each in objects(dump, "consultations")}
        self.single |= {each["id"]: each for entries in self.lists.values() for each in entries}
        self.per_page, self.requests = per_page, 0

    def __call__(self, address: str, *, known: Known | None = None) -> Fetched:
        self.requests += 1
        body = json.dumps(self._json(address), ensure_ascii=False).encode()
        return Fetched(address, address, 200, "application/json", "", body, NOON, {})

    def _json(self, address: str) -> Any:
        path, _, query = address.partition("?")
        if path == f"{self.root}/system":
            return {"id": path, "type": "https://schema.oparl.org/1.1/System", "body": f"{self.root}/bodies"}
        if path == f"{self.root}/bodies":
            return {"data": [{"id": self.body, "type": "https://schema.oparl.org/1.1/Body", "paper": f"{self.body}/paper", "meeting": f"{self.body}/meeting"}]}
        kind = path.removeprefix(f"{self.body}/")
        if kind in self.lists:
            return self._page(kind, path, dict(part.split("=", 1) for part in query.split("&") if part))
        if address in self.single:
            return self.single[address]
        raise NotThere(reasons.NOT_FOUND.format(status=404), 404)

    def _page(self, kind: str, path: str, asked: dict[str, str]) -> dict[str, Any]:
        since, number = asked.get("modified_since", ""), int(asked.get("page", "1"))
        entries = [each for each in self.lists[kind] if (each["modified"] >= since if since else not each.get("deleted"))]
        pages = -(-len(entries) // self.per_page)
        more = f"{path}?page={number + 1}" + (f"&modified_since={since}" if since else "")
        shown = entries[(number - 1) * self.per_page : number * self.per_page]
        return {"data": shown, "links": {"next": more} if number < pages else {}, "pagination": {"totalPages": pages}}


def by_dump(dump: Path, home: Path) -> list[Row]:
    """The command line over the objects, twice."""
    folder = home.parent / "objects"
    folder.mkdir()
    for kind in KINDS:
        (folder / f"{kind}.jsonl.xz").symlink_to(dump / f"{kind}.jsonl.xz")
    command = [*PROGRAM, "run", "--home", str(home), "--dump", str(folder), "--stage", "s1", "--json"]
    said, costs = [], []
    for _ in range(2):
        cost = watched(command)
        if cost.returncode:
            sys.exit(cost.errors)
        said.append(json.loads(cost.out)["counts"]["s1"])
        costs.append(cost)
    with closing(sqlite3.connect(home / "daseinswerk.sqlite3")) as base:
        papers, deleted, blank, decided = base.execute(
            "SELECT count(*), sum(deleted), sum(deleted AND name = '' AND reference = ''), sum(results != '[]') FROM library_paper"
        ).fetchone()
    return [
        ("dump: import, wall", costs[0].seconds, 60, "s"),
        ("dump: import, CPU", costs[0].cpu_total, None, "s"),
        ("dump: papers", papers, 14_004, ""),
        ("dump: tombstones", deleted, 268, ""),
        ("dump: tombstones that say nothing else", blank, 268, ""),
        ("dump: papers with results", decided, None, ""),
        ("dump: second run, rows written", said[1].get("written", 0), 0, ""),
        ("dump: second run, wall", costs[1].seconds, None, "s"),
        ("dump: memory", costs[0].peak_of_one, None, "MiB"),
    ]


def as_told(dump: Path) -> dict[str, tuple[Any, ...]]:
    """What the dump says of each paper that is not deleted."""
    papers, meetings = {}, []
    for found in oparl.dump(dump):
        if isinstance(found, oparl.OparlPaper) and not found.deleted:
            papers[found.id] = found
        elif isinstance(found, oparl.OparlMeeting):
            meetings.append(found)
    results = results_by_paper(meetings)
    return {key: _said(paper, results.get(key, [])) for key, paper in papers.items()}


def _said(paper: Any, results: Any) -> tuple[Any, ...]:
    files = tuple(file.id for file in paper.files)
    return paper.name, paper.reference, paper.date, paper.paper_type, paper.body, files, [dict(each) for each in results]


def live(dump: Path, per_page: int) -> list[Row]:
    """The adapter alone: three visits, the last of them after a day; is the same told as by the dump?"""
    server, rows, cursor = Server(dump, per_page), [], {}
    told: dict[str, tuple[Any, ...]] = {}
    for number, what in enumerate(("first visit", "full visit", "visit for changes")):
        began, before = time.process_time(), server.requests
        now = NOON + timedelta(days=number)
        asked = Asked(f"{server.root}/system", {}.get, number == 1, {"since": "2100-01-01"}, cursor, now)
        for event in oparl.visit(asked, server):
            if isinstance(event, PaperSeen) and number < 2:
                told[event.paper.id] = _said(event.paper, event.results)
            elif isinstance(event, Ended):
                cursor = json.loads(json.dumps(event.cursor))
        rows += [(f"live: {what}, CPU", time.process_time() - began, None, "s"), (f"live: {what}, requests", server.requests - before, None, "")]
    expected = as_told(dump)
    unlike = sum(told.get(key) != said for key, said in expected.items()) + len(told.keys() - expected.keys())
    return [*rows, ("live: papers told unlike the dump", unlike, 0, ""), ("live: cursor", len(json.dumps(cursor)) / 1024, None, "KiB")]


def stored(dump: Path, per_page: int) -> list[Row]:
    """Through the watching of sources into SQLite, twice in full, then 268 papers fall."""
    import django  # the home folder must be named before the settings are read

    django.setup()
    from django.core.management import call_command

    from daseinswerk.apps.library.models import Paper, Source
    from daseinswerk.pipeline import s1_watch
    from daseinswerk.sources.counting import Counting

    call_command("migrate", verbosity=0)
    server = Server(dump, per_page)
    source = Source.objects.create(slug="rat", name="Rat", kind="oparl", address=f"{server.root}/system", watch="active", options={"since": "2100-01-01"})
    rows: list[Row] = []
    for number, what in enumerate(("first visit", "second full visit")):
        began, cpu = time.perf_counter(), time.process_time()
        before = dict(Paper.objects.values_list("external_id", "content_hash"))
        visit = s1_watch.visit(source, oparl.visit, Counting(server), NOON + timedelta(days=8 * number))
        source.refresh_from_db()
        changed = dict(Paper.objects.values_list("external_id", "content_hash")) != before
        rows += [
            (f"stored: {what}, wall", time.perf_counter() - began, 60, "s"),
            (f"stored: {what}, CPU", time.process_time() - cpu, None, "s"),
            (f"stored: {what}, new and changed", visit.new + visit.changed, 0 if number else 13_736, ""),
            (f"stored: {what}, complete", visit.complete, 1, ""),
        ]
        assert changed == (number == 0)
    return rows


def validated(dump: Path) -> list[Row]:
    """Every object against the rules."""
    counts: Counter[str] = Counter()
    began = time.process_time()
    for kind in KINDS:
        for found in objects(dump, kind):
            told = oparl.check(found)
            counts["objects"] += 1
            counts["schema"] += any(finding.source is RuleSource.SCHEMA for finding in told)
            counts["text"] += bool(told)
    return [
        ("validator: objects", counts["objects"], None, ""),
        ("validator: objects that break a schema", counts["schema"], 0, ""),
        ("validator: objects that break a rule of the text", counts["text"], None, ""),
        ("validator: CPU, reading included", time.process_time() - began, None, "s"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dump", type=Path, default=SHARED / "karlsruhe-council")
    parser.add_argument("--pages", type=int, default=100, help="objects on a page of the live server")
    asked = parser.parse_args()
    if not asked.dump.is_dir():
        sys.exit(f"There is no dump at {asked.dump}; set DASEINSWERK_SHARED or --dump.")
    warnings.filterwarnings("ignore", message="No directory at")
    with tempfile.TemporaryDirectory(prefix="daseinswerk-bench-") as temporary:
        home = Path(temporary) / "home"
        table(by_dump(asked.dump, home))
        os.environ.update(DASEINSWERK_HOME=str(Path(temporary) / "live"), DJANGO_SETTINGS_MODULE="daseinswerk.config.settings")
        Path(os.environ["DASEINSWERK_HOME"]).mkdir()
        for rows in (live(asked.dump, asked.pages), stored(asked.dump, asked.pages), validated(asked.dump)):
            table(rows)


if __name__ == "__main__":
    main()
