"""Forms of sign-in and accounts."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from daseinswerk.apps.office.models import Role, User
from daseinswerk.apps.places.models import Municipality, Organisation


class SignInForm(AuthenticationForm):
    """Name and password; one message for every failure, so that nobody learns which names exist."""

    username = forms.CharField(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Kennwort"), max_length=128, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {
        "invalid_login": _("Name oder Kennwort stimmen nicht."),
        "inactive": _("Name oder Kennwort stimmen nicht."),
    }


class OwnAccountForm(forms.Form):
    """What a person changes on her own account: where mail goes."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"), required=False, max_length=200, help_text=_("Dorthin geht die Wochenliste, wenn Sie sie bestellen. Sonst nutzt sie niemand."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip


class HouseForm(forms.Form):
    """Role and house of an account; organisation by name as in the register, municipality by its key."""

    role = forms.ChoiceField(label=_("Rolle"), choices=[c for c in Role.choices if c[0] != Role.VISITOR])
    organisation = forms.CharField(
        label=_("Organisation"), required=False, max_length=200, help_text=_("Name oder Kürzel wie im Verzeichnis, zum Beispiel „Stadtwerke Lübeck GmbH“.")
    )
    municipality = forms.CharField(label=_("Kommune"), required=False, max_length=8, help_text=_("Amtlicher Gemeindeschlüssel, acht Ziffern."))

    def clean_organisation(self) -> Organisation | None:
        name = self.cleaned_data["organisation"].strip()
        if not name:
            return None
        found = Organisation.objects.filter(slug=name).first() or Organisation.objects.filter(name__iexact=name).first()
        if found is None:
            raise ValidationError(_("Diese Organisation steht nicht im Verzeichnis."))
        return found

    def clean_municipality(self) -> Municipality | None:
        ags = self.cleaned_data["municipality"].strip()
        if not ags:
            return None
        found = Municipality.objects.filter(ags=ags).first()
        if found is None:
            raise ValidationError(_("Diesen Gemeindeschlüssel gibt es nicht."))
        return found


class NewAccountForm(HouseForm):
    """A new account; its password is made at random and shown once."""

    username = forms.RegexField(
        r"^[a-z0-9._-]{3,60}$",
        label=_("Anmeldename"),
        help_text=_("Kleinbuchstaben, Ziffern, Punkt, Strich; er steht im Protokoll."),
        error_messages={"invalid": _("Drei bis sechzig Zeichen: Kleinbuchstaben, Ziffern, Punkt, Strich.")},
    )
    display_name = forms.CharField(label=_("Anzeigename"), max_length=120)
    field_order = ("username", "display_name", "role", "organisation", "municipality")

    def clean_username(self) -> str:
        name: Any = self.cleaned_data["username"]
        if User.objects.filter(username=name).exists():
            raise ValidationError(_("Diesen Anmeldenamen gibt es schon."))
        return name
