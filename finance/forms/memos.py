"""The memo list: text to values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.models import Memo
from finance.services.enough import LARGEST
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper


class MemoForm(forms.Form):
    """What is to be paid or to come in. No entry: it is written on the day of payment."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("À payer, ou à recevoir ?"), choices=Memo.Kind.choices, widget=forms.RadioSelect,
        initial=Memo.Kind.TO_PAY,
    )  # fmt: skip
    what = forms.CharField(
        label=_("Quoi"), max_length=120, help_text=_("Par exemple : car pour le Puy Mary."),
        error_messages={"required": _("Dites de quoi il s’agit.")},
    )  # fmt: skip
    who = forms.CharField(
        label=_("À qui, ou de qui"), max_length=80, required=False,
        help_text=_("Un magasin, la mairie, une association. Jamais une famille."),
    )  # fmt: skip
    amount = EurosField(label=_("Combien ?"), largest=LARGEST)
    due_on = DayField(label=_("Pour quand"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Noter sur la liste"))


class DropForm(forms.Form):
    """Why a memo will be neither paid nor received."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Pourquoi ?"), max_length=200, help_text=_("Par exemple : la sortie n’a pas eu lieu."),
        error_messages={"required": _("Dites pourquoi cette somme ne sera ni payée ni reçue.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Retirer de la liste"))
