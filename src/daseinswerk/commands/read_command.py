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

SHOWN = 40  # rows of each kind; --json gives all
PRACTICE = {"yes": "ja", "partly": "teils (gefordert, geprüft oder abgelehnt)", "no": "nein, deshalb keine Vorschläge"}
SECTIONS = (  # heading, key of the answer, form of a row
    ("Orte", "places", "{name} ({ags}), {score}: {reason}"),
    ("Länder", "states", "{name}, {score}: {reason}"),
    ("Organisationen", "organisations", "{name}, {score}: {reason}"),
    ("Zeiten, Beträge, Anteile, Zahlen", "values", "{kind} {value} {unit}"),
    ("Vorschläge", "suggestions", "{field} = {value} [{certainty}]: „{quote}“"),
)


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
    click.echo(f"Digitale Praxis: {PRACTICE[seen['is_practice']]}" + "".join(f" · {code}" for code in seen["fields_of_action"]))
    for title, key, form in SECTIONS:
        rows = seen[key]
        click.echo(f"\n{title}: {len(rows)}")
        for row in rows[:SHOWN]:
            click.echo("  " + " ".join(form.format(**row).split())[:300])
        if len(rows) > SHOWN:
            click.echo(f"  … und {len(rows) - SHOWN} weitere; alle mit --json")
