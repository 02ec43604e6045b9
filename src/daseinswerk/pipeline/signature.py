"""What the library looked like when it was last compared, so that a run over an unchanged library compares nothing.

Archived documents never change, so the set of current documents, what people corrected, and the version of the program decide
what s3 and the stories find.
"""

import hashlib

from daseinswerk import __version__
from daseinswerk.apps.library.models import Document, Run
from daseinswerk.apps.library.queries.corrections import active_corrections


def signature(*, linked: bool) -> str:
    """SHA-256 over the current documents (for the stories: whether they are linked), corrections in force and the version."""
    digest = hashlib.sha256(__version__.encode())
    documents = Document.objects.current().filter(has_text=True).order_by("pk")
    for pk, stage in documents.values_list("pk", "stage").iterator(chunk_size=5000):
        digest.update(f"{pk}:{linked and stage >= 4} ".encode())
    digest.update(str(sorted(active_corrections().values_list("pk", flat=True))).encode())
    return digest.hexdigest()


def last_signature(stage: str) -> str:
    """The signature the last run that compared left for this stage; empty if there is none, or if it did not come to its end."""
    run = Run.objects.filter(counts__has_key=stage).order_by("-heartbeat").first()
    return run.counts[stage].get("signature", "") if run else ""
