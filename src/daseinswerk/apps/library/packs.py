"""Where the data pack of this installation lies, and the languages as they are with it."""

import shutil
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from daseinswerk.engine.text import pack
from daseinswerk.engine.text.translation import Languages


def folder() -> Path:
    return Path(settings.HOME) / "packs" / "de-en"


def remove() -> bool:
    """Take the pack away; says whether there was one."""
    there = folder().is_dir()
    shutil.rmtree(folder(), ignore_errors=True)
    return there


def languages() -> Languages:
    """The glossary, and the dictionary where one is installed; opened once, and again after another one was installed."""
    about = folder() / pack.ABOUT
    return _languages(folder(), about.stat().st_mtime_ns if about.is_file() else 0)


@lru_cache(maxsize=2)
def _languages(place: Path, _installed: int) -> Languages:
    return pack.languages(place)
