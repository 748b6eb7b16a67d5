"""Text to values for what a council decided."""

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from councils.services.decisions import Votes
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper

COUNTS = {
    "present": _("Présents"),
    "votes_for": _("Pour"),
    "votes_against": _("Contre"),
    "votes_blank": _("Ne choisit pas"),
}


class DecisionForm(forms.Form):
    """A decision as it will stand in the register: the class's own words, the day, the sum, the count."""

    council = forms.ModelChoiceField(Council.objects.none(), label=_("Quel conseil\u00a0?"), empty_label=None)
    text = forms.CharField(
        label=_("Ce qu’on a décidé"),
        help_text=_("Avec les mots de la classe. Ni prénom, ni nom de famille."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez ce que le conseil a décidé.")},
    )
    on = DayField(label=_("Le jour du conseil"))
    amount = EurosField(
        label=_("Somme à ne pas dépasser"), required=False, help_text=_("Si la décision coûte quelque chose.")
    )
    due_on = DayField(label=_("À faire avant le"), required=False)
    present = forms.IntegerField(label=COUNTS["present"], min_value=1, max_value=999, required=False)
    votes_for = forms.IntegerField(label=COUNTS["votes_for"], min_value=0, max_value=999, required=False)
    votes_against = forms.IntegerField(label=COUNTS["votes_against"], min_value=0, max_value=999, required=False)
    votes_blank = forms.IntegerField(label=COUNTS["votes_blank"], min_value=0, max_value=999, required=False)

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Garder cette décision"))
        self.fields["council"].queryset = councils

    def clean(self) -> dict:
        """Counts go together: all of them, or none when the council agreed without counting."""
        values = super().clean()
        counts = [values.get(name) for name in COUNTS]
        values["votes"] = None
        if any(count is not None for count in counts):
            if values.get("present") is None:
                self.add_error("present", _("Écrivez combien étaient présents, pour que le compte tombe juste."))
            else:
                values["votes"] = Votes(*(count or 0 for count in counts))
        for name in COUNTS:
            values.pop(name, None)
        return values
