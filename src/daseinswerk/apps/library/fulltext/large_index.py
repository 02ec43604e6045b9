"""Where the large index lies, what it holds of a document, and how it is opened.

A tantivy index belongs to one version of tantivy and to one version of our analysis, so both stand in its path: after an update of
either there is no index yet, and the indexer builds one. The folder can be deleted at any time; the database holds everything.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import tantivy
from django.conf import settings

from daseinswerk.engine.text.word_file import analysis_version

FORM = 1  # of the fields below: another number, another index
META = "meta.json"  # tantivy writes it with every commit


class IndexerBusy(RuntimeError):
    """Another process writes the index; there is only one indexer."""


def schema() -> tantivy.Schema:
    """One `body` of ready-made terms, and what a search narrows, folds, counts and orders by.

    `group`: see `hits.group_of`; `tied`: 1 where other current documents are of its group. `newest`, `oldest`: the two orders by date
    as one number each, of which the document number is the lower half, so that ties fall as in the embedded index.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="position")
    builder.add_integer_field("group", indexed=True, fast=True)
    builder.add_unsigned_field("tied", indexed=True, fast=True)
    for name in ("newest", "oldest"):
        builder.add_unsigned_field(name, fast=True)
    for name in ("source", "kind", "year", "municipality", "state", "organisation"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def folder() -> Path:
    """Where the index for this analysis and this tantivy lies."""
    return Path(settings.HOME) / "index" / f"{analysis_version()}-{version('tantivy')}-{FORM}"


def is_there(path: Path | None = None) -> bool:
    return ((path or folder()) / META).is_file()


def as_of(path: Path | None = None) -> datetime | None:
    """The time of the last commit; None where there is no index yet."""
    try:
        return datetime.fromtimestamp(((path or folder()) / META).stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


@dataclass(slots=True)
class Reader:
    """The index as this process last opened it; it looks at the file of the last commit before each search."""

    path: Path | None = None
    seen: tuple[int, int] = (0, 0)
    index: tantivy.Index | None = None
    empty: tantivy.Index = field(default_factory=lambda: tantivy.Index(schema()))

    def searcher(self) -> tantivy.Searcher:
        """The state of the last commit; before the first one an empty index."""
        path = folder()
        try:
            stat = (path / META).stat()
        except FileNotFoundError:
            return self.empty.searcher()
        now = (stat.st_ino, stat.st_mtime_ns)
        if self.index is None or path != self.path or now != self.seen:
            self.index = tantivy.Index.open(str(path))  # anew, not reloaded: a rebuild puts another folder in its place
            self.path, self.seen = path, now
        return self.index.searcher()


@contextmanager
def only_indexer() -> Iterator[None]:
    """Hold the lock of the one indexer; raises `IndexerBusy` at once where another process holds it. The system frees it when it dies."""
    place = Path(settings.HOME) / "index"
    place.mkdir(parents=True, exist_ok=True)
    with open(place / "indexer.lock", "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise IndexerBusy("Ein anderer Prozess schreibt den Suchindex gerade.") from busy
        yield
