"""Tags for the frame of every page: the seven words of the main navigation, and the address of the page one is on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the navigation. `section`: the path below which it counts as the place one is in; empty where nothing is built."""

    label: str | Promise
    address: str
    section: str
    beside: tuple[str, ...] = ()  # other paths that belong to it


# The three without a section are not built; their address says on the start page what will be there.
WORDS = (
    Word(_("Auftrag"), "/", "/"),
    Word(_("Bibliothek"), "/bibliothek/", "/bibliothek/", beside=("/quellen/", "/einlesen/")),
    Word(_("Praxis"), "/praxis/", "/praxis/"),
    Word(_("Definition"), "/#aufgabe-1", ""),
    Word(_("Empfehlungen"), "/#aufgabe-3", ""),
    Word(_("Kommunen"), "/kommunen/", "/kommunen/"),
    Word(_("Zusammenarbeit"), "/#aufgabe-5", ""),
)


def is_here(word: Word, path: str) -> bool:
    """Whether `path` lies in the section of `word`; the start page is only itself."""
    if word.section == "/":
        return path == "/"
    return bool(word.section) and path.startswith((word.section, *word.beside))


@register.simple_tag(takes_context=True)
def navigation(context: Mapping[str, Any]) -> list[dict[str, object]]:
    """The seven words, each with `label`, `address` and `here`."""
    request = context.get("request")
    path = request.path if request else ""
    return [{"label": word.label, "address": word.address, "here": is_here(word, path)} for word in WORDS]
