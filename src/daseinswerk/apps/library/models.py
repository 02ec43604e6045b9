"""What the line stores: sources, runs, originals, papers, documents, and what it found in them.

Offsets everywhere are characters of `Document.text`, the archived text, which never changes once stored: a changed original
makes a new document that names the one before it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """Where documents come from: a folder, an upload, pasted text, a web address, an OParl dump, the starter."""

    class Kind(models.TextChoices):
        STARTER = "starter", _("Erstausstattung")
        FOLDER = "folder", _("Ordner oder Datei")
        UPLOAD = "upload", _("Hochgeladen")
        PASTE = "paste", _("Eingefügter Text")
        WEB = "web", _("Internetseite")
        OPARL = "oparl", _("Ratsinformationssystem (OParl)")

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    address = models.CharField(max_length=1000, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """One run of the line. The site writes it as `queued` and starts the command line; progress is read from this row."""

    class State(models.TextChoices):
        QUEUED = "queued", _("wartet")
        RUNNING = "running", _("läuft")
        DONE = "done", _("fertig")
        FAILED = "failed", _("gescheitert")
        CANCELLED = "cancelled", _("abgebrochen")

    kind = models.CharField(max_length=20, choices=Source.Kind, blank=True)
    what = models.JSONField(default=dict)  # {"paths": [...]} {"addresses": [...]} {"dump": "…"} {"texts": [...]}
    name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    stage = models.CharField(max_length=12, blank=True)  # s1 … s6
    done = models.PositiveIntegerField(default=0)  # of the present stage
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)  # per stage: {"s2": {"done": 60, "refused": 2, "seconds": 1.2}}
    message = models.CharField(max_length=500, blank=True)  # why it failed, in words
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="runs")
    pid = models.PositiveIntegerField(null=True)
    engine_version = models.CharField(max_length=20, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]


class Original(models.Model):
    """One thing as it came: a file, a page, a text of a dump. The bytes lie in the archive folder under their SHA-256."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        READ = "read", _("gelesen")
        REFUSED = "refused", _("abgelehnt")

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="originals")
    external_id = models.CharField(max_length=1000)  # path inside the source, address, or file id: says what it is *of*
    name = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(default=0)
    media_type = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=2000, blank=True)
    details = models.JSONField(default=dict)  # what the source says of it: title, date, publisher, kind, ags, paper
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    fetched = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id", "sha256"], name="library_original_once"),
        ]


class Refusal(models.Model):
    """What was not taken, at which stage, and why, in one sentence for the office. Nothing disappears."""

    run = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="refusals")
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="refusals")
    original = models.OneToOneField(Original, null=True, on_delete=models.CASCADE, related_name="refusal")
    stage = models.CharField(max_length=12)
    name = models.CharField(max_length=500)
    reason = models.CharField(max_length=500)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["source", "stage", "name", "reason"], name="library_refusal_once")]


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
    kind = models.CharField(max_length=40, db_index=True)  # press, council, own_page, trade_press, evaluation, paper, file
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
    is_practice = models.CharField(max_length=6, blank=True)  # yes, partly, no; empty: not extracted yet
    fields_of_action = models.JSONField(default=list)
    stage = models.PositiveSmallIntegerField(default=2, db_index=True)  # last stage whose result is stored: 2, 4, 6
    archived = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id", "sha256"], name="library_document_once"),
        ]
        # All that a search counts and folds by: read from the index alone, never from the pages that hold the texts.
        indexes = [
            models.Index(
                fields=["id", "superseded_by", "source", "kind", "year", "date", "story", "copy_of"], name="library_document_facets"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Story(models.Model):
    """Documents that tell the same matter. `key` is made of its members' keys, so every run finds the same story."""

    key = models.CharField(max_length=64, unique=True)
    original = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")  # told it first
    size = models.PositiveIntegerField(default=0)


class Edge(models.Model):
    """Why two documents are held to be the same text or the same story: who or what says so, how sure, and the reason."""

    class Relation(models.TextChoices):
        SAME_TEXT = "same_text", _("gleicher Text")
        SAME_STORY = "same_story", _("gleiche Sache")

    a = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="edges_a")
    b = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="edges_b")
    relation = models.CharField(max_length=12, choices=Relation)
    score = models.FloatField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b", "relation"], name="library_edge_once"),
            models.CheckConstraint(condition=Q(a__lt=models.F("b")), name="library_edge_in_order"),
        ]


class Link(models.Model):
    """A document speaks of a municipality, county, Land or organisation: one row for each key, with all places in the text."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=14)  # municipality, county, state, organisation
    key = models.CharField(max_length=160)
    name = models.CharField(max_length=200)
    score = models.FloatField()
    reason = models.CharField(max_length=300)
    spans = models.JSONField(default=list)  # [[start, end], …] in archived characters

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "kind", "key"], name="library_link_once")]
        indexes = [models.Index(fields=["kind", "key", "document"], name="library_link_key")]


class Suggestion(models.Model):
    """What the machine proposes for one field of a record, with the archived words it rests on (see engine/evidence)."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="suggestions")
    field = models.CharField(max_length=20)
    value = models.CharField(max_length=1000)
    certainty = models.CharField(max_length=10)
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    rule = models.CharField(max_length=60)
    score = models.FloatField()

    class Meta:
        ordering = ["document_id", "field", "-score", "start"]
        constraints = [
            models.CheckConstraint(condition=~Q(quote=""), name="library_suggestion_has_quote"),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="library_suggestion_has_span"),
        ]


class Correction(models.Model):
    """A person's judgement on what the machine did; append-only, undone by a later row that names it in `undoes`.

    `link_wrong`: this document does not speak of `key` (kind in `link_kind`). `not_same_text`, `not_same_story`: cut the pair
    `document`, `other`. `same_text`, `same_story`: join it. Every later run honours what is not undone.
    """

    class What(models.TextChoices):
        LINK_WRONG = "link_wrong", _("Das ist nicht gemeint")
        NOT_SAME_TEXT = "not_same_text", _("Das ist nicht derselbe Text")
        NOT_SAME_STORY = "not_same_story", _("Das ist nicht dieselbe Sache")
        SAME_TEXT = "same_text", _("Das ist derselbe Text")
        SAME_STORY = "same_story", _("Das ist dieselbe Sache")
        UNDO = "undo", _("Zurückgenommen")

    what = models.CharField(max_length=16, choices=What)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="corrections")
    other = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    link_kind = models.CharField(max_length=14, blank=True)
    key = models.CharField(max_length=160, blank=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="corrections")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(what="link_wrong") | (~Q(key="") & ~Q(link_kind="")), name="library_correction_names_link"),
            models.CheckConstraint(
                condition=~Q(what__in=["not_same_text", "not_same_story", "same_text", "same_story"]) | Q(other__isnull=False),
                name="library_correction_names_pair",
            ),
            models.CheckConstraint(condition=Q(what="undo") ^ Q(undoes__isnull=True), name="library_undo_names_correction"),
        ]
