"""Reads a folder into the library of `DASEINSWERK_HOME`, whatever its database is, and prints as JSON what then stands in it, and the
answers to the questions given: `python line_and_answers.py FOLDER QUESTION …`."""

import json
import os
import sys
from pathlib import Path

import django
from django.db.models.functions import Coalesce

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daseinswerk.config.settings")
django.setup()

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from the_line import content, run_over  # noqa: E402  (models can be imported only now)

from daseinswerk.apps.library.actions.indexing import index_open_tasks  # noqa: E402
from daseinswerk.apps.library.models import Document  # noqa: E402
from daseinswerk.apps.library.queries.query import Query  # noqa: E402
from daseinswerk.apps.library.queries.search import search  # noqa: E402
from daseinswerk.commands.setup import prepare_database  # noqa: E402


def answer(question: str) -> list[str]:
    """The hits for these words by name, without their order and each as the first of those that tell the same: the two indexes rank by
    formulas of their own."""
    hits = Document.objects.filter(pk__in=[hit.document for hit in search(Query(words=question)).hits])
    first = Coalesce("story__original__external_id", "copy_of__story__original__external_id", "copy_of__external_id", "external_id")
    return sorted(hits.values_list(first, flat=True))


if __name__ == "__main__":
    prepare_database()  # the register of places stands in the engine as well; its rows are only shown
    run = run_over(Path(sys.argv[1]))
    index_open_tasks(pause=0)
    found = {"state": run.state, "content": content(), "answers": {question: answer(question) for question in sys.argv[2:]}}
    json.dump(found, sys.stdout, default=str)
