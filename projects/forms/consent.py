"""Text to values: a sheet for the families, and what came back for a child."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper
from projects.models import Project
from projects.models.consent import Answer, Medium

OUTSIDE = [(medium.value, medium.label) for medium in Medium if medium != Medium.CLASS]
WHAT = _(
    "Des photos et des enregistrements pris pendant le projet\u00a0; des dessins et des textes faits par les enfants."
)
PROJECT, YEAR = "project", "year"


class SheetForm(forms.Form):
    """For whom, for what, which pictures, where and until when."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("Pour quoi demandez-vous\u00a0?"), widget=forms.RadioSelect, initial=PROJECT,
        choices=[(PROJECT, _("un projet, ou plusieurs qui se suivent")), (YEAR, _("l’année, dans la classe"))],
    )  # fmt: skip
    classroom = forms.ModelChoiceField(
        Classroom.objects.none(), to_field_name="public_id", label=_("La classe"), empty_label=_("Choisissez"),
        error_messages={"required": _("Choisissez la classe.")},
    )  # fmt: skip
    projects = forms.ModelMultipleChoiceField(
        Project.objects.none(), to_field_name="public_id", label=_("Quels projets\u00a0?"),
        error_messages={"required": _("Choisissez au moins un projet.")},
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    title = forms.CharField(
        label=_("Le nom de la feuille"), max_length=120,
        error_messages={"required": _("Donnez-lui un nom, par exemple celui du projet.")},
    )  # fmt: skip
    what = forms.CharField(
        label=_("Quelles images, quels sons, quels travaux\u00a0?"), max_length=300, initial=WHAT,
        widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": _("Dites ce qui serait montré.")},
    )  # fmt: skip
    media = forms.MultipleChoiceField(
        label=_("Où\u00a0?"), choices=OUTSIDE, widget=forms.CheckboxSelectMultiple,
        initial=[Medium.FAMILIES, Medium.SITE], error_messages={"required": _("Choisissez au moins un endroit.")},
    )  # fmt: skip
    ends_on = DayField(
        label=_("Jusqu’au"), help_text=_("Dans la classe, l’accord finit avec l’année."),
    )  # fmt: skip

    def __init__(self, *args: Any, classrooms: list[Classroom], projects, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["classroom"].queryset = Classroom.objects.filter(pk__in=[room.pk for room in classrooms])  # type: ignore[attr-defined]
        self.fields["projects"].queryset = projects  # type: ignore[attr-defined]
        for name in ("projects", "media"):  # the sheet of the year asks neither
            self.fields[name].required = self["kind"].value() != YEAR
        if len(classrooms) == 1:
            self.fields["classroom"].empty_label = None  # type: ignore[attr-defined]
        self.helper = HouseHelper(_("Préparer la feuille"))

    def sheet_values(self) -> dict[str, Any]:
        """What `services.consent.make_sheet` is given, but for the class."""
        said = self.cleaned_data
        of_year = said["kind"] == YEAR
        ends_on: date = min(said["ends_on"], said["classroom"].year.ends) if of_year else said["ends_on"]
        return {"for_the_class": of_year, "ends_on": ends_on} | {
            name: said[name] for name in ("title", "what", "media", "projects")
        }


class AnswerForm(forms.Form):
    """One tap, or the quiet detail: what the sheet of a child says."""

    pupil = forms.UUIDField()
    image = forms.ChoiceField(choices=[("", ""), *Answer.choices], required=False)
    works = forms.ChoiceField(choices=[("", ""), *Answer.choices], required=False)
    one_parent = forms.BooleanField(required=False)
