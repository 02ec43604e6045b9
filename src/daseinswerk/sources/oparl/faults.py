"""What is wrong with a council's objects, counted over all its lists: for its owner, in plain German, each with one object to look at.

Objects are judged as they came, before they are healed. Kept in the cursor of the source as `faults`: [[sentence, objects, example], …].
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from daseinswerk.sources.oparl.validator import check

MOST = 20  # kinds of faults; a person reads them
MOST_KINDS = 500  # while counting: a system that invents property names must not fill the memory
NUMBER = re.compile(r"\[\d+\]")
VALUE = re.compile(r"ist „[^“]*“, ")  # the same fault of many values is one fault


@dataclass(slots=True)
class Faults:
    """Faults by their sentence: how many objects have it, and the first of them."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, kept: object) -> "Faults":
        """From the cursor; what makes no sense there is forgotten."""
        faults = cls()
        for entry in kept if isinstance(kept, list) else ():
            if isinstance(entry, list) and len(entry) == 3 and isinstance(entry[0], str) and isinstance(entry[1], int):
                faults.counts[entry[0]], faults.examples[entry[0]] = entry[1], str(entry[2])
        return faults

    def take(self, objects: Iterable[object]) -> None:
        """Judge these objects."""
        for found in objects:
            if not isinstance(found, dict):
                continue
            for sentence in {one_for_many(finding.sentence()) for finding in check(found)}:
                if sentence in self.counts or len(self.counts) < MOST_KINDS:
                    self.counts[sentence] += 1
                    self.examples.setdefault(sentence, _example(found))

    def written(self) -> list[list[Any]]:
        """As the cursor holds it, the most frequent first."""
        return [[sentence, times, self.examples[sentence]] for sentence, times in self.counts.most_common(MOST)]


def one_for_many(sentence: str) -> str:
    """The sentence without what differs from object to object."""
    return VALUE.sub("ist falsch geschrieben, ", NUMBER.sub("[…]", sentence))


def _example(found: Mapping[str, Any]) -> str:
    identity = found.get("id")
    return identity[:1000].encode("utf-8", "replace").decode() if isinstance(identity, str) else ""
