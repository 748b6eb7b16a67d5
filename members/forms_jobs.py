"""Forms of the class's jobs: text to values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import ClassJob, Enrolment, Pupil
from members.models.jobs import LONGEST_ROTA
from members.names import LONGEST_NAME
from members.queries_pupils import called
from occe.kit.dates import today
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper


class JobForm(forms.Form):
    """A job to add to the class's list."""

    kind = forms.ChoiceField(label=_("Métier"), choices=ClassJob.Kind.choices)
    title = forms.CharField(
        label=_("Son nom, si c’est un autre métier"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("Par exemple : responsable des poules."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Ajouter ce métier"))


class TermForm(forms.Form):
    """Who does a job, from when to when."""

    pupils = forms.MultipleChoiceField(
        label=_("Qui fait ce métier ?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Personne : le métier est libre."),
    )
    starts_on = DayField(label=_("À partir du"))
    ends_on = DayField(label=_("Jusqu’au"), help_text=_("Un an au plus."))

    def __init__(self, *args: Any, rows: list[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {str(row.pupil.public_id): row.pupil for row in rows}
        self.fields["pupils"].choices = [
            (str(row.pupil.public_id), called(row.pupil, row.guest_number)) for row in rows
        ]
        self.fields["starts_on"].initial = today
        self.helper = HouseHelper(_("Confier ce métier"))

    def clean_pupils(self) -> list[Pupil]:
        return [self.by_id[key] for key in self.cleaned_data["pupils"]]


class RotaForm(forms.Form):
    """For how many weeks each child has a job that goes round; nothing: it is given, or elected."""

    use_required_attribute = False
    weeks = forms.IntegerField(
        label=_("Semaines de chacun"), min_value=1, max_value=LONGEST_ROTA, required=False,
        help_text=_("De une à dix. Vide : le métier se confie, ou s’élit."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Tourner ainsi"))
