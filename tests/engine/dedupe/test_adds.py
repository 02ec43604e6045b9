"""What a telling says beyond the original."""

import pytest

from daseinswerk.engine.dedupe.adds import adds
from daseinswerk.engine.text.document import analyse

ORIGINAL = (
    "Die Stadt Neustadt baut bis zum Sommer ein Funknetz für ihre Zähler. "
    "Der Gemeinderat hat dafür 250.000 Euro bewilligt. "
    "Betreiben werden es die Stadtwerke zusammen mit dem Tiefbauamt."
)
TELLINGS = [  # telling, sentences it adds, why
    (ORIGINAL, [], "a copy adds nothing"),
    (f"Neues aus Neustadt\n\n{ORIGINAL}", [], "a heading is no sentence of its own"),
    (ORIGINAL.replace("baut bis zum Sommer", "baut nun bis zum Sommer"), [], "one word more is the same sentence"),
    (f"{ORIGINAL} Kritik kommt von den Freien Wählern im Rat.", ["Kritik kommt von den Freien Wählern im Rat."], "a sentence of its own"),
    (ORIGINAL.replace("250.000", "310.000"), ["Der Gemeinderat hat dafür 310.000 Euro bewilligt."], "another sum is the news"),
    ("Ganz etwas anderes steht in diesem kurzen Text.", ["Ganz etwas anderes steht in diesem kurzen Text."], "nothing in common"),
    ("", [], "an empty text"),
]


@pytest.mark.parametrize(("telling", "expected", "reason"), TELLINGS)
def test_what_a_telling_adds(telling: str, expected: list[str], reason: str) -> None:
    added = adds(analyse(ORIGINAL), analyse(telling))
    assert [span.words(telling) for span in added.sentences] == expected, reason
    assert len(added.sentences) <= added.of
