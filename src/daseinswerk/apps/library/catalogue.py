"""The catalogue of sources one may add: one YAML file each in `catalogue/`, checked for form before anybody sees it."""

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from daseinswerk.apps.library.models import Source
from daseinswerk.starter import NoStarter, catalogue_folder

Kind = Literal["oparl", "feed", "sitemap", "web", "links"]
DocumentKind = Literal["", "press", "council", "own_page", "trade_press", "evaluation"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\.[^\s/]+(/\S*)?$", max_length=1000)]


class CatalogueError(ValueError):
    """A file of the catalogue is not of its form; the message names the file and what is wrong."""


class Entry(BaseModel):
    """One source of the catalogue; the fields are those of `Source`, explained in `catalogue/README.md`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
    name: Text
    kind: Kind
    address: Address
    publisher: Text
    ags: Annotated[str, StringConstraints(pattern=r"^([0-9]{8})?$")] = ""
    licence: Text = "ungeklärt"
    rhythm: Annotated[int, Field(ge=1, le=24 * 90)] = 24
    expected: Annotated[int, Field(ge=1, le=1000)] | None = None
    tier: Annotated[int, Field(ge=1, le=4)] = 3
    document_kind: DocumentKind = ""
    options: dict[str, str | int] = {}
    check: bool = False
    note: Annotated[str, StringConstraints(max_length=1000)] = ""

    @property
    def kind_label(self) -> str:
        """The kind in words, as the office reads it."""
        return str(Source.Kind(self.kind).label)


def read_entry(path: Path) -> Entry:
    """The entry of one file. Raises CatalogueError."""
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        entry = Entry.model_validate(content)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path.name} ist kein lesbares YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "Inhalt"
        raise CatalogueError(f"{path.name}, Feld {field}: {first['msg']}") from error
    if entry.slug != path.stem:
        raise CatalogueError(f"{path.name} heißt im Feld slug „{entry.slug}“.")
    return entry


def read_catalogue(folder: Path) -> tuple[Entry, ...]:
    """All entries of a folder, by name. Raises CatalogueError for the first file that is not of its form."""
    entries = [read_entry(path) for path in folder.glob("*.yaml")]
    return tuple(sorted(entries, key=lambda entry: entry.name.casefold()))


@cache
def catalogue() -> tuple[Entry, ...]:
    """The catalogue of this installation, read once; empty where the installation came without one."""
    try:
        folder = catalogue_folder()
    except NoStarter:
        return ()
    return read_catalogue(folder)
