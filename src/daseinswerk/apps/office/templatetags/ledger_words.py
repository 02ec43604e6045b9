"""Codes of the ledger in words for templates."""

from django import template

from daseinswerk.apps.office.acts import ACTS, SUBJECTS
from daseinswerk.apps.office.ledger import MACHINE
from daseinswerk.apps.office.models import Role

register = template.Library()


@register.filter
def act_words(code: str) -> str:
    """What was done; the code itself if it has no words."""
    return str(ACTS.get(code, code))


@register.filter
def subject_words(subject: str) -> str:
    """On what it was done: "practices.record:4" is "Praxiseintrag 4"."""
    kind, _, number = subject.partition(":")
    return f"{SUBJECTS.get(kind, kind)} {number}".strip()


@register.filter
def actor_words(actor: str) -> str:
    """The user name; the machine by its German name."""
    return "Maschine" if actor == MACHINE else actor


@register.filter
def role_words(code: str) -> str:
    """The German name of a role; the code itself if unknown."""
    return str(Role(code).label) if code in Role.values else code
