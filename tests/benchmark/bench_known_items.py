"""Known items: 1,000 council papers drawn with seed 1, each asked for by its title, and by its title with every compound taken apart.

    python tests/benchmark/bench_known_items.py [--count 1000] [--index embedded large]

The library holds the 5,520 texts of Karlsruhe; titles are not indexed as titles, so only the texts can answer. A paper is drawn if its
title has three to twelve words. "paper": the place of the first document of the paper; "file": the place of one of its files, drawn
beforehand, which is harder because a paper has several files that tell the same. Both indexes, through the search of the site.
"""

import argparse
import json
import random
from collections.abc import Callable

from search_places import council_texts, new_library, paper_names, rebuild, use

from daseinswerk.apps.library.models import Document
from daseinswerk.apps.library.queries.query import Query
from daseinswerk.apps.library.queries.search import search
from daseinswerk.engine.text.compounds import split
from daseinswerk.engine.text.words import surfaces

DEPTH = 10


def main() -> None:
    """One JSON line for each index and way of asking."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--index", nargs="*", default=["embedded", "large"], choices=["embedded", "large"])
    chosen = parser.parse_args()
    count = chosen.count
    source, names = new_library(), paper_names()
    rows = council_texts()
    Document.objects.bulk_create(
        [Document(source=source, external_id=row["file"], title="", text=row["text"], sha256=f"{n:064x}", kind="council") for n, row in enumerate(rows)],
        batch_size=200,
    )
    number = dict(Document.objects.values_list("external_id", "pk"))
    paper_of = {number[row["file"]]: row["paper"] for row in rows}
    files = {row["paper"]: number[row["file"]] for row in rows if 3 <= len(names.get(row["paper"], "").split()) <= 12}
    drawn = random.Random(1).sample(sorted(files), count)
    ways: dict[str, Callable[[str], str]] = {"title": str, "compounds apart": apart}
    for index in chosen.index:
        rebuild(index)
        use(index)
        for way, ask in ways.items():
            by_paper = by_file = 0.0
            for paper in drawn:
                found = [hit.document for hit in search(Query(words=ask(names[paper])[:300])).hits][:DEPTH]
                by_paper += reciprocal([paper_of[document] for document in found], paper)
                by_file += reciprocal(found, files[paper])
            print(json.dumps({
                "index": index, "asked": way, "papers": count, "documents": len(rows), "mrr@10 paper": round(by_paper / count, 4),
                "mrr@10 file": round(by_file / count, 4), "goal": 0.74,
            }), flush=True)  # fmt: skip


def apart(title: str) -> str:
    """The title with every compound taken apart: "Glasfaserausbau" becomes "Glas Faser Ausbau"."""
    return " ".join(part for surface in surfaces(title) for part in split(surface))


def reciprocal(found: list, wanted: object) -> float:
    return 1 / (found.index(wanted) + 1) if wanted in found else 0.0


if __name__ == "__main__":
    main()
