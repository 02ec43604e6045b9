"""Store what comes in: sources, originals, papers, documents, and what was refused. Each function is one short transaction.

Everything here is idempotent: storing what is already there writes nothing, so a run can be killed and started again.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from daseinswerk import __version__
from daseinswerk.apps.library import archive
from daseinswerk.apps.library.actions.index import index_document, remove_from_index
from daseinswerk.apps.library.actions.rereading import TAKEN_OVER, kept_original, taken_over
from daseinswerk.apps.library.models import Document, Original, Paper, Refusal, Run, Source
from daseinswerk.apps.library.storable import identity, make_storable, without_zeros
from daseinswerk.engine.dedupe.fingerprint import Fingerprint
from daseinswerk.engine.dedupe.versions import is_version


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that came in at s1. `details`: what the source says of it (title, date, publisher, kind, ags, paper)."""

    external_id: str
    name: str
    data: bytes
    media_type: str = ""
    address: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        make_storable(self)


@dataclass(frozen=True, slots=True)
class PaperArrival:
    """One council paper of a dump."""

    external_id: str
    name: str
    reference: str
    date: date | None
    paper_type: str
    body: str
    address: str
    deleted: bool

    def __post_init__(self) -> None:
        make_storable(self)

    def content_hash(self) -> str:
        """SHA-256 over all that is said of the paper: a change is found by content, never by `modified`."""
        content = [self.name, self.reference, str(self.date), self.paper_type, self.body, self.address, self.deleted]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What s2 made of one original. `terms`: the analysed words for the index; `sketch`: for the duplicates."""

    original_id: int
    title: str
    date: date | None
    kind: str
    publisher: str
    language: str
    media_type: str
    text: str
    sketch: bytes
    terms: str

    def __post_init__(self) -> None:
        make_storable(self)


@dataclass(frozen=True, slots=True)
class RefusedItem:
    """Something that was not taken, and why (one German sentence)."""

    name: str
    reason: str
    original_id: int | None = None
    address: str = ""

    def __post_init__(self) -> None:
        make_storable(self)


@transaction.atomic
def source_for(*, slug: str, name: str, kind: str, address: str = "", licence: str = "") -> Source:
    """The source with this slug, made on first use."""
    source, _ = Source.objects.get_or_create(
        slug=slug, defaults={"name": name, "kind": kind, "address": address, "licence": licence}
    )
    return source


@transaction.atomic
def store_arrivals(*, source: Source, arrivals: Iterable[Arrival]) -> tuple[int, dict[str, int]]:
    """Archive and list what came in; gives the number of new originals and for each external id the original that came last."""
    new, last = 0, {}
    for item in arrivals:
        sha256 = archive.keep(item.data)
        original, created = Original.objects.get_or_create(
            source=source,
            external_id=item.external_id,
            sha256=sha256,
            defaults={
                "name": item.name[:500],
                "size": len(item.data),
                "media_type": item.media_type[:120],
                "address": item.address[:2000],
                "details": item.details,
            },
        )
        new += created
        last[item.external_id] = original.pk
    return new, last


@transaction.atomic
def settle_versions(*, source: Source, last: Mapping[str, int]) -> int:
    """Where one thing came in several versions, now or before, the one that came last shall be the current one.

    `last`: for each external id the original that came last. Where another version holds its place or waits to take it, it
    waits to be read anew; else nothing changes. Gives the number of originals that wait again.
    """
    things = {"source": source, "external_id__in": list(last)}
    held = Document.objects.filter(superseded_by__isnull=True, original__isnull=False, **things)
    holder = dict(held.values_list("external_id", "original"))
    waiting = Original.objects.filter(state=Original.State.WAITING, **things).order_by("fetched", "pk")
    holder |= dict(waiting.values_list("external_id", "pk"))
    back = [pk for thing, pk in last.items() if holder.get(thing, pk) != pk]
    again = Original.objects.filter(pk__in=back).exclude(state=Original.State.REFUSED)
    return again.update(state=Original.State.WAITING, fetched=timezone.now())


@transaction.atomic
def store_papers(*, source: Source, papers: Iterable[PaperArrival]) -> int:
    """Store or update council papers; gives the number written. What did not change is not touched."""
    papers = {paper.external_id: paper for paper in papers}
    known = {
        row.external_id: row for row in Paper.objects.filter(source=source, external_id__in=list(papers)).iterator(chunk_size=500)
    }
    fresh, changed = [], []
    for paper in papers.values():
        content = paper.content_hash()
        row = known.get(paper.external_id)
        if row is not None and row.content_hash == content:
            continue
        row, group = (row, changed) if row else (Paper(source=source, external_id=paper.external_id), fresh)
        row.name, row.reference, row.date = paper.name[:1000], paper.reference[:120], paper.date
        row.paper_type, row.body, row.address = paper.paper_type[:120], paper.body[:500], paper.address[:2000]
        row.deleted, row.content_hash = paper.deleted, content
        group.append(row)
    Paper.objects.bulk_create(fresh, batch_size=500)
    Paper.objects.bulk_update(
        changed, ["name", "reference", "date", "paper_type", "body", "address", "deleted", "content_hash"], batch_size=200
    )
    if deleted := [row for row in changed if row.deleted]:
        _forget_titles(deleted)
    return len(fresh) + len(changed)


@transaction.atomic
def store_results(*, source: Source, results: dict[str, list[dict[str, str]]]) -> int:
    """Results of agenda items for each paper (by its external id); gives the number of papers changed."""
    changed, results = [], {identity(paper): without_zeros(rows) for paper, rows in results.items()}
    for paper in Paper.objects.filter(source=source, external_id__in=list(results)).only("id", "external_id", "results"):
        if paper.results != results[paper.external_id]:
            paper.results = results[paper.external_id]
            changed.append(paper)
    Paper.objects.bulk_update(changed, ["results"], batch_size=200)
    return len(changed)


@transaction.atomic
def store_refusals(*, run: Run | None, source: Source | None, stage: str, items: Iterable[RefusedItem]) -> int:
    """List what was refused where the office sees it; the same refusal is listed once."""
    new = 0
    for item in items:
        original = Original.objects.filter(pk=item.original_id).first() if item.original_id is not None else None
        if original is not None:
            Original.objects.filter(pk=original.pk).update(state=Original.State.REFUSED, reader=__version__)
            Refusal.objects.filter(original=original).exclude(stage=stage, reason=item.reason[:500]).delete()  # read again, another reason
        row, created = Refusal.objects.get_or_create(
            source=original.source if original else source,
            stage=stage,
            name=item.name[:500],
            reason=item.reason[:500],
            defaults={"run": run, "original_id": item.original_id, "address": (item.address or (original.address if original else ""))[:2000]},
        )
        if original is not None and not created:  # a newer state of the same thing, refused for the same reason
            Refusal.objects.filter(pk=row.pk, original__external_id=original.external_id).update(original=original)
        new += created
    return new


@transaction.atomic
def store_documents(*, documents: Iterable[NewDocument]) -> tuple[Document, ...]:
    """Store what s2 read, each with its index entry; gives the documents that took the place of an earlier version."""
    changed = []
    documents = {item.original_id: item for item in documents}
    originals = Original.objects.select_related("source").in_bulk(list(documents))
    papers = _papers_of(originals.values())
    refused = taken_over({number: _sha256(item.text) for number, item in documents.items()}, originals)
    for number in sorted(refused):
        store_refusals(run=None, source=None, stage="s2", items=[RefusedItem(originals[number].name, TAKEN_OVER, number)])
    for number, item in documents.items():
        if number in refused:
            continue
        document, replaced = _store_document(originals[number], item, papers.get(number))
        if replaced:
            changed.append(document)
    return tuple(changed)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _papers_of(originals: Iterable[Original]) -> dict[int, Paper]:
    wanted = {o.pk: (o.source_id, identity(o.details["paper"])) for o in originals if o.details.get("paper")}
    rows = Paper.objects.filter(external_id__in={external for _, external in wanted.values()})
    found = {(row.source_id, row.external_id): row for row in rows}
    return {number: found[key] for number, key in wanted.items() if key in found}


def _store_document(original: Original, item: NewDocument, paper: Paper | None) -> tuple[Document, bool]:
    """One document with its index entry, and whether it replaced an earlier version."""
    sha256 = _sha256(item.text)
    same = {"source": original.source, "external_id": _identity(original, item)}
    day = item.date or (paper.date if paper else None)
    held = kept_original(original, Document.objects.filter(**same, sha256=sha256).select_related("original").first())
    document, _ = Document.objects.update_or_create(
        **same,
        sha256=sha256,
        defaults={
            "original": held,
            "paper": paper,
            "title": item.title[:1000],
            "date": day,
            "year": day.year if day else None,
            "kind": item.kind[:40],
            "publisher": item.publisher[:300],
            "publisher_ags": str(original.details.get("ags", ""))[:8],
            "language": item.language,
            "media_type": item.media_type[:120],
            "address": original.address,
            "text": item.text,
            "sketch": item.sketch,
            "has_text": True,
        },
    )
    if document.superseded_by_id:  # an earlier version came back: linked and extracted anew, as people have corrected since
        Document.objects.filter(pk=document.pk).update(superseded_by=None, stage=2)
    older = list(Document.objects.filter(**same, superseded_by__isnull=True).exclude(pk=document.pk))
    for before in older:
        Document.objects.filter(pk=before.pk).update(superseded_by=document)
        remove_from_index(before.pk)
    index_document(document.pk, item.terms)
    Original.objects.filter(pk=held.pk).update(state=Original.State.READ)
    Refusal.objects.filter(original=held).delete()  # a second reading succeeded
    if paper and not paper.has_text:
        Paper.objects.filter(pk=paper.pk).update(has_text=True)
        paper.has_text = True
        _retire_title(paper, document)
    return document, bool(older)


def _identity(original: Original, item: NewDocument) -> str:
    """What the document is a version of. Among uploads and pasted texts a name is no identity: two unlike texts that are both
    called `Vorlage.pdf` are two documents, and neither takes the place of the other."""
    name = original.external_id
    if original.source.kind not in (Source.Kind.UPLOAD, Source.Kind.PASTE):
        return name
    sketch = Fingerprint.from_bytes("", item.sketch)
    called = Document.objects.filter(source=original.source, superseded_by__isnull=True, has_text=True)
    called = called.filter(Q(external_id=name) | Q(external_id__startswith=f"{name}#")).order_by("pk")
    others = list(called.values_list("external_id", "sketch"))
    for external_id, other in others:
        if is_version(sketch, Fingerprint.from_bytes("", bytes(other))):
            return external_id
    return f"{name}#{original.sha256[:8]}" if others else name


def _retire_title(paper: Paper, document: Document) -> None:
    """A paper that was known by its title alone has a text now."""
    for title_only in Document.objects.filter(paper=paper, has_text=False, superseded_by__isnull=True):
        Document.objects.filter(pk=title_only.pk).update(superseded_by=document)
        remove_from_index(title_only.pk)


@transaction.atomic
def store_titles(*, papers: Iterable[tuple[Paper, str]]) -> int:
    """Make papers without a text findable by their title: (paper, analysed title) each. Gives the number of entries written.

    Such an entry holds no text nobody could quote, so it follows its paper when that gets another name or date.
    """
    papers = list(papers)
    known = dict(Document.objects.filter(paper__in=[p for p, _ in papers], has_text=False).values_list("paper", "pk"))
    fresh = [Document(**_title_entry(paper)) for paper, _ in papers if paper.pk not in known]
    for paper, terms in papers:
        if paper.pk in known:
            Document.objects.filter(pk=known[paper.pk]).update(**_title_entry(paper))
            index_document(known[paper.pk], terms)
    Document.objects.bulk_create(fresh, batch_size=500)
    for row, terms in zip(fresh, (terms for paper, terms in papers if paper.pk not in known), strict=True):
        index_document(row.pk, terms)
    return len(papers)


def _title_entry(paper: Paper) -> dict[str, Any]:
    return {
        "paper_id": paper.pk,
        "source_id": paper.source_id,
        "external_id": paper.external_id,
        "title": paper.name,
        "date": paper.date,
        "year": paper.date.year if paper.date else None,
        "kind": "paper",
        "language": "de",
        "address": paper.address,
        "sha256": hashlib.sha256(paper.name.encode()).hexdigest(),
        "has_text": False,
        "stage": 6,
    }


def _forget_titles(papers: Iterable[Paper]) -> None:
    """A paper its council deleted is no hit any more, unless somebody works with its entry."""
    entries = Document.objects.filter(paper__in=papers, has_text=False, corrections__isnull=True, records__isnull=True)
    for pk in list(entries.values_list("pk", flat=True)):
        remove_from_index(pk)
        Document.objects.filter(pk=pk).delete()
