"""How well sentences are told apart: where each one begins in a running text."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from daseinswerk.engine.text.sentences import sentences
from daseinswerk.evaluation.result import Result, from_counts, open_lines

_IN_A_ROW = 10  # sentences of a CoNLL-U file joined into one text
_CONTEXT = 40  # characters shown on both sides of a miss


def evaluate(path: Path) -> Result:
    """Micro precision, recall and F1 of sentence beginnings inside each text (the first beginning is not counted)."""
    hits = found = expected = n = 0
    misses: list[dict[str, object]] = []
    for group in _groups(path):
        n += len(group)
        text, starts = _joined(group)
        said = frozenset(span.start for span in sentences(text)[1:])
        hits += len(starts & said)
        found += len(said)
        expected += len(starts)
        misses.extend(_miss(text, place, place in starts) for place in sorted(starts ^ said))
    return from_counts("sentences", n, hits=hits, found=found, expected=expected, misses=tuple(misses))


def _joined(group: Sequence[str]) -> tuple[str, frozenset[int]]:
    starts, place = set(), 0
    for sentence in group:
        starts.add(place)
        place += len(sentence) + 1
    return " ".join(group), frozenset(starts - {0})


def _miss(text: str, place: int, expected: bool) -> dict[str, object]:
    around = f"{text[max(0, place - _CONTEXT) : place]}│{text[place : place + _CONTEXT]}"
    return {"text": around, "expected": "begins here" if expected else "goes on", "got": "goes on" if expected else "begins here"}


def _groups(path: Path) -> Iterator[list[str]]:
    if ".conllu" in path.suffixes:
        texts = [line.removeprefix("# text = ").strip() for line in open_lines(path) if line.startswith("# text = ")]
        yield from (texts[i : i + _IN_A_ROW] for i in range(0, len(texts), _IN_A_ROW))
        return
    paragraph: list[str] = []
    for line in open_lines(path):
        if line.startswith("#"):
            continue
        if line.strip():
            paragraph.append(line.strip())
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph
