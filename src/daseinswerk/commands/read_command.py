"""`daseinswerk read FILE`: what the machine would say about one file, without storing anything."""

import sys
from pathlib import Path
from typing import Any

import click

from daseinswerk.commands.keys import checked_ags
from daseinswerk.commands.options import give, json_option, tell
from daseinswerk.pipeline.look import look
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.folder import Found


@click.command(
    help="Sagt, was die Maschine zu DATEI sagen würde (PDF, DOCX, HTML, Text), ohne etwas zu speichern. Stellen (start, end) zählen "
    "Zeichen des gelesenen Textes, der mit --json unter „text“ steht."
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DATEI")
@click.option("--ags", default="", callback=checked_ags, help="Gemeindeschlüssel der Stelle, von der die Datei stammt.")
@json_option
def command(file: Path, ags: str, as_json: bool) -> None:
    try:
        seen = look(file.name, Found(file.name, file).read(), prior=ags or None)
    except Refused as refused:
        if as_json:
            give({"refused": refused.reason})
        tell(refused.reason)
        sys.exit(3)
    if as_json:
        give(seen)
    else:
        _print(seen)


def _print(seen: dict[str, Any]) -> None:
    click.echo(f"{seen['title']}  ({seen['date'] or 'ohne Datum'}, {seen['language']}, {len(seen['sentences'])} Sätze)")
    for title, rows, form in (
        ("Orte", seen["places"], "{name} ({ags}), {score}: {reason}"),
        ("Organisationen", seen["organisations"], "{name}, {score}: {reason}"),
        ("Vorschläge", seen["suggestions"], "{field} = {value} [{certainty}]: „{quote}“"),
    ):
        click.echo(f"\n{title}: {len(rows)}")
        for row in rows[:40]:
            click.echo("  " + " ".join(form.format(**row).split())[:300])
