"""Papers and documents: the texts the library holds.

Offsets everywhere are characters of `Document.text`, the archived text, which never changes once stored: a changed original
makes a new document that names the one before it.
"""

from django.db import models

from daseinswerk.apps.library.models.sources import Original, Source


class Paper(models.Model):
    """A council paper (OParl Paper): the matter, with reference number; its files are documents."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="papers")
    external_id = models.CharField(max_length=1000)
    name = models.CharField(max_length=1000, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    date = models.DateField(null=True)
    paper_type = models.CharField(max_length=120, blank=True)
    body = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=2000, blank=True)
    deleted = models.BooleanField(default=False)
    has_text = models.BooleanField(default=False)
    results = models.JSONField(default=list)  # [{"date", "organisation", "result"}] from the agenda
    content_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="library_paper_once")]


class Documents(models.QuerySet):
    """Documents, and those of them that count today."""

    def current(self) -> "Documents":
        """Neither replaced by a newer version nor taken back by their source."""
        return self.filter(superseded_by__isnull=True, withdrawn__isnull=True)


class Document(models.Model):
    """A text we hold, or (kind `paper`, `text` empty) a paper of which only the title is known. Each is one search hit.

    `copy_of`: the document whose text this one repeats (computed by s3). `story`: key of the story it belongs to.
    `superseded_by`: a newer version of the same original.
    """

    original = models.OneToOneField(Original, null=True, on_delete=models.PROTECT, related_name="document")
    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="documents")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="documents")
    external_id = models.CharField(max_length=1000)
    title = models.CharField(max_length=1000)
    date = models.DateField(null=True, db_index=True)
    year = models.PositiveSmallIntegerField(null=True, db_index=True)
    kind = models.CharField(max_length=40, db_index=True)  # press, council, own_page, trade_press, evaluation, paper, page, file
    publisher = models.CharField(max_length=300, blank=True)
    publisher_ags = models.CharField(max_length=8, blank=True)
    language = models.CharField(max_length=2, blank=True)
    media_type = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=2000, blank=True)
    text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)  # of `text` in UTF-8
    sketch = models.BinaryField(null=True)  # engine/dedupe/fingerprint
    has_text = models.BooleanField(default=True)
    copy_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="copies")
    story = models.ForeignKey("Story", null=True, on_delete=models.SET_NULL, related_name="documents")
    superseded_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="supersedes")
    withdrawn = models.DateTimeField(null=True)  # its source took it back; kept for the quotes that rest on it, no hit any more
    withdrawn_because = models.CharField(max_length=300, blank=True)
    is_practice = models.CharField(max_length=6, blank=True)  # yes, partly, no; empty: not extracted yet
    fields_of_action = models.JSONField(default=list)
    stage = models.PositiveSmallIntegerField(default=2, db_index=True)  # last stage whose result is stored: 2, 4, 6
    archived = models.DateTimeField(auto_now_add=True)

    objects = Documents.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id", "sha256"], name="library_document_once"),
        ]
        # All that a search counts and folds by: read from the index alone, never from the pages that hold the texts.
        indexes = [
            models.Index(
                fields=["id", "superseded_by", "withdrawn", "source", "kind", "year", "date", "story", "copy_of"], name="library_document_facets"
            ),
            # All that the week's list chooses by.
            models.Index(
                fields=["archived", "superseded_by", "withdrawn", "source", "kind", "date", "story", "copy_of", "is_practice", "publisher_ags", "fields_of_action"],
                name="library_document_week",
            ),
            # Whether there are English documents is asked by every German search.
            models.Index(fields=["language"], name="library_document_english", condition=models.Q(language="en")),
        ]

    def __str__(self) -> str:
        return self.title
