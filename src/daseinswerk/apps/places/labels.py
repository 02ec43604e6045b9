"""The kinds of the register in words of the page. Titles that towns bear (Hansestadt, Lutherstadt) are names and stay."""

from django.utils.translation import gettext_lazy as _

KINDS = {  # of counties, and the plain ones of municipalities; a Kreis and a Landkreis are the same in law
    "Kreis": _("Kreis"),
    "Landkreis": _("Landkreis"),
    "Regionalverband": _("Regionalverband"),
    "Stadtkreis": _("Stadtkreis"),
    "kreisfreie Stadt": _("kreisfreie Stadt"),
    "Gemeinde": _("Gemeinde"),
    "Stadt": _("Stadt"),
    "Flecken": _("Flecken"),
}
SIZES = {  # `size_class` of starter/register: by population thresholds
    "Landgemeinde": _("Landgemeinde"),
    "kleine Kleinstadt": _("kleine Kleinstadt"),
    "größere Kleinstadt": _("größere Kleinstadt"),
    "kleine Mittelstadt": _("kleine Mittelstadt"),
    "große Mittelstadt": _("große Mittelstadt"),
    "kleinere Großstadt": _("kleinere Großstadt"),
    "große Großstadt": _("große Großstadt"),
}


def kind_label(kind: str) -> str:
    """A kind of the register in words of the page; one that is a name of its own as it is."""
    return str(KINDS.get(kind, kind))


def size_label(size: str) -> str:
    return str(SIZES.get(size, size))
