"""What an adult says to a deposit: text to values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.models import REFUSAL_REASONS, DepositSlip, Reason, SlipCheque
from finance.services.enough import LARGEST
from occe.kit.fields import EurosField
from occe.kit.forms import HouseHelper

from .gathered import GatheredForm

STALE = {"invalid": _("La page n’était plus à jour. Relisez le bordereau."), "required": _("Relisez le bordereau.")}


class RecordSlipForm(forms.Form):
    """The version that the page showed."""

    version = forms.IntegerField(error_messages=STALE)


class GatherSlipForm(GatheredForm):
    """Under which activity and grant the deposit is gathered, said before it is recorded."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)

    def __init__(self, *args: Any, slip: DepositSlip, **kwargs: Any) -> None:
        first = {"version": slip.version, "activity": slip.activity_id, "grant": slip.grant_id}
        super().__init__(*args, initial=first, auto_id="id_gather_%s", **kwargs)
        self.offer_gathered(slip.cooperative, slip.account.year_id if slip.account else None)
        self.helper = HouseHelper()

    @property
    def asks(self) -> bool:
        """Whether there is something to choose from."""
        return len(self.fields) > 1


class SlipAnswerForm(forms.Form):
    """Why a deposit is given back, in plain words that the class reads."""

    reasons: tuple[Reason, ...] = (Reason.COUNT_AGAIN, Reason.DATE, Reason.OTHER)
    reason = forms.ChoiceField(
        label=_("Pourquoi ?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une raison, ou écrivez la vôtre : les élèves la liront.")},
    )  # fmt: skip
    note = forms.CharField(label=_("Un mot pour les élèves"), required=False, max_length=500, widget=forms.Textarea)
    prefix_id = "return"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{self.prefix_id}_%s", **kwargs)
        self.fields["reason"].choices = [(reason.value, reason.label) for reason in self.reasons]
        self.fields["note"].widget.attrs["rows"] = 3
        self.helper = HouseHelper()


class SlipRefusalForm(SlipAnswerForm):
    """Why a deposit is refused for good."""

    reasons = tuple(reason for reason in REFUSAL_REASONS if reason != Reason.TOO_DEAR)
    prefix_id = "refuse"


class ChequeForm(forms.Form):
    """A cheque: bank, number, amount. There is no place for a name: the bank's own paper has it."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    bank = forms.ChoiceField(
        label=_("Banque"), choices=[("", _("Choisissez…")), *SlipCheque.Bank.choices],
        error_messages={
            "required": _("Choisissez la banque."),
            "invalid_choice": _("Choisissez la banque dans la liste."),
        },
    )  # fmt: skip
    number = forms.RegexField(
        r"^\s*[0-9]{4,12}\s*$", label=_("Numéro du chèque"), max_length=14,
        help_text=_("Les chiffres en bas à gauche. Le nom de la famille reste sur le papier."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Écrivez le numéro du chèque."),
            "invalid": _("Un numéro de chèque s’écrit avec des chiffres, quatre au moins."),
        },
    )  # fmt: skip
    amount = EurosField(label=_("Somme"), largest=LARGEST)

    def __init__(self, *args: Any, slip: DepositSlip, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": slip.version}, auto_id="id_cheque_%s", **kwargs)
        self.helper = HouseHelper()


class DropChequeForm(forms.Form):
    """A cheque that was written by mistake."""

    version = forms.IntegerField(error_messages=STALE)
    cheque = forms.IntegerField(error_messages=STALE)
