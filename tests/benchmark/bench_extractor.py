"""What the main text of a page costs: trafilatura as we use it, its fast mode, and our visible text, in turn in one run.

Quality was measured elsewhere on 990 real pages (docs/decisions/0013); no such pages may be shipped, so here are only pages of our own in
four shapes and growing sizes. Run: `python tests/benchmark/bench_extractor.py [LARGEST]`, rows or paragraphs of the largest page (3000).
"""

import sys
import time
from collections.abc import Callable

import trafilatura
from lxml import html

from daseinswerk.sources import hypertext

SENTENCE = "Die Stadt Musterhausen baut ihr Glasfasernetz aus und informiert die Betriebe im Ort über den Stand. "
MENU = "<nav>" + "".join(f"<a href='/{number}'>Seite {number}</a>" for number in range(80)) + "</nav>"
SHAPES: dict[str, Callable[[int], str]] = {
    "article": lambda size: "".join(f"<p>{SENTENCE * 3} {number}</p>" for number in range(size)),
    "table": lambda size: "<table>" + "".join(f"<tr><td>{number}</td><td>{SENTENCE}</td></tr>" for number in range(size)) + "</table>",
    "list of links": lambda size: "<ul>" + "".join(f"<li><a href='/{number}'>Vorlage {number}: {SENTENCE[:40]}</a></li>" for number in range(size)) + "</ul>",
    "boxes": lambda size: "".join(f"<div><div><span>{number}. {SENTENCE}</span></div></div>" for number in range(size)),
}  # fmt: skip


def by_trafilatura(source: str, *, fast: bool) -> str:
    found = trafilatura.bare_extraction(
        source, include_comments=False, include_tables=True, with_metadata=False, fast=fast
    )
    body = getattr(found, "body", None)
    return hypertext._laid_out(body) if body is not None else ""


WAYS: dict[str, Callable[[str], str]] = {
    "trafilatura": lambda source: by_trafilatura(source, fast=False),
    "fast mode": lambda source: by_trafilatura(source, fast=True),
    "visible text": lambda source: hypertext._laid_out(hypertext._visible_part(hypertext._tree(source))),
}


def main() -> None:
    """Print a table: CPU milliseconds, and the characters found."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    print(f"{'shape':14} {'elements':>9}  " + "  ".join(f"{way:>12} {'characters':>11}" for way in WAYS))
    for shape, make in SHAPES.items():
        for size in (30, 300, largest):
            source = f"<html><body>{MENU}<main><h1>Titel</h1>{make(size)}</main></body></html>"
            cells = []
            for way in WAYS.values():
                start = time.process_time()
                text = way(source)
                cells.append(f"{(time.process_time() - start) * 1000:9.0f} ms {len(text):11}")
            print(f"{shape:14} {sum(1 for _ in html.document_fromstring(source).iter()):9}  " + "  ".join(cells))


if __name__ == "__main__":
    main()
