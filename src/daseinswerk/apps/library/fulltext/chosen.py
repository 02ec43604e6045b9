"""Which of the two indexes this installation uses: `DASEINSWERK_SEARCH`, else `embedded` on SQLite and `large` on PostgreSQL.

The large one is imported by name, so that an installation without it never needs the library behind it.
"""

import importlib
from types import ModuleType

from django.conf import settings
from django.db import connection

from daseinswerk.apps.library.fulltext.interface import FullText

EMBEDDED, LARGE = "embedded", "large"


class NoIndex(RuntimeError):
    """The index that was chosen cannot be used here; the message says what to do."""


def chosen() -> str:
    """The name of the index in use: `embedded` or `large`. Raises `NoIndex` where the choice does not fit the database."""
    on_sqlite = connection.vendor == "sqlite"
    name = settings.SEARCH or (EMBEDDED if on_sqlite else LARGE)
    if name == EMBEDDED and not on_sqlite:
        raise NoIndex("Der eingebettete Suchindex steckt in SQLite: Setzen Sie DASEINSWERK_SEARCH=large.")
    return str(name)


def fulltext() -> FullText:
    """The index in use."""
    index: FullText = _module(chosen()).INDEX
    return index


def large_parts() -> tuple[ModuleType, ModuleType]:
    """The modules `large_index` and `large_writer`, for the one indexer."""
    return _module("large_index"), _module("large_writer")


def _module(name: str) -> ModuleType:
    try:
        return importlib.import_module(f"daseinswerk.apps.library.fulltext.{name}")
    except ModuleNotFoundError as missing:
        if missing.name != "tantivy":
            raise
        raise NoIndex("Für den großen Suchindex fehlt eine Bibliothek: pip install 'daseinswerk[large]'.") from missing
