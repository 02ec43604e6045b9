"""The readable text of a document cut into paragraphs, sentences and pieces, each with the place it has in the archive.

What a person sees is the clean text; every number on the page is an offset of the archived one, so a deep link and a quote mean
the same characters for ever.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from daseinswerk.engine.text.document import TextDocument
from daseinswerk.engine.text.spans import Span

# Name in the address (`?marken=`), kinds of links and values it stands for.
GROUPS: dict[str, frozenset[str]] = {
    "orte": frozenset({"municipality", "county", "state"}),
    "organisationen": frozenset({"organisation"}),
    "daten": frozenset({"date"}),
    "betraege": frozenset({"money"}),
    "anteile": frozenset({"percent"}),
}
CLASSES = {"percent": "share"}  # the style sheet's word where it differs from the kind


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that is marked: archived characters, its kind, and the entry of the panel it leads to."""

    span: Span
    kind: str
    entry: str

    @property
    def style(self) -> str:
        return CLASSES.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a sentence, all marked alike. `quoted`: inside the place the address asks for; `first`: its beginning."""

    text: str
    mark: Mark | None
    quoted: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: number from 1, archived offsets, what stands between it and the one before, its pieces."""

    number: int
    start: int
    end: int
    before: str
    pieces: tuple[Piece, ...]


Paragraph = tuple[Sentence, ...]


def groups_wanted(sent: Mapping[str, str]) -> frozenset[str]:
    """Which groups of marks are on: all, unless the address says which."""
    named = sent.getlist("marken") if hasattr(sent, "getlist") else [sent["marken"]] if "marken" in sent else []
    if not named:
        return frozenset(GROUPS)
    return frozenset(name for part in named for name in part.split(",")) & GROUPS.keys()


def place_wanted(sent: Mapping[str, str], length: int) -> Span | None:
    """The place the address asks for (`von`, `bis`), cut to the text; None where it asks for none or for nonsense."""
    start, end = sent.get("von", ""), sent.get("bis", "")
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in (start, end)):
        return None
    span = (min(int(start), length), min(int(end), length))
    return Span(*span) if span[0] < span[1] else None


def paragraphs(read: TextDocument, marks: Iterable[Mark], place: Span | None) -> tuple[Paragraph, ...]:
    """The text as it is shown. Where marks overlap the first given wins."""
    taken = _apart(read, marks)
    starts = [span.start for span, _mark in taken]
    quoted = read.cleaned.to_clean(place) if place else None
    found: list[list[Sentence]] = [[]]
    done = 0
    for number, (span, archived) in enumerate(zip(read.clean_sentences, read.sentences, strict=True), start=1):
        between = read.cleaned.text[done : span.start]
        if "\n\n" in between and found[-1]:
            found.append([])
        first = max(0, bisect_left(starts, span.start) - 1)
        last = bisect_left(starts, span.end)
        pieces = _pieces(read.cleaned.text, span, taken[first:last], quoted)
        before = between if found[-1] else ""
        found[-1].append(Sentence(number, archived.start, archived.end, before, pieces))
        done = span.end
    return tuple(tuple(paragraph) for paragraph in found if paragraph)


def _apart(read: TextDocument, marks: Iterable[Mark]) -> list[tuple[Span, Mark]]:
    """Marks as places in the clean text, in order, none overlapping another."""
    kept: list[tuple[Span, Mark]] = []
    starts: list[int] = []
    for mark in marks:
        span = read.cleaned.to_clean(mark.span) if mark.span.end <= read.cleaned.archive_length else None
        if span is None:
            continue
        at = bisect_left(starts, span.start)
        before, after = kept[at - 1] if at else None, kept[at] if at < len(kept) else None
        if (before and before[0].overlaps(span)) or (after and after[0].overlaps(span)):
            continue
        kept.insert(at, (span, mark))
        starts.insert(at, span.start)
    return kept


def _pieces(text: str, sentence: Span, marks: list[tuple[Span, Mark]], quoted: Span | None) -> tuple[Piece, ...]:
    cuts = {sentence.start, sentence.end}
    for span in [span for span, _mark in marks] + ([quoted] if quoted else []):
        cuts |= {place for place in (span.start, span.end) if sentence.start < place < sentence.end}
    places = sorted(cuts)
    pieces = []
    for start, end in pairwise(places):
        mark = next((mark for span, mark in marks if span.start <= start < span.end), None)
        inside = quoted is not None and quoted.start <= start < quoted.end
        first = inside and quoted is not None and (start == quoted.start or (start == sentence.start and _begins(quoted, text, start)))
        pieces.append(Piece(text[start:end], mark, inside, first))
    return tuple(pieces)


def _begins(quoted: Span, text: str, start: int) -> bool:
    """Whether nothing but space lies between the beginning of the place and this sentence."""
    return not text[quoted.start : start].strip()
