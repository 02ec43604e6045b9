"""Second half of s4: which documents tell the same matter. Identifiers first, then what several sources retell; people win.

Needs the links, because reports of one event share a municipality or an organisation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models.functions import Length

from daseinswerk.apps.library.actions import findings
from daseinswerk.apps.library.models import Document, Edge, Link
from daseinswerk.apps.library.queries.corrections import pair_judgements
from daseinswerk.engine.dedupe.edges import Edge as EngineEdge
from daseinswerk.engine.dedupe.item import Item
from daseinswerk.engine.dedupe.judgement import Judgement
from daseinswerk.engine.dedupe.retold import in_question
from daseinswerk.engine.dedupe.stories import stories
from daseinswerk.engine.dedupe.vectors import Rarity
from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.words import index_terms
from daseinswerk.pipeline import term_counts
from daseinswerk.pipeline.s3_dedupe import key_of
from daseinswerk.pipeline.workers import Failure, completed

SURE = 0.7  # a link below this score is no common ground for two reports


@dataclass(frozen=True, slots=True)
class Told:
    """All current documents as items, how rare their terms are, the edges of same texts, and what people judged of stories."""

    items: tuple[Item, ...]
    known_terms: Rarity
    edges: tuple[EngineEdge, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A document before its words are looked at."""

    pk: int
    title: str
    day: date | None
    source: str
    body: str
    paper: str
    reference: str
    characters: int
    sha256: str


def select(*, workers: int = 1) -> Told:
    """The documents with their links. Words are read only if two sources could tell one story, and only of the documents in question and
    of those not counted before (`term_counts`): the words of a whole library do not fit into memory, and reading them takes minutes."""
    rows = _rows()
    places: dict[int, set[str]] = {}
    organisations: dict[int, set[str]] = {}
    for pk, kind, key in Link.objects.filter(score__gte=SURE, kind__in=["municipality", "organisation"]).values_list("document_id", "kind", "key"):
        (places if kind == "municipality" else organisations).setdefault(pk, set()).add(key)
    items = [
        Item(
            key=key_of(row.pk),
            title=row.title,
            date=row.day,
            source=row.source,
            body=row.body,
            paper=row.paper,
            reference=row.reference,
            places=frozenset(places.get(row.pk, ())),
            organisations=frozenset(organisations.get(row.pk, ())),
            characters=row.characters,
            sha256=row.sha256,
        )
        for row in rows
    ]
    asked = in_question(items)
    known_terms, terms = _terms(rows, asked, workers) if asked else (Rarity(len(items), {}), {})
    items = [replace(item, terms=terms[item.key]) if item.key in terms else item for item in items]
    edges = tuple(
        EngineEdge(key_of(a), key_of(b), "same_text", score, reason)
        for a, b, score, reason in Edge.objects.filter(relation=Edge.Relation.SAME_TEXT).values_list("a_id", "b_id", "score", "reason")
    )
    judged = tuple(Judgement(key_of(a), key_of(b), relation, same) for a, b, relation, same in pair_judgements() if relation == "same_story")
    return Told(tuple(items), known_terms, edges, judged)


def _rows() -> list[_Row]:
    """A publisher counts as a source of its own, also where one folder holds the texts of many; so does what it only passes on: a
    council paper beside the report about it."""
    found = Document.objects.current().filter(has_text=True).order_by("pk")
    fields = ("pk", "title", "date", "publisher", "kind", "source__slug", "paper__body", "paper__external_id", "paper__reference", "sha256")
    return [
        _Row(pk, title, day, f"{publisher or slug} ({kind})", body or "", paper or "", reference or "", characters, sha256)
        for pk, title, day, publisher, kind, slug, body, paper, reference, sha256, characters in found.values_list(*fields, Length("text"))
    ]


def _terms(rows: list[_Row], asked: frozenset[str], workers: int) -> tuple[Rarity, dict[str, tuple[str, ...]]]:
    """In how many documents each term stands, and the terms of those asked for."""

    def read(wanted: Mapping[int, str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        for (pk, _text), terms in completed(words_of, _texts(wanted), workers=workers if len(wanted) > 500 else 1):
            if not isinstance(terms, Failure):
                yield pk, terms

    path = term_counts.file()
    kept = term_counts.load(path)
    current = {row.pk: row.sha256 for row in rows}
    now, found = term_counts.counted(current, {int(key) for key in asked}, kept, read)
    if now.documents != kept.documents:
        term_counts.keep(path, now)
    return Rarity(len(rows), now.frequency), {key_of(pk): terms for pk, terms in found.items()}


def _texts(wanted: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """The texts of these rows, as far as they are still the texts with these hashes."""
    numbers = sorted(wanted)
    for start in range(0, len(numbers), 200):
        found = Document.objects.filter(pk__in=numbers[start : start + 200]).order_by("pk")
        yield from [(pk, text) for pk, sha256, text in found.values_list("pk", "sha256", "text") if wanted[pk] == sha256]


def words_of(row: tuple[int, str]) -> tuple[str, ...]:
    """The index terms of one document."""
    return tuple(index_terms(clean(row[1]).text))


def work(told: Told) -> tuple[list[findings.FoundEdge], dict[str, tuple[int, tuple[int, ...]]]]:
    """Edges that joined a story, and each story by the key of its original."""
    groups = stories(told.items, told.edges, judgements=told.judgements, known_terms=told.known_terms)
    edges = [
        findings.FoundEdge(int(edge.a), int(edge.b), edge.score, edge.reason) for group in groups for edge in group.edges
    ]
    found = {group.original: (int(group.original), tuple(int(member) for member in group.members)) for group in groups}
    return edges, found


def store(result: tuple[list[findings.FoundEdge], dict[str, tuple[int, tuple[int, ...]]]]) -> int:
    edges, found = result
    return findings.store_edges(relation=Edge.Relation.SAME_STORY, edges=edges) + findings.store_stories(stories=found)
