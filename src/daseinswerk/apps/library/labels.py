"""What the codes of the library are called on the screen."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KINDS = {
    "press": gettext_lazy("Pressemitteilung"),
    "council": gettext_lazy("Ratsunterlage"),
    "own_page": gettext_lazy("Eigene Seite"),
    "trade_press": gettext_lazy("Fachpresse"),
    "evaluation": gettext_lazy("Auswertung"),
    "paper": gettext_lazy("Ratsunterlage, nur Titel"),
    "page": gettext_lazy("Internetseite"),
    "file": gettext_lazy("Datei"),
}
LINK_KINDS = {
    "municipality": gettext_lazy("Gemeinde"),
    "county": gettext_lazy("Kreis"),
    "state": gettext_lazy("Land"),
    "organisation": gettext_lazy("Organisation"),
}


UNRESOLVED = "ungeklärt"  # what a source says of a licence nobody knows


def licence_label(licence: str) -> str:
    """A licence as its publisher calls it; that nobody knows it is said in the language of the page."""
    return _("ungeklärt") if licence == UNRESOLVED else licence


def kind_label(kind: str) -> str:
    """The name of a kind of document; a kind nobody named stands as it is."""
    return str(KINDS.get(kind, kind)) or _("ohne Angabe")
