"""`daseinswerk import`: records from JSON as drafts. A claim whose quote does not stand in our archive is refused, with its reason."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from django.db import transaction

from daseinswerk.apps.office.access import has_role, refusal
from daseinswerk.apps.office.models import Role, User
from daseinswerk.apps.practices.actions.imports import import_records
from daseinswerk.commands.options import give, home_option, json_option, tell
from daseinswerk.commands.setup import prepare


@click.command(
    name="import",
    help="Liest Praxiseinträge aus DATEI (JSON, Form wie bei export) als Entwürfe ein. Angaben, deren Satz nicht im Archiv steht, werden abgelehnt.",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DATEI")
@click.option("--as", "account", required=True, help="Konto, in dessen Namen eingelesen wird.")
@click.option("--dry-run", is_flag=True, help="Alles prüfen, nichts speichern.")
@json_option
@home_option
def command(file: Path, account: str, dry_run: bool, as_json: bool) -> None:
    prepare()
    user = User.objects.filter(username=account, is_active=True).first()
    if user is None:
        raise click.BadParameter(f"Das Konto {account} gibt es nicht, oder es ist gesperrt.", param_hint="--as")
    if not has_role(user, Role.MEMBER):
        raise click.BadParameter(refusal(Role.MEMBER), param_hint="--as")
    data = _read(file)
    with transaction.atomic():
        result = import_records(by=user, data=data)
        transaction.set_rollback(dry_run)
    if as_json:
        give({"records": result.records, "claims": result.claims, "refused": list(result.refused)})
    else:
        click.echo(f"{'Probe: ' if dry_run else ''}Entwürfe: {result.records}, Angaben: {result.claims}, abgelehnt: {len(result.refused)}")
        for line in result.refused:
            tell(f"  {line}")
    if not result.records and result.refused:
        sys.exit(3)


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        tell(f"{file.name} ist keine Textdatei in UTF-8.")
    except json.JSONDecodeError as error:
        tell(f"{file.name}, Zeile {error.lineno}, Zeichen {error.colno}: Das ist kein gültiges JSON.")
    sys.exit(3)
