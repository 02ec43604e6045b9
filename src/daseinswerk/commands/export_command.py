"""`daseinswerk export`: the catalogue of confirmed records as JSON or CSV, the same as on the site."""

import json
from pathlib import Path

import click

from daseinswerk.apps.practices.queries.export import catalogue_csv_text, catalogue_data
from daseinswerk.commands.options import home_option
from daseinswerk.commands.setup import prepare_database


@click.command(help="Gibt die bestätigten Praxiseinträge aus.")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), help="Form der Ausgabe (Voreinstellung: json).")
@click.option("--json", "as_json", is_flag=True, help="Dasselbe wie --format json.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Datei statt Standardausgabe.")
@click.option("--all", "everything", is_flag=True, help="Auch Entwürfe (nur JSON), um sie anderswo einzulesen.")
@home_option
def command(form: str | None, as_json: bool, output: Path | None, everything: bool) -> None:
    if as_json and form == "csv":
        raise click.UsageError("--json und --format csv schließen sich aus.")
    if everything and form == "csv":
        raise click.UsageError("Entwürfe gibt es nur als JSON: --all --format json.")
    prepare_database()
    if form == "csv":
        text = catalogue_csv_text()
    else:
        text = json.dumps(catalogue_data(everything=everything), ensure_ascii=False, indent=1) + "\n"
    if output:
        output.write_text(text, encoding="utf-8", newline="")
    else:
        click.echo(text, nl=False)
