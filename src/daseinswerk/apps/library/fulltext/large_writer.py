"""Writing the large index: entries made of documents as they are stored, put in by id, visible after a commit."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tantivy
from django.db.models import Q

from daseinswerk.apps.library.fulltext.large_index import folder, is_there, schema
from daseinswerk.apps.library.fulltext.terms import terms_of_document
from daseinswerk.apps.library.models import Document, Link

MEMORY = 64_000_000  # bytes tantivy collects before it writes a segment
_PLACES = ("municipality", "county", "state")


@dataclass(frozen=True, slots=True)
class Tie:
    """The group of a document, and whether others are in it."""

    group: int
    tied: bool


@contextmanager
def writing(path: Path | None = None) -> Iterator[tantivy.IndexWriter]:
    """A writer on the index in `path`, made where there is none. What was not committed at the end is lost. Call it under `only_indexer`."""
    path = path or folder()
    path.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index.open(str(path)) if is_there(path) else tantivy.Index(schema(), str(path))
    writer = index.writer(MEMORY, 1)
    try:
        yield writer
    finally:
        writer.wait_merging_threads()


@contextmanager
def building() -> Iterator[tantivy.IndexWriter]:
    """A writer on a new, empty index, which takes the place of the present one at the end; until then searches read the present one."""
    path = folder()
    part, old = path.with_name(path.name + ".part"), path.with_name(path.name + ".old")
    for leftover in (part, old):
        shutil.rmtree(leftover, ignore_errors=True)
    with writing(part) as writer:
        yield writer
        writer.commit()
    if path.exists():
        path.rename(old)
    part.rename(path)
    shutil.rmtree(old, ignore_errors=True)  # a search that began before keeps its open files


def write(writer: tantivy.IndexWriter, documents: Iterable[int], *, replace: bool = True) -> int:
    """Bring the entries of these documents, and of what is in a group with them, to what the database says now; gives their number.

    A document that is gone, replaced or withdrawn loses its entry. `replace=False` where the index is known to hold none of them.
    """
    wanted = set(documents)
    if replace:
        wanted |= _mates(wanted)
        # Not `delete_documents_by_term`: in 0.27 it left entries of earlier commits of another writer where they were.
        writer.delete_documents_by_query(tantivy.Query.term_set_query(schema(), "id", sorted(wanted)))
    ties, links = ties_of(wanted), _links(wanted)
    for row in Document.objects.current().filter(pk__in=wanted).order_by("pk").defer("sketch").iterator(chunk_size=200):
        writer.add_document(entry(row, ties[row.pk], links.get(row.pk, {})))
    return len(wanted)


def entry(row: Document, tie: Tie, links: Mapping[str, Iterable[str]]) -> tantivy.Document:
    """What the index holds of one document. `links`: the keys it speaks of, by field."""
    made = tantivy.Document()
    made.add_unsigned("id", row.pk)
    made.add_text("body", terms_of_document(row))
    made.add_integer("group", tie.group)
    made.add_unsigned("tied", int(tie.tied))
    made.add_unsigned("newest", _order(row.date, 0) + row.pk)
    made.add_unsigned("oldest", _order(row.date, 99_999_999) + row.pk)
    made.add_text("source", str(row.source_id))
    made.add_text("kind", row.kind)
    if row.year:
        made.add_text("year", str(row.year))
    for field, keys in links.items():
        for key in sorted(keys):
            made.add_text(field, key)
    return made


def ties_of(documents: Iterable[int]) -> dict[int, Tie]:
    """The group of each document, as `embedded_rows.COLUMNS` has it."""
    groups: dict[int, int] = {}
    rows = Document.objects.filter(pk__in=documents).values_list("pk", "story", "copy_of__story", "copy_of")
    for pk, story, told, root in rows:
        groups[pk] = -story if story else -told if told else root or pk
    several = _with_others(groups.values())
    return {pk: Tie(group, group in several) for pk, group in groups.items()}


def _with_others(groups: Iterable[int]) -> frozenset[int]:
    """Of these groups those of which several documents may be current: stories, and documents somebody repeats."""
    groups = set(groups)
    roots = [group for group in groups if group > 0]
    repeated = Document.objects.filter(copy_of__in=roots).values_list("copy_of", flat=True).distinct()
    return frozenset([*(group for group in groups if group < 0), *repeated])


def _mates(documents: set[int]) -> set[int]:
    """Documents whose group depends on one of these: its copies, what it repeats, the rest of its story."""
    rows = Document.objects.filter(pk__in=documents).values_list("copy_of", "story")
    roots = {root for root, _story in rows if root}
    stories = {story for _root, story in rows if story}
    near = Q(pk__in=roots) | Q(copy_of__in=documents | roots) | Q(story__in=stories)
    return set(Document.objects.current().filter(near).values_list("pk", flat=True))


def _links(documents: Iterable[int]) -> dict[int, dict[str, set[str]]]:
    """For each document the keys of its links by field; a Land is spoken of wherever one of its places is."""
    found: dict[int, dict[str, set[str]]] = {}
    for document, kind, key in Link.objects.filter(document__in=documents).values_list("document", "kind", "key"):
        fields = found.setdefault(document, {})
        if kind in ("municipality", "organisation"):
            fields.setdefault(kind, set()).add(key)
        if kind in _PLACES:
            fields.setdefault("state", set()).add(key[:2])
    return found


def _order(day: date | None, without: int) -> int:
    """A date as a number that leaves room for the number of a document below it."""
    return (int(day.strftime("%Y%m%d")) if day else without) << 32
