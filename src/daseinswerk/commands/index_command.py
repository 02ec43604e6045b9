"""`daseinswerk index status | rebuild`: the full-text index of the library."""

import sys
from typing import Any

import click
from django.utils import timezone

from daseinswerk.apps.library.actions.indexing import open_tasks, rebuild
from daseinswerk.apps.library.fulltext.chosen import NoIndex, fulltext
from daseinswerk.apps.library.models import Document
from daseinswerk.commands.options import give, home_option, json_option, tell
from daseinswerk.commands.setup import prepare_database


@click.group(help="Der Suchindex der Bibliothek: Stand ansehen, neu bauen.")
def command() -> None:
    pass


@command.command(help="Sagt, welcher Suchindex benutzt wird, was er enthält und wie viel noch aussteht.")
@json_option
@home_option
def status(as_json: bool) -> None:
    prepare_database()
    try:
        found = _status()
    except NoIndex as missing:
        tell(str(missing))
        sys.exit(1)
    if as_json:
        give(found)
        return
    kind = "im SQLite der Bibliothek" if found["index"] == "embedded" else "neben der Datenbank"
    click.echo(f"Suchindex {found['index']} ({kind}): {found['indexed']} von {found['documents']} Dokumenten")
    if found["index"] == "large":
        click.echo(f"Stand {found['as_of'] or 'noch keiner: daseinswerk index rebuild'}; offen: {found['open']}")


@command.command("rebuild", help="Baut den Suchindex aus den Dokumenten neu; bis er fertig ist, sucht die Seite im alten.")
@json_option
@home_option
def rebuild_index(as_json: bool) -> None:
    prepare_database()
    try:
        done = rebuild(lambda count: tell(f"{count} Dokumente"))
    except RuntimeError as refused:  # no such index here, or another process writes it
        tell(str(refused))
        sys.exit(1)
    if as_json:
        give({"documents": done})
    else:
        click.echo(f"Der Suchindex enthält {done} Dokumente.")


def _status() -> dict[str, Any]:
    index = fulltext()
    as_of = index.as_of()
    return {
        "index": index.name,
        "indexed": index.size(),
        "documents": Document.objects.current().count(),
        "open": open_tasks(),
        "as_of": timezone.localtime(as_of).strftime("%d.%m.%Y %H:%M:%S") if as_of else "",
    }
