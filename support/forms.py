"""A question, and its answer."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from occe.kit.forms import HouseHelper


class AskForm(forms.Form):
    """What one wants to know. About an expense, the subject is known already."""

    use_required_attribute = False
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.CharField(
        label=_("À propos de quoi ?"), max_length=120, error_messages={"required": _("Dites de quoi il s’agit.")}
    )
    question = forms.CharField(
        label=_("Votre question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Écrivez votre question.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"request_id": uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Envoyer à l’AD"))


class AnswerForm(forms.Form):
    """The association's answer, in its own words."""

    helper = HouseHelper()
    verb = _("Répondre")
    answer = forms.CharField(
        label=_("Votre réponse"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Écrivez une réponse.")},
    )  # fmt: skip
