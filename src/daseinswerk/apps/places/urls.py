"""Routes of the register. Keys are text: leading zeros count."""

from django.urls import path, re_path

from daseinswerk.apps.places import views

urlpatterns = [
    path("", views.places, name="places"),
    re_path(r"^(?P<ags>[0-9]{8})/$", views.municipality, name="municipality"),
    re_path(r"^kreis/(?P<key>[0-9]{5})/$", views.county, name="county"),
]
