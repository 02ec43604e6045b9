"""`daseinswerk demo`: everything from nothing to a running site over the starter corpus. Safe to call again and again."""

import os
import shutil
import sys
import time
from pathlib import Path

import click
from django.conf import settings
from django.db import OperationalError

from daseinswerk.commands.demo_steps import make_accounts, read_corpus
from daseinswerk.commands.options import home_option, tell
from daseinswerk.commands.serve_command import port_is_free, serve
from daseinswerk.config.databases import FILE
from daseinswerk.pipeline.run import RunFailed, sentence_for

MARK = "demo-home"  # a file that says: this home folder was made by the demo, --fresh may empty it
KEPT = {"secret.key", MARK}


@click.command(help="Richtet alles ein, liest die Erstausstattung ein, legt je Rolle ein Konto an und startet die Seite.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Anschluss der Seite; 0: ein freier.")
@click.option("--fresh", is_flag=True, help="Löscht vorher die Daten dieser Vorführung.")
@click.option("--no-serve", is_flag=True, help="Nur einrichten, die Seite nicht starten.")
@click.option("--no-work", is_flag=True, help="Die Seite ohne Arbeitsprozess starten: Aufträge warten dann.")
@click.option("--workers", type=click.IntRange(1, 64), help="Prozesse (Voreinstellung: Zahl der Prozessorkerne).")
@home_option
def command(port: int, fresh: bool, no_serve: bool, no_work: bool, workers: int | None) -> None:
    if not no_serve and port and not port_is_free("127.0.0.1", port):
        tell(f"Der Port {port} ist belegt. Wählen Sie einen anderen, zum Beispiel: bin/demo --port {port + 1}")
        sys.exit(1)
    started = time.monotonic()
    try:
        _make_ready(settings.HOME, fresh)
        read_corpus(workers or os.cpu_count() or 1)
        make_accounts()
    except RunFailed as failed:
        tell(str(failed))
        sys.exit(1)
    except (OSError, OperationalError) as error:
        tell(f"{settings.HOME}: {sentence_for(error)}")
        sys.exit(1)
    tell(f"Bereit nach {time.monotonic() - started:.0f} Sekunden.")
    if not no_serve:
        serve("127.0.0.1", port, works=not no_work)


def _make_ready(home: Path, fresh: bool) -> None:
    """Mark a new home folder as the demo's; with `fresh` empty it, but only if it bears that mark."""
    mark = home / MARK
    if fresh and (home / FILE).exists():
        if not mark.is_file():
            tell(f"{home} gehört nicht der Vorführung; --fresh löscht dort nichts.")
            sys.exit(1)
        for entry in home.iterdir():
            if entry.name not in KEPT:
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    if not (home / FILE).exists():
        mark.write_text("Dieser Ordner wurde von bin/demo angelegt.\n", encoding="utf-8")
