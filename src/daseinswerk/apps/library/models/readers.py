"""What one person wants to hear of: the week's list by fields and regions, and saved searches."""

from django.conf import settings
from django.db import models


class Interest(models.Model):
    """The fields of action and regions of one person; the week's list shows what is new in them since `looked`."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interest")
    fields = models.JSONField(default=list)  # keys of the taxonomy; empty: all
    regions = models.JSONField(default=list)  # keys of Land (2), county (5) or municipality (8 digits); empty: all
    mail = models.BooleanField(default=False)  # once a week by mail
    token = models.CharField(max_length=43, unique=True)  # opens the feed without an account
    looked = models.DateTimeField(null=True)
    mailed = models.DateTimeField(null=True)


class SavedSearch(models.Model):
    """A question to the library a person wants to ask again; `question` is the query string of its address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=200)
    question = models.CharField(max_length=1000)
    mail = models.BooleanField(default=False)
    token = models.CharField(max_length=43, unique=True)
    looked = models.DateTimeField(null=True)
    mailed = models.DateTimeField(null=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "question"], name="library_saved_search_once")]
