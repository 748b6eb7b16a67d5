"""Text to values for the plan of a project; each list has its own small form, saved at once."""

from typing import TYPE_CHECKING

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper
from projects.forms.life import TITLE_MISSING
from projects.kinds import choices_of
from projects.models import Partner, PlannedLine, Skill
from projects.models.plan import Beat

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class _Small(forms.Form):
    use_required_attribute = False
    verb: "StrOrPromise" = _("Ajouter")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(self.verb)

    @classmethod
    def of(cls, row: Model, **kwargs) -> "_Small":
        """The form with what a row says, to write it better."""
        form = cls(initial={name: getattr(row, name) for name in cls.base_fields}, **kwargs)
        form.helper = HouseHelper(_("Enregistrer"))
        return form


class EditForm(_Small):
    """What the project is, and what the class wants from it."""

    verb = ""
    title = forms.CharField(label=_("Titre"), max_length=120, error_messages={"required": TITLE_MISSING})
    summary = forms.CharField(label=_("En une phrase"), max_length=200, required=False)
    aims = forms.CharField(
        label=_("Ce que nous voulons, avec les mots des élèves"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    hours = forms.IntegerField(label=_("Heures de classe, à peu près"), min_value=0, max_value=999, required=False)
    kind = forms.ChoiceField(label=_("De quoi s’agit-il ?"), widget=forms.RadioSelect)

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices_of(kinds)


class SkillsForm(forms.Form):
    """Which skills of the programme; the page lays them out by cycle."""

    skills = forms.ModelMultipleChoiceField(Skill.objects.none(), required=False)

    def __init__(self, *args, skills, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["skills"].queryset = skills


class DateForm(_Small):
    """A day of the calendar, or several in a row."""

    beat = forms.ChoiceField(label=_("Temps du projet"), choices=Beat.choices)
    title = forms.CharField(
        label=_("Que se passe-t-il ?"), max_length=120,
        error_messages={"required": _("Dites ce qui se passe ce jour-là.")},
    )  # fmt: skip
    on = DayField(label=_("Le"))
    until = DayField(label=_("Jusqu’au"), required=False)


class PartnerForm(_Small):
    """An organisation that helps."""

    name = forms.CharField(
        label=_("Nom de l’organisation"), max_length=120,
        error_messages={"required": _("Écrivez le nom de l’organisation.")},
        help_text=_("La mairie, une ferme, un musée… jamais le nom d’une personne."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("C’est"), choices=Partner.Kind.choices)
    help = forms.CharField(label=_("Ce qu’elle apporte"), max_length=200, required=False)


class PlaceForm(_Small):
    """Where it happens."""

    name = forms.CharField(label=_("Lieu"), max_length=120, error_messages={"required": _("Où cela se passe-t-il ?")})


class LineForm(_Small):
    """A line of the planned budget."""

    side = forms.ChoiceField(label=_("Sens"), choices=PlannedLine.Side.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Pour quoi"), max_length=120, error_messages={"required": _("Dites à quoi sert cette somme.")}
    )
    amount = EurosField(label=_("Somme prévue"))


class ClassesForm(_Small):
    """Which classes of the own cooperative take part."""

    verb = _("Enregistrer")
    classrooms = forms.ModelMultipleChoiceField(
        Classroom.objects.none(), to_field_name="public_id", label=_("Classes de l’école qui participent"),
        required=False, widget=forms.CheckboxSelectMultiple, help_text=_("Aucune : toute l’école."),
    )  # fmt: skip

    def __init__(self, *args, classrooms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["classrooms"].queryset = classrooms


class InviteForm(forms.Form):
    """A class of another cooperative, and a few words to it."""

    classroom = forms.UUIDField()
    words = forms.CharField(label=_("Un mot à l’autre classe"), max_length=300, required=False)
