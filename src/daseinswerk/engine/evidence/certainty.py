"""How sure a sentence is of what it says: stated, planned, estimated or rejected.

German says this with words, not with moods alone: "soll", "ist vorgesehen", "künftig" plan; "ca.", "voraussichtlich", "würde"
estimate; "wird abgelehnt", "nicht vorgesehen" reject. And with the kind of paper: what a motion or a draft says in the
indicative ("Die Stadt bietet künftig …", "Der Gemeinderat beschließt …") is asked for, not there, and so are the sums in the form
of a draft. A date after the day of the paper is a plan.
"""

import datetime
import re

from daseinswerk.engine.evidence.fields import Certainty
from daseinswerk.engine.evidence.paper import Kind
from daseinswerk.engine.evidence.parts import Part

_REJECTED = re.compile(
    r"\b(?:abgelehnt|abzulehnen|verworfen|abzuwarten|abzusehen|nicht\s+(?:vorgesehen|geplant|weiterverfolgt|umsetzbar|realisierbar|möglich|sinnvoll))\b",
    re.IGNORECASE,
)
_ESTIMATED = re.compile(
    r"(?:\bca\.|\bcirca\b|\bgeschätzt|\bschätzung|\bschätzungs|\bvoraussichtlich|\bprognos|\bwürden?\b|\bkönnten?\b|\bdürften?\b|\bwäre[n]?\b|\bhätten?\b|\brechnet\w*\s+(?:\w+\s+){0,4}mit\b|\bkalkuliert|\bgrob\b|\berwartet|\bkostenannahme)",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:soll(?:en|te|ten)?|geplant|vorgesehen|künftig\w*|zukünftig\w*|beabsichtigt|angestrebt|beantrag\w+|werde[nt]?\s+\w+\s+(?:eingeführt|umgesetzt)|in\s+aussicht|ermächtigt|beauftragt|plant|planen)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:wird|werden)\b", re.IGNORECASE)
_ALREADY = re.compile(r"\bseit\b|\b(?:bereits|schon|derzeit|aktuell|inzwischen|mittlerweile|bisher|bislang|heute)\b", re.IGNORECASE)  # then "wird" is a passive of today

_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}$")


def certainty_of(text: str, kind: Kind, part: Part) -> Certainty:
    """The certainty of what a sentence says about its practice."""
    if _REJECTED.search(text):
        return Certainty.REJECTED
    if _ESTIMATED.search(text):
        return Certainty.ESTIMATED
    if kind is Kind.MOTION or (kind is Kind.DRAFT and part in (Part.SUMMARY, Part.RESOLUTION)) or _PLANNED.search(text):
        return Certainty.PLANNED
    if _WILL.search(text) and not _ALREADY.search(text):
        return Certainty.PLANNED
    return Certainty.STATED


def certainty_of_date(text: str, value: str, *, day: datetime.date | None, kind: Kind, part: Part) -> Certainty:
    """The same for a date of a paper written on `day`: what lies ahead of the paper is a plan, however it is said."""
    certainty = certainty_of(text, kind, part)
    if certainty is Certainty.STATED and day is not None and _ISO.match(value) and value > day.isoformat()[: len(value)]:
        return Certainty.PLANNED
    return certainty


def certainty_of_figure(text: str, before: str, kind: Kind, part: Part) -> Certainty:
    """The same for one figure: an "rund" in another clause must not make it an estimate. `before`: the words right before it."""
    if re.search(r"(?:\bca\.|\bcirca|\bgeschätzt\w*|\bvoraussichtlich\w*|\betwa)\s*$", before, re.IGNORECASE):
        return Certainty.ESTIMATED
    certainty = certainty_of(text, kind, part)
    if certainty is Certainty.STATED and kind is Kind.DRAFT and part is Part.FORM:
        return Certainty.PLANNED  # what the council is asked to spend
    return certainty
