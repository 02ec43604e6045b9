"""What else tells the same as a document: the original first, and what each telling says beyond it."""

from dataclasses import dataclass

from daseinswerk.apps.library.models import Document, Story
from daseinswerk.apps.library.queries.documents import document_url
from daseinswerk.apps.library.queries.same import Same, same_as
from daseinswerk.engine.dedupe.adds import Added, adds
from daseinswerk.engine.text.document import analyse

COMPARED = 8  # tellings whose sentences are compared for one page
LONGEST = 200_000  # characters: longer texts are reports, and the page must not wait for them
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the address of its place."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Telling:
    """One other document. `more`: how many of its sentences the original has not; for the original's row: how many the document at hand
    has that the original has not. None where that was not compared. `first`: the first of them."""

    row: Same
    is_original: bool
    more: int | None
    first: tuple[Sentence, ...]


def tellings(document: Document) -> tuple[Telling, ...]:
    """All that tells the same, the original first, then in the order of `same_as`."""
    rows = same_as(document)
    original = _original(document)
    texts = _texts({document.pk, original, *(row.document for row in rows[:COMPARED])}) if rows else {}
    found = [_telling(row, document.pk, original, texts) for row in rows]
    return tuple(sorted(found, key=lambda telling: not telling.is_original))


def _original(document: Document) -> int:
    """Of its story, else of its text."""
    story = Story.objects.filter(pk=document.story_id).values_list("original_id", flat=True).first()
    return story or document.copy_of_id or document.pk


def _texts(numbers: set[int]) -> dict[int, str]:
    rows = Document.objects.filter(pk__in=numbers, has_text=True)
    return {pk: text for pk, text in rows.values_list("pk", "text") if len(text) <= LONGEST}


def _telling(row: Same, here: int, original: int, texts: dict[int, str]) -> Telling:
    is_original = row.document == original
    teller = here if is_original else row.document
    if teller not in texts or original not in texts:
        return Telling(row, is_original, None, ())
    added = adds(analyse(texts[original]), analyse(texts[teller]))
    return Telling(row, is_original, len(added.sentences), _first(teller, added, texts[teller]))


def _first(teller: int, added: Added, text: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(" ".join(span.words(text).split()), document_url(teller, span.start, span.end)) for span in added.sentences[:SHOWN]
    )
