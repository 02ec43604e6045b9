"""The register: find a municipality, its page, its county, its Land."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daseinswerk.apps.office.access import open_to
from daseinswerk.apps.office.models import Role
from daseinswerk.apps.places import queries
from daseinswerk.apps.places.models import County, Municipality, State


@open_to(Role.VISITOR)
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The field to find a municipality, and the Länder; `?land=` shows the counties of one."""
    typed = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:80]
    found = queries.find(typed)
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "places/_found.html", {"typed": typed, "found": found})
    key = request.GET.get("land", "")
    land = State.objects.filter(key=key).first() if key.isascii() and key.isdigit() else None
    context = {
        "typed": typed,
        "found": found,
        "land": land,
        "counties": queries.counties(land.key) if land else (),
        "states": () if land else queries.states(),
        "credit": queries.CREDIT,
        "trail": [(_("Kommunen"), "/kommunen/"), (land.name, "")] if land else None,
    }
    return render(request, "places/places.html", context)


@open_to(Role.VISITOR)
@require_safe
def municipality(request: HttpRequest, ags: str) -> HttpResponse:
    place = Municipality.objects.select_related("state", "county").filter(ags=ags).first()
    if place is None:
        return render(request, "places/unknown.html", {"ags": ags, "near": queries.neighbours_of_key(ags)}, status=404)
    context = {
        "place": place,
        "figures": queries.figures(place),
        "population_as_of": queries.POPULATION_AS_OF,
        "companies": queries.companies_of(place),
        "spoken": queries.spoken_of("municipality", place.ags),
        "records": queries.records_of(place, request.user),
        "credit": queries.CREDIT,
        "trail": _way(place),
    }
    return render(request, "places/municipality.html", context)


def _way(place: Municipality) -> list[tuple[str, str]]:
    """Land, county, municipality; a county-free town is its own county and not named twice."""
    county = [] if place.county.name == place.name else [(place.county.name, f"/kommunen/kreis/{place.county_id}/")]
    return [(_("Kommunen"), "/kommunen/"), (place.state.name, f"/kommunen/?land={place.state_id}"), *county, (place.name, "")]


@open_to(Role.VISITOR)
@require_safe
def county(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(County.objects.select_related("state"), key=key)
    context = {
        "county": found,
        "municipalities": queries.in_county(key),
        "spoken": queries.spoken_of("county", key),
        "credit": queries.CREDIT,
        "trail": [(_("Kommunen"), "/kommunen/"), (found.state.name, f"/kommunen/?land={found.state_id}"), (found.name, "")],
    }
    return render(request, "places/county.html", context)
