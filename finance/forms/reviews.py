"""The forms of the review: who reviews, what was seen, what is remarked, how one signs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.models import AccountReview, Reviewer
from finance.queries.entries import EntryRow
from occe.kit.dates import format_day
from occe.kit.euros import format_euros
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper


class ReviewerForm(forms.Form):
    """A name as it is said, and a quality."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("Prénom et nom"), max_length=80, error_messages={"required": _("Écrivez le nom de la personne.")}
    )
    quality = forms.ChoiceField(
        label=_("Qui est-ce ?"), choices=Reviewer.Quality.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Dites à quel titre cette personne vérifie.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Nommer cette personne"))


class MeetingForm(forms.Form):
    """What was seen at the school, the remarks, the pupils' opinion."""

    use_required_attribute = False
    held_on = DayField(label=_("Le jour de la réunion"), required=False)
    cash_counted = forms.BooleanField(required=False)
    chequebooks_seen = forms.BooleanField(required=False)
    originals_seen = forms.BooleanField(required=False)
    inventory_seen = forms.BooleanField(required=False)
    register_seen = forms.BooleanField(required=False)
    remarks = forms.CharField(
        label=_("Remarques des vérificateurs"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    opinion = forms.CharField(
        label=_("Avis des élèves sur les comptes"), max_length=2000, required=False,
        help_text=_("Lu à voix haute aux vérificateurs. Sans nommer personne."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, review: AccountReview, **kwargs: Any) -> None:
        facts = {name: getattr(review, name) for name in (*AccountReview.TICKS, "held_on", "remarks")}
        super().__init__(*args, initial=facts | {"opinion": review.pupils_opinion}, **kwargs)
        for name, words in AccountReview.tick_words().items():
            self.fields[name].label = words[:1].upper() + words[1:]
        self.helper = HouseHelper(_("Garder"))

    @property
    def said(self) -> dict[str, Any]:
        """The values as the door takes them."""
        values = self.cleaned_data
        ticks = {name: values[name] for name in AccountReview.TICKS}
        return {
            "held_on": values["held_on"], "ticks": ticks, "remarks": values["remarks"], "opinion": values["opinion"]
        }  # fmt: skip


class LookForm(forms.Form):
    """A look at one paper: in order, or what is not."""

    use_required_attribute = False
    verdict = forms.ChoiceField(
        label=_("Cette pièce est-elle en ordre ?"), widget=forms.RadioSelect,
        choices=[("right", _("oui, en ordre")), ("remark", _("non, une remarque"))],
        error_messages={"required": _("Dites si la pièce est en ordre.")},
    )  # fmt: skip
    remark = forms.CharField(label=_("La remarque"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Garder ma réponse"))


class AskForm(forms.Form):
    """One more entry of the book: `rows` are those that are not looked at yet."""

    use_required_attribute = False
    number = forms.IntegerField(
        label=_("Quelle ligne du cahier ?"),
        min_value=1,
        widget=forms.Select,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), _("Choisissez une ligne du cahier.")),
    )

    def __init__(self, *args: Any, rows: Sequence[EntryRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].widget.choices = [("", "…"), *((row.entry.number, _line(row)) for row in rows)]
        self.helper = HouseHelper(_("Regarder aussi celle-ci"))


def _line(row: EntryRow) -> str:
    """An entry as a choice: its number first, for who types it."""
    amount = format_euros(row.came_in or row.went_out or row.entry.total)
    return f"{row.entry.number} · {format_day(row.entry.date)} · {row.title[:1].upper()}{row.title[1:]} · {amount}"


class QuitusForm(forms.Form):
    """The quitus and the signed sheet."""

    use_required_attribute = False
    outcome = forms.ChoiceField(
        label=_("Qu’ont décidé les vérificateurs ?"), widget=forms.RadioSelect,
        choices=[choice for choice in AccountReview.Outcome.choices if choice[0]],
        error_messages={"required": _("Dites ce que les vérificateurs ont décidé.")},
    )  # fmt: skip
    file = forms.FileField(
        label=_("La feuille signée"), required=False, allow_empty_file=True,
        help_text=_("Une photo ou un PDF. Le papier reste avec les originaux."),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Inscrire le quitus"))


class CodeForm(forms.Form):
    """An address that is used once."""

    use_required_attribute = False
    email = forms.EmailField(
        label=_("Votre adresse"), help_text=_("Pour vous envoyer un code. Elle n’est pas gardée."),
        error_messages={"required": _("Écrivez votre adresse."), "invalid": _("Une adresse s’écrit nom@exemple.fr.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Recevoir le code"))


class SignForm(forms.Form):
    """A typed name and the code that came."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("Votre nom"), max_length=80, error_messages={"required": _("Écrivez votre nom, comme en haut.")}
    )
    code = forms.CharField(
        label=_("Le code reçu"), max_length=12, error_messages={"required": _("Écrivez les six chiffres reçus.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Signer le quitus"))
