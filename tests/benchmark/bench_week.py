"""The week's list over a large generated library: how long the page takes, for several wishes and spans.

    python tests/benchmark/bench_week.py [documents] [--home DIR]

The library is made once in the folder (a temporary one without --home): texts of 6 kB, three places each, one in ten told twice or more,
one in twenty a copy, arrival spread evenly over two years. Measured is the whole answer inside the server, for random readers (seed 1):
"a week" is what came since they looked last, "all at once" the day after the whole library was read in: everything is new.
"""

import argparse
import hashlib
import json
import os
import random
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, timedelta
from pathlib import Path

import django

FIELDS = [f"{main:02}" for main in range(1, 12)]
BATCH = 1_000


def fill(count: int) -> None:
    """Documents with links, stories and copies, as the line leaves them."""
    from daseinswerk.apps.library.models import Document, Link, Source, Story
    from daseinswerk.apps.places.models import Municipality

    chance = random.Random(1)
    now = timezone.now()
    towns = list(Municipality.objects.order_by("ags").values_list("ags", "name"))
    sources = [Source.objects.create(slug=f"quelle-{n}", name=f"Quelle {n}", kind="feed") for n in range(200)]
    words = [name for _ags, name in towns] + ["Netz", "Rat", "Wärme", "digital", "Beschluss"]
    made = 0
    while made < count:
        rows = []
        for number in range(made, min(made + BATCH, count)):
            text = " ".join(chance.choices(words, k=700))
            came = now - timedelta(days=730) * (1 - number / count)
            ags, _name = chance.choice(towns)
            rows.append(
                Document(
                    source=chance.choice(sources), external_id=f"d{number}", title=text[:80], date=date(2026, 1, 1) - timedelta(days=chance.randrange(1500)) if chance.random() < 0.1 else came.date(),
                    kind=chance.choice(("press", "council", "own_page")), publisher=f"Stimme {chance.randrange(3000)}", publisher_ags=ags if chance.random() < 0.5 else "",
                    text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), language="de", stage=6, is_practice=chance.choice(("yes", "no", "no")),
                    fields_of_action=[f"{chance.choice(FIELDS)}.{chance.randrange(1, 7)}" for _ in range(chance.randrange(0, 3))],
                )
            )  # fmt: skip
            rows[-1].came = came
        stored = Document.objects.bulk_create(rows)
        tied = [stored[at : at + 2] for at in range(0, len(stored) - 1, 20)]
        stories = Story.objects.bulk_create([Story(key=f"{a.pk}", original=a, size=2) for a, _b in tied])
        _write("archived", [(f"{row.came.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}", row.pk) for row in stored])
        _write("story_id", [(story.pk, row.pk) for story, pair in zip(stories, tied, strict=True) for row in pair])
        _write("copy_of_id", [(stored[at - 1].pk, stored[at].pk) for at in range(10, len(stored), 20)])
        Link.objects.bulk_create(
            Link(document=row, kind="municipality", key=ags, name=name, score=0.9, reason="Der Name steht da.")
            for row in stored for ags, name in chance.sample(towns, 3)
        )  # fmt: skip
        made += len(rows)


def _write(column: str, rows: list[tuple]) -> None:
    """Column by number of document; the model would set the moment of arrival by itself."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"UPDATE library_document SET {column} = %s WHERE id = %s", rows)  # noqa: S608 - our own three columns


def readers(count: int) -> Iterator[tuple[list[str], list[str]]]:
    """Wishes: fields only, a Land, a county with fields, a town with fields, nothing chosen."""
    from daseinswerk.apps.places.models import County, Municipality, State

    chance = random.Random(1)
    regions = [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in (State, County, Municipality)]
    for number in range(count):
        fields = chance.sample(FIELDS, 2)
        yield [(fields, []), ([], [chance.choice(regions[0])]), (fields, [chance.choice(regions[1])]), (fields, [chance.choice(regions[2])]), ([], [])][number % 5]


def measure(span: timedelta, count: int) -> dict[str, float]:
    """Milliseconds of CPU for the page, after five requests that warm it."""
    from daseinswerk.apps.library.models import Interest
    from daseinswerk.apps.office.models import User

    reader, _ = User.objects.get_or_create(username="leserin", defaults={"role": "reader"})
    client = Client(headers={"host": "localhost"})
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    taken = []
    for fields, regions in readers(count + 5):
        Interest.objects.update_or_create(user=reader, defaults={"fields": fields, "regions": regions, "looked": timezone.now() - span, "token": "t"})
        began = time.process_time()  # others use the machine too
        answer = client.get("/woche/")
        taken.append((time.process_time() - began) * 1000)
        assert answer.status_code == 200
    ordered = sorted(taken[5:])
    return {name: round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1) for name, share in (("p50", 0.5), ("p95", 0.95), ("max", 1))}


@contextmanager
def folder(given: Path | None) -> Iterator[Path]:
    if given:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="daseinswerk-week-") as made:
        yield Path(made)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=int, nargs="?", default=100_000)
    parser.add_argument("--home", type=Path)
    asked = parser.parse_args()
    with folder(asked.home) as home:
        os.environ |= {"DASEINSWERK_HOME": str(home), "DJANGO_SETTINGS_MODULE": "daseinswerk.config.settings"}
        warnings.filterwarnings("ignore", message="No directory at")
        django.setup()
        from django.db import connection, transaction
        from django.test import Client
        from django.utils import timezone

        from daseinswerk.apps.library.models import Document
        from daseinswerk.commands.setup import prepare, prepare_database

        prepare()
        prepare_database()
        if not Document.objects.exists():
            fill(asked.documents)
        for what, span, count in (("a week", timedelta(days=7), 100), ("all at once", timedelta(days=731), 20)):
            print(json.dumps({"what": f"week's list, {what}", "documents": Document.objects.count(), "cpu_ms": measure(span, count)}), flush=True)
