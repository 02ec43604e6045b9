"""How fast organisations are found, on real papers and on hostile texts; how precisely two names are told to be one body.

    .venv/bin/python tests/benchmark/bench_organisations.py [--papers 500]

CPU milliseconds for 9 kB of cleaned text (goal: at most 2), and the scores of `evaluate organisations` on the gold pairs.
"""

import argparse
import json
import lzma
import os
import time
from pathlib import Path

from daseinswerk.engine.linking.companies import Companies
from daseinswerk.engine.linking.organisations import OrganisationLinker
from daseinswerk.engine.linking.register import Register
from daseinswerk.engine.text.clean import clean
from daseinswerk.evaluation.organisations import evaluate
from daseinswerk.starter import starter_folder

SHARED = Path(os.environ.get("DASEINSWERK_SHARED", Path(__file__).resolve().parents[2].parent / "shared")) / "data"
HOSTILE = {
    "forms": "Aa GmbH " * 60_000,
    "heads": "Stadtwerke " * 50_000,
    "enumeration": "Landesamt für " + "Aaaa, " * 80_000,
    "joints": "Institut der " * 60_000 + "e. V.",
    "one word": "A" * 500_000 + " GmbH",
    "line ends": "a-\n" * 150_000,
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--papers", type=int, default=500)
    papers = arguments.parse_args().papers
    folder = starter_folder()
    places = [each.name for each in Register.load(folder).municipalities.values()]
    linker = OrganisationLinker(Companies.load(folder), places=places)
    with lzma.open(SHARED / "karlsruhe-council" / "texts.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts = [clean(json.loads(line)["text"]).text for line, _ in zip(lines, range(papers), strict=False)]
    report(linker, "papers", texts)
    for name, text in HOSTILE.items():
        report(linker, f"hostile: {name}", [text])
    result = evaluate(SHARED / "gold" / "organisation_pairs.csv")
    print(
        json.dumps(
            {"evaluate": "organisations", "precision": round(result.precision, 4), "recall": round(result.recall, 4)}
        )
    )


def report(linker: OrganisationLinker, name: str, texts: list[str]) -> None:
    begin = time.process_time()
    links = sum(len(linker.link(text)) for text in texts)
    spent = 1000 * (time.process_time() - begin) / sum(map(len, texts)) * 9000
    print(json.dumps({"texts": name, "links": links, "cpu_ms_per_9_kB": round(spent, 2)}))


if __name__ == "__main__":
    main()
