"""The site has one language of its own, German: what is stored, what machines fetch and what is mailed speaks it, whoever asks."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

Told = ParamSpec("Told")
Given = TypeVar("Given")


def in_the_language_of_the_site(work: Callable[Told, Given]) -> Callable[Told, Given]:
    """Do this in the language of the site, not in the one of whoever asks; a view says so in its answer.

    Not `translation.override` as a decorator: that one object would be shared by all threads.
    """

    @wraps(work)
    def done(*args: Told.args, **kwargs: Told.kwargs) -> Given:
        with translation.override(settings.LANGUAGE_CODE):
            given = work(*args, **kwargs)
        if isinstance(given, HttpResponse):
            given.headers["Content-Language"] = settings.LANGUAGE_CODE
        return given

    return done
