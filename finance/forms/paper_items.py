"""What the paper book left on its way: a day, a sum, a cheque's number, and no word that could hold a name."""

import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.services.enough import LARGEST
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper

DAY = datetime.timedelta(days=1)
OUT, INTO = "out", "in"


class PaperItemForm(forms.Form):
    """One thing that the bank had yet to see on the first day of the book."""

    use_required_attribute = False
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(
        label=_("C’est"), initial=OUT, widget=forms.RadioSelect,
        choices=[
            (OUT, _("un chèque ou un paiement que la banque n’a pas encore payé")),
            (INTO, _("un dépôt que la banque n’a pas encore vu")),
        ],
    )  # fmt: skip
    date = DayField(label=_("Écrit le"), help_text=_("Le jour du chèque ou du dépôt, tel que le cahier papier le dit."))
    amount = EurosField(label=_("Combien ?"), largest=LARGEST)
    cheque_number = forms.CharField(
        label=_("Numéro du chèque"), required=False, max_length=9,
        help_text=_("La banque l’écrit aussi : le chèque se retrouvera tout seul."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, first: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"request_id": uuid4()}, **kwargs)
        self.fields["date"].latest = first - DAY
        self.helper = HouseHelper(_("Ajouter à la liste"))

    @property
    def said(self) -> dict[str, Any]:
        """What the door takes: the sum is signed as at the bank."""
        values = dict(self.cleaned_data)
        amount: Decimal = values.pop("amount")
        return values | {"amount": -amount if values.pop("way") == OUT else amount}
