"""Routes of accounts and the office."""

from django.urls import path

from daseinswerk.apps.office import views

urlpatterns = [
    path("anmelden/", views.sign_in, name="sign_in"),
    path("abmelden/", views.sign_out, name="sign_out"),
    path("konto/", views.own_account, name="own_account"),
    path("buero/", views.office, name="office"),
    path("buero/abgelehnt/", views.refusals, name="refusals"),
    path("buero/konten/", views.accounts, name="accounts"),
    path("buero/konten/<int:pk>/", views.account, name="account"),
    path("buero/protokoll/", views.ledger_page, name="ledger"),
]
