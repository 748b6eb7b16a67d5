"""The adults' council: text to values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper


class CallForm(forms.Form):
    """The day, the place and what will be spoken of."""

    use_required_attribute = False
    on = DayField(label=_("Le jour"))
    at = forms.TimeField(
        label=_("L’heure"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Écrivez l’heure ainsi : 16:30.")},
    )  # fmt: skip
    place = forms.CharField(label=_("Le lieu"), max_length=120, required=False)
    agenda = forms.CharField(
        label=_("L’ordre du jour"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Une ligne par sujet. Il sera sur la convocation."),
        error_messages={"required": _("Écrivez de quoi vous parlerez.")},
    )  # fmt: skip
    invited = forms.IntegerField(
        label=_("Combien d’adultes convoquez-vous ?"), min_value=1, max_value=200, required=False
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Préparer la convocation"))


class HeldForm(forms.Form):
    """Who was there, in numbers and functions, and what was said."""

    use_required_attribute = False
    present = forms.IntegerField(
        label=_("Combien étiez-vous ?"), min_value=1, max_value=200,
        error_messages={"required": _("Écrivez combien étaient là.")},
    )  # fmt: skip
    present_words = forms.CharField(
        label=_("Qui était là"), max_length=300, required=False,
        help_text=_("Les fonctions suffisent : trois enseignantes, la directrice, deux parents."),
    )  # fmt: skip
    minutes = forms.CharField(
        label=_("Le compte rendu"), max_length=6000, widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Écrivez ce qui a été dit et décidé.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Garder le compte rendu"))
