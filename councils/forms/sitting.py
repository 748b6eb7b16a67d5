"""Text to values for what happens at a sitting: who is there, who does what, what the adult says, how an item ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.forms.numbers import says
from councils.models import Decision, FeasibilityNote, GuarantorAct, MeetingRole
from members.queries_pupils import Face
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper


def words_field(label: Any, *, most: int, help_text: Any = "", required: bool = True, rows: int = 2) -> forms.CharField:
    """A sentence or two of somebody's hand."""
    return forms.CharField(
        label=label, max_length=most, help_text=help_text, required=required,
        widget=forms.Textarea(attrs={"rows": rows}), error_messages={"required": _("Écrivez une phrase.")},
    )  # fmt: skip


class AdultsForm(forms.Form):
    """How many adults have a voice here; the children are touched, one by one."""

    adults = forms.IntegerField(
        label=_("Adultes qui votent"), min_value=0, max_value=20, initial=1, required=False,
        help_text=_("Votre classe a choisi que l’adulte vote."),
        error_messages=says(_("Écrivez un nombre de 0 à 20.")),
    )  # fmt: skip


class PauseForm(forms.Form):
    """Why the council stops for a while."""

    use_required_attribute = False
    ground = forms.ChoiceField(
        label=_("Au nom de quoi\u00a0?"), choices=GuarantorAct.Ground.choices, widget=forms.RadioSelect,
        initial=GuarantorAct.Ground.RESPECT,
    )  # fmt: skip
    words = words_field(
        _("Ce que la classe entend"), most=300, help_text=_("C’est dans le compte rendu. Ni prénom, ni nom de famille.")
    )
    words_kept = words_field(
        _("Ce que vous gardez pour vous"), most=500, required=False,
        help_text=_("Personne d’autre ne le lit, et ce n’est pas dans le compte rendu."),
    )  # fmt: skip

    button = _("Mettre le conseil en pause")

    def __init__(self, *args: Any, keeps: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not keeps:  # a substitute comes back to no page on which it could be read
            del self.fields["words_kept"]
        self.helper = HouseHelper(self.button)


class VetoForm(PauseForm):
    """Why a proposal goes no further."""

    button = _("Arrêter cette proposition")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].initial = GuarantorAct.Ground.SAFETY


class NoteForm(forms.Form):
    """What the class should know before it votes."""

    use_required_attribute = False
    ground = forms.ChoiceField(
        label=_("Il s’agit de"), choices=FeasibilityNote.Ground.choices, widget=forms.RadioSelect,
        initial=FeasibilityNote.Ground.MONEY,
    )  # fmt: skip
    can_be_done = forms.TypedChoiceField(
        label=_("Est-ce possible\u00a0?"), coerce=lambda value: value == "yes", widget=forms.RadioSelect, initial="yes",
        choices=[("yes", _("oui, à cette condition")), ("no", _("non, et voici pourquoi"))],
    )  # fmt: skip
    words = words_field(_("Ce qu’il faut savoir"), most=300, help_text=_("Toute la classe le voit avant de décider."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Montrer la note à la classe"))


def name_replaced(form: forms.Form, about: Decision | None) -> None:
    """Where a past decision came back, what is decided now may take its place; elsewhere it is not asked."""
    if about is None:
        del form.fields["replaces"]
    else:
        label = _("À la place de la décision n°\u00a0%(number)s") % {"number": about.number}
        form.fields["replaces"].label = label


class EndForm(forms.Form):
    """The one sentence that closes an item: a decision with who does it, or what was said."""

    use_required_attribute = False
    text = words_field(
        _("La phrase du secrétaire"), most=600, required=False, rows=3,
        help_text=_("Elle reste, sans prénom. Le petit mot, lui, s’efface."),
    )  # fmt: skip
    owner = forms.ChoiceField(label=_("Qui s’en occupe\u00a0?"), required=False)
    owner_words = forms.CharField(
        label=_("ou, en mots"), max_length=80, required=False,
        help_text=_("Par exemple\u00a0: la trésorière et une volontaire."),
    )  # fmt: skip
    due_on = DayField(
        label=_("À faire avant le"), required=False, help_text=_("Rien\u00a0: d’ici le prochain conseil.")
    )
    amount = EurosField(label=_("Somme à ne pas dépasser"), required=False)
    replaces = forms.BooleanField(required=False)

    def __init__(self, *args: Any, faces: list[Face], about: Decision | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_replaced(self, about)
        named = [(str(face.public_id), face.first_name) for face in faces]
        self.fields["owner"].choices = [("", _("Toute la classe")), *named]


class PupilEndForm(forms.Form):
    """The secretary's sentence on the tablet, and who does it."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Ta phrase"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )
    owner = forms.ChoiceField(required=False)
    replaces = forms.BooleanField(required=False)

    def __init__(self, *args: Any, faces: list[Face], about: Decision | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_replaced(self, about)
        self.fields["owner"].choices = [("", ""), *((str(face.public_id), face.first_name) for face in faces)]


class RolesForm(forms.Form):
    """Who does what today."""

    def __init__(self, *args: Any, faces: list[Face], given: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Garder les rôles du jour"))
        named = [(str(face.public_id), face.first_name) for face in faces]
        for role, label in MeetingRole.Role.choices:
            self.fields[role] = forms.ChoiceField(
                label=str(label).capitalize(),
                required=False,
                choices=[("", _("personne")), *named],
                initial=given.get(role, ""),
            )
