"""s3: which documents are the same text: copied, cut, embedded, lightly rewritten. People's judgements win.

Works on the sketches s2 stored, so the whole library is compared in seconds; the result is independent of the order in which
documents came.
"""

from dataclasses import dataclass

from django.db.models.functions import Length

from daseinswerk.apps.library.actions import findings
from daseinswerk.apps.library.models import Document, Edge
from daseinswerk.apps.library.queries.ages import Age, age_of
from daseinswerk.apps.library.queries.corrections import pair_judgements
from daseinswerk.engine.dedupe.fingerprint import Fingerprint, fingerprint
from daseinswerk.engine.dedupe.groups import copies_of
from daseinswerk.engine.dedupe.judgement import Judgement
from daseinswerk.engine.dedupe.same_text import same_text
from daseinswerk.engine.text.clean import clean


@dataclass(frozen=True, slots=True)
class Library:
    """The sketches of all current documents, and what people judged. `ids` leads from a document's key to its row."""

    fingerprints: tuple[Fingerprint, ...]
    judgements: tuple[Judgement, ...]
    ids: dict[str, int]
    age: dict[str, Age]  # the original of a group has the smallest


def key_of(pk: int) -> str:
    """Keys sort like the rows they stand for."""
    return f"{pk:010d}"


def select() -> Library:
    rows = Document.objects.current().filter(has_text=True).order_by("pk")
    fingerprints, ids, age = [], {}, {}
    for pk, sketch, day, characters, sha256 in rows.values_list("pk", "sketch", "date", Length("text"), "sha256"):
        key = key_of(pk)
        fingerprints.append(_fingerprint(pk, key, bytes(sketch)))
        ids[key] = pk
        age[key] = age_of(day, characters, sha256)
    judgements = tuple(
        Judgement(key_of(a), key_of(b), relation, same) for a, b, relation, same in pair_judgements() if relation == "same_text"
    )
    return Library(tuple(fingerprints), judgements, ids, age)


def _fingerprint(pk: int, key: str, sketch: bytes) -> Fingerprint:
    """The stored sketch, or a new one where an earlier version of the program made it."""
    try:
        return Fingerprint.from_bytes(key, sketch)
    except ValueError:
        return fingerprint(key, clean(Document.objects.values_list("text", flat=True).get(pk=pk)).text)


def work(library: Library) -> tuple[list[findings.FoundEdge], dict[int, int]]:
    """Edges between documents of the same text, and for each copy the document it repeats."""
    edges = same_text(library.fingerprints, judgements=library.judgements)
    groups = copies_of(edges, library.judgements, library.age)
    found = [findings.FoundEdge(*sorted((library.ids[e.a], library.ids[e.b])), e.score, e.reason) for e in edges]
    return found, {library.ids[copy]: library.ids[original] for copy, original in groups.items()}


def store(result: tuple[list[findings.FoundEdge], dict[int, int]]) -> int:
    edges, copies = result
    return findings.store_edges(relation=Edge.Relation.SAME_TEXT, edges=edges) + findings.store_copies(copy_of=copies)
