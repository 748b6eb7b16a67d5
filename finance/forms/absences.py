"""Who stands in during an absence, and the limit of a person: text to values."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Mandate
from finance.services.enough import LARGEST
from members.models import User
from occe.kit.dates import today
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper

from .neighbours import NeighbourChoice, people_elsewhere


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return user.get_full_name()


def in_office(cooperative: Cooperative) -> Any:
    """The mandataires of the cooperative today."""
    mandates = Mandate.objects.filter(cooperative=cooperative).in_force(today())
    return User.objects.filter(pk__in=mandates.values("user")).order_by("last_name", "first_name")


class AbsenceForm(forms.Form):
    """Who is away, from when to when, and which mandataire of another cooperative agrees meanwhile."""

    use_required_attribute = False
    absent = PersonChoice(User.objects.none(), label=_("Qui sera absent ?"), empty_label=None)
    user = NeighbourChoice(
        User.objects.none(), label=_("Qui donne l’accord à sa place ?"), empty_label=_("Choisissez…"),
        error_messages={"required": _("Choisissez un mandataire d’une autre coopérative.")},
    )  # fmt: skip
    starts_on = DayField(label=_("Premier jour"))
    last_day = DayField(label=_("Dernier jour"))

    def __init__(self, *args: Any, cooperative: Cooperative, verb: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"starts_on": today()}
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = in_office(cooperative)
        self.fields["user"].queryset = people_elsewhere(cooperative)
        self.helper = HouseHelper(verb)


class LimitForm(forms.Form):
    """What one mandataire agrees to or records at most at once, and why."""

    use_required_attribute = False
    user = PersonChoice(User.objects.none(), label=_("Pour qui ?"), empty_label=None)
    amount = EurosField(label=_("Somme au plus, en une fois"), smallest=Decimal("0.01"), largest=LARGEST)
    reason = forms.CharField(
        label=_("Pourquoi"), max_length=200, help_text=_("Par exemple : première année de mandat."),
        error_messages={"required": _("Dites pourquoi : la raison reste lisible.")},
    )  # fmt: skip

    def __init__(self, *args: Any, cooperative: Cooperative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = in_office(cooperative)
        self.helper = HouseHelper(_("Fixer ce plafond"))
