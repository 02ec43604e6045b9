"""Forms of the reader: fields and regions of the week's list."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from daseinswerk.apps.library.models import Interest
from daseinswerk.apps.library.queries.interests import field_label, region_names
from daseinswerk.apps.places.models import County, Municipality, State
from daseinswerk.apps.places.queries import find
from daseinswerk.apps.practices.queries.catalogue import taxonomy

MOST_FOUND = 8
MOST_REGIONS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A region one may choose: key, name, and where it lies."""

    key: str
    name: str
    where: str


def places_called(typed: str) -> tuple[Place, ...]:
    """Counties and municipalities meant by what was typed, the best first."""
    typed = typed.strip()[:80]
    if not typed:
        return ()
    counties = County.objects.filter(name__icontains=typed).exclude(kind="Kreisfreie Stadt").select_related("state").order_by("name")[:3]
    found = [Place(row.key, row.name, f"{row.kind or _('Kreis')}, {row.state.name}") for row in counties]
    towns = [each.municipality for each in find(typed)]
    known = set(Municipality.objects.filter(pk__in=[town.ags for town in towns]).values_list("pk", flat=True))
    found += [Place(town.ags, town.name, f"{town.kind}, {town.county}, {town.state}") for town in towns if town.ags in known]
    return tuple(found[:MOST_FOUND])


class InterestForm(forms.Form):
    """Fields of action, Länder, chosen counties and municipalities, one to look for, and whether mail is wanted."""

    fields_chosen = forms.MultipleChoiceField(required=False)
    regions = forms.MultipleChoiceField(required=False)
    typed = forms.CharField(label=_("Kreis oder Gemeinde suchen"), max_length=80, required=False, strip=True)
    mail = forms.BooleanField(label=_("Einmal in der Woche als E-Mail schicken, montags ab 6 Uhr"), required=False)

    def __init__(self, interest: Interest | None, sent: Mapping[str, str] | None = None) -> None:
        initial = {"fields_chosen": interest.fields, "regions": interest.regions, "mail": interest.mail} if interest else {}
        super().__init__(sent, initial=initial)
        self.fields["fields_chosen"].choices = [(code, code) for main in taxonomy().fields for code in (main.code, *(sub.code for sub in main.subfields))]
        asked = sent.getlist("regions") if sent is not None and hasattr(sent, "getlist") else initial.get("regions", [])
        self.names = region_names([key for key in asked if key.isascii() and key.isdigit()][:MOST_REGIONS])
        known = {key for key, name in self.names.items() if key != name}
        self.fields["regions"].choices = [(key, key) for key in known | set(State.objects.values_list("pk", flat=True))]

    def _now(self, name: str) -> list[str]:
        """What is ticked: as sent, else as stored."""
        if not self.is_bound:
            return list(self.initial.get(name, []))
        return self.data.getlist(name)

    @property
    def main_fields(self) -> list[dict[str, object]]:
        """The fields with their subfields, each with whether it is ticked."""
        ticked = set(self._now("fields_chosen"))
        return [
            {
                "code": main.code, "label": field_label(main.code), "ticked": main.code in ticked,
                "subfields": [{"code": sub.code, "label": field_label(sub.code), "ticked": sub.code in ticked} for sub in main.subfields],
                "open": any(sub.code in ticked for sub in main.subfields),
            }
            for main in taxonomy().fields
        ]  # fmt: skip

    @property
    def states(self) -> list[dict[str, object]]:
        ticked = set(self._now("regions"))
        return [{"key": row.key, "label": row.name, "ticked": row.key in ticked} for row in State.objects.order_by("name")]

    @property
    def chosen(self) -> list[dict[str, str]]:
        """Counties and municipalities chosen so far."""
        return [{"key": key, "label": name} for key, name in self.names.items() if len(key) > 2 and key != name]
