"""`daseinswerk work`: does what waits. The site only writes down what is asked for; this process runs it, and visits the sources that are due."""

import fcntl
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

import click
from django.conf import settings

from daseinswerk.apps.library.models import Run
from daseinswerk.commands.options import give, home_option, json_option, tell
from daseinswerk.commands.setup import prepare
from daseinswerk.commands.stopping import Stopping
from daseinswerk.pipeline.work import Done, work


@click.command(help="Tut, was ansteht: Aufträge der Seite und fällige Besuche bei Quellen. Endet mit SIGTERM nach dem laufenden Schritt.")
@click.option("--once", is_flag=True, help="Nur, was jetzt ansteht; dann Ende.")
@click.option("--workers", type=click.IntRange(1, 64), help="Prozesse je Lauf (Voreinstellung: Zahl der Prozessorkerne).")
@click.option("--attached", is_flag=True, help="Endet mit dem Prozess, der diesen gestartet hat.")
@json_option
@home_option
def command(once: bool, workers: int | None, attached: bool, as_json: bool) -> None:
    stopping = Stopping(attached=attached)
    prepare()
    with _alone(stopping, waits=not once) as alone:
        if not alone:
            if not stopping():
                tell("Es arbeitet schon jemand: Ein anderer Prozess tut, was ansteht.")
            if as_json and once:
                give({"runs": []})
            return
        if once:
            done = [_told(each) for each in work(stopping, once=True, workers=workers)]
            if as_json:
                give({"runs": [asdict(each) for each in done]})
            return
        tell("Wartet auf Aufträge und fällige Quellen. (Ende mit Strg+C)")
        for each in work(stopping, workers=workers):
            _told(each)
            if as_json:
                click.echo(json.dumps(asdict(each), ensure_ascii=False))


def _told(done: Done) -> Done:
    tell(f"Lauf {done.run} ({done.name}): {Run.State(done.state).label}")
    return done


@contextmanager
def _alone(stopping: Stopping, *, waits: bool) -> Iterator[bool]:
    """Whether this is the only process that works for this home folder; with `waits` wait until it is, or is asked to stop."""
    with open(settings.HOME / "work.lock", "a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if stopping() or not waits:
                    yield False
                    return
                time.sleep(1)
                continue
            yield True
            return
