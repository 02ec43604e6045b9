"""The command line: `daseinswerk demo | serve | work | sources | run | read | import | export | status | check | users | evaluate`.

Results go to stdout, talk and progress to stderr. Exit codes: 0 done · 1 failed, the reason is on stderr · 2 wrong use ·
3 nothing of the input could be taken. Each command is a module of `daseinswerk.commands`, loaded only when it is called, so
that `read` and `evaluate` start without a database.
"""

import importlib
import os
import sys
from typing import Any

import click
import django

from daseinswerk.commands import failures

COMMANDS = {
    "demo": "Richtet alles ein, liest die Erstausstattung ein und startet die Seite.",
    "serve": "Startet die Seite.",
    "work": "Tut, was ansteht: Aufträge der Seite und fällige Besuche bei Quellen.",
    "sources": "Beobachtete Quellen: hinzufügen, auflisten, prüfen, anhalten.",
    "run": "Lässt die Linie über Dateien, Ordner, Adressen oder einen OParl-Abzug laufen.",
    "read": "Sagt, was die Maschine zu einer Datei sagen würde, ohne etwas zu speichern.",
    "import": "Liest Praxiseinträge aus einer JSON-Datei als Entwürfe ein.",
    "export": "Gibt den Praxiskatalog als JSON oder CSV aus.",
    "status": "Zählt, was die Bibliothek enthält.",
    "check": "Prüft Einrichtung, Archiv, Suchindex und Protokollkette.",
    "index": "Zeigt den Stand des Suchindex oder baut ihn neu.",
    "languages": "Richtet das Wörterbuch für Fragen auf Englisch ein.",
    "users": "Listet Konten auf, legt sie an, setzt Rolle oder Kennwort, sperrt und öffnet sie.",
    "evaluate": "Misst, wie weit man der Maschine trauen kann.",
}
WITHOUT_DATABASE = {"read", "evaluate"}


class Commands(click.Group):
    """Loads a command when it is called; `--home` must be known before Django reads its settings."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        use_home(args)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        if name == "demo":
            os.environ["DASEINSWERK_DEMO"] = "1"
        if name not in WITHOUT_DATABASE:
            django.setup()
        return load(name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Befehle"):
            formatter.write_dl(list(COMMANDS.items()))


def load(name: str) -> click.Command:
    """The command of this name, from its module."""
    return importlib.import_module(f"daseinswerk.commands.{name}_command").command


def use_home(args: list[str]) -> None:
    """Take `--home DIR` or `--home=DIR` from the arguments into the environment."""
    for place, arg in enumerate(args):
        if arg == "--home" and place + 1 < len(args):
            os.environ["DASEINSWERK_HOME"] = args[place + 1]
        elif arg.startswith("--home="):
            os.environ["DASEINSWERK_HOME"] = arg.removeprefix("--home=")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="daseinswerk")
def commands() -> None:
    """Daseinswerk: gute Praxis der digitalen Daseinsvorsorge, jede Angabe mit ihrem Satz."""


def main(args: list[str] | None = None) -> Any:
    """Entry point. An error nobody foresaw is one sentence and exit code 1; DASEINSWERK_TRACE=1 shows where it arose."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daseinswerk.config.settings")
    try:
        return commands.main(args, prog_name="daseinswerk")
    except Exception as error:
        if os.environ.get("DASEINSWERK_TRACE"):
            raise
        click.echo(f"Fehler: {failures.sentence(error)}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
