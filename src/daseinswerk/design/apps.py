"""Registers templates, template tags and static files of the design."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "daseinswerk.design"
    label = "design"
