"""`daseinswerk status`: what the library holds."""

import click

from daseinswerk.commands.options import give, home_option, json_option
from daseinswerk.commands.setup import prepare_database
from daseinswerk.commands.summary import Summary


@click.command(help="Zählt, was die Bibliothek enthält.")
@json_option
@home_option
def command(as_json: bool) -> None:
    prepare_database()
    counts = Summary.now().as_json()
    if as_json:
        give(counts)
    else:
        for name, count in counts.items():
            click.echo(f"{name:28} {count:>9}")
