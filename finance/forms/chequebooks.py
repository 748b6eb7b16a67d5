"""The register of chequebooks: text to values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Mandate
from finance.models import Chequebook, ChequebookMove, UnusedCheque
from members.models import User
from occe.kit.dates import today
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper

HANDED_OVER = ChequebookMove.Kind.HANDED_OVER


def holders(cooperative: Cooperative | None) -> Any:
    """Who may keep a chequebook: the mandataires in office."""
    mandates = Mandate.objects.filter(cooperative=cooperative).in_force(today())
    return User.objects.filter(pk__in=mandates.values("user")).order_by("last_name", "first_name")


class HolderField(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return user.get_full_name()


def _number(label: Any, **kwargs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=9, widget=widget, **kwargs)


class ChequebookForm(forms.Form):
    """A new chequebook, as its first and last cheque say."""

    use_required_attribute = False
    prefix = "new"
    first_number = _number(
        _("Numéro du premier chèque"), error_messages={"required": _("Recopiez le numéro du premier chèque.")}
    )
    last_number = _number(
        _("Numéro du dernier chèque"), error_messages={"required": _("Recopiez le numéro du dernier chèque.")}
    )
    holder = HolderField(User.objects.none(), label=_("Qui le garde ?"), empty_label=None)
    received_on = DayField(label=_("Reçu le"))

    def __init__(self, *args: Any, cooperative: Cooperative, **kwargs: Any) -> None:
        kwargs["initial"] = {"received_on": today()}
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = holders(cooperative)
        self.helper = HouseHelper(_("Noter ce chéquier"), name="new-act")


class UnusedChequeForm(forms.Form):
    """One cheque that pays nothing."""

    use_required_attribute = False
    prefix = "unused"
    number = _number(_("Numéro du chèque"), error_messages={"required": _("Recopiez le numéro du chèque.")})
    kind = forms.ChoiceField(
        label=_("Qu’est-il devenu ?"), choices=UnusedCheque.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Dites si le chèque est annulé ou perdu.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Ce qui est arrivé"), max_length=200, help_text=_("Par exemple : mauvaise somme, barré et agrafé."),
        error_messages={"required": _("Dites ce qui est arrivé : les vérificateurs le liront.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Déclarer ce chèque"), name="unused-act")


class ChequebookMoveForm(forms.Form):
    """What becomes of a chequebook: it changes hands, or no cheque is written from it any more."""

    use_required_attribute = False
    CHOICES = [
        (HANDED_OVER, _("il change de mains")),
        (Chequebook.State.FINISHED, _("il est terminé")),
        (Chequebook.State.LOST, _("il est perdu ou volé")),
        (Chequebook.State.CANCELLED, _("il est annulé, rendu à la banque")),
    ]
    state = forms.ChoiceField(
        label=_("Que devient-il ?"), choices=CHOICES, widget=forms.RadioSelect,
        error_messages={"required": _("Dites ce qu’il devient.")},
    )  # fmt: skip
    holder = HolderField(User.objects.none(), label=_("Qui le garde maintenant ?"), required=False, empty_label="—")
    on = DayField(label=_("Le"))
    reason = forms.CharField(
        label=_("Ce qui est arrivé"), max_length=200, required=False,
        help_text=_("À dire quand il est perdu ou annulé."),
    )  # fmt: skip

    def __init__(self, *args: Any, chequebook: Chequebook, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today()}
        super().__init__(*args, **kwargs)
        people = holders(chequebook.account.cooperative).exclude(pk=chequebook.holder_id)
        self.fields["holder"].queryset = people
        if not people:
            self.fields["state"].choices = self.CHOICES[1:]
            del self.fields["holder"]
        self.helper = HouseHelper(_("Le noter"))

    def clean(self) -> dict:
        """A chequebook that changes hands has somebody who takes it."""
        values = super().clean() or self.cleaned_data
        if values.get("state") == HANDED_OVER and not values.get("holder"):
            self.add_error("holder", _("Dites qui le garde maintenant."))
        return values
