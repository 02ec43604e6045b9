"""What the large search index still has to take in: written in the transaction that changes a document."""

from django.db import models


class IndexTask(models.Model):
    """One document whose entry in the large index is out of date; the one indexer looks the document up and removes the row."""

    document = models.PositiveBigIntegerField()  # no foreign key: the document may be gone by then
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
