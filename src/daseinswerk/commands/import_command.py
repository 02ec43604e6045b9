"""`daseinswerk import`: records from JSON as drafts. A claim whose quote does not stand in our archive is refused, with its reason."""

import json
import sys
from pathlib import Path

import click

from daseinswerk.apps.office.models import User
from daseinswerk.apps.practices.actions.imports import import_records
from daseinswerk.commands.options import give, home_option, json_option, tell
from daseinswerk.commands.setup import prepare


@click.command(name="import", help="Liest Praxiseinträge (Form wie bei export) als Entwürfe ein.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DATEI")
@click.option("--as", "account", required=True, help="Konto, in dessen Namen eingelesen wird.")
@json_option
@home_option
def command(file: Path, account: str, as_json: bool) -> None:
    prepare()
    user = User.objects.filter(username=account, is_active=True).first()
    if user is None:
        raise click.BadParameter(f"Das Konto {account} gibt es nicht.", param_hint="--as")
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        tell(f"Die Datei ist kein gültiges JSON: {error}")
        sys.exit(3)
    result = import_records(by=user, data=data)
    if as_json:
        give({"records": result.records, "claims": result.claims, "refused": list(result.refused)})
    else:
        click.echo(f"{result.records} Entwürfe, {result.claims} Angaben, {len(result.refused)} abgelehnt")
        for line in result.refused:
            tell(f"  {line}")
    if not result.records and result.refused:
        sys.exit(3)
