"""A deposit of cheques: which, read by whom, brought when. Text to values; no field can hold a name."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.models import ChequeDeposit, DepositSlip, SlipCheque
from occe.kit.dates import today
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper

ReadWith = ChequeDeposit.ReadWith


class GatherChequesForm(forms.Form):
    """The slips whose cheques go together."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    slips = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": _("Cochez au moins un bordereau.")})

    def __init__(self, *args: Any, offered: Sequence[DepositSlip], **kwargs: Any) -> None:
        super().__init__(*args, initial={"request_id": uuid4()}, **kwargs)
        self.fields["slips"].choices = [(slip.pk, str(slip.pk)) for slip in offered]


class ReadAgainForm(forms.Form):
    """Each cheque ticked with the paper before the eyes, and who reads along."""

    use_required_attribute = False
    ticked = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Cochez chaque chèque, le papier sous les yeux.")}
    )
    read_with = forms.ChoiceField(
        label=_("Qui relit ?"), widget=forms.RadioSelect, error_messages={"required": _("Dites qui relit.")}
    )

    def __init__(self, *args: Any, cheques: Sequence[SlipCheque], own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ticked"].choices = [(cheque.pk, str(cheque.pk)) for cheque in cheques]
        self.fields["read_with"].choices = [
            choice for choice in ReadWith.choices if (choice[0] != ReadWith.SELF) == own or choice[0] == ReadWith.PUPILS
        ]


class BringForm(forms.Form):
    """The day on which the bank took it."""

    use_required_attribute = False
    on = DayField(label=_("Déposée le"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today()}, **kwargs)
        self.helper = HouseHelper()
