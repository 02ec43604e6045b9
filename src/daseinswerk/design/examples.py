"""Example data for the page that shows every component (`/hilfe/bausteine/`). Invented; no real town, person or document."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

ADDRESS = "#beispiel"


class ExampleForm(forms.Form):
    """Three kinds of fields, shown with errors."""

    title = forms.CharField(label=_l("Titel"), max_length=80, help_text=_l("In einem Satz, was die Gemeinde tut."))
    web = forms.URLField(label=_l("Webadresse"), assume_scheme="https", help_text=_l("Mit https am Anfang."))
    kind = forms.ChoiceField(label=_l("Art"), choices=[("a", _l("Beschluss")), ("b", _l("Bericht"))])
    seen = forms.ChoiceField(label=_l("Geprüft"), choices=[("y", _l("Ja")), ("n", _l("Nein"))], widget=forms.RadioSelect)
    note = forms.CharField(label=_l("Bemerkung"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label=_l("Ich habe die Quelle gelesen"))


def quote(**more: Any) -> dict[str, Any]:
    """A sentence as `quote.html` wants it."""
    return {
        "before": "Der Rat hat den Bericht der Verwaltung zur Kenntnis genommen.",
        "words": "Für den Aufbau des Funknetzes stehen einmalig 35.000 Euro bereit.",
        "after": "Die Stadtwerke beginnen im Mai 2024 mit den ersten zwölf Standorten.",
        "source": "Ratsinformation der Stadt Musterfurt", "date": date(2024, 3, 14), "archived": date(2026, 11, 22),
        "address": ADDRESS, "lang": "de",
    } | more


def hits() -> list[dict[str, Any]]:
    """Two search hits: one rich, one that has only what every hit has."""
    place = {"label": "Musterfurt", "address": ADDRESS, "kind": _("Gemeinde")}
    guess = {"label": "Stadtwerke Musterfurt", "address": ADDRESS, "kind": _("Organisation"), "suggested": True}
    snippet = [("Für den Aufbau des ", False), ("Funknetzes", True), (" (LoRaWAN) stehen einmalig 35.000 Euro bereit. Die ", False),
               ("Pegelsensoren", True), (" melden Hochwasser an die Feuerwehr.", False)]
    return [
        {"address": ADDRESS, "title": "Sensornetz für Pegel und Parkplätze", "lang": "de", "source": "Ratsinformation der Stadt Musterfurt",
         "date": date(2024, 3, 14), "kind": _("Beschluss"), "snippet": snippet, "chips": [place, guess], "same_count": 6,
         "same_address": ADDRESS, "reason": _("Beide Wörter stehen im selben Satz.")},
        {"address": ADDRESS, "title": "Haushaltsplan 2025", "lang": "de", "source": "Stadt Beispielhausen"},
    ]


def table() -> dict[str, Any]:
    """A table with a sorted column, figures, and something nobody stated."""
    return {
        "caption": _("Gemeinden mit Sensornetz"), "csv": ADDRESS,
        "columns": [{"label": _("Gemeinde"), "address": ADDRESS, "sorted": "ascending"},
                    {"label": _("Einwohner"), "numeric": True, "address": ADDRESS}, {"label": _("Beginn")}],
        "rows": [[{"text": "Beispielhausen", "address": ADDRESS}, {"text": "8.412", "numeric": True}, {"text": None}],
                 [{"text": "Musterfurt", "address": ADDRESS}, {"text": "61.208", "numeric": True}, {"text": "Mai 2024"}]],
    }


def facets() -> list[dict[str, Any]]:
    """Two facets, one with a choice made."""
    return [
        {"label": _("Land"), "values": [{"label": "Niedersachsen", "count": 1204, "address": ADDRESS, "chosen": True},
                                        {"label": "Mecklenburg-Vorpommern", "count": 87, "address": ADDRESS}]},
        {"label": _("Jahr"), "values": [{"label": "2024", "count": 311, "address": ADDRESS}, {"label": "2023", "count": 298, "address": ADDRESS}],
         "more_address": ADDRESS},
    ]


ARCHIVE = (
    "Der Rat hat den Bericht der Verwaltung zur Kenntnis genommen. Für den Aufbau des Funknetzes stehen einmalig 35.000 Euro bereit. "
    "Die Stadtwerke beginnen im Mai 2024 mit den ersten zwölf Standorten. 💧 Die Pegel melden jede Minute."
)


def sentences() -> list[dict[str, Any]]:
    """The sentences of `ARCHIVE` with their places, as a document page gives them to app.js."""
    parts, start = [], 0
    for text in ARCHIVE.replace(". ", ".\n").split("\n"):
        parts.append({"start": start, "end": start + len(text), "text": text})
        start += len(text) + 1
    return parts


def tasks() -> list[dict[str, Any]]:
    """Three rows of the start page: with an act, with a time, and one that is locked."""
    stats = [{"value": "14", "label": _("Entwürfe")}, {"value": "3", "label": _("warten auf zweite Bestätigung")}]
    return [
        {"title": _("Gute Praxis finden und prüfen"), "text": _("Was Gemeinden tun, mit dem Satz, der es belegt."), "stats": stats,
         "address": ADDRESS, "act": _("Entwürfe bestätigen"), "minutes": 2},
        {"title": _("Daseinsvorsorge gemeinsam bestimmen"), "text": _("Was dazugehört und was nicht, beschlossen und begründet."),
         "locked": _("Noch nicht gebaut. Hier steht später der Text der Definition.")},
    ]


def keys() -> list[tuple[str, str]]:
    """The keys of the Werkstatt."""
    return [("j", _("nächster Vorschlag")), ("k", _("voriger Vorschlag")), ("a", _("annehmen")), ("c", _("ändern")), ("d", _("verwerfen")),
            ("n", _("nicht genannt")), ("o", _("zweites Dokument"))]


def context() -> dict[str, Any]:
    """Everything `styleguide.html` shows."""
    return {
        "trail": [(_("Hilfe"), "/hilfe/"), (_("Bausteine"), "")],
        "quote": quote(), "changed": quote(changed=True), "english": quote(
            lang="en", before="", after="", words="The network cost EUR 35,000 to build.", source="Open Cities Report"),
        "lines": [{"value": "12 Standorte", "certainty": "planned", "quote": quote()},
                  {"value": "9 Standorte", "certainty": "stated", "quote": quote()}],
        "when": datetime(2026, 11, 22, 13, 5, tzinfo=UTC),
        "hits": hits(), "facets": facets(), "table": table(), "form": ExampleForm({"web": "kein Verweis", "kind": "a"}),
        "sentences": sentences(), "tasks": tasks(), "keys": keys(),
        "page_obj": Paginator(range(1, 96), 20).page(2),
        "stats": [{"value": "5.520", "label": _("Dokumente")}, {"value": "14", "label": _("Entwürfe"), "address": ADDRESS},
                  {"value": None, "label": _("zuletzt gelesen")}],
    }
