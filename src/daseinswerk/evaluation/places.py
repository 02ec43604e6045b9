"""How well places in sentences are found: links against the keys a person expects, each sentence on its own."""

from pathlib import Path

from daseinswerk.engine.linking.links import Link
from daseinswerk.engine.linking.places import PlaceLinker
from daseinswerk.evaluation.result import Result, columns, from_counts
from daseinswerk.starter import starter_folder

_NONE = "-"


def evaluate(path: Path) -> Result:
    """Micro precision, recall and F1 over (line, key); lines are id, text, expected keys (AGS, `K` + 5 digits, `-` for none)."""
    linker = PlaceLinker.load(starter_folder())
    n = hits = found = wanted = 0
    misses = []
    for number, text, gold in columns(path, ("Nummer", "Text", "Schlüssel")):
        expected = frozenset() if gold.strip() == _NONE else frozenset(gold.split())
        got = keys(linker.link(text))
        n, hits, found, wanted = n + 1, hits + len(expected & got), found + len(got), wanted + len(expected)
        if expected != got:
            misses.append({"id": number, "text": text, "expected": _listed(expected), "got": _listed(got)})
    exact = round(1 - len(misses) / n, 4) if n else 1.0
    return from_counts("places", n, hits=hits, found=found, expected=wanted, misses=tuple(misses), groups={"exact": exact})


def keys(links: tuple[Link, ...]) -> frozenset[str]:
    """The municipalities and counties of links in the form of the gold files; Länder are not counted there."""
    prefix = {"municipality": "", "county": "K"}
    return frozenset(prefix[link.kind] + link.key for link in links if link.kind in prefix)


def _listed(found: frozenset[str]) -> str:
    return " ".join(sorted(found)) or _NONE
