"""s1: bring in what a run names: files, folders, ZIPs, pasted texts, web addresses, an OParl dump. Nothing is parsed here.

The bytes go into the archive under their hash; what cannot be taken is refused with a reason. A dump gives council papers
as well, and its texts arrive like files, joined to their paper by its id.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from daseinswerk.apps.library.actions import intake
from daseinswerk.apps.library.models import Original, Run, Source
from daseinswerk.apps.places.models import Municipality
from daseinswerk.pipeline.agenda import results_by_paper
from daseinswerk.sources import oparl
from daseinswerk.sources.error_page import why_error_page
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.fetch import fetch
from daseinswerk.sources.folder import Found, Missing, found
from daseinswerk.sources.links_table import Row, addresses_of, is_table, rows_of_reply

MANIFEST = "manifest.json"  # a folder may say of its files what they are: title, date, publisher, kind, address, municipality


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing a run names: `kind` as `Source.Kind`; `value` a path, an address, a text; `title` for a pasted text."""

    kind: str
    value: str
    title: str = ""
    ags: str = ""
    details: tuple[tuple[str, str], ...] = ()  # what the table says that names it
    named: bool = False  # by a table; a table it leads to is not opened: they could name each other


def select(run: Run) -> list[Wanted]:
    """What the job row asks for, in its order."""
    what = run.what
    ags = what.get("ags", "")
    wanted = [Wanted(run.kind or Source.Kind.FOLDER, path, ags=ags) for path in what.get("paths", [])]
    wanted += [Wanted(Source.Kind.WEB, address, ags=ags) for address in what.get("addresses", [])]
    wanted += [Wanted(Source.Kind.PASTE, text["text"], text.get("title", ""), ags) for text in what.get("texts", [])]
    if what.get("dump"):
        wanted.append(Wanted(Source.Kind.OPARL, what["dump"], ags=ags))
    return wanted


def work(wanted: Wanted) -> Iterator[intake.Arrival | intake.PaperArrival | intake.RefusedItem | Wanted | dict]:
    """Everything this names, one by one; a dictionary holds results of agenda items by paper, a `Wanted` is a page a table names."""
    if wanted.kind == Source.Kind.WEB:
        yield from _from_web(wanted)
    elif wanted.kind == Source.Kind.PASTE:
        title = wanted.title.strip() or wanted.value.strip().split("\n")[0][:120]
        details = {"title": title, **_ags(wanted)}
        yield intake.Arrival(title, title, wanted.value.encode(), "text/plain", details=details)
    elif wanted.kind == Source.Kind.OPARL:
        yield from _from_dump(wanted)
    else:
        yield from _from_files(wanted)


def source_of(run: Run, wanted: Wanted) -> Source:
    """The source a thing belongs to: one for each folder, dump and host; one for all uploads and one for all pasted texts."""
    if wanted.kind == Source.Kind.UPLOAD:
        return intake.source_for(slug="hochgeladen", name="Hochgeladene Dateien", kind=Source.Kind.UPLOAD)
    if wanted.kind == Source.Kind.PASTE:
        return intake.source_for(slug="eingefuegt", name="Eingefügte Texte", kind=Source.Kind.PASTE)
    if wanted.kind == Source.Kind.STARTER:
        return intake.source_for(slug="erstausstattung", name="Erstausstattung", kind=Source.Kind.STARTER, licence="CC BY 4.0")
    if wanted.kind == Source.Kind.WEB:
        host = wanted.value.split("//")[-1].split("/")[0].split("@")[-1][:100]
        return intake.source_for(slug=f"web-{slugify(host)}", name=host, kind=Source.Kind.WEB, address=f"https://{host}/")
    folder = Path(wanted.value).absolute()
    kind = Source.Kind.OPARL if wanted.kind == Source.Kind.OPARL else Source.Kind.FOLDER
    home = folder if folder.is_dir() else folder.parent
    # The hash tells folders apart whose names differ only by slashes or umlauts.
    slug = f"{kind}-{slugify(home.name)[:60]}-{hashlib.sha256(os.fsencode(home)).hexdigest()[:12]}"
    return intake.source_for(slug=slug, name=_called(home, wanted)[:200], kind=kind, address=str(home)[:1000])


def _called(home: Path, wanted: Wanted) -> str:
    """A council's papers are called after the municipality where it is known, anything else after its folder."""
    town = Municipality.objects.filter(ags=wanted.ags).first() if wanted.kind == Source.Kind.OPARL and wanted.ags else None
    return f"Ratsinformation {town.name}" if town else home.name or "Ordner"


def refused_before(came: list[tuple[str, int]]) -> int:
    """How many of these (external id, original) an earlier run has refused; the reason stands in its list."""
    return Original.objects.filter(pk__in=[pk for _, pk in came], state=Original.State.REFUSED).count()


def _ags(wanted: Wanted) -> dict[str, str]:
    return {"ags": wanted.ags} if wanted.ags else {}


def _from_web(wanted: Wanted) -> Iterator[intake.Arrival | intake.RefusedItem | Wanted]:
    """The page; or, where the address is that of a table of addresses, all of them."""
    try:
        page = fetch(wanted.value)
        if reason := why_error_page(page):
            raise Refused(reason)
        if is_table(page.final_address, page.media_type) and not wanted.named:
            yield from _named_by(rows_of_reply(page), wanted)
            return
    except Refused as refused:
        yield intake.RefusedItem(wanted.value, refused.reason)
        return
    details = {"charset": page.charset or "", **_ags(wanted), **dict(wanted.details)}
    yield intake.Arrival(wanted.value, page.final_address, page.body, page.media_type, page.final_address, details)


def _named_by(rows: Iterable[Row], wanted: Wanted) -> Iterator[Wanted]:
    """The pages a table of addresses names, each with what the table says of it."""
    for row in rows:
        yield Wanted(Source.Kind.WEB, row.address, row.title, row.ags or wanted.ags, tuple(row.details().items()), named=True)


def _from_files(wanted: Wanted) -> Iterator[intake.Arrival | intake.RefusedItem | Wanted]:
    path = Path(wanted.value)
    try:
        described = _manifest(path)
    except Refused as refused:
        yield intake.RefusedItem(MANIFEST, refused.reason)
        described = {}
    ours = settings.HOME.resolve()
    holds_us = ours.is_relative_to(path.resolve())
    for item in found(path):
        if holds_us and isinstance(item, Found) and item.path.resolve().is_relative_to(ours):
            continue  # database, key and archive of this installation are no documents
        if isinstance(item, Missing):
            yield intake.RefusedItem(item.name, item.reason)
        elif item.name not in (MANIFEST, "README.md"):
            try:
                data = item.read()
            except Refused as refused:
                yield intake.RefusedItem(item.name, refused.reason)
                continue
            if is_table(item.name):
                yield from _from_table(item.name, data, wanted)
                continue
            details = {**_ags(wanted), **described.get(item.name, {})}
            yield intake.Arrival(details.pop("same_as", item.name), item.name, data, "", details.pop("address", ""), details)


def _from_table(name: str, data: bytes, wanted: Wanted) -> Iterator[Wanted | intake.RefusedItem]:
    """A table is read for the addresses it holds."""
    try:
        yield from _named_by(addresses_of(data, name), wanted)
    except Refused as refused:
        yield intake.RefusedItem(name, refused.reason)


def _manifest(path: Path) -> dict[str, dict[str, str]]:
    """What `manifest.json` says of the files beside it; unknown keys are dropped, a broken one is refused."""
    file = path / MANIFEST
    if not file.is_file():
        return {}
    keys = {"title", "date", "publisher", "kind", "address", "same_as"}
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        described = {row["file"]: {key: str(row[key]) for key in keys & row.keys() if row[key]} for row in rows}
        for row in rows:
            if row.get("municipality_ags"):
                described[row["file"]]["ags"] = str(row["municipality_ags"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(f"Die Beschreibung der Dateien (manifest.json) ist nicht lesbar: {error}") from error
    return described


def _from_dump(wanted: Wanted) -> Iterator[intake.Arrival | intake.PaperArrival | intake.RefusedItem | dict]:
    meetings = []
    try:
        for item in oparl.dump(Path(wanted.value)):
            if isinstance(item, oparl.OparlPaper):
                yield intake.PaperArrival(
                    item.id, item.name, item.reference, item.date, item.paper_type, item.body, item.web, item.deleted
                )
            elif isinstance(item, oparl.OparlText):
                yield _text_arrival(item, wanted)
            elif isinstance(item, oparl.OparlMeeting):
                meetings.append(item)
            elif isinstance(item, oparl.OparlRefusal):
                yield intake.RefusedItem(item.name, item.reason)
    except Refused as refused:
        yield intake.RefusedItem(wanted.value, refused.reason)
    yield results_by_paper(meetings)


def _text_arrival(item: oparl.OparlText, wanted: Wanted) -> intake.Arrival:
    details = {"title": item.name, "kind": "council", "paper": item.paper_id, "date": item.date.isoformat() if item.date else ""}
    return intake.Arrival(item.file_id, f"{item.name}.txt", item.text.encode(), "text/plain", item.address, {**details, **_ags(wanted)})
