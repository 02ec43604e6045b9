"""`daseinswerk check`: is this installation sound? Settings, database, archive, index, quotes, ledger, open doors."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import click
from django.conf import settings
from django.db import connection

from daseinswerk.apps.library import archive
from daseinswerk.apps.library.actions.indexing import open_tasks
from daseinswerk.apps.library.fulltext.chosen import fulltext
from daseinswerk.apps.library.models import Document, Original
from daseinswerk.apps.office import ledger
from daseinswerk.apps.practices.models import Quote
from daseinswerk.commands.options import give, home_option, json_option
from daseinswerk.commands.setup import prepare_database
from daseinswerk.config.sqlite import SOUND, version
from daseinswerk.sources.fetch import allowed_exceptions

POSTGRESQL = 150_000  # version 15, the oldest the tests have seen


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its name, whether it is in order, and a sentence."""

    name: str
    ok: bool
    sentence: str


@click.command(help="Prüft Einrichtung, Archiv, Suchindex, Belege und Protokollkette. Ende mit 1, wenn etwas nicht stimmt.")
@click.option("--originals/--no-originals", default=True, help="Jedes Original gegen seine Prüfsumme lesen.")
@json_option
@home_option
def command(originals: bool, as_json: bool) -> None:
    prepare_database()
    findings = list(_findings(originals))
    if as_json:
        give([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(f"{'gut   ' if finding.ok else 'FEHLER'} {finding.name}: {finding.sentence}")
    if not all(finding.ok for finding in findings):
        sys.exit(1)


def _findings(originals: bool) -> Iterator[Finding]:
    yield from _of_postgresql() if connection.vendor == "postgresql" else _of_sqlite()
    current = Document.objects.current().count()
    indexed, waiting = fulltext().size(), open_tasks()
    behind = f", {waiting} Änderungen stehen aus" if waiting else ""
    yield Finding("Suchindex", indexed == current or bool(waiting), f"{indexed} von {current} Dokumenten{behind}")
    broken = ledger.verify()
    yield Finding("Protokollkette", not broken, broken or "unversehrt")
    lost = [q.pk for q in Quote.objects.select_related("document").iterator(chunk_size=200) if q.document.text[q.start : q.end] != q.words]
    yield Finding("Belege", not lost, f"{len(lost)} stehen nicht im archivierten Text" if lost else "jeder steht wörtlich im Archiv")
    if originals:
        yield _archive()
    free = shutil.disk_usage(settings.HOME).free
    yield Finding("Datenträger", free > 500 * 1024**2, f"{free // 1024**2} MB frei in {settings.HOME}")
    doors = allowed_exceptions()
    yield Finding("Netz", not doors, f"Ausnahmen sind offen: {', '.join(map(str, doors))}" if doors else "keine Ausnahmen für interne Adressen")


def _of_sqlite() -> Iterator[Finding]:
    yield Finding("SQLite", version() >= SOUND, f"Version {'.'.join(map(str, version()))}")
    answer = _answer("PRAGMA quick_check")
    yield Finding("Datenbank", answer == "ok", answer)


def _of_postgresql() -> Iterator[Finding]:
    """Its own tools look for damage (pg_amcheck, checksums); here what our texts need."""
    yield Finding("PostgreSQL", int(_answer("SHOW server_version_num")) >= POSTGRESQL, f"Version {_answer('SHOW server_version')}")
    encoding = _answer("SHOW server_encoding")
    yield Finding("Datenbank", encoding == "UTF8", "ok" if encoding == "UTF8" else f"Kodierung {encoding} statt UTF8: Nicht jeder Text passt hinein.")


def _answer(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


def _archive() -> Finding:
    bad = []
    for sha256 in Original.objects.values_list("sha256", flat=True).distinct().iterator(chunk_size=1000):
        try:
            archive.read(sha256)
        except (OSError, ValueError):
            bad.append(sha256[:12])
    return Finding("Originale", not bad, f"{len(bad)} fehlen oder sind verändert: {', '.join(bad[:5])}" if bad else "alle unversehrt")
