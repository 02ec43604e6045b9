"""Routes of the library."""

from django.urls import path

from daseinswerk.apps.library import correction_views, feed_views, version_views, views

urlpatterns = [
    path("", views.library, name="library"),
    path("feed.atom", feed_views.library_feed, name="library_feed"),
    path("dokument/<int:pk>/", views.document, name="document"),
    path("dokument/<int:pk>/original/", views.original, name="original"),
    path("dokument/<int:pk>/versionen/", version_views.versions, name="versions"),
    path("dokument/<int:pk>/korrektur/", correction_views.correct, name="correct"),
    path("dokument/<int:pk>/verbinden/", correction_views.join, name="join"),
    path("korrekturen/", correction_views.corrections, name="corrections"),
    path("korrekturen/<int:pk>/zuruecknehmen/", correction_views.undo, name="correction_undo"),
]
