"""Puts documents on the shelf the way the line does, for the stories of the library."""

import hashlib
from datetime import date

from daseinswerk.apps.library.actions.index import index_document, note_changes
from daseinswerk.apps.library.actions.indexing import index_open_tasks
from daseinswerk.apps.library.models import Document, Link, Source
from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.search import Results, search
from daseinswerk.apps.office.models import Role, User
from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.words import index_terms

TITLE_WEIGHT = 3  # as s2 does it


def person(role: Role, name: str = "") -> User:
    """Somebody of the fixed cast."""
    name = name or role.value
    known = User.objects.filter(username=name).first()
    return known or User.objects.create_user(name, password="ein langes Kennwort", role=role, display_name=name.title())


def put(title: str, text: str = "", *, links: tuple[tuple[str, str, str], ...] = (), **more: object) -> Document:
    """One document with its index entry; `links`: kind, key and a name that stands in the text (its places are found)."""
    source, _ = Source.objects.get_or_create(slug="ratsinfo", defaults={"name": "Ratsinfo", "kind": Source.Kind.FOLDER})
    values = {"source": source, "external_id": f"{title}-{Document.objects.count()}", "kind": "press", "language": "de", "stage": 6} | more
    day = values.get("date")
    values["year"] = day.year if isinstance(day, date) else None
    row = Document.objects.create(
        title=title, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), has_text=bool(text), **values
    )
    index_document(row.pk, " ".join(index_terms(title) * TITLE_WEIGHT + index_terms(clean(text).text)))
    for kind, key, name in links:
        Link.objects.create(
            document=row, kind=kind, key=key, name=name, score=0.91, reason="Der Name steht im Text.", spans=places_of(name, text)
        )
    note_changes([row.pk])
    return row


def indexed() -> None:
    """A second or two went by: `work` has brought the large index, where it is in use, up to date."""
    index_open_tasks(pause=0)


def ask(**question: object) -> Results:
    """A search after the large index, where it is in use, has taken in what changed."""
    indexed()
    return search(Query(**question))


def places_of(name: str, text: str) -> list[list[int]]:
    found, at = [], text.find(name)
    while at >= 0:
        found.append([at, at + len(name)])
        at = text.find(name, at + 1)
    return found
