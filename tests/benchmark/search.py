"""How long a search takes: 500 questions of three words drawn from paper titles (seed 1), asked of a filled library as a visitor asks.

    DASEINSWERK_HOME=… python tests/benchmark/search.py [questions]

Measured is the whole answer inside the server: facets, snippets, page. CPU time of the process, because others use the machine
too; wall time is printed beside it. The first thirty questions warm the dictionary of words and are asked again.
"""

import json
import os
import random
import re
import sys
import time
import warnings

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daseinswerk.config.settings")
warnings.filterwarnings("ignore", message="No directory at")
django.setup()

from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from daseinswerk.apps.library.models import Document, Paper  # noqa: E402

WORD = re.compile(r"[^\W\d_]{3,}")


def questions(count: int, seed: int = 1) -> list[str]:
    """Three words each, from titles of papers (or of documents where there are no papers)."""
    titles = list(Paper.objects.exclude(name="").order_by("pk").values_list("name", flat=True))
    titles = titles or list(Document.objects.order_by("pk").values_list("title", flat=True))
    usable = [words for title in titles if len(words := WORD.findall(title)) >= 3]
    if not usable:
        sys.exit("The library holds no titles of three words: fill it first (daseinswerk run --dump …).")
    chance = random.Random(seed)
    return [" ".join(chance.sample(chance.choice(usable), 3)) for _ in range(count)]


def main() -> None:
    asked = questions(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
    client = Client(headers={"host": "localhost"})
    address = reverse("library")
    for words in asked[:30]:
        client.get(address, {"q": words})
    cpu, wall = [], []
    for words in asked:
        started, clock = time.process_time(), time.perf_counter()
        response = client.get(address, {"q": words})
        cpu.append(time.process_time() - started)
        wall.append(time.perf_counter() - clock)
        if response.status_code != 200:
            sys.exit(f"{words!r} was answered with {response.status_code}")
    print(json.dumps({
        "what": "search", "documents": Document.objects.count(), "questions": len(asked),
        "cpu_ms": percentiles(cpu), "wall_ms": percentiles(wall), "goal_p95_ms": 60,
    }))  # fmt: skip


def percentiles(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    return {name: round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 1) for name, share in (("p50", 0.5), ("p95", 0.95), ("max", 1))}


if __name__ == "__main__":
    main()
