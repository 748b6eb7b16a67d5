"""Colleagues invited into a class, a substitute's day, the public page."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cooperatives.forms.fields import HouseForm, MailField, NameField, required
from cooperatives.models import Classroom, Cooperative, SchoolYear
from occe.kit.dates import today
from occe.kit.fields import DayField


class ClassroomForm(HouseForm):
    """A form about one class of the cooperative; with a single class, there is nothing to choose."""

    classroom = forms.ModelChoiceField(
        label=_("Dans quelle classe ?"),
        queryset=Classroom.objects.none(),
        to_field_name="public_id",
        empty_label=None,
        error_messages=required(_("Choisissez une classe.")),
    )

    def __init__(self, *args: Any, rooms: QuerySet[Classroom], year: SchoolYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.fields["classroom"].queryset = rooms.filter(year=year)


class InviteForm(ClassroomForm):
    """A colleague, with dates."""

    first_name = NameField(label=_("Son prénom"), error_messages=required(_("Écrivez son prénom.")))
    last_name = NameField(label=_("Son nom"), error_messages=required(_("Écrivez son nom.")))
    email = MailField(
        label=_("Son adresse e-mail"),
        help_text=_("Elle ou il y recevra l’invitation."),
        error_messages=required(_("Écrivez son adresse e-mail.")),
    )
    starts_on = DayField(label=_("À partir du"), initial=today)
    ends_on = DayField(
        label=_("Jusqu’au"),
        required=False,
        help_text=_("Premier jour sans la classe. Vide : jusqu’à la fin de l’année."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts_on", "ends_on"):
            self.fields[name].earliest, self.fields[name].latest = self.year.starts, self.year.ends
        self.order_fields(["first_name", "last_name", "email", "classroom", "starts_on", "ends_on"])


class PassForm(ClassroomForm):
    """A substitute's day."""

    day = DayField(label=_("Pour quel jour ?"), initial=today, earliest=today)


class PublicFiguresForm(HouseForm):
    """Which figures the public page shows: none, as long as nobody chose."""

    figures = forms.MultipleChoiceField(
        label=_("Que montre-t-elle en chiffres ?"),
        help_text=_("Rien n’est coché d’avance. Moins de cinq élèves, ou un nombre nul, ne se montrent jamais."),
        choices=Cooperative.PublicFigure.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class PublicPageForm(PublicFiguresForm):
    """Before the page opens: who could recognise whom?"""

    agreed = forms.BooleanField(
        label=_("La classe en a parlé, et elle est d’accord."),
        error_messages=required(_("Parlez-en d’abord avec la classe : c’est sa page.")),
    )
    nobody_named = forms.BooleanField(
        label=_("Aucun texte ne permet de reconnaître un enfant : ni nom, ni histoire qui n’appartient qu’à lui."),
        error_messages=required(_("Relisez d’abord les textes des projets : un enfant pourrait s’y reconnaître.")),
    )
    adults_agree = forms.BooleanField(
        label=_("Les adultes de la classe savent que le nom de l’école les rend reconnaissables."),
        error_messages=required(_("Dites-le d’abord aux adultes de la classe.")),
    )
