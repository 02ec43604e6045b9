"""Kinds of the register in words of the page."""

from django import template

from daseinswerk.apps.places.labels import kind_label

register = template.Library()
register.filter("kind_label", kind_label)
