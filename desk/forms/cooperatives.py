"""What staff record about a cooperative: its bank account, its mandates. And the filters of the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.forms.fields import MailField, NameField, required
from cooperatives.models import Cooperative, Mandate
from desk.queries.cooperatives import Filters
from desk.queries.standing import Standing
from occe.kit.dates import today
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper

RANKS = [(1, _("premier")), (2, _("second"))]


class FilterForm(forms.Form):
    """The list's filters, by GET: what is not understood keeps everything."""

    q = forms.CharField(label=_("Chercher"), required=False, max_length=100)
    standing = forms.ChoiceField(label=_("État"), required=False, choices=[("", _("tous")), *Standing.choices])
    kind = forms.ChoiceField(label=_("Forme"), required=False, choices=[("", _("toutes")), *Cooperative.Kind.choices])
    mandataire = forms.ChoiceField(
        label=_("Mandataire"),
        required=False,
        choices=[("", _("peu importe")), ("with", _("avec")), ("without", _("sans"))],
    )

    def filters(self) -> Filters:
        self.is_valid()
        kept = self.cleaned_data
        return Filters(
            text=kept.get("q", ""),
            standing=kept.get("standing", ""),
            kind=kept.get("kind", ""),
            mandataire=kept.get("mandataire", ""),
        )


class AccountStepForm(forms.Form):
    """Who holds the opening of the account, since when."""

    helper = HouseHelper()
    verb = _("Noter l’étape")
    holder = forms.CharField(
        label=_("Qui tient le dossier"),
        help_text=_("Par exemple : la banque, l’association, le nom de la personne qui doit signer. L’école le lit."),
        max_length=120,
        error_messages={"required": _("Écrivez qui tient le dossier : l’école le lira.")},
    )
    since = DayField(label=_("Depuis le"), latest=today)


class AccountOpenForm(forms.Form):
    """The day when the bank opened the account."""

    helper = HouseHelper()
    verb = _("Noter l’ouverture")
    opened_on = DayField(
        label=_("Compte ouvert le"), help_text=_("La coopérative pourra payer depuis la banque."), latest=today
    )


class MandateProposeForm(forms.Form):
    """Somebody proposed as mandataire; an address without an account gets one, and a letter to accept."""

    helper = HouseHelper()
    verb = _("Proposer et écrire")
    email = MailField(label=_("Adresse e-mail"), error_messages=required(_("Écrivez l’adresse e-mail de la personne.")))
    first_name = NameField(label=_("Prénom"), error_messages=required(_("Écrivez le prénom.")))
    last_name = NameField(label=_("Nom"), error_messages=required(_("Écrivez le nom.")))
    rank = forms.TypedChoiceField(
        label=_("Rang"),
        choices=RANKS,
        coerce=int,
        widget=forms.RadioSelect,
        initial=1,
    )
    starts_on = DayField(label=_("Le mandat commence le"), initial=today)


class MandateApprovalForm(forms.Form):
    """The board's decision, and the acceptance when it came on paper."""

    helper = HouseHelper()
    approved_on = DayField(label=_("Décision du conseil d’administration"), latest=today)
    accepted_on = DayField(
        label=_("Acceptation reçue le"),
        help_text=_("Le jour où la personne a signé le papier, si elle n’a pas accepté sur le portail."),
        latest=today,
        required=False,
    )

    def __init__(self, *args, mandate: Mandate, **kwargs):
        super().__init__(*args, **kwargs)
        if mandate.accepted_on:
            del self.fields["accepted_on"]


class MandateSignatureForm(forms.Form):
    """The day since which the bank knows the signature."""

    helper = HouseHelper()
    active_on = DayField(
        label=_("Signature active depuis le"), help_text=_("Le jour où la banque reconnaît la signature."), latest=today
    )

    def __init__(self, *args, mandate: Mandate, **kwargs):
        super().__init__(*args, **kwargs)


class MandateSuspensionForm(forms.Form):
    """Why a mandate is suspended."""

    helper = HouseHelper()
    reason = forms.CharField(
        label=_("Motif"),
        max_length=200,
        help_text=_("Par exemple : congé de maternité, arrêt long, vérification des comptes."),
        error_messages={"required": _("Écrivez le motif : la personne et le conseil d’administration le liront.")},
    )

    def __init__(self, *args, mandate: Mandate, **kwargs):
        super().__init__(*args, **kwargs)


class MandateEndForm(forms.Form):
    """When and why a mandate ends."""

    helper = HouseHelper()
    ends_on = DayField(label=_("Premier jour sans mandat"), latest=today, initial=today)
    reason = forms.CharField(
        label=_("Motif"),
        max_length=200,
        help_text=_("Par exemple : mutation, retraite, congé long."),
        error_messages={"required": _("Écrivez le motif : la personne et le conseil d’administration le liront.")},
    )

    def __init__(self, *args, mandate: Mandate, **kwargs):
        super().__init__(*args, **kwargs)


class ConfirmForm(forms.Form):
    """Nothing to write: the button says it all."""

    helper = HouseHelper()

    def __init__(self, *args, mandate: Mandate | None = None, **kwargs):
        super().__init__(*args, **kwargs)
