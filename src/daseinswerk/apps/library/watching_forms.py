"""Forms of the sources: the address, what the office says of a source, the answer to the guard, the choice from the catalogue."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from daseinswerk.apps.library.catalogue import Entry
from daseinswerk.apps.library.intake_forms import web_address
from daseinswerk.apps.library.labels import KINDS, UNRESOLVED, licence_label
from daseinswerk.apps.library.models import Source
from daseinswerk.apps.library.queries.source_page import RHYTHMS, TIERS, rhythm_words
from daseinswerk.apps.places.models import Municipality

LICENCES = (
    UNRESOLVED, "Datenlizenz Deutschland – Namensnennung 2.0", "Datenlizenz Deutschland – Zero 2.0", "CC0 1.0", "CC BY 4.0", "CC BY-SA 4.0",
    "Amtliches Werk (§ 5 UrhG)", "Alle Rechte vorbehalten",
)  # fmt: skip
WATCHED_DOCUMENT_KINDS = ("press", "council", "own_page", "trade_press", "evaluation")
ADAPTED = ("include", "exclude")  # options of the adapters that the office sets


ASKED = ("name", "licence", "rhythm", *ADAPTED)


class AddressForm(forms.Form):
    """Step one: where it is. What it is, the check finds out."""

    address = forms.CharField(
        label=_("Adresse der Quelle"),
        max_length=1000,
        help_text=_("Die Seite, ihr Feed, ihre Sitemap oder der Einstieg eines Ratsinformationssystems (OParl). Mit https am Anfang."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_address(self) -> str:
        return web_address(self.cleaned_data["address"])


class SourceForm(forms.Form):
    """What the office says of a source; the same form for a new one and for a change."""

    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("Wie die Quelle in Listen und bei Treffern heißt."))
    licence = forms.ChoiceField(label=_("Lizenz"), help_text=_("Wie der Herausgeber sie nennt. Ist sie ungeklärt, wird nur zitiert und verwiesen."))
    rhythm = forms.TypedChoiceField(label=_("Wie oft besuchen"), coerce=int)
    publisher = forms.CharField(label=_("Herausgeber"), required=False, max_length=300)
    ags = forms.RegexField(
        r"^[0-9]{8}$",
        label=_("Gemeindeschlüssel, wenn eine Gemeinde spricht"),
        required=False,
        help_text=_("Acht Ziffern; hilft, mehrdeutige Ortsnamen richtig zu deuten."),
        error_messages={"invalid": _("Ein Gemeindeschlüssel hat acht Ziffern.")},
    )
    document_kind = forms.ChoiceField(label=_("Was dort steht"), required=False)
    tier = forms.TypedChoiceField(label=_("Vertrauensstufe"), coerce=int, choices=list(TIERS.items()))
    expected = forms.IntegerField(
        label=_("Mindestens neu je Woche"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Kommt weniger, steht es in „Zu tun“. Leer: Stille ist in Ordnung."),
    )
    include = forms.CharField(label=_("Nur Seiten, deren Pfad so beginnt"), required=False, max_length=200, help_text=_("Zum Beispiel /presse/. Leer: alle."))
    exclude = forms.CharField(label=_("Ohne Seiten, deren Pfad so beginnt"), required=False, max_length=200, help_text=_("Zum Beispiel /veranstaltungen/."))
    contact = forms.EmailField(label=_("Wer dort zuständig ist"), required=False, help_text=_("Eine E-Mail-Adresse. An sie geht der Bericht über Mängel."))
    note = forms.CharField(label=_("Bemerkung"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        licence, rhythm = self.initial.get("licence"), self.initial.get("rhythm")
        licences = dict.fromkeys([*([licence] if licence else []), *LICENCES])
        hours = sorted({*RHYTHMS, *([rhythm] if rhythm else [])})
        self.fields["licence"].choices = [(name, licence_label(name)) for name in licences]
        self.fields["rhythm"].choices = [(number, rhythm_words(number)) for number in hours]
        self.fields["document_kind"].choices = [("", _("das Lesen entscheidet")), *((code, KINDS[code]) for code in WATCHED_DOCUMENT_KINDS)]
        if kind != Source.Kind.SITEMAP:  # only there whole sites come, from which the office chooses
            for name in ADAPTED:
                del self.fields[name]

    def asked(self) -> list[forms.BoundField]:
        """What must be said of every source."""
        return [field for field in self if field.name in ASKED]

    def further(self) -> list[forms.BoundField]:
        """What may be said; folded on the page of a new source, unless something is wrong in it."""
        return [field for field in self if field.name not in ASKED]

    def further_is_open(self) -> bool:
        return any(field.errors for field in self.further())

    def clean_ags(self) -> str:
        ags = self.cleaned_data["ags"]
        if ags and not Municipality.objects.filter(ags=ags).exists():
            raise ValidationError(_("Diesen Gemeindeschlüssel gibt es nicht."))
        return ags

    def said(self, options: dict[str, Any]) -> dict[str, Any]:
        """The fields as `actions.watching` takes them; `options` are those the source has, of which the form changes two."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in ADAPTED}
        set_here = {name: self.cleaned_data[name] for name in ADAPTED if name in self.fields}
        merged = {**options, **set_here}
        return {**data, "options": {name: value for name, value in merged.items() if value not in ("", None)}}


def initial_of(source: Source) -> dict[str, Any]:
    """What the form shows of a source that is there."""
    names = ("name", "licence", "rhythm", "publisher", "ags", "document_kind", "tier", "expected", "contact", "note")
    return {name: getattr(source, name) for name in names} | {name: source.options.get(name, "") for name in ADAPTED}


class GuardForm(forms.Form):
    """The answer to "Dieser Besuch würde so vieles zurückziehen": one of two, and why."""

    answer = forms.ChoiceField(choices=[("withdraw", "withdraw"), ("keep", "keep")])
    reason = forms.CharField(
        label=_("Warum?"),
        max_length=300,
        help_text=_("Ein Satz genügt, zum Beispiel: Der Auftritt ist umgezogen. Er steht im Protokoll, mit Ihrem Namen."),
        error_messages={"required": _("Bitte nennen Sie einen Grund.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CatalogueForm(forms.Form):
    """Entries of the catalogue by their slug."""

    entry = forms.MultipleChoiceField(error_messages={"required": _("Wählen Sie mindestens eine Quelle."), "invalid_choice": _("Diesen Eintrag gibt es im Katalog nicht.")})

    def __init__(self, data: Any, entries: Iterable[Entry]) -> None:
        super().__init__(data)
        self.fields["entry"].choices = [(entry.slug, entry.name) for entry in entries]
