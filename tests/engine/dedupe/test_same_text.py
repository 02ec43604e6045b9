"""One text reaches the library again: whole, cut, inside another, as a form letter; and a person has the last word."""

import random

import pytest

from daseinswerk.engine.dedupe.fingerprint import Fingerprint, fingerprint
from daseinswerk.engine.dedupe.groups import copies_of, grouped
from daseinswerk.engine.dedupe.judgement import Judgement
from daseinswerk.engine.dedupe.same_text import same_text

WORDS = [
    f"{a}{b}{c}"
    for a in ("stra", "wasser", "netz", "schul", "hafen")
    for b in "aeiou"
    for c in ("ßen", "plan", "werk", "amt")
]


def story(seed: int, sentences: int = 12) -> list[str]:
    """Sentences nobody wrote before: the same seed gives the same text."""
    dice = random.Random(seed)
    return [" ".join(dice.choice(WORDS) for _ in range(9)) + "." for _ in range(sentences)]


def prints(**texts: str) -> list[Fingerprint]:
    return [fingerprint(key, text) for key, text in texts.items()]


def pairs(**texts: str) -> set[tuple[str, str]]:
    return {(edge.a, edge.b) for edge in same_text(prints(**texts))}


FOUND = [
    ("a copy", lambda s, other: " ".join(s)),
    ("the first half", lambda s, other: " ".join(s[:6])),
    ("another order", lambda s, other: " ".join(reversed(s))),
    ("inside another text", lambda s, other: " ".join(other + s)),
    ("capitals and ss for ß", lambda s, other: " ".join(s).upper().replace("ß", "ss")),
    ("a third of the sentences exchanged", lambda s, other: " ".join(s[:8] + other[:4])),
]


@pytest.mark.parametrize(("how", "edit"), FOUND, ids=[row[0] for row in FOUND])
def test_an_edited_copy_is_recognised(how: str, edit) -> None:
    source = story(1)
    assert pairs(a=" ".join(source), b=edit(source, story(2)), c=" ".join(story(3))) == {("a", "b")}


def test_two_short_titles_are_never_the_same_text() -> None:
    assert pairs(a="Bericht des Oberbürgermeisters zur Lage", b="Bericht des Oberbürgermeisters zur Lage") == set()


def test_a_common_closing_sentence_makes_no_copy() -> None:
    close = " Der Gemeinderat nimmt den Bericht zur Kenntnis und stimmt dem weiteren Vorgehen zu."
    assert pairs(a=" ".join(story(1)) + close, b=" ".join(story(2)) + close) == set()


def test_every_letter_of_a_family_of_150_finds_a_partner() -> None:
    base, dice = " ".join(story(9, 20)), random.Random(5)
    family = [
        fingerprint(f"{n:03}", f"{base} Aktenzeichen {dice.randrange(10**6)} {dice.choice(WORDS)}") for n in range(150)
    ]
    edges = same_text(family)
    assert {key for edge in edges for key in (edge.a, edge.b)} == {each.key for each in family}
    assert len(grouped(edges, (), "same_text", {})) == 1


def test_a_fingerprint_survives_the_database() -> None:
    for text in ("", "zwei Wörter", " ".join(story(1)), " ".join(story(1, 80))):
        before = fingerprint("k", text)
        after = Fingerprint.from_bytes("k", before.to_bytes())
        assert (after.words, after.triples, after.bound) == (before.words, before.triples, before.bound)
        assert after.hashes.tolist() == before.hashes.tolist()


def test_a_fingerprint_of_another_version_is_refused_and_not_misread() -> None:
    with pytest.raises(ValueError, match="version 9"):
        Fingerprint.from_bytes("k", b"\x09" + fingerprint("k", "a b c d").to_bytes()[1:])


def test_a_person_cuts_a_pair_and_the_copies_go_to_different_groups() -> None:
    text = " ".join(story(1))
    cut = Judgement("b", "a", "same_text", same=False)
    edges = same_text(prints(a=text, b=text, c=text), judgements=[cut])
    assert ("a", "b") not in {(edge.a, edge.b) for edge in edges}
    for group in grouped(edges, [cut], "same_text", {}):
        assert not {"a", "b"} <= set(group.members)


def test_a_person_joins_two_texts_the_machine_keeps_apart_and_takes_it_back() -> None:
    apart = prints(a=" ".join(story(1)), b=" ".join(story(2)))
    (edge,) = same_text(apart, judgements=[Judgement("a", "b", "same_text", same=True)])
    assert (edge.score, "Person" in edge.reason) == (1.0, True)
    assert same_text(apart) == ()


def test_the_oldest_of_a_group_is_its_original() -> None:
    text = " ".join(story(1))
    edges = same_text(prints(a=text, b=text, c=text))
    assert copies_of(edges, (), {"a": ("2024-05-01",), "b": ("2023-01-01",), "c": ("9999",)}) == {"a": "b", "c": "b"}


def test_two_documents_under_one_key_are_an_error() -> None:
    with pytest.raises(ValueError, match="same key"):
        same_text([fingerprint("a", "eins zwei drei"), fingerprint("a", "vier fünf sechs")])
