"""What a daily run costs in a large library: 50 new documents into 100,000, CPU seconds of the comparison (s3) and the stories (s4).

    DASEINSWERK_HOME=$(mktemp -d) python tests/benchmark/bench_daily.py [--documents 100000] [--new 50] [--told 400]

Needs an empty home folder. The library is the made one of `bench_growth` (`fresh`); rows are written at once, as s2 would leave them. Of
the documents `--told` are dated, from two houses, and of one municipality, so that their words are in question every time. `first`:
nothing is kept yet. `daily`: after the new documents came. `whole`: the same library again with the counts of terms thrown away, as every
run did before they were kept; that both give the same is checked before the last line is printed.
"""

import argparse
import hashlib
import os
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import django
from bench_growth import Made
from measured import SHARED

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daseinswerk.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - after setup

from daseinswerk.apps.library.models import Document, Link, Source  # noqa: E402
from daseinswerk.engine.dedupe.fingerprint import fingerprint  # noqa: E402
from daseinswerk.engine.text.clean import clean  # noqa: E402
from daseinswerk.pipeline import s3_dedupe, s4_stories, term_counts  # noqa: E402


def put(source: Source, texts: Iterable[tuple[int, str]], told: int) -> None:
    """Rows with sketches; every one of the first `told` is dated and linked."""
    waiting = iter(texts)
    while batch := list(islice(waiting, 500)):
        rows = [
            Document(
                source=source, external_id=str(number), title=f"Text {number}", text=text, sha256=hashlib.sha256(text.encode()).hexdigest(),
                kind="press", publisher=f"Haus {number % 2}", sketch=fingerprint("", clean(text).text).to_bytes(),
                date=date(2024, 1, 1) + timedelta(days=number // 4) if number < told else None,
            )
            for number, text in batch
        ]  # fmt: skip
        made = Document.objects.bulk_create(rows)
        Link.objects.bulk_create(
            [Link(document=row, kind="municipality", key="08212000", name="Karlsruhe", score=0.9, reason="Made.", spans=[]) for row in made if row.date]
        )


def spent(what: str, work: Callable[[], Any]) -> Any:
    begin, wall = time.process_time(), time.monotonic()
    result = work()
    print(f"{what:40} {time.process_time() - begin:8.2f} CPU s {time.monotonic() - wall:8.2f} s", flush=True)
    return result


def compared(when: str) -> tuple[Any, Any]:
    """Both stages up to storing; gives what the stories see and find."""
    library = spent(f"{when}: s3 select", s3_dedupe.select)
    spent(f"{when}: s3 work", lambda: s3_dedupe.work(library))
    told = spent(f"{when}: s4 stories select", s4_stories.select)
    return told, spent(f"{when}: s4 stories work", lambda: s4_stories.work(told))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--new", type=int, default=50)
    parser.add_argument("--told", type=int, default=400)
    parser.add_argument("--dump", type=Path, default=SHARED / "karlsruhe-council")
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    if Document.objects.exists():
        raise SystemExit("the home folder is not empty; set DASEINSWERK_HOME to a new one")
    source = Source.objects.create(slug="made", name="Made", kind=Source.Kind.FOLDER)
    made = Made(asked.dump, 1, 600, fresh=True)
    texts = ((number, text) for number, (text, _) in enumerate(made.texts(asked.documents + asked.new)))
    spent(f"{asked.documents} sketches and rows", lambda: put(source, islice(texts, asked.documents), asked.told))
    compared("first")
    put(source, texts, asked.told)
    daily = compared("daily")
    term_counts.file().unlink()
    told = spent("whole: s4 stories select", s4_stories.select)
    if (told, s4_stories.work(told)) != daily:
        raise SystemExit("the daily run and the whole one differ")
    print(f"file of counts: {term_counts.file().stat().st_size / 1e6:.1f} MB, {len(told.known_terms.frequency)} terms; {sum(bool(item.terms) for item in told.items)} documents in question")


if __name__ == "__main__":
    main()
