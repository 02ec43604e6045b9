"""What the line stores: sources and what they bring, documents, findings in them, what people want to hear of."""

from daseinswerk.apps.library.models.documents import Document, Paper
from daseinswerk.apps.library.models.findings import Correction, Edge, Link, Story, Suggestion
from daseinswerk.apps.library.models.outbox import IndexTask
from daseinswerk.apps.library.models.readers import Interest, SavedSearch
from daseinswerk.apps.library.models.sources import Listing, Original, Refusal, Run, Source, Visit

__all__ = [
    "Correction", "Document", "Edge", "IndexTask", "Interest", "Link", "Listing", "Original", "Paper", "Refusal", "Run",
    "SavedSearch", "Source", "Story", "Suggestion", "Visit",
]  # fmt: skip
