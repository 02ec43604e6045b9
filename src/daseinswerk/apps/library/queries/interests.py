"""What one person wants to hear of: fields of action and regions, asked of a document, and called by their names."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language

from daseinswerk.apps.library.models import Interest
from daseinswerk.apps.places.models import County, Municipality, State
from daseinswerk.apps.practices.queries.catalogue import taxonomy

REGION_LENGTHS = {2: State, 5: County, 8: Municipality}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Codes of fields (`05`) or subfields (`05.5`), keys of Land (2), county (5) or municipality (8 digits); empty: all of them."""

    fields: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    _read: dict[str, tuple[str, bool]] = field(default_factory=dict, repr=False, compare=False)

    def covers(self, key: str) -> bool:
        """Whether a place lies in one of the regions. A county named as a whole does not lie in one of its municipalities."""
        return bool(key) and key.startswith(self.regions)

    def field_in(self, codes: str) -> tuple[str, bool]:
        """The field a document with these codes (a JSON list) stands under, and whether it is one that was asked for."""
        known = self._read.get(codes)
        if known is None:
            known = self._read[codes] = self._field_of(json.loads(codes or "[]"))
        return known

    def _field_of(self, codes: list[str]) -> tuple[str, bool]:
        asked = [code for code in codes if code in self.fields or code.partition(".")[0] in self.fields]
        return (asked or codes or [""])[0].partition(".")[0], bool(asked)

    def fit(self, in_field: bool, in_place: bool) -> int:
        """2: field and region fit; 1: one of them does, or nothing was asked for; 0: neither."""
        if not self.fields and not self.regions:
            return 1
        return int(in_field) + int(in_place)


def wanted_of(interest: Interest | None) -> Wanted:
    """What this person set; nothing set means everything."""
    return Wanted(tuple(interest.fields), tuple(interest.regions)) if interest else Wanted()


def field_label(code: str) -> str:
    """The name of a field or subfield in the language of the page; a code of an older taxonomy stands as it is."""
    try:
        return taxonomy().label(code, get_language() or "de")
    except KeyError:
        return code


def region_names(keys: Iterable[str]) -> dict[str, str]:
    """Names of regions by key, in the order given; a key the register does not know stands as it is."""
    keys = list(keys)
    names: dict[str, str] = {}
    for model in REGION_LENGTHS.values():
        names |= {row.pk: row.name for row in model.objects.filter(pk__in=keys)}
    return {key: names.get(key, key) for key in keys}
