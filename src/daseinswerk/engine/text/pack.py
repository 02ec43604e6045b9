"""The data pack of the two languages on disk: built from the text file of a dictionary, read back as `Languages`.

Nothing of it is shipped, because the dictionary that exists (Ding) is under the GPL; our own glossary in `starter/` is always there.
"""

import gzip
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from daseinswerk.engine.text.bilingual import Dictionary, write
from daseinswerk.engine.text.ding import pairs
from daseinswerk.engine.text.translation import Languages
from daseinswerk.starter import starter_folder

LEAST = 1_000  # words: a file with fewer is no dictionary, or has another form
ABOUT = "about.json"
_ENGLISH, _GERMAN = "english.tsv", "german.tsv"
_HEAD = 6  # lines of comment at the top that are kept


class BadPack(ValueError):
    """The file is no dictionary in the expected form; the message is one German sentence."""


@dataclass(frozen=True, slots=True)
class About:
    """What was installed: where it came from, what the file says of itself, and how many words it has."""

    source: str
    said: str
    german: int
    english: int


def install(path: Path, place: Path) -> About:
    """Build the pack in folder `place` from the text file of Ding (also packed with gzip), instead of the present one. Raises `BadPack`."""
    part = place.with_name(f"{place.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        german, english = write(pairs(_lines(path)), part / _GERMAN, part / _ENGLISH)
        if english < LEAST:
            raise BadPack(f"{path.name} enthält nur {english} englische Wörter in der Form „deutsch :: englisch“: kein Wörterbuch von Ding.")
        about = About(path.name, " · ".join(_head(path)), german, english)
        (part / ABOUT).write_text(json.dumps(asdict(about), ensure_ascii=False, indent=1), encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        part.rename(place)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return about


def about(place: Path) -> About | None:
    """What is installed in this folder; None where nothing is."""
    try:
        return About(**json.loads((place / ABOUT).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def languages(place: Path) -> Languages:
    """The glossary, and the dictionary where one is installed in this folder."""
    if not (place / ABOUT).is_file():
        return Languages(glossary())
    return Languages(glossary(), Dictionary(place / _ENGLISH), Dictionary(place / _GERMAN))


def glossary() -> list[tuple[str, list[str]]]:
    """Our own words of municipal services: each German one with its English ones, the usual one first.

    Empty where somebody's own starter folder has none: the search must not depend on it.
    """
    file, rows = starter_folder() / "glossary_en.tsv", []
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        if line and not line.startswith("#"):
            german, english = line.split("\t")[:2]
            rows.append((german, [word.strip() for word in english.split(";")]))
    return rows


def _lines(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            yield from lines
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError) as error:
        raise BadPack(f"{path.name} ist kein Text in UTF-8. Gebraucht wird die Textdatei des Wörterbuchs, etwa de-en.txt.") from error


def _head(path: Path) -> list[str]:
    """What the comments at the top say: version, copyright, licence."""
    found = []
    for line in _lines(path):
        if not line.startswith("#") or len(found) == _HEAD:
            break
        found.append(line.lstrip("# ").strip())
    return found
