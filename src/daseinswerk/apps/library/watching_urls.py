"""Routes of the sources: their health, adding one, one source, what its owner is shown."""

from django.urls import path

from daseinswerk.apps.library import adding_views, report_views, source_views, watching_views

urlpatterns = [
    path("", watching_views.source_list, name="sources"),
    path("stand.csv", watching_views.source_list_csv, name="sources_csv"),
    path("neu/", adding_views.source_new, name="source_new"),
    path("neu/<int:pk>/", adding_views.source_check, name="source_check"),
    path("neu/<int:pk>/stand/", adding_views.source_check_state, name="source_check_state"),
    path("neu/ordner/<str:name>/", adding_views.source_folder, name="source_folder"),
    path("katalog/", adding_views.source_catalogue, name="source_catalogue"),
    path("bericht/<str:token>.json", report_views.owner_report_json, name="owner_report_json"),
    path("bericht/<str:token>/", report_views.owner_report, name="owner_report"),
    path("<slug:slug>/", source_views.source, name="source"),
    path("<slug:slug>/tun/", source_views.source_act, name="source_act"),
    path("<slug:slug>/antwort/", source_views.source_answer, name="source_answer"),
    path("<slug:slug>/aendern/", source_views.source_change, name="source_change"),
    path("<slug:slug>/bericht/", report_views.source_report, name="source_report"),
    path("<slug:slug>/stand.svg", watching_views.badge, name="source_badge"),
]
