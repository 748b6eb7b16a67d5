"""To whom a cooperative that ends hands on what it holds, and why."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative
from finance.queries.merging import possible_targets
from occe.kit.dates import today
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper

ASSOCIATION = "association"


class TargetForm(forms.Form):
    """Who receives, by GET: a cooperative, those of the same school first, or the association."""

    to = forms.ChoiceField(label=_("À qui va ce qu’elle a ?"), error_messages={"required": _("Choisissez qui reçoit.")})

    def __init__(self, data: Any, *, source: Cooperative) -> None:
        super().__init__(data)
        self.found = {str(one.public_id): one for one in possible_targets(source)}
        near = [one for one in self.found.values() if one.school_id == source.school_id]
        far = [one for one in self.found.values() if one.school_id != source.school_id]
        named = [(str(one.public_id), f"{one.number} · {one.name}") for one in (*near, *far)]
        association = (ASSOCIATION, _("l’association : la coopérative ferme (dévolution)"))
        self.fields["to"].choices = [("", _("Choisissez…")), *named, association]
        self.helper = HouseHelper()

    @property
    def target(self) -> Cooperative | None:
        """Of a valid form; None is the association."""
        return self.found.get(self.cleaned_data["to"])


class MergeForm(forms.Form):
    """The decision, and what the page showed: another sum in the meantime moves nothing."""

    use_required_attribute = False
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    expected = forms.DecimalField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Qui l’a décidé, et pourquoi"), max_length=200,
        help_text=_("Par exemple : conseil d’administration du 12 mai, une seule coopérative pour l’école."),
        error_messages={"required": _("Écrivez pourquoi, et qui l’a décidé.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, expected: Any, request_id: UUID | None = None) -> None:
        super().__init__(data, initial={"request_id": request_id or uuid4(), "expected": expected})
        self.helper = HouseHelper()


class CloseForm(forms.Form):
    """The day since which it is over."""

    verb = _("Dire qu’elle est fermée")
    closed_on = DayField(label=_("Fermée le"), latest=today, initial=today)
    helper = HouseHelper()
