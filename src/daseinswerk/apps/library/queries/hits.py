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
    told = Document.objects.filter(story__in=stories)
    repeating = Document.objects.filter(copy_of__story__in=stories)
    copies = Document.objects.filter(copy_of__in=roots)
    found: dict[int, set[int]] = {}
    # Which of them are current is looked at here: among the conditions it would lead SQLite to an index of all current documents.
    for pk, story, superseded, withdrawn in told.values_list("pk", "story", "superseded_by", "withdrawn"):
        if superseded is None and withdrawn is None:
            found.setdefault(-story, set()).add(pk)
    for pk, story, own, superseded, withdrawn in repeating.values_list("pk", "copy_of__story", "story", "superseded_by", "withdrawn"):
        if own is None and superseded is None and withdrawn is None:
            found.setdefault(-story, set()).add(pk)
    for pk, root, own, superseded, withdrawn in copies.values_list("pk", "copy_of", "story", "superseded_by", "withdrawn"):
        if own is None and superseded is None and withdrawn is None:
            found.setdefault(root, {root}).add(pk)
    return {group: tuple(sorted(ids)) for group, ids in found.items() if len(ids) > 1}
