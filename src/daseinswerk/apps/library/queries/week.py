"""The week's list: what came into the library in a span of time, for one person's fields and regions, each with its reason.

The order is one a person can say in a sentence: fresh texts before old ones that only now came in; what fits field and region before
what fits one; then what reads like a practice, then council decisions, then what most sources tell, then the newest. What tells the
same is one item; a text that stood in the library before, word for word, is none. No voice has more than `PER_VOICE` items, and the
list ends after `MOST`: what is left out is said.

One statement reads the span from one index (`library_document_week`), so no page that holds a text is touched; the rest is asked for
the best `CANDIDATES` only.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import CharField, Q, TextField
from django.db.models.functions import Cast

from daseinswerk.apps.library.models import Document, Link, Suggestion
from daseinswerk.apps.library.queries.interests import Wanted

MOST = 40  # items of a list: a quarter of an hour of reading
PER_VOICE = 5  # items of one publisher
CANDIDATES = 800  # groups looked at closely
PER_SOURCE = 160  # of them from one source, so that a source read in for the first time does not crowd out the others
OLD = timedelta(days=120)  # an older text is not news, even where it only now came in

Key = tuple[str, int]


class Row(NamedTuple):
    """One new document as the index knows it. `group`: what it is folded by; `fit`: see `Wanted.fit`; `day` as 20261125, 0 unknown."""

    document: int
    source: int
    group: Key
    fit: int
    field: str
    in_field: bool
    in_place: bool
    old: bool
    practice: bool
    council: bool
    day: int


@dataclass(frozen=True, slots=True)
class Picked:
    """One item of the list. `voice`: who publishes it; `decision`: it holds one of a council; `voices`, `members`: how many voices and
    how many documents tell the same, itself included."""

    row: Row
    voice: str
    decision: bool
    voices: int
    members: int


@dataclass(frozen=True, slots=True)
class Picks:
    """The items in order, how many more there were, and the voices with the most of them."""

    items: tuple[Picked, ...]
    left: int
    left_by_voice: tuple[tuple[str, int], ...]


def pick(wanted: Wanted, since: datetime, until: datetime) -> Picks:
    """The list of what came in after `since` and not after `until`."""
    groups = _folded(_new(wanted, since, until))
    best = _candidates([rows[0] for rows in groups.values()])
    known = _known_before(best, since)
    best = [row for row in best if row.document not in known]
    voices = _voices(best)
    decided = _decided([row.document for row in best if row.council])
    told = _told(best)
    items = [_picked(row, voices[row.document], row.document in decided, told.get(row.group, {})) for row in best]
    items.sort(key=_rank)
    return _cut(items, len(groups) - len(known))


def _picked(row: Row, voice: str, decided: bool, told: dict[int, str]) -> Picked:
    told = {row.document: voice, **told}
    return Picked(row, voice, decided, len(set(told.values())), len(told))


def _new(wanted: Wanted, since: datetime, until: datetime) -> list[Row]:
    """Current documents of the span that this person wants. Whether one is current is judged here: a condition on it in the
    statement would make SQLite read all current documents instead of the few new ones."""
    places = _spoken_of(wanted.regions, since)
    border = int(f"{since - OLD:%Y%m%d}")
    rows = Document.objects.filter(archived__gt=since, archived__lte=until).values_list(
        "pk", "source_id", "kind", "story_id", "copy_of_id", "is_practice", "publisher_ags",
        Cast("fields_of_action", TextField()), Cast("date", CharField()), "superseded_by_id", "withdrawn",
    )  # fmt: skip
    found = []
    for pk, source, kind, story, copy_of, practice, ags, codes, day, newer, withdrawn in rows:
        if newer or withdrawn or kind == "paper":  # of a paper only the title is known: nothing to read
            continue
        field, in_field = wanted.field_in(codes)
        in_place = pk in places or wanted.covers(ags)
        if fit := wanted.fit(in_field, in_place):
            number = int(day[:10].replace("-", "")) if day else 0
            group = ("story", story) if story else ("text", copy_of or pk)
            found.append(Row(pk, source, group, fit, field, in_field, in_place, 0 < number < border, practice == "yes", kind == "council", number))
    return found


def _spoken_of(regions: Sequence[str], since: datetime) -> frozenset[int]:
    """Documents of the span that speak of a place in the regions. Numbers grow with time, so the first of the span bounds them."""
    first = Document.objects.filter(archived__gt=since).order_by("archived").values_list("pk", flat=True).first() if regions else None
    if first is None:
        return frozenset()
    inside = Q()
    for region in regions:
        inside |= Q(key__gte=region, key__lt=region + ":")  # ":" follows "9": all keys that begin with the region's
    rows = Link.objects.filter(inside, kind__in=["municipality", "county", "state"], document_id__gte=first)
    return frozenset(rows.values_list("document_id", flat=True))


def _folded(rows: Iterable[Row]) -> dict[Key, list[Row]]:
    """Rows that tell the same together, the best first."""
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=_order)
    return groups


def _order(row: Row) -> tuple:
    """The order as far as the index knows it."""
    return (row.old, -row.fit, not row.practice, not row.council, -row.day, -row.document)


def _rank(item: Picked) -> tuple:
    """The order of the list."""
    row = item.row
    return (row.old, -row.fit, not row.practice, not item.decision, -item.voices, -row.day, -row.document)


def _candidates(rows: list[Row]) -> list[Row]:
    rows.sort(key=_order)
    taken: Counter[int] = Counter()
    kept = []
    for row in rows:
        taken[row.source] += 1
        if taken[row.source] <= PER_SOURCE:
            kept.append(row)
            if len(kept) == CANDIDATES:
                break
    return kept


def _known_before(rows: list[Row], since: datetime) -> set[int]:
    """Those whose text, word for word, was in the library before: a reprint of it is no news."""
    roots = {number: row.document for row in rows for kind, number in [row.group] if kind == "text"}
    before = Document.objects.filter(archived__lte=since).filter(Q(pk__in=roots) | Q(copy_of__in=roots))
    return {roots[copy_of or pk] for pk, copy_of in before.values_list("pk", "copy_of_id") if (copy_of or pk) in roots}


def _voices(rows: list[Row]) -> dict[int, str]:
    names = Document.objects.filter(pk__in=[row.document for row in rows]).values_list("pk", "publisher", "source__name")
    return {pk: publisher or source for pk, publisher, source in names}


def _decided(documents: list[int]) -> frozenset[int]:
    """Council documents in which a decision was found."""
    return frozenset(Suggestion.objects.filter(document__in=documents, field="decision").values_list("document", flat=True))


def _told(rows: list[Row]) -> dict[Key, dict[int, str]]:
    """All current documents that tell the same as these, with their voices. Whether one is current is judged here, as in `_new`."""
    stories = [number for kind, number in (row.group for row in rows) if kind == "story"]
    roots = [number for kind, number in (row.group for row in rows) if kind == "text"]
    columns = ("pk", "publisher", "source__name", "superseded_by_id", "withdrawn")
    said: dict[Key, dict[int, str]] = defaultdict(dict)
    found = [("story", row) for row in Document.objects.filter(story__in=stories).values_list("story_id", *columns)]
    found += [("text", row) for row in Document.objects.filter(copy_of__in=roots).values_list("copy_of_id", *columns)]
    copied = {row[0] for kind, row in found if kind == "text"}
    found += [("text", (row[0], *row)) for row in Document.objects.filter(pk__in=copied).values_list(*columns)]
    for kind, (number, pk, publisher, source, newer, withdrawn) in found:
        if not newer and not withdrawn:
            said[kind, number][pk] = publisher or source
    return said


def _cut(items: list[Picked], total: int) -> Picks:
    """At most `MOST`, at most `PER_VOICE` of one voice."""
    taken: Counter[str] = Counter()
    left: Counter[str] = Counter()
    kept = []
    for item in items:
        if len(kept) < MOST and taken[item.voice] < PER_VOICE:
            taken[item.voice] += 1
            kept.append(item)
        else:
            left[item.voice] += 1
    return Picks(tuple(kept), total - len(kept), tuple(left.most_common(3)))
