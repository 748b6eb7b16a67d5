"""What staff write about a request."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, Registration, School
from cooperatives.queries import resembling
from occe.kit.dates import today
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper

SUGGESTIONS = [
    ("minutes", _("La photo du procès-verbal ne se lit pas. Pouvez-vous la refaire, bien à plat ?")),
    ("date", _("Le procès-verbal ne porte pas de date. Pouvez-vous l’ajouter et l’envoyer de nouveau ?")),
    ("rules", _("Le règlement intérieur n’est pas signé.")),
    ("counts", _("Le nombre d’élèves n’est pas celui de l’annuaire. Lequel est le bon ?")),
    ("second", _("Il manque le nom de la seconde personne mandataire.")),
    ("same_school", _("Votre école a déjà une coopérative : une caisse de classe suffirait-elle ?")),
]
LONGEST = 2000


class CorrectionForm(forms.Form):
    """What is to be completed: ready sentences, own words, or both."""

    helper = HouseHelper()
    verb = _("Demander ce complément")
    suggestions = forms.MultipleChoiceField(
        label=_("Phrases prêtes"), choices=SUGGESTIONS, required=False, widget=forms.CheckboxSelectMultiple
    )
    message = forms.CharField(
        label=_("Votre message"),
        help_text=_("La personne le lit tel quel, sur sa demande et dans une lettre."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self):
        cleaned = super().clean() or {}
        chosen = dict(SUGGESTIONS)
        said = [str(chosen[key]) for key in cleaned.pop("suggestions", [])]
        cleaned["message"] = "\n".join([*said, *filter(None, [cleaned.get("message", "").strip()])])
        if not cleaned["message"] and not self.errors:
            self.add_error(
                "message", gettext("Dites ce qui est à compléter : choisissez une phrase ou écrivez la vôtre.")
            )
        return cleaned


class RefusalForm(forms.Form):
    """Why not, in words for the person who waits."""

    helper = HouseHelper()
    verb = _("Refuser la demande")
    reason = forms.CharField(
        label=_("Pourquoi l’association refuse"),
        help_text=_("La personne le lit tel quel. La demande ne pourra plus être reprise."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Écrivez pourquoi : la personne qui attend le lira.")},
    )


class ApprovalForm(forms.Form):
    """The board's decision. Its day lies between the school's decision and today."""

    helper = HouseHelper()
    verb = _("Agréer la coopérative")
    board_decision_on = DayField(
        label=_("Décision du conseil d’administration"),
        help_text=_("Le jour de la réunion qui a décidé."),
        latest=today,
        error_messages={"required": _("Écrivez le jour où le conseil d’administration a décidé.")},
    )
    number = forms.IntegerField(
        label=_("Numéro de la coopérative"),
        help_text=_("Laissez vide pour prendre le prochain numéro libre."),
        required=False,
        min_value=1,
        max_value=99999,
        error_messages={
            "min_value": _("Un numéro commence à 1."),
            "max_value": _("Un numéro a cinq chiffres au plus."),
        },
    )

    though_alike = forms.BooleanField(
        label=_("Ce n’est pas la même école que celle qui lui ressemble"),
        help_text=_("Sans cela, reliez d’abord la demande à l’annuaire, ou refusez le doublon."),
        error_messages={
            "required": _("Dites que ce n’est pas la même école, ou reliez d’abord la demande à l’annuaire.")
        },
    )

    def __init__(self, *args, registration: Registration, **kwargs):
        super().__init__(*args, **kwargs)
        if registration.school_id or not resembling(registration):
            del self.fields["though_alike"]
        if registration.decision_on:
            self.fields["board_decision_on"].earliest = registration.decision_on


class SchoolForm(forms.Form):
    """One school of the directory, among those of the association's departments that may have a cooperative."""

    helper = HouseHelper()
    verb = _("Relier cette école")
    school = forms.ModelChoiceField(
        label=_("École de l’annuaire"),
        queryset=School.objects.none(),
        to_field_name="uai",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choisissez une école dans la liste."),
            "invalid_choice": _("Cette école n’est pas dans l’annuaire du département."),
        },
    )

    def __init__(self, *args, federation: Federation, found=None, **kwargs):
        super().__init__(*args, **kwargs)
        schools = School.objects.eligible().in_departments(federation.departments).filter(uai__isnull=False)
        self.fields["school"].queryset = schools
        if found is not None:
            self.fields["school"].choices = [(school.uai, _told(school)) for school in found]


def _told(school: School) -> str:
    """A school so that it is not taken for another of the same name."""
    return f"{school.name}, {school.postcode} {school.commune} · {school.uai}"
