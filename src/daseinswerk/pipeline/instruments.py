"""What every stage needs loaded: register, place and organisation names, taxonomy. Loaded once in each process."""

from dataclasses import dataclass
from functools import cache

from daseinswerk.engine.evidence.taxonomy import Taxonomy
from daseinswerk.engine.linking.companies import Companies
from daseinswerk.engine.linking.links import Link
from daseinswerk.engine.linking.organisations import OrganisationLinker
from daseinswerk.engine.linking.places import PlaceLinker
from daseinswerk.engine.linking.register import Register
from daseinswerk.engine.text.document import TextDocument
from daseinswerk.starter import starter_folder


@dataclass(frozen=True, slots=True)
class Instruments:
    """The linkers and the taxonomy, ready to use."""

    places: PlaceLinker
    organisations: OrganisationLinker
    taxonomy: Taxonomy


@cache
def instruments() -> Instruments:
    """Loaded on first use from the starter folder; about a second and 150 MB."""
    folder = starter_folder()
    companies, register = Companies.load(folder), Register.load(folder)
    return Instruments(
        places=PlaceLinker(register),
        organisations=OrganisationLinker(companies, places=[each.name for each in register.municipalities.values()]),
        taxonomy=Taxonomy.load(folder),
    )


def links_of(document: TextDocument, *, prior: str | None = None, vetoes: frozenset[tuple[str, str]] = frozenset()) -> tuple[Link, ...]:
    """All places and organisations a text speaks of, in archived characters.

    `prior`: AGS of the publishing municipality. `vetoes`: (kind, key) pairs a person has rejected for this document.
    """
    tools = instruments()
    text = document.cleaned.text
    found = (*tools.places.link(text, prior=prior), *tools.organisations.link(text))
    kept = (link for link in found if (link.kind, link.key) not in vetoes)
    return tuple(
        Link(link.kind, link.key, link.name, document.cleaned.to_archive(link.span), link.score, link.reason) for link in kept
    )
