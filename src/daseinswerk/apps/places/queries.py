"""Reads of the register: find while typing, one municipality, one county, the Länder; and what documents and records say of them."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from daseinswerk.apps.library.models import Document
from daseinswerk.apps.office.models import User
from daseinswerk.apps.places.labels import size_label
from daseinswerk.apps.places.models import County, Municipality, Organisation, State
from daseinswerk.apps.practices.models import Record
from daseinswerk.apps.practices.queries.records import visible
from daseinswerk.engine.linking.find import Found, MunicipalityIndex
from daseinswerk.engine.linking.register import Register
from daseinswerk.starter import starter_folder

POPULATION_AS_OF = date(2024, 12, 31)  # of the shipped register; its territory is `Municipality.as_of`
CREDIT = "© Statistisches Bundesamt (Destatis), Gemeindeverzeichnis, Datenlizenz Deutschland – Namensnennung – Version 2.0"
FOUND, NEWEST = 12, 10
DENSITY = {
    "1": lambda: _("dicht besiedelt"),
    "2": lambda: _("mittel besiedelt"),
    "3": lambda: _("ländlich"),
}


@dataclass(frozen=True, slots=True)
class Stat:
    """One key figure for `stat_row.html`; `value` as text, None where the register does not say."""

    value: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """Documents that speak of a place: the newest and how many there are."""

    newest: tuple[Document, ...]
    total: int


@cache
def municipality_index() -> MunicipalityIndex:
    """The index of the shipped register, built on first use (about a tenth of a second) and kept in the process."""
    return MunicipalityIndex(Register.load(starter_folder()))


def find(typed: str) -> tuple[Found, ...]:
    """Municipalities meant by what was typed so far, the best first."""
    return municipality_index().find(typed, FOUND)


def states() -> QuerySet[State]:
    """The Länder with the number of their municipalities."""
    return State.objects.annotate(count=Count("municipalities")).order_by("name")


def counties(state: str) -> QuerySet[County]:
    """The counties of a Land with the number of their municipalities."""
    return County.objects.filter(state=state).annotate(count=Count("municipalities")).order_by("name", "key")


def in_county(key: str) -> QuerySet[Municipality]:
    """The municipalities of a county, the largest first."""
    return Municipality.objects.filter(county=key).order_by("-population", "name", "ags")


def spoken_of(kind: str, key: str) -> Spoken:
    """Current documents that speak of a place; copies are left out, they repeat what is listed."""
    rows = Document.objects.current().filter(links__kind=kind, links__key=key, copy_of__isnull=True)
    newest = rows.select_related("source").defer("text", "sketch").order_by("-date", "-pk")[:NEWEST]
    return Spoken(tuple(newest), rows.count())


def companies_of(municipality: Municipality) -> QuerySet[Organisation]:
    """Organisations with their seat here, those known to be municipal first."""
    return municipality.organisations.order_by("-evidence", "name")


def records_of(municipality: Municipality, user: User | AnonymousUser) -> QuerySet[Record]:
    """Practice records of a municipality: confirmed ones, for people with an account also those on their way."""
    return visible(user).filter(municipality=municipality).order_by("name")


def neighbours_of_key(ags: str) -> tuple[Municipality, ...]:
    """For a key nobody has: municipalities whose key begins alike, the largest first."""
    for length in (5, 2):
        rows = tuple(Municipality.objects.filter(ags__startswith=ags[:length]).order_by("-population")[:8])
        if rows:
            return rows
    return ()


def figures(place: Municipality) -> tuple[Stat, ...]:
    """Five key figures: people, area, people on a square kilometre, size class, settlement."""
    dense = place.population / place.area_km2 if place.population and place.area_km2 else None
    return (
        Stat(_number(place.population), _("Einwohner")),
        Stat(f"{_number(place.area_km2, 1)} km²" if place.area_km2 else None, _("Fläche")),
        Stat(_number(dense), _("Einwohner je km²")),
        Stat(size_label(place.size_class) or None, _("Größe")),
        Stat(DENSITY[place.density_class]() if place.density_class in DENSITY else None, _("Besiedlung")),
    )


def _number(value: float | None, places: int = 0) -> str | None:
    """With that many decimals, as the language of the page writes it: 1.234,5."""
    return None if value is None else number_format(round(value, places), decimal_pos=places, use_l10n=True, force_grouping=True)
