"""Does a document cost the same in a large library as in a small one? CPU of the text stages and of the comparison, by size of the library.

    python tests/benchmark/bench_growth.py [--sizes 1000 10000 100000] [--library fresh spliced] [--characters 600] [--dump DIR]

The libraries are made, always alike (`--seed`): sentences of real council papers put together to texts of about 600 characters; one text in
twenty is a copy of an earlier one with a sentence exchanged. Two kinds, because what they share decides what comparing costs:

`spliced`: all texts draw on the same sentences. The more texts, the more of them have one sentence in common, so a document has more
partners in a larger library: what grows is the likeness of the library.
`fresh`: every thousand texts give the less common words of the sentences other places (a permutation of its own), so that a thousand texts
share as much as any other thousand, and with the others only what consists of the hundred commonest words. What grows is only the number.

The text stages are those of s2 (clean, language, sentences, words with compound parts, sketch), with a table of words that has seen all
sentences once, which is the normal state. The comparison is what s3 does between reading and storing rows. Checked before any figure is
printed: the share of the copies that are found.
"""

import argparse
import gc
import json
import lzma
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from measured import SHARED

from daseinswerk.engine.dedupe.fingerprint import Fingerprint, sketched
from daseinswerk.engine.dedupe.groups import copies_of
from daseinswerk.engine.dedupe.same_text import same_text
from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.language import language
from daseinswerk.engine.text.sentences import sentences
from daseinswerk.engine.text.words import read_words

WORD = re.compile(r"[^\W\d_]+")
BLOCK = 1000  # texts that share one permutation
COMMONEST = 100  # words that stay as they are
ONE_COPY_IN = 20


class Made:
    """A library of made texts, drawn with a seed."""

    def __init__(self, dump: Path, seed: int, characters: int, *, fresh: bool) -> None:
        self.seed, self.characters, self.fresh = seed, characters, fresh
        self.sentences = sorted(_sentences(dump))
        counts = Counter(word for sentence in self.sentences for word in WORD.findall(sentence))
        self.rarer = [word for word, _ in counts.most_common()][COMMONEST:]

    def texts(self, number: int) -> Iterator[tuple[str, int | None]]:
        """The texts, each with the number of the text it copies, or None."""
        for start in range(0, number, BLOCK):
            names = self._names(start // BLOCK)
            block: list[list[str]] = []
            for place in range(min(BLOCK, number - start)):
                draw = random.Random(f"{self.seed} {start + place}")
                original = draw.randrange(place) if place and place % ONE_COPY_IN == 0 else None
                parts = self._drawn(draw, names) if original is None else list(block[original])
                if original is not None:
                    parts[draw.randrange(len(parts))] = self._sentence(draw, names)
                block.append(parts)
                yield " ".join(parts), None if original is None else start + original

    def _names(self, block: int) -> dict[str, str]:
        if not self.fresh:
            return {}
        others = list(self.rarer)
        random.Random(f"{self.seed} block {block}").shuffle(others)
        return dict(zip(self.rarer, others, strict=True))

    def _drawn(self, draw: random.Random, names: dict[str, str]) -> list[str]:
        parts: list[str] = []
        while sum(map(len, parts)) < self.characters:
            parts.append(self._sentence(draw, names))
        return parts

    def _sentence(self, draw: random.Random, names: dict[str, str]) -> str:
        sentence = draw.choice(self.sentences)
        return WORD.sub(lambda match: names.get(match[0], match[0]), sentence) if names else sentence


def _sentences(dump: Path) -> set[str]:
    """Different sentences of 60 to 250 characters from every third paper."""
    with lzma.open(dump / "texts.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for number, line in enumerate(lines) if number % 3 == 0]
    found: set[str] = set()
    for text in texts:
        cleaned = clean(text).text
        found.update(" ".join(span.words(cleaned).split()) for span in sentences(cleaned) if 60 <= span.end - span.start <= 250)
    return found


def read(text: str, key: str) -> Fingerprint:
    """What s2 does with a text it has in hand."""
    cleaned = clean(text).text
    language(cleaned)
    sentences(cleaned)
    return sketched(key, read_words(cleaned).hashes)


def measured(made: Made, size: int) -> dict[str, float]:
    """CPU microseconds for a document, the share of copies found, and pairs for a document."""
    prints: list[Fingerprint] = []
    copies: set[tuple[str, str]] = set()
    spent = 0.0
    for number, (text, original) in enumerate(made.texts(size)):
        key = f"{number:010}"
        if original is not None:
            copies.add((f"{original:010}", key))
        begin = time.thread_time()
        prints.append(read(text, key))
        spent += time.thread_time() - begin
    best = float("inf")
    for _ in range(3 if size <= 10_000 else 1):
        begin = time.thread_time()
        edges = same_text(prints)
        copies_of(edges, (), {})
        best = min(best, time.thread_time() - begin)
    found = {(edge.a, edge.b) for edge in edges}
    return {"text_us": 1e6 * spent / size, "compare_us": 1e6 * best / size, "copies": len(found & copies) / len(copies), "pairs": len(found) / size}


def peak() -> int:
    """Most memory this process has held, MiB."""
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--library", nargs="+", choices=["fresh", "spliced"], default=["fresh", "spliced"])
    parser.add_argument("--characters", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dump", type=Path, default=SHARED / "karlsruhe-council")
    asked = parser.parse_args()
    print(f"{'library':9} {'documents':>9} {'text µs':>8} {'compare µs':>10} {'both':>7} {'to first':>8} {'copies':>7} {'pairs':>6} {'peak MiB':>8}")
    for library in asked.library:
        made = Made(asked.dump, asked.seed, asked.characters, fresh=library == "fresh")
        for start in range(0, len(made.sentences), BLOCK):
            read("\n".join(made.sentences[start : start + BLOCK]), "")
        gc.collect()
        gc.freeze()
        first = 0.0
        for size in asked.sizes:
            figures = measured(made, size)
            if figures["copies"] < 0.9:
                raise SystemExit(f"only {figures['copies']:.3f} of the copies were found: the figures would mean nothing")
            both = figures["text_us"] + figures["compare_us"]
            first = first or both
            print(
                f"{library:9} {size:9} {figures['text_us']:8.0f} {figures['compare_us']:10.1f} {both:7.0f} {both / first:8.2f} "
                f"{figures['copies']:7.3f} {figures['pairs']:6.2f} {peak():8}",
                flush=True,
            )


if __name__ == "__main__":
    main()
