"""How faithfully and how fast sources are read: dump, PDF, DOCX, HTML, and what the sandbox costs.

    python tests/benchmark/sources.py [--texts 20] [--seed 1]

Council texts (`DASEINSWERK_SHARED`, default `../shared`) are rendered to PDF and HTML by Chromium and to DOCX by python-docx, then read back. "words" is the
share of the original's words that come back in their order (longest common subsequence); characters of symbol fonts are no words.
Times are milliseconds for one file, CPU of parent and child together; the peer for PDF is pypdf, in the same run. The last
lines say what a file costs inside the child and without one.
"""

import argparse
import html
import io
import json
import lzma
import os
import random
import re
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean, median

import docx
from playwright.sync_api import sync_playwright
from rapidfuzz.distance import LCSseq

from daseinswerk.sources import oparl, pdf
from daseinswerk.sources.extracted import Extracted
from daseinswerk.sources.reading import read_bytes
from daseinswerk.sources.sandbox import Sandbox

SHARED = Path(os.environ.get("DASEINSWERK_SHARED", Path(__file__).resolve().parents[2].parent / "shared")) / "data"
COUNCIL = SHARED / "karlsruhe-council"
# Soft hyphens, controls, and characters of symbol fonts (bullets), which a browser without the font cannot print.
UNPRINTED = re.compile("[\xad\x00-\x08\ue000-\uf8ff]")


def main() -> None:
    """Print one JSON line per figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    _dump()
    texts = _sample(chosen.texts, chosen.seed)
    files = _rendered(texts)
    with Sandbox() as box:
        read_bytes("warm.pdf", files["pdf"][0], within=box)
        for kind, made in files.items():
            _kind(kind, made, texts, lambda name, data: read_bytes(name, data, within=box))
    _peer(files["pdf"], texts)
    _sandbox_costs(files["pdf"])


def _say(**figures: object) -> None:
    print(json.dumps(figures, ensure_ascii=False), flush=True)


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _dump() -> None:
    start = _cpu()
    objects = sum(1 for _item in oparl.dump(COUNCIL))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    _say(what="oparl dump", objects=objects, cpu_seconds=round(_cpu() - start, 2), peak_mib=peak)


def _sample(count: int, seed: int) -> list[str]:
    with lzma.open(COUNCIL / "texts.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return random.Random(seed).sample(texts, count)


def _rendered(texts: list[str]) -> dict[str, list[bytes]]:
    made: dict[str, list[bytes]] = {"pdf": [], "docx": [], "html": []}
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--accept-lang=de-DE"])
        page = browser.new_page()
        for text in texts:
            paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
            source = f"<!doctype html><html lang=de><meta charset=utf-8><title>Vorlage</title><body><main>{paragraphs}</main></body></html>"
            page.set_content(source)
            made["pdf"].append(page.pdf(format="A4"))
            made["html"].append(source.encode())
            made["docx"].append(_word_file(text))
        browser.close()
    return made


def _word_file(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph("".join(sign for sign in line if sign >= " " or sign == "\t"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _kind(kind: str, made: list[bytes], texts: list[str], read: Callable[[str, bytes], Extracted]) -> None:
    shares, seconds = [], []
    for data, text in zip(made, texts, strict=True):
        start = time.perf_counter()
        found = read(f"vorlage.{kind}", data)
        seconds.append(time.perf_counter() - start)
        shares.append(_share(text, found.text))
    _say(
        what=kind,
        files=len(made),
        words_mean=round(mean(shares), 4),
        words_least=round(min(shares), 4),
        wall_ms_median=round(1000 * median(seconds), 2),
    )


def _share(original: str, read: str) -> float:
    meant, came = _words(original), _words(read)
    return LCSseq.similarity(meant, came) / max(1, len(meant))


def _words(text: str) -> list[str]:
    return [word for word in UNPRINTED.sub("", text).split() if any(sign.isalnum() for sign in word)]


def _peer(made: list[bytes], texts: list[str]) -> None:
    """pdfium against pypdf on the same files, both in this process."""
    ours = _timed(lambda data: pdf.read(data).text, made)
    peer = _timed(lambda data: "\n".join(pdf.by_pypdf(data)[0]), made)
    shares = [_share(text, "\n".join(pdf.by_pypdf(data)[0])) for data, text in zip(made, texts, strict=True)]
    _say(
        what="pdf, peer pypdf",
        cpu_ms=round(peer, 2),
        ours_cpu_ms=round(ours, 2),
        ratio=round(peer / ours, 1),
        peer_words_mean=round(mean(shares), 4),
    )


def _timed(read: Callable[[bytes], str], made: list[bytes]) -> float:
    start = _cpu()
    for data in made:
        read(data)
    return 1000 * (_cpu() - start) / len(made)


def _sandbox_costs(made: list[bytes]) -> None:
    smallest = min(made, key=len)
    start = time.perf_counter()
    with Sandbox() as box:
        box.parsed("pdf", smallest)
        first = time.perf_counter() - start
        start = time.perf_counter()
        for _ in range(200):
            box.parsed("pdf", smallest)
        inside = (time.perf_counter() - start) / 200
    start = time.perf_counter()
    for _ in range(200):
        pdf.read(smallest)
    outside = (time.perf_counter() - start) / 200
    _say(
        what="sandbox",
        first_file_ms=round(1000 * first, 1),
        next_file_ms=round(1000 * inside, 2),
        without_sandbox_ms=round(1000 * outside, 2),
    )


if __name__ == "__main__":
    main()
