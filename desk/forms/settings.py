"""The association's settings, as text; the services take the values."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cooperatives.forms.fields import LineField, MailField
from cooperatives.models import Federation
from occe.kit.dates import today
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper

HIGHEST_FEE = Decimal(100)
"""Euros a member. More is a slip of the finger, by a decimal point."""


class LinesField(forms.CharField):
    """Several short values, one a line or parted by commas; a list out, each value once, in its order."""

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        parts = re.split(r"[\s,;]+", super().to_python(value).strip())
        return list(dict.fromkeys(part.lower() for part in parts if part))


class DepartmentsField(LinesField):
    """Numbers of departments as people write them (15, 2A, 974); as the directory writes them (015, 02A, 974) out."""

    def prepare_value(self, value):
        return super().prepare_value([code.removeprefix("0") for code in value] if isinstance(value, list) else value)

    def to_python(self, value):
        return list(dict.fromkeys(self._code(part) for part in super().to_python(value)))

    def _code(self, typed):
        code = typed.upper().zfill(3)
        if not re.fullmatch(r"0[0-9]{2}|02[AB]|9[78][0-9]", code):
            raise forms.ValidationError(
                gettext("« %(code)s » n’est pas un numéro de département. Écrivez par exemple 15 ou 2A."),
                params={"code": typed},
            )
        return code


class DomainsField(LinesField):
    """Mail domains, with or without what stands before the @."""

    def to_python(self, value):
        domains = [domain.rpartition("@")[2] for domain in super().to_python(value)]
        for domain in domains:
            if not re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", domain):
                raise forms.ValidationError(
                    gettext("« %(domain)s » n’est pas un domaine. Écrivez par exemple ac-clermont.fr."),
                    params={"domain": domain},
                )
        return domains


class SiretField(forms.CharField):
    """Fourteen digits, typed with or without spaces."""

    def to_python(self, value):
        digits = re.sub(r"\s", "", super().to_python(value))
        if digits and not re.fullmatch(r"[0-9]{14}", digits):
            raise forms.ValidationError(gettext("Un SIRET compte quatorze chiffres. Recopiez-le tel qu’il est écrit."))
        return digits


class IdentityForm(forms.ModelForm):
    """Who the association is. Read as values: the service writes them."""

    helper = HouseHelper()
    verb = _("Enregistrer")
    siret = SiretField(label=_("SIRET"), required=False, max_length=20)
    founded_on = DayField(label=_("Date de création"), required=False, latest=today,
                          help_text=_("Les années au service des écoles se comptent depuis ce jour."))  # fmt: skip
    departments = DepartmentsField(
        label=_("Départements"),
        help_text=_("Par exemple 15. Plusieurs : séparés par une virgule."),
        error_messages={"required": _("Écrivez au moins un département.")},
    )
    academic_mail_domains = DomainsField(
        label=_("Domaines de messagerie académique"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Une adresse de ces domaines est marquée « académique » à côté d’une demande. Un par ligne."),
    )

    class Meta:
        model = Federation
        fields = (
            "name",
            "short_name",
            "siret",
            "founded_on",
            "address",
            "city",
            "email",
            "phone",
            "departments",
            "academic_mail_domains",
            "separate_class_cooperatives",
            "inclusive_style",
            "accent_colour",
        )
        help_texts = {
            "accent_colour": _("Un trait de cette couleur borde le haut des pages. Le bleu gentiane n’en ajoute pas."),
        }
        error_messages = {
            "name": {"required": _("Écrivez le nom complet de l’association.")},
            "short_name": {"required": _("Écrivez le nom court, par exemple OCCE 15.")},
        }
        field_classes = {"name": LineField, "short_name": LineField, "city": LineField, "email": MailField}
        widgets = {"address": forms.Textarea(attrs={"rows": 2}), "accent_colour": forms.RadioSelect}


class LimitsForm(forms.Form):
    """The two sums of the treasury."""

    helper = HouseHelper()
    verb = _("Enregistrer les seuils")
    two_adults_threshold = EurosField(
        label=_("Au-dessus de cette somme, deux adultes"),
        help_text=_("Une dépense plus grande demande l’accord d’un second adulte."),
    )
    cash_ceiling = EurosField(
        label=_("Plafond de la caisse"),
        help_text=_("Au-dessus, la classe est invitée à porter l’argent à la banque. Rien n’est bloqué."),
    )


class CommitmentForm(forms.Form):
    """The wording that the next mandataires accept."""

    helper = HouseHelper()
    verb = _("Publier ce texte")
    text_fr = forms.CharField(
        error_messages={"required": _("Écrivez le texte que les mandataires accepteront.")},
        label=_("Texte français"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=10000,
    )
    text_en = forms.CharField(
        label=_("Texte anglais"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=10000,
        required=False,
        help_text=_("Sans lui, les pages en anglais montrent le texte français."),
    )


class FeesForm(forms.Form):
    """What a member pays, and the year's deadlines."""

    helper = HouseHelper()
    verb = _("Enregistrer")
    fee_per_member = EurosField(label=_("Cotisation par membre"), smallest=Decimal(0), largest=HIGHEST_FEE)
    insurance_per_member = EurosField(label=_("Assurance par membre"), smallest=Decimal(0), largest=HIGHEST_FEE)
    affiliation_due_on = DayField(label=_("Adhésion avant le"), required=False)
    report_due_on = DayField(label=_("Comptes de l’année avant le"), required=False)


class ClosingForm(forms.Form):
    """Why a year is closed before every book is accepted; without such a book there is nothing to write."""

    helper = HouseHelper()
    verb = _("Clore l’année")
    reason = forms.CharField(
        label=_("Pourquoi clore sans ces cahiers"),
        help_text=_("Les vérificateurs aux comptes le liront."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez pourquoi l’année se clôt sans ces cahiers.")},
    )

    def __init__(self, *args, asks: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["reason"]


class ReopeningForm(forms.Form):
    """Why a closed year is opened again."""

    helper = HouseHelper()
    verb = _("Rouvrir l’année")
    reason = forms.CharField(
        label=_("Pourquoi la rouvrir"),
        help_text=_("Les vérificateurs aux comptes le liront."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez pourquoi l’année est rouverte.")},
    )
