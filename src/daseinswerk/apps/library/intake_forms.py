"""The form for one's own material: files, a pasted text, or one web address."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST = 25 * 1024 * 1024  # bytes of one file, as the readers take them; a ZIP may hold more
ALL = 200 * 1024 * 1024


def web_address(typed: str) -> str:
    """What was typed, if it is a whole web address or empty. Raises ValidationError."""
    address = typed.strip()
    if address:
        try:
            parts = urlsplit(address)
        except ValueError as error:
            raise ValidationError(_("Das ist keine vollständige Webadresse.")) from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValidationError(_("Bitte geben Sie eine vollständige Adresse an, die mit https:// beginnt."))
    return address


class ManyFiles(forms.FileField):
    """Several files in one field."""

    widget = forms.ClearableFileInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [file for file in (data or []) if file]
        if not files and self.required:
            raise ValidationError(self.error_messages["required"])
        return [super(ManyFiles, self).clean(file, initial) for file in files]


class _Many(forms.ClearableFileInput):
    allow_multiple_selected = True


class ReadInForm(forms.Form):
    """Exactly one of the three ways; the run itself refuses what it cannot read, with a reason."""

    files = ManyFiles(
        label=_("Dateien"),
        required=False,
        widget=_Many(attrs={"multiple": True}),
        help_text=_("PDF, DOCX, HTML oder Text, auch mehrere oder ein ZIP; je Datei höchstens 25 MB."),
    )
    address = forms.CharField(label=_("Webadresse"), required=False, max_length=2000, help_text=_("Eine Seite oder ein PDF, mit https am Anfang."))
    title = forms.CharField(label=_("Titel des eingefügten Texts"), required=False, max_length=300)
    text = forms.CharField(label=_("Eingefügter Text"), required=False, max_length=2_000_000, widget=forms.Textarea(attrs={"rows": 8}))
    ags = forms.RegexField(
        r"^[0-9]{8}$",
        label=_("Gemeindeschlüssel der herausgebenden Stelle"),
        required=False,
        help_text=_("Acht Ziffern; hilft, mehrdeutige Ortsnamen richtig zu deuten."),
        error_messages={"invalid": _("Ein Gemeindeschlüssel hat acht Ziffern.")},
    )

    def clean_address(self) -> str:
        return web_address(self.cleaned_data["address"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        given = [bool(data.get("files")), bool(data.get("address")), bool(data.get("text", "").strip())]
        if sum(given) == 0 and not self.errors:
            raise ValidationError(_("Wählen Sie Dateien, geben Sie eine Adresse an oder fügen Sie einen Text ein."))
        if sum(given) > 1:
            raise ValidationError(_("Bitte nur einen Weg auf einmal: Dateien, Adresse oder Text."))
        if sum(file.size for file in data.get("files") or []) > ALL:
            raise ValidationError(_("Zusammen sind das mehr als 200 MB. Bitte lesen Sie in mehreren Teilen ein."))
        return data
