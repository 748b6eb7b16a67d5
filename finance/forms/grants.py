"""Grants, activities, and the lines gathered under them: text to values."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Decision
from finance.models import Activity, Book, Grant
from finance.services.enough import LARGEST
from occe.kit.dates import today
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper
from projects.models import Project


class GrantForm(forms.Form):
    """What is asked for, or was granted already."""

    use_required_attribute = False
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    funder_kind = forms.ChoiceField(
        label=_("Qui aide ?"), choices=Grant.FunderKind.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Dites qui aide.")},
    )  # fmt: skip
    funder = forms.CharField(
        label=_("Le nom de qui aide"), max_length=120, help_text=_("Par exemple : commune de Polminhac."),
        error_messages={"required": _("Écrivez le nom de qui aide.")},
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("Pour quoi ?"), max_length=200, help_text=_("Par exemple : la sortie au Puy Mary."),
        error_messages={"required": _("Dites pour quoi, en quelques mots.")},
    )  # fmt: skip
    asked = EurosField(label=_("Somme demandée"), largest=LARGEST, required=False)
    asked_on = DayField(label=_("Demandée le"), required=False)
    amount = EurosField(
        label=_("Somme accordée"), largest=LARGEST, required=False, help_text=_("Si la réponse est déjà là.")
    )
    granted_on = DayField(label=_("Accordée le"), required=False)
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Pour quel projet"), required=False, empty_label=_("Aucun projet")
    )

    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("Décidé par le conseil"), required=False, empty_label=_("Aucune décision")
    )

    def __init__(self, *args: Any, book: Book, told: dict[str, Any] | None = None, **kwargs: Any) -> None:
        """`told`: what is known before anything is typed."""
        known = {"request_id": uuid4(), "asked_on": today()} | (told or {})
        super().__init__(*args, initial=known, **kwargs)
        self.fields["project"].queryset = Project.objects.standing().filter(cooperative=book.cooperative)
        self.fields["decision"].queryset = Decision.objects.filter(council__cooperative=book.cooperative)
        self.helper = HouseHelper(_("Garder cette aide"))


class AnswerForm(forms.Form):
    """What the funder answered; no sum is a no."""

    use_required_attribute = False
    amount = EurosField(
        label=_("Somme accordée"), largest=LARGEST, required=False, help_text=_("Laissez vide si la réponse est non.")
    )
    on = DayField(label=_("Réponse du"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today()}, auto_id="id_answer_%s", **kwargs)
        self.helper = HouseHelper()


class UseForm(forms.Form):
    """A few sentences for the report of use."""

    words = forms.CharField(
        label=_("Ce que l’aide a permis"), max_length=1500, required=False,
        widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Deux ou trois phrases, sans nom d’enfant."),
    )  # fmt: skip

    def __init__(self, *args: Any, grant: Grant | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"words": grant.words if grant else ""}, auto_id="id_use_%s", **kwargs)
        self.helper = HouseHelper()


class ReportedForm(forms.Form):
    """The day on which the report of use was sent."""

    use_required_attribute = False
    on = DayField(label=_("Bilan envoyé le"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today()}, auto_id="id_reported_%s", **kwargs)
        self.helper = HouseHelper()


class ActivityForm(forms.Form):
    """Who holds it comes first: what the parents or the town hall hold is not the cooperative's."""

    use_required_attribute = False
    HOLDERS = [
        ("cooperative", _("la coopérative")),
        ("parents", _("l’association de parents")),
        ("town", _("la mairie")),
    ]
    holder = forms.ChoiceField(
        label=_("Qui organise et encaisse ?"), choices=HOLDERS, widget=forms.RadioSelect,
        error_messages={"required": _("Dites qui organise et encaisse.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Qu’est-ce que c’est ?"), choices=Activity.Kind.choices, widget=forms.RadioSelect,
        initial=Activity.Kind.PARTY,
    )  # fmt: skip
    title = forms.CharField(
        label=_("Le nom de l’action"), max_length=120, help_text=_("Par exemple : loto des écoles."),
        error_messages={"required": _("Donnez-lui un nom.")},
    )  # fmt: skip
    held_on = DayField(label=_("Quel jour ?"), required=False)
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Pour quel projet"), required=False, empty_label=_("Aucun projet")
    )

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = Project.objects.standing().filter(cooperative=book.cooperative)
        self.helper = HouseHelper(_("Créer cette action"))

    @property
    def is_ours(self) -> bool:
        """Whether the cooperative holds it, or the page has another answer."""
        return self.data.get("holder", "cooperative") == "cooperative"


class GatherForm(forms.Form):
    """Posted lines, by their ids."""

    line = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": _("Cochez au moins une écriture.")})

    def __init__(self, *args: Any, offered: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].choices = [(pk, str(pk)) for pk in offered]
