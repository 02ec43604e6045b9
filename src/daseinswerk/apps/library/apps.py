"""Registers the app «Bibliothek»."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "daseinswerk.apps.library"
    label = "library"
    verbose_name = "Bibliothek"
