"""The only writes of the register: load Länder, counties, municipalities and companies. A second load writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, transaction

from daseinswerk.apps.office import ledger
from daseinswerk.apps.places.models import County, Municipality, Organisation, State
from daseinswerk.engine.linking.companies import Companies, Company
from daseinswerk.engine.linking.register import County as RegisterCounty
from daseinswerk.engine.linking.register import Municipality as RegisterMunicipality
from daseinswerk.engine.linking.register import Register

SOURCES = {  # short names in starter/companies.tsv
    "MaStR": "Marktstammdatenregister der Bundesnetzagentur",
    "Datenschule": "Lieferantenliste der Datenschule",
    "NSI": "name-suggestion-index",
    "waste_schedule": "waste_collection_schedule",
}
AS_OF = "2025-11-30"  # territory of the shipped register


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were written (new or changed) of each kind."""

    states: int
    counties: int
    municipalities: int
    organisations: int


@transaction.atomic
def load_register(register: Register, companies: Companies) -> Loaded:
    """Make the tables say what the register says. Rows the register no longer knows stay: documents may speak of them."""
    loaded = Loaded(
        states=_store(State, [State(key=s.key, name=s.name, population=s.population) for s in register.states.values()]),
        counties=_store(County, [_county(row) for row in register.counties.values()]),
        municipalities=_store(Municipality, [_municipality(row) for row in register.municipalities.values()]),
        organisations=_store(Organisation, [_organisation(row) for row in companies]),
    )
    if loaded != Loaded(0, 0, 0, 0):
        ledger.write(actor=None, act="places.register.load", subject="places.register", details={"municipalities": loaded.municipalities})
    return loaded


def _store(model: type[models.Model], rows: Iterable[models.Model]) -> int:
    """Insert what is new, update what changed; gives the number of rows written."""
    names = [field.attname for field in model._meta.concrete_fields]
    key = model._meta.pk.attname
    known = {values[key]: values for values in model.objects.values(*names)}
    fresh, changed = [], []
    for row in rows:
        values = {name: getattr(row, name) for name in names}
        if values[key] not in known:
            fresh.append(row)
        elif known[values[key]] != values:
            changed.append(row)
    model.objects.bulk_create(fresh, batch_size=500)
    if changed:
        fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        model.objects.bulk_update(changed, fields, batch_size=200)
    return len(fresh) + len(changed)


def _county(row: RegisterCounty) -> County:
    return County(
        key=row.key, name=row.name, kind=row.kind, seat=row.seat, state_id=row.state_key, population=row.population, area_km2=row.area_km2
    )


def _municipality(row: RegisterMunicipality) -> Municipality:
    return Municipality(
        ags=row.ags,
        ars=row.ars,
        name=row.name,
        name_official=row.name_official,
        title=row.title or row.kind,
        state_id=row.state_key,
        county_id=row.county_key,
        association=row.association,
        population=row.population,
        area_km2=row.area_km2,
        latitude=row.lat,
        longitude=row.lon,
        postcode_seat=row.postcode_seat,
        size_class=row.size_class,
        density_class=str(row.degurba or ""),
        as_of=AS_OF,
    )


def source_in_words(source: str) -> str:
    """The lists a company was found in, as one may read them on the page."""
    parts = dict.fromkeys(part for whole in source.split(";") for part in whole.strip().split("/") if part)
    return ", ".join(SOURCES.get(part, part) for part in parts)


def _organisation(row: Company) -> Organisation:
    return Organisation(
        slug=row.slug[:160],
        name=row.name[:200],
        legal_form=row.legal_form,
        seat_id=row.seat_ags or None,
        website=row.website,
        sectors=", ".join(row.sectors),
        evidence=row.evidence,
        source=source_in_words(row.source)[:200],
    )
