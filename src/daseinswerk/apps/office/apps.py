"""Registers the app «Büro»."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "daseinswerk.apps.office"
    label = "office"
    verbose_name = "Büro"
