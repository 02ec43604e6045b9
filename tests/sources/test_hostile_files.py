"""Damaged and hostile files: each ends in time with a sentence, and whoever asked is still there and can go on."""

import os
import random
import resource
import time
from collections.abc import Iterator

import pytest
from hostile_files import CORPORA, WORDS, Corpus, body, docx, good_pdf, page_with, paragraph, squeezed, stream

from daseinswerk.sources import reading
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.sandbox import Sandbox

DEADLINE = 6.0
GRACE = 3.0  # to end the child, on a machine that has other work, too


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(DEADLINE) as box:
        yield box


@pytest.mark.parametrize("corpus", CORPORA, ids=["pdfs", "docxs", "pages"])
def test_every_hostile_file_ends_in_time_with_a_sentence(corpus: Corpus, sandbox: Sandbox) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seen = set()
    for name, data, words in corpus():
        seen.add(name)
        start = time.monotonic()
        with pytest.raises(Refused) as refused:
            reading.read_bytes(name, data, within=sandbox)
        assert time.monotonic() - start < DEADLINE + GRACE, name
        assert words in refused.value.reason, name
        assert refused.value.reason[0].isupper() and refused.value.reason.endswith("."), name
    assert len(seen) >= 20, "the three of them together are to be many"
    assert reading.read_bytes("gut.pdf", good_pdf(), within=sandbox).text.strip() == WORDS.strip()
    # What a bomb unpacks to stays in the child: here there are only the packed bytes of the largest of them.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


def test_a_good_file_between_hostile_ones_is_read(sandbox: Sandbox) -> None:
    hostile = [b"%PDF-1.7\n", docx(b"kein xml"), b"<html>" + b"<" * 1_100_000]
    for name, data in zip(("a.pdf", "a.docx", "a.html"), hostile, strict=True):
        with pytest.raises(Refused):
            reading.read_bytes(name, data, within=sandbox)
        assert reading.read_bytes("b.docx", docx(body(paragraph(WORDS))), within=sandbox).text == WORDS


def test_no_hostile_file_leaves_anything_behind(sandbox: Sandbox) -> None:
    reading.read_bytes("gut.pdf", good_pdf(), within=sandbox)
    files = len(os.listdir("/proc/self/fd"))
    bomb = stream(squeezed(700), b"/Filter /FlateDecode")
    for _ in range(3):
        with pytest.raises(Refused, match="Arbeitsspeicher"):
            reading.read_bytes("bombe.pdf", page_with(bomb), within=sandbox)
        reading.read_bytes("gut.pdf", good_pdf(), within=sandbox)
    assert len(os.listdir("/proc/self/fd")) == files


@pytest.mark.parametrize("seed", range(12))
def test_a_file_with_random_damage_is_read_or_refused(seed: int, sandbox: Sandbox) -> None:
    dice = random.Random(seed)
    for name, data in (("a.pdf", good_pdf()), ("a.docx", docx(body(paragraph(WORDS) * 20)))):
        for _ in range(15):
            damaged = bytearray(data)
            for _ in range(dice.randint(1, 12)):
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
            try:
                assert reading.read_bytes(name, bytes(damaged), within=sandbox).text.strip()
            except Refused as refusal:
                assert refusal.reason.endswith(".")
