"""Puts an index of thousands of texts beside a database that knows only their rows: what the search benchmarks share.

Rows are written straight into a database in a temporary folder, so that a hundred thousand texts take seconds. The texts are spliced
from sentences of council papers (`DASEINSWERK_SHARED`), about 600 characters each, as in engines.md; municipalities, kinds, sources
and dates are drawn with a fixed seed so that facets have something to count. `BENCH_HOME` names a folder that is kept instead of a temporary one.
"""

import json
import lzma
import os
import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

SHARED = Path(os.environ.get("DASEINSWERK_SHARED", Path(__file__).resolve().parents[2].parent / "shared")) / "data"
COUNCIL = SHARED / "karlsruhe-council"
os.environ["DASEINSWERK_HOME"] = os.environ.get("BENCH_HOME") or tempfile.mkdtemp(prefix="daseinswerk-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daseinswerk.config.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from daseinswerk.apps.library.actions import indexing  # noqa: E402
from daseinswerk.apps.library.models import Document, Link, Source  # noqa: E402
from daseinswerk.engine.text.clean import clean  # noqa: E402
from daseinswerk.engine.text.sentences import sentences  # noqa: E402

TOWNS = 400
KINDS = ("press", "council", "own_page", "trade_press", "evaluation")


def use(name: str) -> None:
    """Search with this index from now on."""
    settings.SEARCH = name


def council_texts() -> list[dict]:
    with lzma.open(COUNCIL / "texts.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def paper_names() -> dict[str, str]:
    """The names of the council papers by their address."""
    with lzma.open(COUNCIL / "papers.jsonl.xz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row["name"] for row in map(json.loads, lines) if row.get("name")}


def spliced(count: int, seed: int = 1) -> Iterator[str]:
    """So many short texts of sentences from council papers, in drawn order."""
    dice = random.Random(seed)
    pool = [text[s.start : s.end] for row in council_texts()[::3] for text in [clean(row["text"]).text] for s in sentences(text)]
    pool = [sentence for sentence in pool if 30 < len(sentence) < 300]
    for _ in range(count):
        text = ""
        while len(text) < 600:
            text += dice.choice(pool) + " "
        yield text


def new_library() -> Source:
    call_command("migrate", verbosity=0)
    source, _ = Source.objects.get_or_create(slug="rat", defaults={"name": "Rat", "kind": Source.Kind.FOLDER})
    return source


def fill(source: Source, texts: Iterator[str], seed: int = 2) -> int:
    """Store a document with links for each text; gives their number."""
    dice = random.Random(seed)
    done = 0
    batch: list[Document] = []
    for number, text in enumerate(texts):
        day = date(2004, 1, 1) + timedelta(days=dice.randrange(8_000))
        batch.append(Document(
            source=source, external_id=str(number), title=text[:60], text=text, sha256=f"{number:064x}", kind=dice.choice(KINDS),
            date=day, year=day.year, language="de", stage=6,
        ))  # fmt: skip
        if len(batch) == 5_000:
            done += _store(batch, dice)
            batch = []
    return done + _store(batch, dice)


@transaction.atomic
def _store(batch: list[Document], dice: random.Random) -> int:
    rows = Document.objects.bulk_create(batch, batch_size=500)
    towns = [f"{1 + town % 16:02}{town:06}" for town in range(TOWNS)]
    Link.objects.bulk_create(
        [Link(document=row, kind="municipality", key=dice.choice(towns), name="Stadt", score=1.0, reason="gezogen") for row in rows],
        batch_size=500,
    )
    return len(rows)


def rebuild(name: str) -> None:
    use(name)
    indexing.rebuild()
