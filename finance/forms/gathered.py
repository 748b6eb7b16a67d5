"""Under which activity and grant a sum is gathered; what there is nothing to choose from is not asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, SchoolYear
from finance.models import Activity, Grant


class GatheredForm(forms.Form):
    """The activity of the year and the grant that a sum belongs to, both optional."""

    activity = forms.ModelChoiceField(
        Activity.objects.none(), label=_("Pour quelle action"), required=False, empty_label=_("Aucune action")
    )
    grant = forms.ModelChoiceField(
        Grant.objects.none(), label=_("De quelle subvention"), required=False, empty_label=_("Aucune subvention")
    )

    def offer_gathered(self, cooperative: Cooperative | None, year: SchoolYear | int | None) -> None:
        """Offer those of the cooperative in the year; a field with nothing to offer is taken away."""
        offers = {
            "activity": Activity.objects.filter(cooperative=cooperative, year=year),
            "grant": Grant.objects.filter(cooperative=cooperative, refused_on__isnull=True),
        }
        for name, rows in offers.items():
            self.fields[name].queryset = rows
            if not rows:
                del self.fields[name]
