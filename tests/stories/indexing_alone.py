"""One process for the stories of the large index: prepares a library in `DASEINSWERK_HOME`, indexes what is open, or lists the index.

    python indexing_alone.py prepare 300 | index | finish
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daseinswerk.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  (models can be imported only now)

from daseinswerk.apps.library.actions import indexing  # noqa: E402
from daseinswerk.apps.library.actions.index import index_document  # noqa: E402
from daseinswerk.apps.library.fulltext import large_index  # noqa: E402
from daseinswerk.apps.library.models import Document, IndexTask, Source  # noqa: E402


def prepare(count: int) -> None:
    """So many documents, each with its row in the outbox; the index is there and empty."""
    call_command("migrate", verbosity=0)
    indexing.rebuild()
    source = Source.objects.create(slug="ratsinfo", name="Ratsinfo", kind=Source.Kind.FOLDER)
    rows = [
        Document(source=source, external_id=str(n), title=f"Vorlage {n}", text=f"Vorlage {n} zum Netz. " * 40, sha256=f"{n:064}", kind="press")
        for n in range(count)
    ]
    for row in Document.objects.bulk_create(rows):
        index_document(row.pk, "")


def index() -> None:
    """Bring the index up to date in small steps; says "busy" where another process does so."""
    try:
        print(indexing.index_open_tasks(pause=0.05), flush=True)
    except large_index.IndexerBusy:
        print("busy")


def finish() -> None:
    """What a crash left, and what is there when the next indexer has done the rest."""
    before = state()
    indexing.index_open_tasks(pause=0)
    print(json.dumps([before, state()]))


def state() -> dict:
    """What the index holds, what the library holds, and what is still open."""
    searcher = large_index.Reader().searcher()
    hits = searcher.search(large_index.tantivy.Query.all_query(), 10_000).hits
    held = searcher.fast_field_values("id", [address for _score, address in hits]) if hits else []
    current = Document.objects.current().order_by("pk").values_list("pk", flat=True)
    return {"held": sorted(held), "current": list(current), "open": IndexTask.objects.count()}


if __name__ == "__main__":
    indexing.BATCH = 20
    if sys.argv[1] == "prepare":
        prepare(int(sys.argv[2]))
    else:
        {"index": index, "finish": finish}[sys.argv[1]]()
