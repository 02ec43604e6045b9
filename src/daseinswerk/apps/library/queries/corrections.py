"""Corrections in force: what people judged and did not take back. Every run asks here before it stores anything."""

from collections.abc import Iterable

from django.db.models import QuerySet

from daseinswerk.apps.library.models import Correction

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
    """What these documents do not speak of, by document: pairs of kind and key. Documents without a veto are left out."""
    rows = active_corrections().filter(what=What.LINK_WRONG, document_id__in=list(document_ids))
    found: dict[int, set[tuple[str, str]]] = {}
    for document, kind, key in rows.values_list("document_id", "link_kind", "key"):
        found.setdefault(document, set()).add((kind, key))
    return {document: frozenset(vetoes) for document, vetoes in found.items()}


def pair_judgements() -> tuple[tuple[int, int, str, bool], ...]:
    """What people judged of pairs: (smaller id, larger id, `same_text` or `same_story`, same?), one for each pair and relation.

    Where two corrections in force speak of the same pair, the later one holds. Sorted, so that runs do not depend on order.
    """
    judged: dict[tuple[int, int, str], bool] = {}
    rows = active_corrections().filter(what__in=list(PAIRS)).order_by("id")
    for what, document, other in rows.values_list("what", "document_id", "other_id"):
        relation, same = PAIRS[what]
        judged[min(document, other), max(document, other), relation] = same
    return tuple((a, b, relation, same) for (a, b, relation), same in sorted(judged.items()))
