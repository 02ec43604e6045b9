"""Prints the library of `DASEINSWERK_HOME` as JSON: what `the_line.content` says, and how many rows the register has."""

import json
import os
import sys

import django
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daseinswerk.config.settings")
django.setup()

from the_line import content  # noqa: E402  (models can be imported only now)

if __name__ == "__main__":
    register = [(model.__name__, model.objects.count()) for model in apps.get_app_config("places").get_models()]
    json.dump({**content(), "register": register}, sys.stdout, default=str)
