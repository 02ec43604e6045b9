"""Two files of one name: a later version, or another paper that is called alike."""

import random

from daseinswerk.engine.dedupe.fingerprint import fingerprint
from daseinswerk.engine.dedupe.versions import is_version

WORDS = [f"wort{number}" for number in range(4000)]


def text(seed: int, words: int = 400) -> list[str]:
    return random.Random(seed).choices(WORDS, k=words)


def alike(a: list[str], b: list[str]) -> bool:
    left, right = fingerprint("a", " ".join(a)), fingerprint("b", " ".join(b))
    assert is_version(left, right) == is_version(right, left)
    return is_version(left, right)


def test_a_changed_sentence_makes_a_version():
    first = text(1)
    assert alike(first, first[:100] + text(2, 20) + first[120:])


def test_a_longer_edition_is_a_version():
    assert alike(text(1), text(1) + text(3, 1200))


def test_another_paper_of_the_same_name_is_none():
    assert not alike(text(1), text(2))


def test_of_a_short_note_the_name_decides():
    assert alike(text(1, 30), text(2, 30))
