"""What staff choose before the annual report is prepared."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.reports.files import Shape
from occe.kit.forms import HouseHelper


class ReportForm(forms.Form):
    """The format. `request_id` is the form's own, so that sending it twice asks once."""

    helper = HouseHelper()
    verb = _("Préparer le rapport")
    shape = forms.ChoiceField(
        label=_("Sous quelle forme"),
        choices=Shape.choices,
        widget=forms.RadioSelect,
        initial=Shape.ALL,
        error_messages={
            "required": _("Choisissez une forme."),
            "invalid_choice": _("Choisissez une forme parmi celles de la liste."),
        },
    )
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
