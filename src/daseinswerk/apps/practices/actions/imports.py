"""Import of records: foreign data becomes drafts only, and only claims whose words stand in our archive, or that name a speaker."""

from dataclasses import dataclass, field
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from pydantic import BaseModel, StringConstraints
from pydantic import ValidationError as FormError

from daseinswerk.apps.library.models import Document
from daseinswerk.apps.office.models import User
from daseinswerk.apps.practices.actions import workshop
from daseinswerk.apps.practices.models import Record

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


NOT_THE_FORM = {  # kinds of pydantic's errors, in words
    "missing": "fehlt",
    "string_type": "ist kein Text",
    "string_too_long": "ist zu lang",
    "string_pattern_mismatch": "ist keine Prüfsumme",
    "int_type": "ist keine ganze Zahl",
    "int_parsing": "ist keine ganze Zahl",
    "list_type": "ist keine Liste",
    "model_type": "ist kein Objekt",
}


class QuoteIn(BaseModel):
    """Where the words stand: the hash of the archived text and the place in it."""

    words: str
    start: int
    end: int
    document_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ClaimIn(BaseModel):
    field: Text
    value: Text
    certainty: Text
    stated_by: Text | None = None
    quote: QuoteIn | None = None


class RecordIn(BaseModel):
    title: Text
    claims: list[ClaimIn]


class FileIn(BaseModel):
    records: list[RecordIn]


@dataclass(slots=True)
class Imported:
    """How many drafts and claims were made, and one sentence for each thing refused."""

    records: int = 0
    claims: int = 0
    refused: list[str] = field(default_factory=list)


def import_records(*, by: User, data: Any) -> Imported:
    """Every record in a transaction of its own; a record without any archived document is refused."""
    result = Imported()
    try:
        file = FileIn.model_validate(data)
    except FormError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "das Ganze"
        result.refused.append(f"Die Datei hat nicht die Form eines Exports: {place} {NOT_THE_FORM.get(first['type'], 'ist anders als erwartet')}.")
        return result
    for record in file.records:
        _import_one(by, record, result)
    return result


@transaction.atomic
def _import_one(by: User, row: RecordIn, result: Imported) -> None:
    hashes = {claim.quote.document_sha256 for claim in row.claims if claim.quote}
    documents = {document.sha256: document for document in Document.objects.filter(sha256__in=hashes).order_by("-pk")}
    if not documents:
        result.refused.append(f"{row.title}: Keines der belegenden Dokumente liegt in diesem Archiv.")
        return
    record = workshop.begin(by=by, documents=sorted(documents.values(), key=lambda document: document.pk))
    result.records += 1
    for claim in row.claims:
        _import_claim(by, record, claim, documents, row.title, result)


def _import_claim(by: User, record: Record, claim: ClaimIn, documents: dict[str, Document], title: str, result: Imported) -> None:
    quote = claim.quote
    document = documents.get(quote.document_sha256) if quote else None
    name = f"{title}, {claim.field}"
    if quote and document is None:
        result.refused.append(f"{name}: Das belegende Dokument liegt nicht in diesem Archiv.")
        return
    if quote and document and document.text[quote.start : quote.end] != quote.words:
        result.refused.append(f"{name}: Diese Wörter stehen so nicht im archivierten Text.")
        return
    try:
        workshop.by_hand(
            by=by,
            record=record,
            field=claim.field,
            value=claim.value,
            certainty=claim.certainty,
            document=document,
            start=quote.start if quote else 0,
            end=quote.end if quote else 0,
            stated_by=claim.stated_by or "",
        )
    except (ValidationError, PermissionDenied) as error:
        result.refused.append(f"{name}: {' '.join(getattr(error, 'messages', [str(error)]))}")
    else:
        result.claims += 1
