"""The text stages beside what one would build instead, on real council papers, in turn, in one run.

    python tests/benchmark/bench_text_stages.py [--papers 5520] [--measured 1500] [--block 60] [--dump DIR]

Ours: language, sentences, words (lemma, stem, compound parts), municipality forms, sketch, one row in an FTS5 index. The peer: spaCy's
blank German pipeline with sentencizer and lookup lemmas, its PhraseMatcher over the same municipality forms, datasketch MinHash over word
triples, the same index with its lemmas; it splits no compounds and is not asked for the language. Both get the same cleaned text;
what cleaning costs stands in a line of its own.

`cold`: empty caches. `primed`: papers nobody has seen, with nothing but the file of words that reading all other papers left behind.
`warm`: the same papers a second time. Printed are CPU milliseconds of this thread for a paper, papers for a CPU second, and the median
over blocks of 60 of the ratio to the peer. The peer needs `pip install spacy spacy-lookups-data datasketch` (extra `bench`); it is for
measuring only, the program never imports it.
"""

import argparse
import gc
import importlib
import json
import lzma
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from measured import SHARED

from daseinswerk.engine.dedupe.fingerprint import sketched
from daseinswerk.engine.linking.gazetteer import Gazetteer
from daseinswerk.engine.linking.register import Register
from daseinswerk.engine.text import compounds, word_file
from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.language import language
from daseinswerk.engine.text.sentences import sentences
from daseinswerk.engine.text.words import WORDS, index_terms, read_words, term
from daseinswerk.starter import starter_folder

INDEX = "CREATE VIRTUAL TABLE found USING fts5(body, content='', tokenize=\"unicode61 remove_diacritics 0 tokenchars '/._-+§$&@'\")"


class Line(Protocol):
    """A text in, a row in the index out."""

    name: str
    base: sqlite3.Connection
    sentences: int

    def read(self, key: int, text: str) -> str:
        """The body for the index; everything else is computed as well."""


def index() -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    base.execute(INDEX)
    return base


class Ours:
    """The stages of the engine."""

    name = "daseinswerk"

    def __init__(self) -> None:
        self.base, self.sentences = index(), 0
        self.gazetteer = Gazetteer(Register.load(starter_folder()))
        index_terms("Straßenbeleuchtung"), language("Ein Satz mit mehr als sechs Wörtern steht hier.")  # load the lexicons

    def read(self, key: int, text: str) -> str:
        language(text)
        self.sentences += len(sentences(text))
        self.gazetteer.find(text)
        words = read_words(text)
        sketched(str(key), words.hashes).to_bytes()
        return words.terms


class Peer:
    """spaCy blank, lookup lemmas, PhraseMatcher, datasketch."""

    name = "peer"

    def __init__(self) -> None:
        spacy = importlib.import_module("spacy")
        self.minhash = importlib.import_module("datasketch").MinHash
        self.base, self.sentences = index(), 0
        self.pipeline = spacy.blank("de")
        self.pipeline.max_length = 10_000_000
        self.pipeline.add_pipe("sentencizer")
        self.pipeline.add_pipe("lemmatizer", config={"mode": "lookup"})
        self.pipeline.initialize()
        self.matcher = importlib.import_module("spacy.matcher").PhraseMatcher(self.pipeline.vocab)
        forms = Gazetteer(Register.load(starter_folder())).surfaces()
        self.matcher.add("place", list(self.pipeline.tokenizer.pipe(forms)))

    def read(self, key: int, text: str) -> str:
        document = self.pipeline(text)
        self.sentences += sum(1 for _ in document.sents)
        self.matcher(document)
        words = [token.lower_ for token in document if token.is_alpha or token.like_num]
        sketch = self.minhash(num_perm=128)
        sketch.update_batch([" ".join(words[at : at + 3]).encode() for at in range(len(words) - 2)])
        return " ".join(token.lemma_.lower() for token in document if not token.is_punct and not token.is_space)


def papers(dump: Path, count: int) -> list[str]:
    """The cleaned texts, in an order drawn with seed 1; how long cleaning took is printed."""
    with lzma.open(dump / "texts.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    random.Random(1).shuffle(texts)
    begin = time.thread_time()
    cleaned = [clean(text).text for text in texts[:count]]
    spent = (time.thread_time() - begin) * 1000 / len(cleaned)
    say(what="clean", papers=len(cleaned), ms=round(spent, 2), kB=round(sum(map(len, cleaned)) / len(cleaned) / 1000, 2))
    return cleaned


def in_turn(lines: list[Line], texts: list[str], block: int) -> dict[str, list[float]]:
    """CPU seconds of each line for each block; the lines take every block one after the other, each first in every second block."""
    spent: dict[str, list[float]] = {line.name: [] for line in lines}
    for number, start in enumerate(range(0, len(texts), block)):
        for line in lines if number % 2 else reversed(lines):
            begin = time.thread_time()
            for key, text in enumerate(texts[start : start + block], start + 1):
                body = line.read(key, text)
                line.base.execute("INSERT INTO found(rowid, body) VALUES (?, ?)", (key, body))
            line.base.commit()
            spent[line.name].append(time.thread_time() - begin)
    return spent


def checked(lines: list[Line], texts: list[str]) -> None:
    """Both lines did the work: every paper has its row, common words find about the same papers, sentences are of one order."""
    for line in lines:
        rows = line.base.execute("SELECT count(*) FROM found WHERE found MATCH 'stadt OR karlsruh OR karlsruhe'").fetchone()[0]
        if rows < 0.7 * len(texts):
            sys.exit(f"{line.name} finds Karlsruhe in {rows} of {len(texts)} papers: the figures would mean nothing")
    # The sentencizer ends a sentence at every full stop, in office texts twice as often as there is an end.
    few, many = sorted(line.sentences for line in lines) if len(lines) > 1 else (1, 1)
    if few < 0.25 * many:
        sys.exit(f"{few} and {many} sentences: the figures would mean nothing")


def emptied(lines: list[Line]) -> None:
    for line in lines:
        line.base, line.sentences = index(), 0


def told(state: str, spent: dict[str, list[float]], texts: int, lines: list[Line]) -> None:
    for line in lines:
        seconds = sum(spent[line.name])
        say(state=state, system=line.name, papers=texts, ms=round(1000 * seconds / texts, 2), per_cpu_second=round(texts / seconds))
    if len(lines) > 1:
        ratios = [theirs / ours for ours, theirs in zip(spent[lines[0].name], spent[lines[1].name], strict=True)]
        say(state=state, ratio_median=round(statistics.median(ratios), 2), ratio_of_sums=round(sum(spent["peer"]) / sum(spent[lines[0].name]), 2))


def measured(state: str, lines: list[Line], texts: list[str], block: int) -> None:
    emptied(lines)
    spent = in_turn(lines, texts, block)
    checked(lines, texts)
    told(state, spent, len(texts), lines)


def primed_by_file() -> None:
    """Forget everything and read what another process would find in the file of words."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.words"
        begin = time.thread_time()
        pieces = word_file.add(path, WORDS.learnt())
        written = time.thread_time()
        size = path.stat().st_size
        WORDS.clear(), term.cache_clear(), compounds.forget()
        gc.collect()
        cleared = time.thread_time()
        word_file.load(path, WORDS)
        say(what="file of words", pieces=pieces, MB=round(size / 1e6, 1), write_s=round(written - begin, 2), load_s=round(time.thread_time() - cleared, 2))
    settled()


def settled() -> None:
    """What a worker does once its lexicons are loaded: the collector need not walk them again and again."""
    gc.collect()
    gc.freeze()


def say(**figures: Any) -> None:
    print(json.dumps(figures, ensure_ascii=False), flush=True)


def versions() -> Iterator[tuple[str, str]]:
    for name in ("numpy", "simplemma", "spacy", "spacy-lookups-data", "datasketch"):
        yield name, version(name)


def memory() -> int:
    """Resident memory of this process, MiB."""
    return int(Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dump", type=Path, default=SHARED / "karlsruhe-council")
    parser.add_argument("--papers", type=int, default=5520)
    parser.add_argument("--measured", type=int, default=1500)
    parser.add_argument("--block", type=int, default=60)
    parser.add_argument("--alone", action="store_true", help="without the peer: for looking at one change")
    asked = parser.parse_args()
    say(**dict(versions()))
    texts = papers(asked.dump, asked.papers)
    first, last = texts[: asked.measured], texts[-asked.measured :]
    lines: list[Line] = [Ours()]
    if not asked.alone:
        lines.append(Peer())
    settled()
    measured("cold", lines, first, asked.block)
    for text in texts[asked.measured : -asked.measured]:
        lines[0].read(0, text)
    primed_by_file()
    measured("primed", lines, last, asked.block)
    measured("warm", lines, last, asked.block)
    say(what="memory, with the peer and all texts" if not asked.alone else "memory, with all texts", MiB=memory())


if __name__ == "__main__":
    main()
