"""Same matter on real council papers: how many pairs tied by identifiers are wrong, and how often a suggestion by content is right.

    python tests/benchmark/bench_same_matter.py [--dump DIR] [--list 100 --seed 1]

Suggestions: every paper with a text is a document (its texts joined, heads included); right is another paper with the same official
number before its supplement ("2021/0973/1" belongs to "2021/0973"). hit@3 is the share of papers that have a right one and get
it among the first three of `related`. The numbers themselves are cut out of the words, or the answer would stand in the question.
Identifiers: `--list 100` prints pairs drawn with the seed from all that `same_matter` ties across papers, with titles, for a person to read.
What the reading of seed 1 found stands in docs/explanation/how-far-to-trust.md.
"""

import argparse
import json
import lzma
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from measured import SHARED

from daseinswerk.engine.dedupe.item import Item
from daseinswerk.engine.dedupe.related import related
from daseinswerk.engine.dedupe.same_matter import same_matter
from daseinswerk.engine.text.clean import clean
from daseinswerk.engine.text.words import index_terms

NUMBER = re.compile(r"\d{4}/\d{3,5}(?:/\d+)?")


def rows(path: Path) -> list[dict]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def papers(dump: Path) -> dict[str, Item]:
    """All papers that are not deleted, without their words."""
    found = {}
    for row in rows(dump / "papers.jsonl.xz"):
        if not row.get("deleted") and row.get("name"):
            day = date.fromisoformat(row["date"][:10]) if row.get("date") else None
            found[row["id"]] = Item(row["id"], row["name"], day, source="ratsinfo", body=row.get("body", ""), reference=row.get("reference", ""))
    return found


def with_words(items: dict[str, Item], dump: Path) -> list[Item]:
    texts: dict[str, list[str]] = defaultdict(list)
    for row in rows(dump / "texts.jsonl.xz"):
        texts[row["paper"]].append(row["text"])
    found = []
    for key, parts in texts.items():
        if key in items:
            item = items[key]
            words = NUMBER.sub(" ", f"{item.title}\n" + "\n".join(clean(part).text for part in parts))
            found.append(Item(key, item.title, item.date, source=item.source, body=item.body, reference=item.reference, terms=tuple(index_terms(words))))
    return found


def matter(item: Item) -> str:
    return "/".join(item.reference.split("/")[:2]) if item.reference.count("/") else ""


def hits(items: Iterable[Item]) -> dict[str, float]:
    items = list(items)
    of = {item.key: matter(item) for item in items}
    members: dict[str, list[str]] = defaultdict(list)
    for key, name in of.items():
        members[name].append(key)
    asked = [item.key for item in items if of[item.key] and len(members[of[item.key]]) > 1]
    begin = time.process_time()
    suggested = related(items)
    spent = time.process_time() - begin
    right = {1: 0, 3: 0}
    for key in asked:
        others = [edge.b if edge.a == key else edge.a for edge in suggested.get(key, ())]
        for first in right:
            right[first] += any(of[other] == of[key] for other in others[:first])
    return {"papers": len(items), "asked": len(asked), "hit_at_1": round(right[1] / len(asked), 4), "hit_at_3": round(right[3] / len(asked), 4), "ms_a_paper": round(1000 * spent / len(items), 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dump", type=Path, default=SHARED / "karlsruhe-council")
    parser.add_argument("--list", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    items = papers(asked.dump)
    pairs = sorted({(edge.a, edge.b): edge for edge in sorted(same_matter(items.values()))}.items())
    print(json.dumps({"papers": len(items), "pairs_by_identifiers": len(pairs)}))
    for (a, b), edge in random.Random(asked.seed).sample(pairs, min(asked.list, len(pairs))):
        first, second = sorted((items[a], items[b]), key=lambda item: item.age)
        print(f"{edge.reason}\n  {first.date} {first.reference:14} {first.title}\n  {second.date} {second.reference:14} {second.title}")
    if not asked.list:
        print(json.dumps(hits(with_words(items, asked.dump))))


if __name__ == "__main__":
    main()
