"""Routes of the start page, what waits, glossary, help and legal pages."""

from django.urls import path

from daseinswerk.apps.mandate import views

urlpatterns = [
    path("", views.mandate, name="mandate"),
    path("zu-tun/", views.todo, name="todo"),
    path("glossar/", views.glossary, name="glossary"),
    path("hilfe/", views.help_page, name="help"),
    path("hilfe/bausteine/", views.styleguide, name="styleguide"),
    path("impressum/", views.imprint, name="imprint"),
    path("datenschutz/", views.privacy, name="privacy"),
    path("barrierefreiheit/", views.accessibility, name="accessibility"),
    path("darstellung/", views.theme, name="theme"),
    path("sprache/", views.language, name="language"),
]
