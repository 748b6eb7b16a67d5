"""Text to values for the activity reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from occe.kit.forms import HouseHelper


class ReturnForm(forms.Form):
    """What is to be completed, in a sentence that the cooperative reads."""

    use_required_attribute = False
    verb = _("Rendre à la coopérative")
    words = forms.CharField(
        label=_("Ce qu’il faut compléter"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Dites ce qu’il faut compléter.")},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()
