"""German names of fields, certainties and states, in the order in which a record is read."""

from django.utils.translation import gettext_lazy as _

from daseinswerk.engine.evidence.fields import Certainty, Field

FIELDS = {  # reading order of a record
    Field.TITLE: _("Titel"),
    Field.MUNICIPALITY: _("Kommune"),
    Field.OPERATOR: _("Betreiber"),
    Field.STATUS: _("Stand"),
    Field.PROBLEM: _("Problem"),
    Field.SOLUTION: _("Lösung"),
    Field.START: _("Beginn"),
    Field.END: _("Ende"),
    Field.OUTPUT: _("Gebaut oder erreicht"),
    Field.OUTCOME: _("Wirkung"),
    Field.COST_ONCE: _("Kosten, einmalig"),
    Field.COST_YEARLY: _("Kosten, laufend"),
    Field.FUNDING: _("Förderung und Finanzierung"),
    Field.STAFF: _("Personal"),
    Field.PARTNER: _("Partner"),
    Field.DECISION: _("Beschluss"),
    Field.LEGAL: _("Recht und Vergabe"),
}
CERTAINTIES = {
    Certainty.STATED: _("genannt"),
    Certainty.PLANNED: _("geplant"),
    Certainty.ESTIMATED: _("geschätzt"),
    Certainty.REJECTED: _("abgelehnt"),
}
HINTS = {  # how to write a value by hand
    Field.MUNICIPALITY: _("Amtlicher Gemeindeschlüssel, acht Ziffern"),
    Field.STATUS: _("P1 Idee, P2 Prototyp, P3 Pilot, P4 Betrieb, P5 Übertragung, beendet"),
    Field.START: _("2024, 11.2024, 14.03.2024 oder 2024-Q2"),
    Field.END: _("2024, 11.2024, 14.03.2024 oder 2024-Q2"),
    Field.COST_ONCE: _("zum Beispiel 35.000 €"),
    Field.COST_YEARLY: _("zum Beispiel 24.000 € im Jahr"),
    Field.FUNDING: _("Betrag, Anteil in % oder Wörter"),
}
DECISIONS = {
    "accept": _("angenommen"),
    "change": _("geändert"),
    "drop": _("gestrichen"),
    "not_stated": _("nicht genannt"),
    "by_hand": _("von Hand eingetragen"),
    "agree": _("stimmt"),
    "disagree": _("Einwand"),
    "submit": _("zur Zweitprüfung gegeben"),
    "confirm": _("bestätigt"),
    "return": _("wieder geöffnet"),
    "withdraw": _("zurückgezogen"),
}
