"""What the line found in documents, and what people judged of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daseinswerk.apps.library.models.documents import Document


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
