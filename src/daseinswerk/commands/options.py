"""Options every command shares, and how results and talk leave the process."""

import json
from collections.abc import Callable
from typing import Any

import click


def home_option(function: Callable) -> Callable:
    """`--home DIR`: the folder that holds database and originals (read by `cli.use_home` before settings load)."""
    return click.option(
        "--home", type=click.Path(file_okay=False), expose_value=False, help="Ordner mit Datenbank und Originalen (DASEINSWERK_HOME)."
    )(function)


def json_option(function: Callable) -> Callable:
    """`--json`: the result as one JSON object on stdout."""
    return click.option("--json", "as_json", is_flag=True, help="Ergebnis als JSON auf der Standardausgabe.")(function)


def tell(message: str) -> None:
    """Talk goes to stderr, so that stdout holds the result alone."""
    click.echo(message, err=True)


def give(result: dict[str, Any] | list[Any]) -> None:
    """The result as JSON on stdout."""
    click.echo(json.dumps(result, ensure_ascii=False, indent=1, default=str))
