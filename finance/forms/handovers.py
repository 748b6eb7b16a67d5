"""The account of a mandataire who leaves: text to values."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.models import HandedThing, Handover
from finance.services.enough import LARGEST
from finance.services.paper_books import Compared
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper

ZERO = Decimal(0)
Thing = HandedThing.Thing


def _things() -> list[tuple[str, str]]:
    """The list in its order, each thing with a capital."""
    return [(value, words[:1].upper() + words[1:]) for value, words in ((one.value, str(one.label)) for one in Thing)]


class EveningForm(forms.Form):
    """The evening on which the accounts are stopped."""

    use_required_attribute = False
    day = DayField(label=_("Arrêter les comptes au soir du"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()


class HandoverForm(forms.Form):
    """What is given; and the bank's paper statement, where the account is not known here."""

    use_required_attribute = False
    day = DayField(widget=forms.HiddenInput)
    statement = EurosField(
        label=_("Solde du relevé de la banque"), smallest=-LARGEST, largest=LARGEST,
        error_messages={"required": _("Écrivez le solde du relevé ; 0 s’il n’y avait rien.")},
    )  # fmt: skip
    going_out = EurosField(label=_("Chèques et paiements pas encore débités"), smallest=ZERO, required=False)
    coming_in = EurosField(label=_("Versements pas encore crédités"), smallest=ZERO, required=False)
    given = forms.MultipleChoiceField(
        label=_("Ce que vous remettez"), required=False, widget=forms.CheckboxSelectMultiple, choices=_things,
        help_text=_("Ce que vous ne cochez pas reste à donner : la feuille le dira."),
    )  # fmt: skip

    def __init__(self, *args: Any, typed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not typed:
            del self.fields["statement"], self.fields["going_out"], self.fields["coming_in"]
        self.helper = HouseHelper(_("Arrêter les comptes"))

    @property
    def said(self) -> dict[str, Any]:
        """The values as the door takes them; an empty sum is zero."""
        values = self.cleaned_data
        said: dict[str, Any] = {"day": values["day"], "given": values["given"]}
        if "statement" in values:
            ways = [values[name] or ZERO for name in ("going_out", "coming_in")]
            said["compared"] = Compared(values["statement"], *ways)
        return said


class TakenForm(forms.Form):
    """What was received; what was given is told beside each thing."""

    use_required_attribute = False
    taken = forms.MultipleChoiceField(
        label=_("Ce que vous avez reçu"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Cochez ce que vous avez entre les mains. Vous pouvez revenir : rien n’est signé."),
    )  # fmt: skip

    def __init__(self, *args: Any, handover: Handover, **kwargs: Any) -> None:
        things = list(handover.things.all())
        super().__init__(*args, initial={"taken": [one.thing for one in things if one.taken]}, **kwargs)
        words = dict(_things())
        self.fields["taken"].choices = [(one.thing, self._told(words[one.thing], one)) for one in things]
        self.helper = HouseHelper()

    @staticmethod
    def _told(words: str, one: HandedThing) -> str:
        return words if one.given else _("%(thing)s (pas encore remis)") % {"thing": words}
