"""Forms of the library: correcting what the machine found, taking a correction back."""

import re
from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from daseinswerk.apps.library.actions import corrections as actions
from daseinswerk.apps.library.models import Correction, Document, Edge
from daseinswerk.apps.office.models import User

# A document as people name it: its number, or the address of its page as it stands in the browser.
NAMED = re.compile(r"(?:.*/bibliothek/dokument/)?(?P<number>[0-9]{1,15})(?:[/?#].*)?", re.ASCII)


class CorrectionForm(forms.Form):
    """What is wrong (a link, or a document that does not belong), and why. The reason is asked for in a second step."""

    link_kind = forms.CharField(max_length=14, required=False, widget=forms.HiddenInput)
    key = forms.CharField(max_length=160, required=False, widget=forms.HiddenInput)
    other = forms.ModelChoiceField(Document.objects.defer("text", "sketch"), required=False, widget=forms.HiddenInput)
    relation = forms.ChoiceField(choices=[("", ""), *Edge.Relation.choices], required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Warum stimmt das nicht?"),
        max_length=500,
        help_text=_("Ein Satz genügt. Er steht im Protokoll, mit Ihrem Namen."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, document: Document, sent: Mapping[str, str], *, asking: bool = False) -> None:
        self.document = document
        if asking:
            super().__init__(initial={name: sent.get(name, "") for name in ("link_kind", "key", "other", "relation", "reason")})
        else:
            super().__init__(sent)

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if not (data.get("link_kind") and data.get("key")) and not (data.get("other") and data.get("relation")):
            raise forms.ValidationError(_("Es fehlt, was nicht stimmt. Gehen Sie bitte über die Seite des Dokuments."))
        return data

    def correct(self, *, by: User) -> Correction:
        """Do what the valid form says."""
        data = self.cleaned_data
        if data["key"]:
            return actions.correct_link(
                by=by, document=self.document, link_kind=data["link_kind"], key=data["key"], reason=data["reason"]
            )
        return actions.separate(
            by=by, document=self.document, other=data["other"], relation=data["relation"], reason=data["reason"]
        )


class JoinForm(forms.Form):
    """Which other document belongs to this one, in which way, and why."""

    other = forms.CharField(
        label=_("Das andere Dokument"),
        max_length=500,
        help_text=_("Seine Nummer oder die Adresse seiner Seite, zum Beispiel /bibliothek/dokument/12/"),
        error_messages={"required": _("Bitte nennen Sie das andere Dokument.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    relation = forms.ChoiceField(
        label=_("Wie gehören sie zusammen?"),
        choices=[
            (Edge.Relation.SAME_STORY, _("Beide erzählen dieselbe Sache")),
            (Edge.Relation.SAME_TEXT, _("Beide sind derselbe Text, etwa ein Nachdruck")),
        ],
        initial=Edge.Relation.SAME_STORY,
    )
    reason = forms.CharField(
        label=_("Grund"),
        max_length=500,
        help_text=_("Woran sieht man das? Ein Satz genügt. Er steht im Protokoll, mit Ihrem Namen."),
        error_messages={"required": _("Bitte nennen Sie einen Grund.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_other(self) -> Document:
        named = NAMED.fullmatch(self.cleaned_data["other"])
        current = Document.objects.current().defer("text", "sketch")
        found = current.filter(pk=named["number"]).first() if named else None
        if found is None:
            raise forms.ValidationError(_("Dieses Dokument gibt es nicht. Kopieren Sie bitte die Adresse seiner Seite."))
        return found

    def join(self, document: Document, *, by: User) -> Correction:
        """Do what the valid form says."""
        data = self.cleaned_data
        return actions.join(by=by, document=document, other=data["other"], relation=data["relation"], reason=data["reason"])


class UndoForm(forms.Form):
    """Why a correction is taken back."""

    reason = forms.CharField(label=_("Grund"), max_length=500)
