"""`daseinswerk run`: the line over files, folders, ZIPs, addresses, or an OParl dump; or a job the site has asked for."""

import os
import sys
from pathlib import Path

import click

from daseinswerk.apps.library.actions import runs
from daseinswerk.apps.library.models import Run, Source
from daseinswerk.commands.options import give, home_option, json_option, tell
from daseinswerk.commands.progress_line import ProgressLine
from daseinswerk.commands.setup import prepare
from daseinswerk.commands.summary import Summary
from daseinswerk.pipeline.run import STAGES, RunFailed, execute
from daseinswerk.pipeline.s1_fetch import select


@click.command(help="Lässt die Linie laufen. PFAD: Datei, Ordner oder ZIP; ADRESSE: https://…; ohne beides: was noch offen ist.")
@click.argument("inputs", nargs=-1, metavar="[PFAD|ADRESSE …]")
@click.option("--dump", type=click.Path(exists=True, file_okay=False), help="Ordner mit einem OParl-Abzug.")
@click.option("--job", type=int, help="Auftrag, den die Seite geschrieben hat.")
@click.option("--ags", default="", help="Gemeindeschlüssel der Stelle, von der das Material stammt.")
@click.option("--stage", "stages", multiple=True, type=click.Choice(STAGES), help="Nur diese Stufe; mehrfach möglich.")
@click.option("--workers", type=click.IntRange(1, 64), help="Prozesse (Voreinstellung: Zahl der Prozessorkerne).")
@click.option("--limit", type=click.IntRange(1), help="Höchstens so viele Dinge je Stufe.")
@click.option("--dry-run", is_flag=True, help="Nur sagen, was gelesen würde.")
@json_option
@home_option
def command(
    inputs: tuple[str, ...],
    dump: str | None,
    job: int | None,
    ags: str,
    stages: tuple[str, ...],
    workers: int | None,
    limit: int | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    prepare()
    run = _job(job) if job else _asked(inputs, dump, ags)
    if dry_run:
        for wanted in select(run):
            tell(f"{wanted.kind}: {wanted.value[:200]}")
        return
    if run.pk is None:
        run = runs.ask_for(kind=run.kind, what=run.what, name=run.name)
    before = Summary.now()
    line = ProgressLine()
    try:
        counts = execute(run, workers=workers or os.cpu_count() or 1, stages=stages or STAGES, limit=limit, listener=line.show)
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
    if run.refusals.exists() and not any(stage["written"] or stage["done"] > stage["refused"] for stage in counts.values()):
        sys.exit(3)


def _job(number: int) -> Run:
    run = Run.objects.filter(pk=number).first()
    if run is None:
        raise click.BadParameter(f"Den Auftrag {number} gibt es nicht.", param_hint="--job")
    return run


def _asked(inputs: tuple[str, ...], dump: str | None, ags: str) -> Run:
    """An unsaved job row for what stands on the command line."""
    addresses = [item for item in inputs if "://" in item]
    paths = [str(Path(item).expanduser().absolute()) for item in inputs if "://" not in item]
    missing = [path for path in paths if not Path(path).exists()]
    if missing:
        raise click.BadParameter(f"Das gibt es nicht: {missing[0]}", param_hint="PFAD")
    if ags and not (len(ags) == 8 and ags.isdigit()):
        raise click.BadParameter("Ein Gemeindeschlüssel hat acht Ziffern.", param_hint="--ags")
    what: dict = {"paths": paths, "addresses": addresses, "ags": ags}
    if dump:
        what["dump"] = str(Path(dump).absolute())
    kind = Source.Kind.OPARL if dump else Source.Kind.FOLDER
    name = ", ".join([*(Path(path).name for path in paths), *addresses, *([Path(dump).name] if dump else [])]) or "Offenes"
    return Run(kind=kind if paths or dump else Source.Kind.WEB if addresses else "", what=what, name=name)
