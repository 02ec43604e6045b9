"""Which documents tell the same as the hits of a page."""

from collections.abc import Iterable

from daseinswerk.apps.library.models import Document


def group_of(document: int) -> int:
    """The group a document belongs to: its story (negative), else the document whose text it repeats, else itself."""
    row = Document.objects.filter(pk=document).values_list("story", "copy_of__story", "copy_of").first()
    if row is None:
        return document
    story, told, root = row
    return -story if story else -told if told else root or document


def members(groups: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """For each group of several documents, its current members by id; groups of one are left out."""
    groups = list(groups)
    stories, roots = [-group for group in groups if group < 0], [group for group in groups if group > 0]
    current = Document.objects.current()
    untold = current.filter(story__isnull=True)
    found: dict[int, set[int]] = {}
    for group, document in (
        *current.filter(story__in=stories).values_list("story", "pk"),
        *untold.filter(copy_of__story__in=stories).values_list("copy_of__story", "pk"),
    ):
        found.setdefault(-group, set()).add(document)
    for group, document in untold.filter(copy_of__in=roots).values_list("copy_of", "pk"):
        found.setdefault(group, {group}).add(document)
    return {group: tuple(sorted(ids)) for group, ids in found.items() if len(ids) > 1}
