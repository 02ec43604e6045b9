"""The one indexer of the large index: takes what the outbox holds, brings the index up to date, and only then removes the rows.

A row is removed after the commit that holds its document has returned, so a crash at any moment loses nothing: what was open is
done again, and doing it twice does no harm (delete by id, then add). `daseinswerk work` calls `index_open_tasks` in its loop.
"""

import time
from collections.abc import Callable

from django.db import transaction

from daseinswerk.apps.library.fulltext import embedded
from daseinswerk.apps.library.fulltext.chosen import LARGE, chosen, large_parts
from daseinswerk.apps.library.fulltext.terms import terms_of_document
from daseinswerk.apps.library.models import Document, IndexTask

BATCH = 500  # tasks for one commit
AT_ONCE = 20.0  # seconds after which a call ends and leaves the rest for the next one: who calls it has other things to do
PAUSE = 1.0  # seconds from one commit to the next, at least: each makes a segment (engines.md § 3)


def open_tasks() -> int:
    """How many documents the large index has still to take in."""
    return IndexTask.objects.count()


def index_open_tasks(pause: float = PAUSE) -> int:
    """Bring the large index up to date; gives the number of tasks done. Nothing happens where the embedded index is in use.

    A call takes `AT_ONCE` seconds at most; call it again while `open_tasks()` are left, a second or more later (`pause` since the last commit).
    Where there is no index of this version yet, it is built first. Raises `IndexerBusy` where another process does this already.
    """
    if chosen() != LARGE:
        return 0
    index, writer = large_parts()
    if not index.is_there():
        return rebuild()
    if not IndexTask.objects.exists() or time.time() - index.as_of().timestamp() < pause:
        return 0
    done, end = 0, time.monotonic() + AT_ONCE
    with index.only_indexer(), writer.writing() as writing:
        while time.monotonic() < end and (tasks := list(IndexTask.objects.values_list("pk", "document")[:BATCH])):
            if done:
                time.sleep(pause)
            writer.write(writing, [document for _pk, document in tasks])
            writing.commit()
            done += _remove([pk for pk, _document in tasks])
    return done


def rebuild(progress: Callable[[int], None] = lambda _done: None) -> int:
    """Build the index in use anew from the documents; gives the number of documents. Searches read the old one until it is done."""
    if chosen() != LARGE:
        return _rebuild_embedded(progress)
    index, writer = large_parts()
    done = 0
    with index.only_indexer():
        open_before = list(IndexTask.objects.values_list("pk", flat=True))
        with writer.building() as writing:
            for documents in _current():
                done += writer.write(writing, documents, replace=False)
                progress(done)
        _remove(open_before)
    return done


@transaction.atomic
def _rebuild_embedded(progress: Callable[[int], None]) -> int:
    embedded.INDEX.empty()
    done = 0
    for documents in _current():
        for row in Document.objects.filter(pk__in=documents).defer("sketch"):
            embedded.INDEX.put(row.pk, terms_of_document(row))
        done += len(documents)
        progress(done)
    return done


def _current() -> list[list[int]]:
    """The numbers of all current documents, in pieces."""
    numbers = list(Document.objects.current().order_by("pk").values_list("pk", flat=True))
    return [numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)]


@transaction.atomic
def _remove(tasks: list[int]) -> int:
    for start in range(0, len(tasks), BATCH):
        IndexTask.objects.filter(pk__in=tasks[start : start + BATCH]).delete()
    return len(tasks)
