"""Routes for reading one's own material and watching the runs."""

from django.urls import path

from daseinswerk.apps.library import intake_views

urlpatterns = [
    path("", intake_views.read_in, name="read_in"),
    path("laeufe/", intake_views.run_list, name="runs"),
    path("laeufe/<int:pk>/", intake_views.run_page, name="run"),
    path("laeufe/<int:pk>/stand/", intake_views.run_state, name="run_state"),
    path("laeufe/<int:pk>/anhalten/", intake_views.run_cancel, name="run_cancel"),
    path("laeufe/<int:pk>/weiter/", intake_views.run_again, name="run_again"),
]
