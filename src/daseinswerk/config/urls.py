"""The addresses of the site: German words, one file of routes for each app."""

from django.urls import include, path

urlpatterns = [
    path("", include("daseinswerk.apps.mandate.urls")),
    path("", include("daseinswerk.apps.office.urls")),
    path("", include("daseinswerk.apps.library.reader_urls")),
    path("bibliothek/", include("daseinswerk.apps.library.urls")),
    path("einlesen/", include("daseinswerk.apps.library.intake_urls")),
    path("kommunen/", include("daseinswerk.apps.places.urls")),
    path("praxis/", include("daseinswerk.apps.practices.urls")),
    path("quellen/", include("daseinswerk.apps.library.watching_urls")),
]
handler403 = "daseinswerk.apps.mandate.views.forbidden"
handler404 = "daseinswerk.apps.mandate.views.not_found"
handler500 = "daseinswerk.apps.mandate.views.broken"
