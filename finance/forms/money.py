"""Filters of the money page, a transfer, an advance, an opening, a correction: text to values."""

from decimal import Decimal
from uuid import uuid4

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from finance.models import Account, Book, Entry
from finance.queries.entries import EntryFilter, filter_choices
from finance.services.enough import LARGEST
from finance.services.transfers import Move
from occe.kit.dates import today
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper

from .means import MeansForm

Kind, Treasury = Account.Kind, Account.Treasury
SELECTED = SafeString(" selected")


def accounts_of(book: Book, *kinds: str):
    """The active accounts of the book's year, of these kinds."""
    accounts = Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id, is_active=True)
    return accounts.filter(kind__in=kinds)


class PlainSelect(forms.Select):
    """Django's list of choices without groups, in the same HTML but for line breaks. Django draws each choice with a
    template of its own: for the four lists of the filter that took as long as the fifty lines below it.
    """

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) == chosen else "", label) for key, label in self.choices),
        )
        attributes = flatatt(self.build_attrs({**self.attrs, "name": name}, attrs))
        return format_html("<select{}>{}</select>", attributes, options)


def dress(form: forms.Form) -> None:
    """The house's looks, for fields that no layout writes."""
    for field in form.fields.values():
        if isinstance(field.widget, forms.Select):
            field.widget.attrs["class"] = "form-select"
        elif not isinstance(field.widget, forms.CheckboxInput | forms.HiddenInput):
            field.widget.attrs["class"] = "form-control"


class ChosenField(forms.TypedChoiceField):
    """One of the rows that a filter names, by its id; nothing chosen lets everything through."""

    widget = PlainSelect

    def __init__(self, **kwargs):
        super().__init__(coerce=int, empty_value=None, required=False, **kwargs)


class EntryFilterForm(forms.Form):
    """What to show of the book: a form in the address, so that a filtered page can be kept or sent."""

    q = forms.CharField(label=_("Mots"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Nature"), required=False, widget=PlainSelect)
    account = ChosenField(label=_("À quoi ça a servi"))
    classroom = ChosenField(label=_("Classe"))
    project = ChosenField(label=_("Projet"))
    since = DayField(label=_("Du"), required=False)
    until = DayField(label=_("Au"), required=False)

    def __init__(self, *args, book: Book, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Toutes")), *Entry.Kind.choices]
        rows = filter_choices(book)
        for name, everything in (("account", _("Tout")), ("classroom", _("Toutes")), ("project", _("Tous"))):
            self.fields[name].choices = [("", everything), *rows[name]]

    def wanted(self) -> EntryFilter:
        """The filter; a field that is not understood lets everything through."""
        self.full_clean()
        values = getattr(self, "cleaned_data", {})
        names = ("kind", "account", "classroom", "project", "since", "until")
        return EntryFilter(words=values.get("q", ""), **{name: values[name] for name in names if values.get(name)})


ENDS = {
    "bank_cash": (Treasury.BANK, Treasury.CASH),
    "cash_bank": (Treasury.CASH, Treasury.BANK),
    "advance_bank": (Treasury.BANK, Treasury.CLASS_BOX),
    "advance_cash": (Treasury.CASH, Treasury.CLASS_BOX),
    "back_cash": (Treasury.CLASS_BOX, Treasury.CASH),
    "back_bank": (Treasury.CLASS_BOX, Treasury.BANK),
}
"""Where the money of each way is, and where it goes."""


class TransferForm(MeansForm):
    """Money that changes place: bank and cash box, or a class's box; and how it left the bank."""

    WAYS = [
        ("bank_cash", _("de la banque vers la caisse")),
        ("cash_bank", _("de la caisse vers la banque")),
        ("advance_bank", _("de la banque vers la boîte d’une classe")),
        ("advance_cash", _("de la caisse vers la boîte d’une classe")),
        ("back_cash", _("de la boîte d’une classe vers la caisse")),
        ("back_bank", _("de la boîte d’une classe vers la banque")),
    ]
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(label=_("D’où vers où ?"), choices=WAYS, widget=forms.RadioSelect)
    classroom = forms.ModelChoiceField(
        Classroom.objects.none(), label=_("Quelle classe ?"), required=False, empty_label=_("Aucune")
    )
    amount = EurosField(label=_("Combien ?"), largest=LARGEST)
    date = DayField(label=_("Quand ?"))

    field_order = ("request_id", "way", "classroom", "amount", "date", "means", "cheque_number")

    def __init__(self, *args, book: Book, way: str = "", **kwargs):
        begins = way if way in ENDS else "bank_cash"
        kwargs["initial"] = {"request_id": uuid4(), "date": today(), "way": begins}
        super().__init__(*args, **kwargs)
        self.book = book
        self.offer_means(book)
        self.fields["classroom"].queryset = Classroom.objects.filter(cooperative=book.cooperative, year=book.year)
        self.helper = HouseHelper(_("Inscrire au cahier"))

    def clean(self) -> dict:
        """A box belongs to a class: say which. What does not leave the bank has no means of the bank."""
        values = super().clean()
        ends = ENDS.get(values.get("way", ""), ())
        if ends and ends[0] != Treasury.BANK:
            values |= {"means": "", "cheque_number": ""}
        if Treasury.CLASS_BOX not in ends:
            values["classroom"] = None
        elif not values.get("classroom"):
            self.add_error("classroom", _("Dites de quelle classe est la boîte."))
        return values

    def move(self) -> Move:
        """What a whole form says."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("way", "request_id")}
        places = {row.treasury: row for row in accounts_of(self.book, Kind.TREASURY)}
        source, target = (places[end] for end in ENDS[self.cleaned_data["way"]])
        return Move(source, target, **said)


class OpeningForm(forms.Form):
    """What there was on the first day, as the paper book says it: what was on its way is counted already."""

    use_required_attribute = False
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    bank = EurosField(
        label=_("À la banque"), smallest=Decimal(0), largest=LARGEST,
        help_text=_("Ce que disait le cahier papier : le solde du relevé, moins les chèques pas encore encaissés, plus "
                    "les dépôts en route."),
        error_messages={"required": _("Écrivez ce que le cahier papier disait à la banque ; 0 s’il n’y avait rien.")},
    )  # fmt: skip
    cash = EurosField(
        label=_("Dans la caisse"), smallest=Decimal(0), largest=LARGEST,
        help_text=_("Les pièces et les billets, comptés."),
        error_messages={"required": _("Écrivez ce qu’il y avait ; 0 s’il n’y avait rien.")},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"request_id": uuid4()}
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Commencer le cahier"))

    def clean(self) -> dict:
        """A book that begins with nothing needs no entry."""
        values = super().clean()
        if values.get("bank") == 0 and values.get("cash") == 0:
            raise forms.ValidationError(_("S’il n’y avait rien, il n’y a rien à écrire : commencez par une recette."))
        return values


class CorrectionForm(forms.Form):
    """Why an entry is cancelled; its mirror is posted, both stay readable."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Pourquoi ?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez pourquoi : les vérificateurs le liront.")},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"request_id": uuid4()}
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = Entry.reasons_to_correct()
        self.helper = HouseHelper(_("Annuler par une écriture inverse"))
