"""Text to values for the life of a project: it begins, it moves, it is looked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from councils.models import Decision
from occe.kit.dates import today
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper
from projects.kinds import choices_of
from projects.models import Project
from projects.queries.life import ASIDE

TITLE_MISSING = _("Donnez un titre au projet, par exemple « Un jardin pour les papillons ».")


class StartForm(forms.Form):
    """What the project is called and what it is about; the decision that starts it, or none: it is an idea."""

    use_required_attribute = False
    title = forms.CharField(
        label=_("Comment s’appelle-t-il ?"), max_length=120, error_messages={"required": TITLE_MISSING}
    )
    kind = forms.ChoiceField(label=_("De quoi s’agit-il ?"), widget=forms.RadioSelect)
    summary = forms.CharField(label=_("En une phrase"), max_length=200, required=False)
    decision = forms.ModelChoiceField(
        Decision.objects.none(), to_field_name="public_id", label=_("Décidé par le conseil"), required=False,
        empty_label=_("Pas encore : c’est une idée"),
    )  # fmt: skip
    classrooms = forms.ModelMultipleChoiceField(
        Classroom.objects.none(), to_field_name="public_id", label=_("De quelles classes est l’idée ?"),
        required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Sans classe, elle est de toute l’école. Une décision dit elle-même la classe."),
    )  # fmt: skip

    def __init__(self, *args, decisions, classrooms, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions
        self.fields["classrooms"].queryset = classrooms
        self.fields["kind"].choices = choices_of(kinds)
        self.helper = HouseHelper(_("Commencer le projet"))


class MoveForm(forms.Form):
    """Into which state, since when, and why; the decision when the council took it."""

    use_required_attribute = False
    state = forms.ChoiceField(label=_("Où en est-il ?"), choices=Project.State.choices, widget=forms.RadioSelect)
    on = DayField(label=_("Depuis le"), latest=today)
    decision = forms.ModelChoiceField(
        Decision.objects.none(), to_field_name="public_id", label=_("La décision du conseil"), required=False,
        empty_label=_("Sans décision du registre"),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Pourquoi"), max_length=200, required=False,
        help_text=_("À dire quand le projet revient en arrière, par exemple « il reste une haie à planter »."),
    )  # fmt: skip

    def __init__(self, *args, decisions, **kwargs):
        super().__init__(*args, **kwargs)
        if decisions is None:
            del self.fields["decision"]
        else:
            self.fields["decision"].queryset = decisions
        self.helper = HouseHelper(_("Enregistrer"))


class AsideForm(forms.Form):
    """Why an idea is set aside."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Pourquoi"), max_length=200,
        error_messages={"required": _("Dites pourquoi, par exemple « l’idée y est déjà ».")},
        help_text=_("Par exemple « l’idée y est déjà », ou « des mots écrits pour essayer ». Sans prénom."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Mettre de côté"))


class StepDayForm(forms.Form):
    """The day that a step should have had, and what was wrong."""

    use_required_attribute = False
    on = DayField(label=_("C’était le"), latest=today)
    reason = forms.CharField(
        label=_("Pourquoi la date change"), max_length=200,
        error_messages={"required": _("Dites pourquoi, par exemple « l’année était fausse ».")},
        help_text=_("Par exemple « l’année était fausse ». La première date reste lisible."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Corriger la date"))


class ListFilterForm(forms.Form):
    """Which projects to show: a form in the address."""

    state = forms.ChoiceField(label=_("Où il en est"), required=False)
    year = forms.ChoiceField(label=_("Année"), required=False)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("Tous")), *Project.State.choices, (ASIDE, _("mis de côté"))]
        self.fields["year"].choices = [("", _("Toutes")), *((year.slug, year.slug) for year in years)]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def wanted(self) -> dict[str, str]:
        """What was asked; a value that is not understood lets everything through."""
        self.full_clean()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


class PupilIdeaForm(forms.Form):
    """A child's idea of a project."""

    use_required_attribute = False
    title = forms.CharField(
        label=_("Quelle est ton idée ?"), max_length=120, error_messages={"required": _("Écris ton idée.")}
    )
    kind = forms.ChoiceField(
        label=_("Touche une image."),
        error_messages={"required": _("Touche une image."), "invalid_choice": _("Touche une image.")},
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices_of(kinds)
