"""Text to values: the contact form, and what the staff write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from occe.kit.forms import HouseHelper


class ContactForm(forms.Form):
    """What a visitor writes. `website` is a trap: people do not see it, programs fill it in."""

    name = forms.CharField(
        label=_("Votre nom"),
        max_length=100,
        error_messages={"required": _("Écrivez votre nom, pour que nous sachions à qui nous répondons.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Votre adresse e-mail"),
        help_text=_("Elle sert à vous répondre, et à rien d’autre."),
        error_messages={
            "required": _("Écrivez votre adresse e-mail, par exemple marie@exemple.fr."),
            "invalid": _("Cette adresse n’est pas complète. Elle s’écrit comme marie@exemple.fr."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(
        label=_("Votre message"),
        max_length=5000,
        error_messages={"required": _("Écrivez votre message.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    website = forms.CharField(required=False, label=_("Laissez cette case vide"))
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    helper = HouseHelper()

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in the field that nobody sees."""
        return bool(self.cleaned_data.get("website"))

    def message_values(self) -> dict[str, str]:
        """What `services.contact.receive_message` is given."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "message", "stamp")}
