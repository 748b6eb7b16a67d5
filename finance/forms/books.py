"""What is said about a whole book: text to values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.models import Book
from finance.queries.vouchers import undeclared_holes
from occe.kit.forms import HouseHelper


class BookForm(forms.Form):
    """One button: the page says what it does."""

    def __init__(self, *args: Any, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(verb)


class SendBookForm(forms.Form):
    """One button, and the reason when the book goes without its quitus."""

    use_required_attribute = False
    without = forms.CharField(
        label=_("Pourquoi sans quitus ?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Par exemple : les vérificateurs se retrouvent le 24 septembre. L’association le lira."),
        error_messages={"required": _("Ce cahier part sans quitus : dites pourquoi. L’association le lira.")},
    )  # fmt: skip

    def __init__(self, *args: Any, quitus: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if quitus:
            del self.fields["without"]
        self.helper = HouseHelper(_("Envoyer le cahier à l’AD"))


class WordsForm(forms.Form):
    """A few words about one entry: a remark of the association, or what was done about it."""

    use_required_attribute = False
    words = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Écrivez quelques mots.")},
    )

    def __init__(self, *args: Any, label: str, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.helper = HouseHelper(verb)


class ReturnBookForm(forms.Form):
    """What is to be completed, in words that the mandataire reads."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Ce qui est à compléter"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Le mandataire le lira tel quel sur la page de l’année."),
        error_messages={"required": _("Dites ce qui est à compléter : le mandataire le lira.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Renvoyer le cahier"))


class UnusedNumberForm(forms.Form):
    """A number that is on no paper, and why."""

    use_required_attribute = False
    number = forms.ChoiceField(
        label=_("Quel numéro ?"), widget=forms.RadioSelect, error_messages={"required": _("Choisissez un numéro.")}
    )
    reason = forms.CharField(
        label=_("Pourquoi n’a-t-il pas servi ?"), max_length=200, help_text=_("Par exemple : ticket en double."),
        error_messages={"required": _("Dites pourquoi : les vérificateurs le liront.")},
    )  # fmt: skip

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = [(number, number) for number in undeclared_holes(book)]
        self.helper = HouseHelper(_("Déclarer ce numéro inutilisé"))
