"""What a person said of two documents. It stands above whatever the machine finds, until the person takes it back.

Taking back is not an act of its own here: a judgement that is no longer passed in has no effect.
"""

from collections.abc import Iterable
from dataclasses import dataclass

RELATIONS = ("same_text", "same_story")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person says that `a` and `b` are (`same`) or are not the same in the sense of `relation`."""

    a: str
    b: str
    relation: str
    same: bool

    def __post_init__(self) -> None:
        if self.a == self.b:
            raise ValueError(f"nobody can judge a document against itself: {self.a}")
        if self.relation not in RELATIONS:
            raise ValueError(f"unknown relation {self.relation!r}; one of {', '.join(RELATIONS)}")

    @property
    def pair(self) -> tuple[str, str]:
        """The two keys in order, so that it does not matter who was named first."""
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)


def cut_pairs(judgements: Iterable[Judgement], relation: str) -> frozenset[tuple[str, str]]:
    """Pairs that a person keeps apart. Where two judgements contradict each other, keeping apart wins: it claims less."""
    return frozenset(
        judgement.pair for judgement in judgements if judgement.relation == relation and not judgement.same
    )


def joined_pairs(judgements: Iterable[Judgement], relation: str) -> frozenset[tuple[str, str]]:
    """Pairs that a person joined and nobody keeps apart."""
    judgements = tuple(judgements)
    joined = {judgement.pair for judgement in judgements if judgement.relation == relation and judgement.same}
    return frozenset(joined - cut_pairs(judgements, relation))
