"""Registers the app «Kommunen»."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "daseinswerk.apps.places"
    label = "places"
    verbose_name = "Kommunen"
