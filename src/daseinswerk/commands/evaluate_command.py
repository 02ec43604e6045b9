"""`daseinswerk evaluate KIND FILE`: how far to trust the machine, on a file of examples with known answers."""

import importlib
from pathlib import Path

import click

from daseinswerk.commands.options import give, json_option

KINDS = ("sentences", "values", "compounds", "places", "publishers", "organisations", "evidence")


@click.command(help="Misst eine Stufe an einer Datei mit bekannten Antworten; Formen siehe docs/reference/evaluate.md.")
@click.argument("kind", type=click.Choice(KINDS), metavar="ART")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DATEI")
@click.option("--texts", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Texte zu den Belegen (nur evidence).")
@click.option("--limit-misses", type=click.IntRange(0), default=None, help="Höchstens so viele Fehler ausgeben.")
@json_option
def command(kind: str, file: Path, texts: Path | None, limit_misses: int | None, as_json: bool) -> None:
    if texts is not None and kind != "evidence":
        raise click.UsageError("--texts gehört zu evidence.")
    module = importlib.import_module(f"daseinswerk.evaluation.{kind}")
    result = (module.evaluate(file, texts) if kind == "evidence" else module.evaluate(file)).as_json()
    if limit_misses is not None:
        result["misses"] = result["misses"][:limit_misses]
    if as_json:
        give(result)
        return
    click.echo(f"{kind}: n {result['n']}, Präzision {result['precision']:.3f}, Ausbeute {result['recall']:.3f}, F1 {result['f1']:.3f}")
    for name, row in result.get("groups", {}).items():
        click.echo(f"  {name:32} {row}")
    for miss in result["misses"][:20]:
        click.echo(f"  erwartet {miss['expected']}, bekam {miss['got']}: {miss.get('text') or miss.get('id')}"[:200])
