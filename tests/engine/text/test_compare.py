"""What a person sees who compares two versions of a text: the words that changed, not the letters, and no crumbs."""

import random
from time import process_time

import pytest

from daseinswerk.engine.text.compare import Kind, accepted, compare, passages, rejected

SIGNS = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.INSERTED: "{{+{}+}}"}


def written(old: str, new: str) -> str:
    """The changes as one line: removed words in [- -], inserted ones in {+ +}."""
    return "".join(SIGNS[change.kind].format(change.text) for change in compare(old, new))


TABLE = [  # old, new, shown, why
    ("Das kostet 35.000 Euro.", "Das kostet 35.500 Euro.", "Das kostet [-35.000-]{+35.500+} Euro.", "a figure is one word"),
    ("Am 1.3.2024 begann es.", "Am 1.4.2024 begann es.", "Am [-1.3.2024-]{+1.4.2024+} begann es.", "a date is one word"),
    ("Die Stadt baut.", "Die Stadt baut ein Netz.", "Die Stadt baut{+ ein Netz+}.", "words that came"),
    ("Die Stadt baut ein Netz.", "Die Stadt baut.", "Die Stadt baut[- ein Netz-].", "words that went"),
    ("Netz.\nDer Rat berät.\nEnde.", "Netz.\nEnde.", "Netz.\n[-Der Rat berät.\n-]Ende.", "a sentence that went"),
    (
        "Der Ausschuss lehnte den Plan ab.", "Im Mai kauft die Stadt, wie berichtet, Sensoren.",
        "[-Der Ausschuss lehnte den Plan ab-]{+Im Mai kauft die Stadt, wie berichtet, Sensoren+}.", "two sentences with nothing in common are not mixed word by word",
    ),
    ("", "Neu.", "{+Neu.+}", "nothing before"),
    ("Alt.", "", "[-Alt.-]", "nothing after"),
    ("Gleich.", "Gleich.", "Gleich.", "nothing changed"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "shown", "why"), TABLE, ids=[row[3] for row in TABLE])
def test_changes_are_shown_as_a_reader_would_mark_them(old: str, new: str, shown: str, why: str) -> None:
    assert written(old, new) == shown, why


def test_a_line_end_that_moved_is_no_change_a_reader_sees() -> None:
    found = passages(compare("Die Stadt baut\nein Netz.\nEnde.", "Die Stadt baut ein Netz.\nEnde."))
    assert [passage.changed for passage in found] == [False, False, False]


def test_only_the_paragraph_with_the_change_counts_as_changed() -> None:
    old = "Erster Absatz.\n\nZweiter mit 12 Wörtern.\n\nDritter.\n"
    found = passages(compare(old, old.replace("12", "13")))
    assert ["".join(change.text for change in passage.changes) for passage in found if passage.changed] == ["Zweiter mit 1213 Wörtern.\n"]


@pytest.mark.parametrize(("characters", "share", "seconds"), [(9_000, 0.2, 0.05), (200_000, 0.2, 1.0), (200_000, 1.0, 1.0)])
def test_also_a_long_paper_is_compared_while_one_waits(characters: int, share: float, seconds: float) -> None:
    """The limits leave room for a busy machine: measured are 3, 200 and 700 ms."""
    chance = random.Random(1)
    words = [f"{chance.choice(('wort', 'netz', 'rat', 'stadt'))}{chance.randrange(3000)}" for _ in range(characters // 9)]
    sentences = [" ".join(words[at : at + 14]).capitalize() + ". " for at in range(0, len(words), 14)]
    changed = [chance.choice(sentences) if chance.random() < share else sentence for sentence in sentences]
    old, new = "".join(sentences), "".join(changed)
    began = process_time()
    changes = compare(old, new)
    assert process_time() - began < 3 * seconds
    assert (accepted(changes), rejected(changes)) == (new, old)
