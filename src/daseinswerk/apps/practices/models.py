"""Practice records: claims with their quote or a named role's statement, decisions as rows, two people before the public sees it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daseinswerk.engine.evidence.fields import Certainty, Field

FIELD_CODES = [field.value for field in Field]


class Record(models.Model):
    """A practice: what somewhere runs, is built, was tried or ended. What it says are its claims, what happened its decisions."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        SUBMITTED = "submitted", _("wartet auf Zweitprüfung")
        DISPUTED = "disputed", _("Einwand")
        CONFIRMED = "confirmed", _("bestätigt")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    slug = models.SlugField(max_length=160, unique=True)
    name = models.CharField(max_length=300)  # working title; the public title is the claim `title`
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, db_index=True)
    documents = models.ManyToManyField("library.Document", related_name="records")
    operator = models.ForeignKey("places.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="records")
    municipality = models.ForeignKey("places.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="records")
    field_of_action = models.CharField(max_length=5, blank=True)  # main subfield such as 05.5
    further_fields = models.JSONField(default=list)  # up to three more
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="records")
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False), name="practices_confirmed_has_date"),
        ]

    def __str__(self) -> str:
        return self.name


class Quote(models.Model):
    """The archived words a claim rests on: `words` = `document.text[start:end]`, and the hash of the text it was taken from.

    `flag`: set when a newer version of the document no longer holds these words; a person looks at it.
    """

    document = models.ForeignKey("library.Document", on_delete=models.PROTECT, related_name="quotes")
    document_sha256 = models.CharField(max_length=64)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()
    flag = models.CharField(max_length=300, blank=True)
    flagged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "start", "end"], name="practices_quote_once"),
            models.CheckConstraint(condition=~Q(words="") & Q(end__gt=models.F("start")), name="practices_quote_has_words"),
        ]


class Claim(models.Model):
    """One statement in a record. It has a quote, or a named role that states it: the database refuses anything else.

    Claims are not edited: a correction makes a new claim that `replaces` the old one, which is then `dropped`.
    """

    class Origin(models.TextChoices):
        SUGGESTION = "suggestion", _("Vorschlag angenommen")
        CHANGED = "changed", _("Vorschlag geändert")
        PERSON = "person", _("von Hand")

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="claims")
    field = models.CharField(max_length=20)
    value = models.CharField(max_length=1000)
    certainty = models.CharField(max_length=10)
    quote = models.ForeignKey(Quote, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    stated_by = models.CharField(max_length=200, blank=True)  # role and organisation, such as "Projektleitung, Stadtwerke X"
    origin = models.CharField(max_length=12, choices=Origin)
    suggestion_rule = models.CharField(max_length=60, blank=True)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    dropped = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claims")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["record_id", "field", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(quote__isnull=False) | ~Q(stated_by=""), name="practices_claim_has_quote_or_speaker"),
            models.CheckConstraint(condition=Q(field__in=FIELD_CODES), name="practices_claim_field_known"),
            models.CheckConstraint(condition=Q(certainty__in=[c.value for c in Certainty]), name="practices_claim_certainty_known"),
            models.CheckConstraint(condition=~Q(value=""), name="practices_claim_has_value"),
        ]


class Decision(models.Model):
    """What a person decided, append-only. What is shown is computed from these rows.

    About a field: `accept`, `change`, `drop`, `not_stated`, `by_hand`. About a claim by the second person: `agree`, `disagree`.
    About the record: `submit`, `confirm`, `return`, `withdraw`.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=12)
    field = models.CharField(max_length=20, blank=True)
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    suggestion = models.JSONField(default=dict)  # the suggestion decided on, as it was: value, quote, rule, document
    note = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    role = models.CharField(max_length=20)
    organisation = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=["accept", "change", "drop", "not_stated", "by_hand", "agree", "disagree", "submit", "confirm", "return", "withdraw"]),
                name="practices_decision_known",
            ),
        ]
