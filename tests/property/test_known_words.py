"""Laws of the table of words: it changes speed, never a result, whether it is empty, kept between runs, full or damaged."""

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from daseinswerk.engine.dedupe.fingerprint import sketched
from daseinswerk.engine.text import word_file
from daseinswerk.engine.text.word_table import Reading, WordTable
from daseinswerk.engine.text.words import WORDS

PIECES = st.sampled_from(
    ["Straßenbeleuchtung,", "(Straßenbeleuchtung", "Stadt", "Stadt.", "KA-Feedback-App", "2023/0140", "1.250,50", "–", "und/oder", "§", "12.", "Haus\ud800", "ﬁ", "x" * 60]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25).map(" ".join)


def fresh(capacity: int = 1000) -> WordTable:
    return WordTable(WORDS._cut, WORDS._analyse, WORDS._number, capacity)


def same(a: Reading, b: Reading) -> bool:
    return a.terms == b.terms and np.array_equal(a.hashes, b.hashes)


@given(texts=st.lists(TEXTS, max_size=6))
@settings(deadline=None)
def test_a_table_that_has_seen_other_texts_or_is_full_reads_like_an_empty_one(texts: list[str]) -> None:
    used, full = fresh(), fresh(capacity=3)
    for text in texts:
        empty = fresh().read(text)
        assert same(used.read(text), empty)
        assert same(full.read(text), empty)
        assert sketched("k", empty.hashes).to_bytes() == sketched("k", used.read(text).hashes).to_bytes()


@given(texts=st.lists(TEXTS, min_size=1, max_size=6))
@settings(deadline=None, max_examples=40)
def test_what_was_kept_in_a_file_gives_the_same_bytes(tmp_path_factory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("words") / "v.words"
    first = fresh()
    before = [first.read(text) for text in texts]
    kept = word_file.add(path, first.learnt())
    second = fresh()
    assert word_file.load(path, second) == word_file.count(path) == kept == len(first)
    assert all(same(second.read(text), reading) for text, reading in zip(texts, before, strict=True))
    assert not second.learnt()


def test_words_of_several_workers_are_one_file(tmp_path: Path) -> None:
    path = tmp_path / "v.words"
    for text in ("Die Stadt baut.", "Die Gemeinde baut Netze."):
        worker = fresh()
        worker.read(text)
        word_file.add(path, worker.learnt())
    everything = fresh()
    assert word_file.load(path, everything) == len(everything) == 7
    assert {entry.piece for entry in everything.entries()} >= {"Stadt", "Gemeinde", "Netze.", "Netze"}


def test_a_damaged_or_foreign_file_is_not_read_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "v.words"
    table = fresh()
    table.read("Die Stadt baut Netze.")
    entries = table.learnt()
    word_file.add(path, entries)
    whole = path.read_bytes()
    for damaged in (whole[:-3], whole[:40], b"", whole[:8] + b"anotherone12" + whole[20:], whole[:-9] + b"x" + whole[-8:]):
        path.write_bytes(damaged)
        assert word_file.load(path, fresh()) == 0
    word_file.add(path, entries)
    assert path.read_bytes() == whole
    assert [file.name for file in tmp_path.iterdir()] == ["v.words"]
