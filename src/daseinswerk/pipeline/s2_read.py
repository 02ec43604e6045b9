"""s2: make a document of every original that waits: its text, title, date, language, index terms and sketch for the duplicates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from daseinswerk import __version__
from daseinswerk.apps.library import archive
from daseinswerk.apps.library.actions import intake
from daseinswerk.apps.library.actions.rereading import reopen_refused
from daseinswerk.apps.library.models import Document, Original, Paper
from daseinswerk.apps.library.storable import identity
from daseinswerk.apps.library.terms import with_title
from daseinswerk.apps.practices.actions.quotes import check_quotes
from daseinswerk.engine.dedupe.fingerprint import sketched
from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.heading import head_date
from daseinswerk.engine.text.language import language
from daseinswerk.engine.text.words import index_terms, read_words
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.reading import read_bytes


@dataclass(frozen=True, slots=True)
class Waiting:
    """An original to read: where its bytes lie and what its source says of it."""

    original_id: int
    path: Path
    name: str
    media_type: str
    address: str
    details: dict[str, Any]
    data: bytes | None = None  # carried along where the work is done on another machine


def select() -> Iterator[Waiting]:
    """All originals that wait, in the order they came: of several versions the last one stays current."""
    waiting = Original.objects.filter(state=Original.State.WAITING).order_by("fetched", "pk")
    numbers = list(waiting.values_list("pk", flat=True))
    # Never a cursor left open while results are stored: SQLite lets no reader write once somebody else has written meanwhile.
    for start in range(0, len(numbers), 500):
        found = Original.objects.in_bulk(numbers[start : start + 500])
        names = _paper_names(found.values())
        for row in (found[pk] for pk in numbers[start : start + 500]):
            details = {**row.details, "paper_name": names.get((row.source_id, identity(row.details.get("paper") or "")), "")}
            yield Waiting(row.pk, archive.path_of(row.sha256), row.name, row.media_type, row.address, details)


def _paper_names(originals: Iterable[Original]) -> dict[tuple[int, str], str]:
    """What the council papers are called to which these files belong, by source and paper."""
    papers = {identity(row.details["paper"]) for row in originals if row.details.get("paper")}
    rows = Paper.objects.filter(external_id__in=papers).values_list("source_id", "external_id", "name")
    return {(source, paper): name for source, paper, name in rows}


def reopen() -> int:
    """What another version of the program could not read waits again; gives the number of originals."""
    return reopen_refused(reader=__version__)


def count() -> int:
    return Original.objects.filter(state=Original.State.WAITING).count()


def carried(item: Waiting) -> Waiting:
    """The same with its bytes, for a machine that does not see this archive; what is missing here is missing there."""
    return replace(item, data=item.path.read_bytes()) if item.path.is_file() else item


def work(item: Waiting) -> intake.NewDocument | intake.RefusedItem:
    """Read one original. Pure: the same bytes give the same document in any process."""
    try:
        data = item.path.read_bytes() if item.data is None else item.data
        extracted = read_bytes(item.name, data, _media_type(item), item.address)
    except Refused as refused:
        return intake.RefusedItem(item.name, refused.reason, item.original_id)
    except FileNotFoundError:
        return intake.RefusedItem(item.name, "Das Original fehlt im Archiv; bitte lesen Sie es noch einmal ein.", item.original_id)
    said = item.details
    readable = clean(extracted.text).text
    words = read_words(readable)
    title = _title(said) or extracted.title or _first_line(readable) or item.name
    return intake.NewDocument(
        original_id=item.original_id,
        title=title,
        date=_date(said.get("date", "")) or head_date(readable) or extracted.date,
        kind=said.get("kind") or _kind(item.address, extracted.media_type),
        publisher=said.get("publisher") or extracted.publisher,
        language=language(readable),
        media_type=extracted.media_type,
        text=extracted.text,
        sketch=sketched(str(item.original_id), words.hashes).to_bytes(),
        terms=with_title(title, words.terms),
    )


@transaction.atomic
def store(results: list[intake.NewDocument]) -> int:
    """Store documents; where one takes the place of an earlier version, the quotes of that one are checked at once."""
    replaced = intake.store_documents(documents=results)
    for document in replaced:
        check_quotes(document=document)
    return len(results)


def select_titles() -> list[Paper]:
    """Papers without any text that are not findable yet, or only under a name or date they no longer have."""
    same_date = Q(date=F("paper__date")) | Q(date__isnull=True, paper__date__isnull=True)
    findable = Document.objects.filter(same_date, has_text=False, paper__isnull=False, title=F("paper__name"), address=F("paper__address"))
    papers = Paper.objects.filter(has_text=False, deleted=False).exclude(name="")
    return list(papers.exclude(pk__in=findable.values("paper")).order_by("pk"))


def store_titles(papers: list[Paper]) -> int:
    return intake.store_titles(papers=[(paper, " ".join(index_terms(paper.name))) for paper in papers])


def _media_type(item: Waiting) -> str | None:
    """What the server said of the bytes, with the charset it named."""
    charset = item.details.get("charset")
    return f"{item.media_type}; charset={charset}" if item.media_type and charset else item.media_type or None


def _kind(address: str, media_type: str) -> str:
    """What a text is where nobody says it: a page of the web, or a file."""
    return "page" if address.startswith("http") and "html" in media_type else "file"


def _title(said: dict[str, Any]) -> str:
    """What the source calls it. A file of a council paper is called by the matter first: "Anfrage" alone tells nobody anything."""
    own, matter = said.get("title", ""), said.get("paper_name", "")
    if not matter or matter.casefold() in own.casefold():
        return own
    return f"{matter} ({own})" if own and own.casefold() not in matter.casefold() else matter


def _first_line(text: str) -> str:
    return next((line.strip()[:200] for line in text.splitlines() if line.strip()), "")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
