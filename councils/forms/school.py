"""What a class asks its delegates to say: text to values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from occe.kit.forms import HouseHelper


class MandateForm(forms.Form):
    """The class and its sentence; an empty sentence takes back what was said."""

    use_required_attribute = False
    classroom = forms.ModelChoiceField(Classroom.objects.none(), label=_("Quelle classe\u00a0?"), empty_label=None)
    words = forms.CharField(
        label=_("Ce que notre classe demande"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Avec les mots de la classe, sans prénom. Vide\u00a0: la classe ne demande rien."),
    )  # fmt: skip

    def __init__(self, *args: Any, classrooms: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Charger nos délégués de le dire"))
        self.fields["classroom"].queryset = classrooms
