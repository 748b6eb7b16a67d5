"""What the treasurer or the auditor takes of all books of a year."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.reports.books import What
from occe.kit.forms import HouseHelper


class BooksForm(forms.Form):
    """Which file. `request_id` is the form's own, so that sending it twice asks once."""

    helper = HouseHelper(_("Préparer le fichier"))
    what = forms.ChoiceField(
        label=_("Quel fichier"), choices=What.choices, widget=forms.RadioSelect, initial=What.FEC,
        error_messages={"required": _("Choisissez un fichier.")},
    )  # fmt: skip
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
