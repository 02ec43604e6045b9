"""Routes of what is new for one person: the week's list, saved searches, feeds, the end of the mail."""

from django.urls import path

from daseinswerk.apps.library import feed_views, mail_views, reader_views

urlpatterns = [
    path("woche/", reader_views.week, name="week"),
    path("woche/gelesen/", reader_views.week_looked, name="week_looked"),
    path("woche/einstellungen/", reader_views.week_settings, name="week_settings"),
    path("woche/neue-adresse/", reader_views.week_token, name="week_token"),
    path("gemerkt/", reader_views.saved, name="saved"),
    path("gemerkt/<int:pk>/", reader_views.saved_change, name="saved_change"),
    path("feed/woche/<str:token>.atom", feed_views.week_feed, name="week_feed"),
    path("feed/suche/<str:token>.atom", feed_views.saved_feed, name="saved_feed"),
    path("abbestellen/<str:token>/", mail_views.unsubscribe, name="unsubscribe"),
]
