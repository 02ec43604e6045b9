"""The dictionary of words between runs: workers read it, the process that stores results writes it back.

It changes speed, never a result, so nothing here may stop a run: a file that cannot be read or written is done without. A small run
does not load it, because loading costs as much as analysing the words of some hundred papers.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

from daseinswerk.engine.text import word_file
from daseinswerk.engine.text.word_table import Entry
from daseinswerk.engine.text.words import WORDS
from daseinswerk.pipeline.workers import Failure

Item = TypeVar("Item")
WORTH_LOADING = 200  # originals that wait
WORTH_WRITING = 0.02  # new pieces for each one the file holds: fewer would save less than writing costs


@dataclass(frozen=True, slots=True)
class Noted:
    """What the work gave, and the pieces its process saw for the first time: pieces, terms and numbers as three columns.

    Hundreds of pieces come with each paper, and objects cost twenty times as much on the way from a worker as columns.
    """

    result: Any
    learnt: tuple[tuple[Any, ...], ...]


def file() -> Path:
    """Where the words of this version of the analysis lie."""
    return settings.HOME / "words" / f"{word_file.analysis_version()}.words"


def loader(waiting: int) -> Callable[[], int] | None:
    """What a worker does before its first item; nothing where too little waits."""
    return partial(_load, file()) if waiting >= WORTH_LOADING else None


def _load(path: Path) -> int:
    """The table belongs to the process that loads it and is no luggage for another."""
    return word_file.load(path, WORDS)


def noting(work: Callable[[Item], Any], item: Item) -> Noted:
    """The work on one item, with the words it met."""
    result = work(item)
    return Noted(result, tuple(zip(*WORDS.learnt(), strict=True)))


def written_back(pairs: Iterable[tuple[Item, Noted | Failure]]) -> Iterator[tuple[Item, Any]]:
    """The items with their bare results; at the end the file has the new words."""
    new: dict[str, Entry] = {}
    for item, noted in pairs:
        if isinstance(noted, Failure):
            yield item, noted
            continue
        for piece, terms, number in zip(*noted.learnt, strict=True):
            if piece not in new:
                new[piece] = Entry(piece, terms, number)
        yield item, noted.result
    _write(new)


def _write(new: dict[str, Entry]) -> None:
    path = file()
    if not new or len(new) < WORTH_WRITING * word_file.count(path):
        return
    try:
        word_file.add(path, new.values())
        for old in path.parent.glob("*.words"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:  # a full disk or a folder without rights: the next run analyses the words again
        return
