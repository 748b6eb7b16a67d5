"""The steps of a request, one form each."""

import re
from typing import Any

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cooperatives.forms.fields import HouseForm, LineField, MailField, NameField, PaperField, TextField, required
from cooperatives.models import Cooperative, Registration, RegistrationDocument
from cooperatives.queries import school_wide_cooperative
from cooperatives.queries.rules import department_refusal
from occe.kit.dates import today
from occe.kit.fields import DayField
from occe.kit.refused import Refused
from occe.kit.uai import department_of, parse_uai


class ApplicantForm(HouseForm):
    """Who asks. The address is asked only of somebody without an account."""

    first_name = NameField(
        label=_("Votre prénom"),
        error_messages=required(_("Écrivez votre prénom.")),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = NameField(
        label=_("Votre nom"),
        error_messages=required(_("Écrivez votre nom.")),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = MailField(
        label=_("Votre adresse e-mail"),
        help_text=_("Nous y envoyons un lien pour reprendre la demande, et les nouvelles de l’AD."),
        error_messages=required(_("Écrivez votre adresse e-mail, par exemple prenom.nom@ecole.example.")),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = LineField(
        label=_("Votre téléphone"),
        max_length=20,
        required=False,
        help_text=_("Pour que l’AD puisse vous appeler."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def __init__(self, *args: Any, with_email: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_email:
            del self.fields["email"]


class SchoolSearchForm(HouseForm):
    """The directory's search: a UAI number, a name, a commune, in any order."""

    q = LineField(
        label=_("Numéro UAI, nom ou commune"),
        max_length=100,
        help_text=_("Par exemple 0150687R, ou « primaire Polminhac »."),
        error_messages=required(_("Écrivez un numéro UAI, un nom d’école ou une commune.")),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registration = registration

    def clean_q(self) -> str:
        """What looks like a number is read as one: its letter is checked, and its department."""
        typed = self.cleaned_data["q"]
        if not re.fullmatch(r"[0-9][0-9 .-]{5,}[A-Za-z]?", typed):
            return typed
        try:
            uai = parse_uai(typed)
        except Refused as refused:
            raise refused.as_validation_error() from refused
        if sentence := department_refusal(department_of(uai), self.registration):
            raise forms.ValidationError(sentence)
        return uai


class DescribedSchoolForm(HouseForm):
    """A school that the directory does not know."""

    name = LineField(
        label=_("Nom de l’école"), max_length=150, error_messages=required(_("Écrivez le nom de l’école."))
    )
    commune = LineField(label=_("Commune"), max_length=100, error_messages=required(_("Écrivez la commune.")))
    postcode = forms.RegexField(
        r"^[0-9]{5}$",
        label=_("Code postal"),
        error_messages={
            **required(_("Écrivez le code postal, par exemple 15800.")),
            "invalid": _("Un code postal compte cinq chiffres, par exemple 15800."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )


class KindForm(HouseForm):
    """The form of cooperative. Beside a school’s own cooperative only a class cooperative is open, with a reason."""

    kind = forms.ChoiceField(
        label=_("Quelle forme ?"),
        choices=[
            (Cooperative.Kind.SCHOOL, _("Coopérative d’école, pour toutes les classes")),
            (Cooperative.Kind.CLASS, _("Coopérative de classe, pour une seule classe")),
            (Cooperative.Kind.FOYER, _("Foyer coopératif, pour un collège")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            **required(_("Choisissez une forme.")),
            "invalid_choice": _("Cette forme n’est pas possible dans cette école. Choisissez-en une de la liste."),
        },
    )
    name = LineField(
        label=_("Nom de la coopérative"),
        max_length=150,
        required=False,
        help_text=_("Vous pouvez le laisser vide : elle portera le nom de l’école ou de la classe."),
    )
    separate_reason = TextField(
        label=_("Pourquoi une coopérative à part ?"),
        max_length=1000,
        error_messages=required(_("Dites pourquoi une coopérative à part : le conseil d’administration le lira.")),
        help_text=_("L’école a déjà sa coopérative. Le conseil d’administration de l’AD lira vos raisons."),
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if school_wide_cooperative(registration) is None:
            del self.fields["separate_reason"]
        else:
            only = Cooperative.Kind.CLASS
            self.fields["kind"] = forms.ChoiceField(
                choices=[(only.value, only.label)], initial=only, widget=forms.HiddenInput
            )


class MandatairesForm(HouseForm):
    """One or two mandataires. The applicant, who has been named already, only ticks a box."""

    me = forms.TypedChoiceField(
        label=_("Serez-vous mandataire ?"),
        choices=[("yes", _("Oui, je serai mandataire")), ("no", _("Non, ce sera quelqu’un d’autre"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages=required(_("Dites si vous serez mandataire.")),
    )
    first_name_1 = NameField(label=_("Prénom"), required=False)
    last_name_1 = NameField(label=_("Nom"), required=False)
    email_1 = MailField(label=_("Adresse e-mail"), required=False)
    first_name_2 = NameField(label=_("Prénom"), required=False)
    last_name_2 = NameField(label=_("Nom"), required=False)
    email_2 = MailField(label=_("Adresse e-mail"), required=False)

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registration = registration

    @classmethod
    def initial_of(cls, registration: Registration) -> dict[str, Any]:
        """What the request says already, as the form's fields."""
        people = list(registration.mandataires.all())
        if not people:
            return {}
        values: dict[str, Any] = {"me": "yes" if people[0].is_applicant else "no"}
        for person in people:
            if not person.is_applicant:
                for name in ("first_name", "last_name", "email"):
                    values[f"{name}_{person.rank}"] = getattr(person, name)
        return values

    def clean(self) -> dict[str, Any]:
        """Each person is whole or absent; no address stands twice. Adds `mandataires`, ready for the service."""
        values = super().clean() or self.cleaned_data
        people = [self._applicant()] if values.get("me") else []
        for rank in (1, 2):
            person = {name: values.get(f"{name}_{rank}", "") for name in ("first_name", "last_name", "email")}
            needed = rank == 1 and values.get("me") is False
            if (rank == 2 or needed) and (any(person.values()) or needed):
                self._require_whole(person, rank)
                people.append({**person, "is_applicant": False})
        addresses = [person["email"].lower() for person in people if person["email"]]
        if len(set(addresses)) < len(addresses):
            self.add_error("email_2", _("Cette adresse est déjà celle du premier mandataire. Écrivez-en une autre."))
        values["mandataires"] = people
        return values

    def _applicant(self) -> dict[str, Any]:
        asks = self.registration
        return {
            "first_name": asks.applicant_first_name,
            "last_name": asks.applicant_last_name,
            "email": asks.applicant_email,
            "is_applicant": True,
        }

    def _require_whole(self, person: dict[str, str], rank: int) -> None:
        sentences = {
            "first_name": _("Écrivez son prénom."),
            "last_name": _("Écrivez son nom."),
            "email": _("Écrivez son adresse e-mail : elle ou il recevra un message pour accepter."),
        }
        for name, sentence in sentences.items():
            field = f"{name}_{rank}"
            if not person[name] and field not in self.errors:
                self.add_error(field, sentence)


class DecisionForm(HouseForm):
    """The council or meeting that decided to open a cooperative."""

    decided_on = DayField(label=_("Date de la décision"))
    present = forms.IntegerField(
        label=_("Combien étiez-vous ?"),
        min_value=1,
        max_value=2000,
        help_text=_("Élèves et adultes présents ce jour-là."),
        error_messages={
            **required(_("Écrivez le nombre de personnes présentes.")),
            "invalid": _("Écrivez un nombre, par exemple 24."),
            "min_value": _("Il fallait au moins une personne."),
            "max_value": _("Ce nombre est trop grand : relisez-le."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = registration.year
        self.fields["decided_on"] = DayField(
            label=_("Date de la décision"),
            help_text=_("Le jour du conseil ou de la réunion, dans l’année %(year)s.") % {"year": year.slug},
            earliest=year.starts,
            latest=min(today(), year.ends),
        )
        self.order_fields(["decided_on", "present"])


class CommitmentForm(HouseForm):
    """The mandataire's commitment, in the wording that stands on the page."""

    accepted = forms.BooleanField(
        label=_("J’ai lu cet engagement et je l’accepte."),
        error_messages=required(_("Cochez la case : sans engagement, l’AD ne peut pas confier de mandat.")),
    )


class DocumentsForm(HouseForm):
    """A file each, or a box that says it will come later. What was given stays given."""

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {document.kind: document for document in registration.documents.select_related("file")}
        for kind, label in RegistrationDocument.Kind.choices:
            self.fields[kind] = PaperField(label=label.capitalize(), required=False)
            self.fields[f"{kind}_later"] = forms.BooleanField(
                label=_("Je la fournirai plus tard"),
                required=False,
                initial=kind in self.known and self.known[kind].promised,
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for kind, label in RegistrationDocument.Kind.choices:
            given = values.get(kind) or (kind in self.known and self.known[kind].file_id)
            if not given and not values.get(f"{kind}_later") and kind not in self.errors:
                sentence = gettext("%(paper)s : joignez la pièce, ou cochez « Je la fournirai plus tard ».")
                self.add_error(kind, sentence % {"paper": label.capitalize()})
        return values

    @property
    def papers(self) -> list[tuple[Any, Any, Any]]:
        """For the page: the file field, the box, and the paper that is there already."""
        return [(self[kind], self[f"{kind}_later"], self.known.get(kind)) for kind in RegistrationDocument.Kind.values]


class PaperForm(HouseForm):
    """One promised paper that comes now."""

    file = PaperField(label=_("La pièce"))

    def clean_file(self) -> Any:
        if self.cleaned_data["file"] is None:
            raise forms.ValidationError(_("Choisissez un fichier, ou prenez une photo."))
        return self.cleaned_data["file"]


class PasswordForm(HouseForm):
    """A password for somebody without an account, by Django's own validators."""

    password = forms.CharField(
        label=_("Choisissez un mot de passe"),
        strip=False,
        help_text=_("Douze caractères ou plus. Une phrase dont vous vous souviendrez fait très bien l’affaire."),
        error_messages=required(_("Choisissez un mot de passe de douze caractères ou plus.")),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registration = registration

    def clean_password(self) -> str:
        asks = self.registration
        user = get_user_model()(
            email=asks.applicant_email, first_name=asks.applicant_first_name, last_name=asks.applicant_last_name
        )
        password_validation.validate_password(self.cleaned_data["password"], user)
        return self.cleaned_data["password"]


class ClassFundForm(HouseForm):
    """A word for the mandataire of the school's cooperative."""

    message = TextField(
        label=_("Un mot pour la ou le mandataire"),
        max_length=500,
        required=False,
        help_text=_("Votre nom et votre adresse e-mail l’accompagnent."),
    )
