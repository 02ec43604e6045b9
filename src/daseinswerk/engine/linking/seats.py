"""Utilities whose name says what they are but not where: "Stadtwerk am See" sits in Friedrichshafen and Überlingen.

From the list of municipal companies are taken those called Stadtwerk, Stadtwerke, Gemeindewerke whose name holds neither their own seat nor a
municipality near it ("Gemeindewerke Hördt" belong to Hördt, wherever their office is). Other company names are no places.
"""

import re

from daseinswerk.engine.linking.companies import Companies
from daseinswerk.engine.linking.names import base_forms
from daseinswerk.engine.linking.register import Municipality, Register, distance_km

OWN_KM = 25.0
_WORKS = re.compile(r"^(?:Vereinigte )?(?:Stadtwerke?|Gemeindewerke?)\b")
_REST = re.compile(r" (?:Verwaltungs|Service|Netze?|Energie|Holding|Beteiligungs|Vertriebs)?[- ]?(?:GmbH|AG|AöR|KG|mbH|UG)\b.*$| -? ?Netz$")


def seats(companies: Companies, register: Register) -> dict[str, tuple[str, ...]]:
    """Name without legal form → AGS of the seats, several if companies of one name sit in several places."""
    named: dict[str, list[Municipality]] = {}
    for each in register.municipalities.values():
        for form in base_forms(each.name):
            named.setdefault(form, []).append(each)
    found: dict[str, set[str]] = {}
    for company in companies:
        seat = register.municipalities.get(company.seat_ags)
        name = re.sub(r" ?\(.*?\)$", "", _REST.sub("", company.name)).strip()
        if seat is None or not _WORKS.match(name) or name.count(" ") == 0 or name.startswith("Vereinigte Stadtwerke"):
            continue
        if not _holds_a_near_town(name, seat, named):
            found.setdefault(name, set()).add(seat.ags)
    return {name: tuple(sorted(keys)) for name, keys in found.items()}


def _holds_a_near_town(name: str, seat: Municipality, named: dict[str, list[Municipality]]) -> bool:
    parts = re.split(r"[ \-–/]+", name)
    pieces = {" ".join(parts[first:last]) for first in range(1, len(parts)) for last in range(first + 1, len(parts) + 1)} | set(name.split(" ")[1:])
    towns = (town for piece in pieces for town in named.get(piece, ()))
    return any(distance_km(town.lat, town.lon, seat.lat, seat.lon) < OWN_KM for town in towns) or seat.name.split("-")[0].split(" ")[0] in name
