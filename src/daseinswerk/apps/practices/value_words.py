"""The value of a claim in the words of the page.

German is the engine's own: `show_value` writes it, and what a person types into a form is read as German (35.000,50 €). Any other
language gets its words from the catalogue. What an author wrote in words of her own stays as she wrote it.
"""

import re
from collections.abc import Callable

from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from daseinswerk.design.templatetags.german import as_number, day, euro, percent, written
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.values import show_value

FIGURES = (Field.COST_ONCE, Field.COST_YEARLY, Field.FUNDING, Field.OUTPUT, Field.OUTCOME, Field.STAFF)
STATUSES: dict[str, Callable[[], str]] = {
    "P1": lambda: _("Idee"),
    "P2": lambda: _("Prototyp"),
    "P3": lambda: _("Pilot"),
    "P4": lambda: _("Betrieb"),
    "P5": lambda: _("Übertragung"),
    "ended": lambda: _("beendet"),
}
DECISIONS: dict[str, Callable[[], str]] = {
    "requested": lambda: _("beantragt"),
    "proposed": lambda: _("vorgeschlagen"),
    "recommended_yes": lambda: _("zur Annahme empfohlen"),
    "recommended_no": lambda: _("zur Ablehnung empfohlen"),
    "approved": lambda: _("beschlossen"),
    "rejected": lambda: _("abgelehnt"),
    "noted": lambda: _("zur Kenntnis genommen"),
    "settled": lambda: _("erledigt"),
    "agreed_to_examine": lambda: _("Prüfung zugesagt"),
    "not_planned": lambda: _("nicht vorgesehen"),
    "unanimous": lambda: _("einstimmig"),
    "no vote": lambda: _("ohne Abstimmung"),
}
DURATIONS: dict[str, Callable[[int], str]] = {
    "Jahr": lambda n: ngettext("%d Jahr", "%d Jahre", n) % n,
    "Monat": lambda n: ngettext("%d Monat", "%d Monate", n) % n,
    "Woche": lambda n: ngettext("%d Woche", "%d Wochen", n) % n,
    "Tag": lambda n: ngettext("%d Tag", "%d Tage", n) % n,
}
# What the engine says of a value it does not take (`check_value`); it knows no catalogue, so its sentences are named here.
REFUSALS = (
    gettext_noop("Bitte geben Sie einen Wert ein."),
    gettext_noop("Bitte kürzen Sie den Wert auf höchstens 1000 Zeichen."),
    gettext_noop("Bitte geben Sie den Gemeindeschlüssel mit acht Ziffern ein, zum Beispiel 08212000."),
    gettext_noop("Bitte wählen Sie P1 bis P5 oder „beendet“."),
    gettext_noop("Bitte geben Sie ein Datum ein, so genau wie genannt: 2024, 11.2024, 14.03.2024, 2. Quartal 2024 oder 4 Jahre."),
    gettext_noop("Bitte geben Sie einen Betrag in Euro ein, zum Beispiel 35.000 € oder 24.000 € im Jahr."),
    gettext_noop(
        "Bitte wählen Sie einen Beschluss: beantragt, vorgeschlagen, zur Annahme empfohlen, zur Ablehnung empfohlen, beschlossen, "
        "abgelehnt, zur Kenntnis genommen, erledigt, Prüfung zugesagt, nicht vorgesehen."
    ),
    gettext_noop("Bitte schreiben Sie die Zahl mit Punkt für Tausender und Komma für Dezimalen, zum Beispiel 35.000,50."),
)


def value_words(field: str, value: str) -> str:
    """A kept value as the language of the page writes it."""
    if (get_language() or "de") == "de":
        return show_value(Field(field), value)
    if field == Field.STATUS and value in STATUSES:
        return STATUSES[value]() if value == "ended" else f"{value} {STATUSES[value]()}"
    if field == Field.DECISION:
        return ", ".join(_decision(part) for part in value.split(";") if part)
    if field in (Field.START, Field.END):
        return _date(value)
    return _figure(value) if field in FIGURES else value


def _decision(part: str) -> str:
    if part in DECISIONS:
        return DECISIONS[part]()
    if votes := re.fullmatch(r"(\d+):(\d+)", part):
        return _("%(yes)s Ja, %(no)s Nein") % {"yes": votes[1], "no": votes[2]}
    return _date(part)


def _date(value: str) -> str:
    if part := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        words = _("%(n)s. Quartal %(year)s") if part[2] == "Q" else _("%(n)s. Halbjahr %(year)s")
        return words % {"n": part[3], "year": part[1]}
    if lasts := re.fullmatch(r"(\d+) (Jahr|Monat|Woche|Tag)(?:en|e|n)?", value):
        return DURATIONS[lasts[2]](int(lasts[1]))
    return day(value)


def _figure(value: str) -> str:
    """`10000-15000 EUR/a`, `90 %`, `12 Standorte`: the figures as the language writes them, the author's own words as they are."""
    match = re.match(r"^(?P<first>-?\d+(?:\.\d+)?)(?:-(?P<second>\d+(?:\.\d+)?))?\s*(?P<rest>.*)$", value)
    if match is None:
        return value
    unit = match["rest"]
    form = euro if unit.startswith("EUR") else percent if unit == "%" else _plain
    figures = form(match["first"])
    if match["second"]:
        figures = _("%(first)s bis %(second)s") % {"first": figures, "second": form(match["second"])}
    after = {"EUR": "", "EUR/a": _("im Jahr"), "EUR/Monat": _("im Monat"), "%": ""}.get(unit, unit.removeprefix("EUR").strip())
    return f"{figures} {after}".strip()


def _plain(number: str) -> str:
    known = as_number(number)
    return number if known is None else written(known)
