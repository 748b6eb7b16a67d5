"""Who is the second adult of a one-adult school: text to values."""

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Mandate
from members.models import User
from occe.kit.dates import today
from occe.kit.forms import HouseHelper


class NeighbourChoice(forms.ModelChoiceField):
    """A person, with where the mandate is held."""

    def label_from_instance(self, user: User) -> str:
        places = [mandate.cooperative.school.commune for mandate in user.held_elsewhere]
        return f"{user.get_full_name()} · {', '.join(dict.fromkeys(places))}"


def people_elsewhere(cooperative: Cooperative) -> QuerySet[User]:
    """The mandataires in office of the association's other cooperatives, each with where (`held_elsewhere`)."""
    elsewhere = Mandate.objects.filter(cooperative__federation_id=cooperative.federation_id).in_force(today())
    elsewhere = elsewhere.exclude(cooperative=cooperative).select_related("cooperative__school")
    people = User.objects.filter(pk__in=elsewhere.values("user_id")).order_by("last_name", "first_name")
    return people.prefetch_related(Prefetch("mandates", elsewhere, to_attr="held_elsewhere"))


class NeighbourForm(forms.Form):
    """One mandataire in office of another cooperative of the association."""

    use_required_attribute = False
    user = NeighbourChoice(
        User.objects.none(), label=_("Qui ?"), empty_label=_("Choisissez…"),
        error_messages={"required": _("Choisissez un mandataire d’une autre coopérative.")},
    )  # fmt: skip

    def __init__(self, *args: Any, cooperative: Cooperative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people_elsewhere(cooperative)
        self.helper = HouseHelper(_("Nommer cette personne"))
