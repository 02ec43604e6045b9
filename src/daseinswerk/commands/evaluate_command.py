"""`daseinswerk evaluate KIND FILE`: how far to trust the machine, on a file of examples with known answers."""

import importlib
import sys
from pathlib import Path
from typing import Any

import click

from daseinswerk.commands.options import give, json_option, tell
from daseinswerk.config.environment import home
from daseinswerk.engine.text import pack
from daseinswerk.evaluation.result import BadFile

KINDS = ("sentences", "values", "compounds", "places", "publishers", "organisations", "evidence", "search", "duplicates")


@click.command(help="Misst die Stufe ART an einer DATEI mit bekannten Antworten; Formen siehe docs/reference/evaluate.md.")
@click.argument("kind", type=click.Choice(KINDS), metavar="ART")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DATEI")
@click.option("--texts", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Texte der Dokumente (nur evidence, dort nötig).")
@click.option("--questions", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Dieselben Fragen in anderen Worten oder in einer anderen Sprache (nur search).")
@click.option("--language", type=click.Choice(["de", "en"]), default="de", show_default=True, help="Sprache der Fragen; Englisches wird mit dem eingerichteten Wörterbuch übersetzt (nur search).")
@click.option("--limit-misses", type=click.IntRange(0), default=None, help="Höchstens so viele Fehler der Maschine ausgeben (Voreinstellung: alle mit --json, sonst 20).")
@json_option
def command(kind: str, file: Path, *, texts: Path | None, questions: Path | None, language: str, limit_misses: int | None, as_json: bool) -> None:
    if texts is not None and kind != "evidence":
        raise click.UsageError("--texts gehört zu evidence.")
    if (questions is not None or language != "de") and kind != "search":
        raise click.UsageError("--questions und --language gehören zu search.")
    if texts is None and kind == "evidence":
        raise click.UsageError("Zu den Belegen gehören die Texte der Dokumente: --texts DATEI.")
    module = importlib.import_module(f"daseinswerk.evaluation.{kind}")
    try:
        measured = module.evaluate(file, *_more(kind, texts, questions, language))
    except BadFile as bad:
        tell(str(bad))
        sys.exit(3)
    if not measured.n:
        tell(f"{file.name} enthält keine Beispiele der Art {kind}.")
        sys.exit(3)
    result = measured.as_json()
    if limit_misses is not None:
        result["misses"] = result["misses"][:limit_misses]
    if as_json:
        give(result)
        return
    click.echo(f"{kind}: n {result['n']}, Präzision {result['precision']:.3f}, Ausbeute {result['recall']:.3f}, F1 {result['f1']:.3f}")
    for name, row in result.get("groups", {}).items():
        click.echo(f"  {name:32} {row}")
    for miss in result["misses"][: 20 if limit_misses is None else None]:
        click.echo(f"  erwartet {miss['expected']}, bekam {miss['got']}: {miss.get('text') or miss.get('id')}"[:200])


def _more(kind: str, texts: Path | None, questions: Path | None, language: str) -> tuple[Any, ...]:
    """What a kind needs beside its file."""
    if kind == "search":
        return questions, pack.languages(home() / "packs" / "de-en") if language == "en" else None
    return (texts,) if kind == "evidence" else ()
