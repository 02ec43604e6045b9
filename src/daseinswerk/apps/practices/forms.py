"""Forms of the workshop and the second reading."""

from django import forms
from django.utils.translation import gettext_lazy as _

from daseinswerk.apps.practices.labels import CERTAINTIES, FIELDS


class ValueForm(forms.Form):
    """A value and how sure it is; for changing a suggestion or a claim."""

    value = forms.CharField(label=_("Wert"), max_length=1000)
    certainty = forms.ChoiceField(label=_("Sicherheit"), choices=[(c.value, label) for c, label in CERTAINTIES.items()])


class ByHandForm(ValueForm):
    """A claim from marked words or from a named role."""

    field = forms.ChoiceField(label=_("Feld"), choices=[(f.value, label) for f, label in FIELDS.items()])
    document = forms.IntegerField(required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(label=_("Anfang"), required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(label=_("Ende"), required=False, min_value=0, widget=forms.HiddenInput)
    stated_by = forms.CharField(
        label=_("Oder: Wer sagt das?"),
        required=False,
        max_length=200,
        help_text=_("Rolle und Organisation, wenn es in keinem Dokument steht, zum Beispiel „Projektleitung, Stadtwerke Beispielstadt“."),
    )


class NoteForm(forms.Form):
    """A reason in words."""

    note = forms.CharField(label=_("Grund"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
