"""What the association writes for the file, as text; the service takes the values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.forms.fields import LineField
from desk.models import PrivacyFacts
from occe.kit.dates import today
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper


class PrivacyFactsForm(forms.ModelForm):
    """Read as values: the service writes them."""

    helper = HouseHelper()
    verb = _("Enregistrer")
    checked_on = DayField(
        label=_("Vérifié le"),
        required=False,
        latest=today,
        help_text=_("Le jour où quelqu’un a relu tout ceci. Il est imprimé sur chaque document."),
    )

    class Meta:
        model = PrivacyFacts
        fields = (
            "host_name", "host_address", "host_country", "subprocessors", "backup_weeks", "contact", "own_officer",
            "officer_name", "officer_address", "authority_name", "authority_address", "checked_on",
        )  # fmt: skip
        field_classes = dict.fromkeys(
            ("host_name", "host_address", "host_country", "contact", "own_officer", "officer_name", "officer_address",
             "authority_name", "authority_address"),
            LineField,
        )  # fmt: skip
        widgets = {"subprocessors": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "subprocessors": _("Qui d’autre que l’hébergeur touche aux données, un par ligne. Le portail n’en demande "
                               "aucun : le plus souvent, laissez vide."),
            "backup_weeks": _("Ce qui est effacé survit dans les sauvegardes. Quatre semaines au plus : au-delà, un "
                              "petit mot vivrait plus longtemps qu’il n’est dit aux enfants."),
            "contact": _("L’adresse que liront les parents. Vide : l’adresse de l’association."),
            "own_officer": _("Nom, et adresse e-mail ou postale. Une association n’est pas toujours tenue d’en "
                             "désigner un : écrivez alors la personne qui répond à ces questions."),
            "officer_address": _("Adresse e-mail ou postale. L’académie la donne sur son site."),
        }  # fmt: skip
        error_messages = {
            "backup_weeks": {
                "min_value": _("Une semaine au moins."),
                "max_value": _("Cinquante-deux semaines au plus."),
                "required": _("Écrivez un nombre de semaines."),
            }
        }
