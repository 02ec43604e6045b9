"""Routes of the practices: the catalogue, a record, the workshop, the second reading."""

from django.urls import path

from daseinswerk.apps.practices import views, workshop_views

urlpatterns = [
    path("", views.catalogue, name="practices"),
    path("katalog.json", views.catalogue_json, name="practices_json"),
    path("katalog.csv", views.catalogue_csv, name="practices_csv"),
    path("werkstatt/", workshop_views.overview, name="workshop"),
    path("werkstatt/neu/", workshop_views.new, name="workshop_new"),
    path("werkstatt/<slug:slug>/", workshop_views.bench, name="workshop_record"),
    path("werkstatt/<slug:slug>/tun/", workshop_views.act, name="workshop_act"),
    path("werkstatt/<slug:slug>/aendern/<int:claim>/", workshop_views.correct, name="workshop_correct"),
    path("werkstatt/<slug:slug>/pruefen/", workshop_views.review, name="review"),
    path("werkstatt/<slug:slug>/pruefen/tun/", workshop_views.review_act, name="review_act"),
    path("<slug:slug>/", views.record, name="record"),
    path("<slug:slug>/daten.json", views.record_json, name="record_json"),
]
