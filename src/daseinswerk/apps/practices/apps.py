"""Registers the app «Praxis»."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "daseinswerk.apps.practices"
    label = "practices"
    verbose_name = "Praxis"
