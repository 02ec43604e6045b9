"""Corrections in force: what people judged and did not take back. Every run asks here before it stores anything."""

from collections.abc import Iterable

from django.db.models import QuerySet

from daseinswerk.apps.library.models import Correction, Document

What = Correction.What
# What a correction says of a pair: the relation it speaks of, and whether the two are the same.
PAIRS: dict[str, tuple[str, bool]] = {
    What.SAME_TEXT: ("same_text", True),
    What.NOT_SAME_TEXT: ("same_text", False),
    What.SAME_STORY: ("same_story", True),
    What.NOT_SAME_STORY: ("same_story", False),
}


def active_corrections() -> QuerySet[Correction]:
    """All corrections nobody took back, the newest first."""
    return Correction.objects.exclude(what=What.UNDO).filter(undone_by__isnull=True).order_by("-id")


def link_vetoes(document_ids: Iterable[int]) -> dict[int, frozenset[tuple[str, str]]]:
    """What these documents do not speak of, by document: pairs of kind and key. Documents without a veto are left out.

    A veto on an earlier version holds for the version that took its place.
    """
    rows = list(active_corrections().filter(what=What.LINK_WRONG).values_list("document_id", "link_kind", "key"))
    current = versions_now(document for document, _, _ in rows)
    asked = set(document_ids)
    found: dict[int, set[tuple[str, str]]] = {}
    for document, kind, key in rows:
        for number in {document, current[document]} & asked:
            found.setdefault(number, set()).add((kind, key))
    return {document: frozenset(vetoes) for document, vetoes in found.items()}


def pair_judgements() -> tuple[tuple[int, int, str, bool], ...]:
    """What people judged of pairs: (smaller id, larger id, `same_text` or `same_story`, same?), one for each pair and relation.

    Ids are those of the versions in force now. Where two corrections in force speak of the same pair, the later one holds.
    Sorted, so that runs do not depend on order.
    """
    rows = list(active_corrections().filter(what__in=list(PAIRS)).order_by("id").values_list("what", "document_id", "other_id"))
    current = versions_now(number for _, *pair in rows for number in pair)
    judged: dict[tuple[int, int, str], bool] = {}
    for what, document, other in rows:
        relation, same = PAIRS[what]
        a, b = sorted((current[document], current[other]))
        if a != b:
            judged[a, b, relation] = same
    return tuple((a, b, relation, same) for (a, b, relation), same in sorted(judged.items()))


def versions_now(document_ids: Iterable[int]) -> dict[int, int]:
    """For each of these documents the version that holds its place now; itself, where none replaced it."""
    now = {number: number for number in document_ids}
    moving = set(now.values())
    while moving:
        rows = Document.objects.filter(pk__in=moving, superseded_by__isnull=False)
        later = dict(rows.values_list("pk", "superseded_by_id"))
        now = {number: later.get(held, held) for number, held in now.items()}
        moving = set(later.values())
    return now
