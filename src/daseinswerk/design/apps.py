"""The design as an installed app: base page, components, style sheets, vendored files."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "daseinswerk.design"
    label = "design"
