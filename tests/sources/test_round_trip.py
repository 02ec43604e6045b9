"""Real council texts, printed as PDF by a browser and written as DOCX, come back with their words in their order."""

import html
import io
import json
import lzma
import random
import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser
from rapidfuzz.distance import LCSseq

from daseinswerk.sources.reading import read_bytes

FILES = 20
# Soft hyphens, controls, and characters of symbol fonts (bullets), which a browser without the font cannot print.
UNPRINTED = re.compile("[\xad\x00-\x08\ue000-\uf8ff]")


@pytest.fixture(scope="module")
def texts(shared: Path) -> list[str]:
    with lzma.open(shared / "data" / "karlsruhe-council" / "texts.jsonl.xz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line)["text"] for line in lines]
    return random.Random(7).sample(found, FILES)


def words(text: str) -> list[str]:
    """Words with a letter or a figure."""
    return [word for word in UNPRINTED.sub("", text).split() if any(sign.isalnum() for sign in word)]


def share_in_order(original: str, read: str) -> float:
    """The part of the original's words that were read, in their order."""
    return LCSseq.similarity(words(original), words(read)) / len(words(original))


@pytest.mark.shared
def test_words_of_a_docx_come_back_in_order(texts: list[str]) -> None:
    for text in texts:
        document, out = docx.Document(), io.BytesIO()
        for line in text.split("\n"):
            document.add_paragraph("".join(sign for sign in line if sign >= " " or sign == "\t"))
        document.save(out)
        assert share_in_order(text, read_bytes("vorlage.docx", out.getvalue()).text) >= 0.99


@pytest.mark.shared
@pytest.mark.browser
def test_words_of_a_printed_pdf_come_back_in_order(texts: list[str], chromium: Browser) -> None:
    page = chromium.new_page()
    for text in texts:
        page.set_content("<html lang=de>" + "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n")))
        assert share_in_order(text, read_bytes("vorlage.pdf", page.pdf(format="A4")).text) >= 0.99
    page.close()
