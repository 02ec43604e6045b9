"""What tests of the line share: a small pile of documents, one run over it, and the whole library as plain values.

`rows` is every table as it is, to see whether anything was written. `content` is the library without row numbers and times, to
compare two libraries that came about in different ways.
"""

import shutil
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from daseinswerk.apps.library.actions import runs
from daseinswerk.apps.library.fulltext.chosen import EMBEDDED, chosen
from daseinswerk.apps.library.models import (
    Document,
    Edge,
    Link,
    Listing,
    Original,
    Paper,
    Refusal,
    Run,
    Source,
    Story,
    Suggestion,
)
from daseinswerk.pipeline.run import execute

CORPUS = Path(__file__).resolve().parent.parent / "starter" / "corpus"
# Near copies, one story told by three sources, an English text, a web page, a text of no interest: what every stage has work for.
PILE = (
    "essen-maengelmelder-stadt.txt", "essen-maengelmelder-ausschuss.txt", "essen-maengelmelder-fachmeldung.txt",
    "freiburg-glascontainer.txt", "freiburg-glascontainer-nachdruck.txt", "luebeck-rechenzentrum.txt",
    "luebeck-rechenzentrum-kurz.txt", "monheim-driverless-en.txt", "detmold-consul.html", "negativ-wochenmarkt.txt",
)  # fmt: skip
OURS = ("library", "practices", "places", "office")
UNLIKE = {"Run", "LedgerEntry"}  # what every run writes about itself

LORAWAN = """Digitale Wasserzähler und Pegel der Stadtwerke Wetter (Ruhr)

Vorlage 2024/117. Die Stadtwerke Wetter betreiben seit dem 1. März 2023 ein digitales LoRaWAN-Funknetz in der Stadt Wetter (Ruhr).
Das digitale Netz besteht aus 14 Antennen und überträgt die Stände von 320 digitalen Wasserzählern.
Die Anschaffung kostete 86.000 Euro. Für den laufenden Betrieb werden jährlich 12.500 Euro benötigt.
Das Land Nordrhein-Westfalen fördert das Vorhaben mit 40.000 Euro.

Beschluss: Der Rat der Stadt Wetter (Ruhr) stimmt der Ausweitung des Funknetzes auf alle Ortsteile einstimmig zu.
"""


def small_pile(folder: Path, *, names: tuple[str, ...] = PILE) -> Path:
    """Copies of some starter texts in a folder of their own; they say of themselves what they are, without a manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(CORPUS / name, folder / name)
    return folder


def run_over(*paths: Path, workers: int = 1, kind: str = Source.Kind.FOLDER, **what: Any) -> Run:
    """One run of the whole line over these paths; `what` as in the job row (`dump`, `texts`, `ags`). Gives the ended row."""
    job = {"paths": [str(path) for path in paths], **what}
    run = runs.ask_for(kind=kind, what=job, name="test")
    execute(run, workers=workers)
    run.refresh_from_db()
    return run


def refused(run: Run) -> dict[str, str]:
    """What this run refused: reason by name."""
    return dict(run.refusals.values_list("name", "reason"))


def rows() -> dict[str, list[tuple]]:
    """Every row of every table of ours but `UNLIKE`, and the search index word by word."""
    tables = [model for label in OURS for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    found = {model._meta.label: list(model.objects.order_by("pk").values_list()) for model in tables if model.__name__ not in UNLIKE}
    return found | {"index": index_rows()}


def index_rows() -> list[tuple]:
    """(document, word, place) for everything in the search index, in order; nothing where the index lies beside the database."""
    if chosen() != EMBEDDED:
        return []
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.every_word USING fts5vocab('main', 'library_index', 'instance')")
        cursor.execute("SELECT doc, term, offset FROM temp.every_word ORDER BY doc, offset, term")
        return cursor.fetchall()


def content() -> dict[str, list]:
    """The library as values that do not depend on row numbers, times or the folder it was read from."""
    name = {row.pk: f"{row.external_id}#{row.sha256[:8]}" for row in Document.objects.defer("text", "sketch")}
    words: dict[str, list] = {}
    for document, term, offset in index_rows():
        words.setdefault(name[document], []).append((offset, term))
    return {
        "originals": sorted(Original.objects.values_list("external_id", "sha256", "size", "media_type", "state")),
        "listings": sorted(_listing(row) for row in Listing.objects.all()),
        "refusals": sorted(Refusal.objects.values_list("stage", "name", "reason")),
        "papers": sorted(Paper.objects.values_list("external_id", "content_hash", "has_text", "results"), key=str),
        "documents": sorted((_document(row, name) for row in Document.objects.all()), key=str),
        "edges": sorted(
            (*sorted((name[a], name[b])), relation, score, reason)
            for a, b, relation, score, reason in Edge.objects.values_list("a", "b", "relation", "score", "reason")
        ),
        "stories": sorted(_members(story, name) for story in Story.objects.all()),
        "links": sorted((name[row.document_id], row.kind, row.key, row.name, row.score, row.reason, str(row.spans)) for row in Link.objects.all()),
        "suggestions": sorted(
            (name[row.document_id], row.field, row.value, row.certainty, row.quote, row.start, row.end, row.rule, row.score)
            for row in Suggestion.objects.all()
        ),
        "index": sorted(words.items()),
    }


def _listing(row: Listing) -> tuple:
    """Missing and presumed gone are one: how many visits missed a thing depends on how often it was looked for."""
    return row.external_id, "missing" if row.state == Listing.State.GONE else row.state, row.sha256


def _document(row: Document, name: dict[int, str]) -> tuple:
    return (
        name[row.pk], row.title, row.date, row.year, row.kind, row.publisher, row.publisher_ags, row.language, row.media_type,
        row.text, bytes(row.sketch or b""), row.has_text, row.is_practice, str(row.fields_of_action), row.stage,
        row.withdrawn is not None, name.get(row.copy_of_id), name.get(row.superseded_by_id), row.paper.external_id if row.paper else None,
    )  # fmt: skip


def _members(story: Story, name: dict[int, str]) -> tuple[str, int, tuple[str, ...]]:
    return name[story.original_id], story.size, tuple(sorted(name[pk] for pk in story.documents.values_list("pk", flat=True)))
