"""Names of fields for templates."""

from django import template

from daseinswerk.apps.practices.labels import FIELDS
from daseinswerk.engine.evidence.fields import Field

register = template.Library()


@register.filter
def field_name(code: str) -> str:
    """The German name of a field code; the code itself if unknown."""
    return str(FIELDS[Field(code)]) if code in set(Field) else code
