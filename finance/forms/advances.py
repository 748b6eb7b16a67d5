"""An advance to a class: asked, granted, refused, given back. Text to values."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Decision
from finance.models import Account, Book
from finance.services.enough import LARGEST
from occe.kit.dates import today
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper

Treasury = Account.Treasury
PLACES = [(Treasury.CASH, _("de la caisse")), (Treasury.BANK, _("de la banque"))]


def _day(book: Book):
    return min(max(today(), book.year.starts), book.year.ends)


class AskAdvanceForm(forms.Form):
    """How much the class asks for, what for, and who decided it."""

    use_required_attribute = False
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    amount = EurosField(label=_("Combien ?"), largest=LARGEST)
    purpose = forms.CharField(
        label=_("Pour quoi ?"), max_length=200, help_text=_("Par exemple : les petites dépenses du jardin."),
        error_messages={"required": _("Dites pour quoi, en quelques mots.")},
    )  # fmt: skip
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("Décidé par le conseil"), required=False, empty_label=_("Aucune décision")
    )

    def __init__(self, *args: Any, book: Book, decision: Decision | None = None, **kwargs: Any) -> None:
        known = {"request_id": uuid4(), "decision": decision, "amount": decision.amount if decision else None}
        super().__init__(*args, initial=known, auto_id="id_ask_%s", **kwargs)
        self.fields["decision"].queryset = Decision.objects.filter(council__cooperative=book.cooperative)
        self.helper = HouseHelper(_("Demander cette avance"))


class GrantAdvanceForm(forms.Form):
    """Where the money comes from, and when it is handed over."""

    use_required_attribute = False
    source = forms.ChoiceField(label=_("D’où vient l’argent ?"), choices=PLACES, widget=forms.RadioSelect)
    date = DayField(label=_("Donnée le"))

    def __init__(self, *args: Any, book: Book, number: int = 0, **kwargs: Any) -> None:
        initial = {"source": Treasury.CASH, "date": _day(book)}
        super().__init__(*args, initial=initial, auto_id=f"id_grant{number}_%s", **kwargs)
        self.helper = HouseHelper()


class RefuseAdvanceForm(forms.Form):
    """Why not."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("Pourquoi ?"), max_length=200, error_messages={"required": _("Dites pourquoi, la classe le lira.")}
    )

    def __init__(self, *args: Any, number: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_refuse{number}_%s", **kwargs)
        self.helper = HouseHelper()


class GiveBackForm(forms.Form):
    """What goes back from the class's box, and where to."""

    use_required_attribute = False
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    amount = EurosField(label=_("Combien revient ?"), largest=LARGEST)
    target = forms.ChoiceField(
        label=_("Où va l’argent ?"), widget=forms.RadioSelect,
        choices=[(Treasury.CASH, _("dans la caisse")), (Treasury.BANK, _("à la banque"))],
    )  # fmt: skip
    date = DayField(label=_("Quand ?"))

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        initial = {"request_id": uuid4(), "target": Treasury.CASH, "date": _day(book)}
        super().__init__(*args, initial=initial, auto_id="id_back_%s", **kwargs)
        self.helper = HouseHelper(_("Inscrire le retour"))


class EmptyBoxesForm(forms.Form):
    """The day on which every class's box was emptied into the cash box."""

    date = DayField(label=_("Vidées le"))

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, initial={"date": _day(book)}, **kwargs)
        self.helper = HouseHelper(_("Vider toutes les boîtes dans la caisse"))
