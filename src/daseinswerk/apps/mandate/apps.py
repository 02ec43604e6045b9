"""Registers the app «Auftrag»."""

from django.apps import AppConfig


class MandateConfig(AppConfig):
    name = "daseinswerk.apps.mandate"
    label = "mandate"
    verbose_name = "Auftrag"
