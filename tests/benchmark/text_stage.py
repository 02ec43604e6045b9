"""How fast the text stage is, cold and warm, and how it behaves on hostile input.

    python tests/benchmark/text_stage.py [PAPERS]

Reads council papers from `$DASEINSWERK_SHARED/data/karlsruhe-council` (default `../shared`) and prints CPU milliseconds per
paper and stage: `cold` with empty caches, `primed` after other papers, `warm` in a second pass. CPU time, because the machine is shared.

How well it reads lines nobody tuned it on: `daseinswerk evaluate values tests/benchmark/values_third.tsv` (0.974) and
`daseinswerk evaluate compounds tests/benchmark/compounds_third.tsv` (0.971), both at their first run of 25 November 2026.
"""

import json
import lzma
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.compounds import split
from daseinswerk.engine.text.document import analyse
from daseinswerk.engine.text.language import language
from daseinswerk.engine.text.sentences import sentences
from daseinswerk.engine.text.values import values
from daseinswerk.engine.text.words import index_terms

SHARED = Path(os.environ.get("DASEINSWERK_SHARED", Path(__file__).resolve().parents[3] / "shared"))
HOSTILE = {
    "digits": "1" * 1_000_000, "dots": "." * 1_000_000, "hyphens": "-" * 1_000_000, "digits and dots": "1." * 500_000,
    "hyphens at line ends": "a-\n" * 333_333, "one long line": "Die Stadt baut. " * 62_500, "letters": "a" * 1_000_000,
    "spaces": " " * 1_000_000, "line ends": "\n" * 1_000_000, "abbreviations": "z. B. " * 166_666, "quotes": ".“" * 500_000,
    "marks": "a" + "\u0301" * 999_999, "thousands": "1.000" * 200_000, "spaced": "1 000 " * 166_666, "seite": "Seite 1\n\n" * 111_111,
    "capitals": "A." * 500_000, "slashes": "1/2" * 333_333, "months": "1. Mai und " * 90_909, "hyphenated": "ab-" * 333_333,
    "to": "12 bis " * 142_857, "par": "§ 1, 2" * 166_666, "phone": "0721 1" * 166_666, "at": "a@" * 500_000, "www": "www." * 250_000,
}


def papers(count: int) -> list[str]:
    with lzma.open(SHARED / "data/karlsruhe-council/texts.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return texts[:: max(1, len(texts) // count)][:count]


def timed(work: Callable[[str], object], texts: list[str]) -> float:
    start = process_time()
    for text in texts:
        work(text)
    return (process_time() - start) * 1000 / len(texts)


def main() -> None:
    texts = papers(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
    half = len(texts) // 2
    split("Straßenbau"), index_terms("Anfang"), language("Ein Satz mit mehr als sechs Wörtern steht hier.")  # load the data
    cleaned = [clean(text).text for text in texts]
    print(f"{len(texts)} papers, mean {sum(map(len, texts)) // len(texts)} characters; ms CPU per paper")
    for name, work in {"clean": clean, "sentences": sentences, "values": values, "language": language}.items():
        print(f"{name:12} {timed(work, texts if work is clean else cleaned):6.2f}")
    print(f"{'terms cold':12} {timed(index_terms, cleaned[:half]):6.2f}")
    print(f"{'terms primed':12} {timed(index_terms, cleaned[half:]):6.2f}")
    print(f"{'terms warm':12} {timed(index_terms, cleaned):6.2f}")
    print(f"{'analyse':12} {timed(analyse, texts):6.2f}")
    for name, text in HOSTILE.items():
        print(f"1 MB of {name:22} analyse {timed(analyse, [text]):7.0f} ms, terms {timed(index_terms, [text]):7.0f} ms", flush=True)


if __name__ == "__main__":
    main()
