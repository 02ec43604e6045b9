"""`daseinswerk languages install FILE | status | remove`: the optional dictionary for questions in the other language."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from daseinswerk.apps.library import packs
from daseinswerk.commands.options import give, home_option, json_option, tell
from daseinswerk.engine.text import pack


@click.group(help="Das Wörterbuch, mit dem man auf Englisch fragt und Deutsches findet, und umgekehrt.")
def command() -> None:
    pass


@command.command(help="Baut das Wörterbuch aus DATEI: der Textdatei von Ding (de-en.txt), auch mit gzip gepackt.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DATEI")
@json_option
@home_option
def install(file: Path, as_json: bool) -> None:
    try:
        about = pack.install(file, packs.folder())
    except pack.BadPack as bad:
        tell(str(bad))
        sys.exit(3)
    if as_json:
        give(asdict(about))
    else:
        click.echo(f"Eingerichtet: {about.german} deutsche und {about.english} englische Wörter. {about.said}")


@command.command(help="Sagt, ob ein Wörterbuch eingerichtet ist und woher es stammt.")
@json_option
@home_option
def status(as_json: bool) -> None:
    about = pack.about(packs.folder())
    if as_json:
        give(asdict(about) if about else {})
    elif about:
        click.echo(f"{about.source}: {about.german} deutsche und {about.english} englische Wörter. {about.said}")
    else:
        click.echo("Kein Wörterbuch eingerichtet; gesucht wird mit dem kleinen Fachwortschatz allein.")


@command.command(help="Entfernt das Wörterbuch; der kleine Fachwortschatz bleibt.")
@home_option
def remove() -> None:
    click.echo("Entfernt." if packs.remove() else "Es war keines eingerichtet.")
