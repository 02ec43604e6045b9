"""`daseinswerk run`: the line over files, folders, ZIPs, addresses, or an OParl dump; or a job the site has asked for."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import click

from daseinswerk.apps.library.actions import runs
from daseinswerk.apps.library.actions.findings import start_over
from daseinswerk.apps.library.actions.indexing import index_open_tasks, open_tasks
from daseinswerk.apps.library.models import Run, Source
from daseinswerk.commands.keys import checked_ags
from daseinswerk.commands.options import give, home_option, json_option, tell
from daseinswerk.commands.progress_line import ProgressLine
from daseinswerk.commands.setup import prepare
from daseinswerk.commands.stopping import Stopping
from daseinswerk.commands.summary import Summary
from daseinswerk.pipeline.run import STAGES, RunFailed, execute
from daseinswerk.pipeline.s1_fetch import select
from daseinswerk.sources.folder import Missing, found


@click.command(help="Lässt die Linie laufen. PFAD: Datei, Ordner oder ZIP; ADRESSE: https://…; ohne beides: was noch offen ist.")
@click.argument("inputs", nargs=-1, metavar="[PFAD|ADRESSE …]")
@click.option("--dump", type=click.Path(exists=True, file_okay=False), help="Ordner mit einem OParl-Abzug.")
@click.option("--job", type=int, help="Auftrag, den die Seite geschrieben hat.")
@click.option("--ags", default="", callback=checked_ags, help="Gemeindeschlüssel der Stelle, von der das Material stammt.")
@click.option("--stage", "stages", multiple=True, type=click.Choice(STAGES), help="Nur diese Stufe (s1 einlesen, s2 lesen, s3 Dubletten, s4 Orte, s6 Vorschläge); mehrfach möglich.")
@click.option("--workers", type=click.IntRange(1, 64), help="Prozesse (Voreinstellung: Zahl der Prozessorkerne).")
@click.option("--cluster", default="", metavar="ADRESSE", help="Rechnen lässt ein Verbund: Adresse seines Schedulers, etwa tls://rechner:8786.")
@click.option("--limit", type=click.IntRange(1), help="Höchstens so viele Dinge je Stufe.")
@click.option("--again", is_flag=True, help="Verknüpfungen und Vorschläge für alle Dokumente neu berechnen, etwa nach einer Aktualisierung.")
@click.option("--dry-run", is_flag=True, help="Nur sagen, was eingelesen würde; nichts lesen, nichts speichern.")
@click.option("--attached", is_flag=True, help="Endet mit dem Prozess, der diesen gestartet hat.")
@json_option
@home_option
def command(
    inputs: tuple[str, ...],
    dump: str | None,
    job: int | None,
    ags: str,
    stages: tuple[str, ...],
    workers: int | None,
    cluster: str,
    limit: int | None,
    again: bool,
    dry_run: bool,
    attached: bool,
    as_json: bool,
) -> None:
    stopping = Stopping(attached=attached) if job else None
    prepare()
    run = _job(job) if job else _asked(inputs, dump, ags)
    if dry_run:
        _say(list(islice(_would_read(run), limit)), as_json)
        return
    if run.pk is None:
        run = runs.ask_for(kind=run.kind, what=run.what, name=run.name, mine=True)
    if again:
        tell(f"{start_over()} Dokumente werden neu verknüpft und ausgewertet.")
    before = Summary.now()
    line = ProgressLine()
    try:
        counts = execute(
            run,
            workers=workers or os.cpu_count() or 1,
            cluster=cluster,
            stages=stages or STAGES,
            limit=limit,
            listener=line.show,
            stopping=stopping or (lambda: False),
        )
        _index()
    except RunFailed as failed:
        line.close()
        tell(str(failed))
        sys.exit(1)
    line.close()
    summary = Summary.now()
    if as_json:
        give({"run": run.pk, "counts": counts, **summary.as_json()})
    else:
        summary.tell(before, run)
    if not (stopping and stopping()) and _nothing_taken(run, counts):
        sys.exit(3)


def _index() -> None:
    """What came in can be found: the large index takes it in now, unless `work` does so already."""
    with suppress(RuntimeError):  # IndexerBusy, NoIndex: named by what may not be installed
        while open_tasks() and index_open_tasks(pause=0):
            continue


def _nothing_taken(run: Run, counts: dict[str, Any]) -> bool:
    """Whether the input was empty, or everything that came was refused."""
    if "s1" not in counts or not select(run):
        return False
    came = counts["s1"]["done"] + counts["s1"]["refused"]
    if not came:
        tell("Darin liegt nichts, das eingelesen werden könnte.")
        return True
    new = counts.get("s2", {}).get("written", 0)
    return not new and run.refusals.count() + counts["s1"].get("refused_before", 0) >= came


def _would_read(run: Run) -> Iterator[dict[str, str]]:
    """Every file, address or dump the run names; `reason` where it would be refused at the door."""
    for wanted in select(run):
        if wanted.kind != Source.Kind.FOLDER:
            yield {"kind": wanted.kind, "name": wanted.value}
            continue
        for item in found(Path(wanted.value)):
            refused = {"reason": item.reason} if isinstance(item, Missing) else {}
            yield {"kind": wanted.kind, "name": item.name, **refused}


def _say(rows: list[dict[str, str]], as_json: bool) -> None:
    if as_json:
        give({"would_read": rows})
        return
    for row in rows:
        click.echo(f"{row['name']}" + (f": abgelehnt, {row['reason']}" if "reason" in row else ""))
    tell(f"Dateien und Adressen: {len(rows)}; nichts wurde gelesen oder gespeichert.")


def _job(number: int) -> Run:
    run = Run.objects.filter(pk=number).first()
    if run is None:
        raise click.BadParameter(f"Den Auftrag {number} gibt es nicht.", param_hint="--job")
    return run


def _asked(inputs: tuple[str, ...], dump: str | None, ags: str) -> Run:
    """An unsaved job row for what stands on the command line."""
    addresses = [item for item in inputs if "://" in item]
    paths = [str(Path(item).expanduser().absolute()) for item in inputs if "://" not in item]
    if not all(item.strip() for item in inputs):
        raise click.BadParameter("Ein leerer Pfad meint nichts; der Ordner, in dem Sie sind, heißt „.“.", param_hint="PFAD")
    missing = [path for path in paths if not os.path.exists(path)]  # unlike Path.exists no error where a name is too long
    if missing:
        raise click.BadParameter(f"Das gibt es nicht: {missing[0]}", param_hint="PFAD")
    what: dict = {"paths": paths, "addresses": addresses, "ags": ags}
    if dump:
        what["dump"] = str(Path(dump).absolute())
    kind = Source.Kind.OPARL if dump and not paths else Source.Kind.FOLDER
    name = ", ".join([*(Path(path).name for path in paths), *addresses, *([Path(dump).name] if dump else [])]) or "Offenes"
    return Run(kind=kind if paths or dump else Source.Kind.WEB if addresses else "", what=what, name=name)
