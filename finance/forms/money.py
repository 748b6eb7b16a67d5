"""Filters of the money page, an own paper, a transfer, an advance, a correction: text to values."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from councils.models import Decision
from finance.models import Account, Book, Entry
from finance.queries.entries import EntryFilter
from occe.kit.dates import today
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper
from projects.models import Project

Kind, Treasury = Account.Kind, Account.Treasury


def accounts_of(book: Book, *kinds: str):
    """The active accounts of the book's year, of these kinds."""
    accounts = Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id, is_active=True)
    return accounts.filter(kind__in=kinds)


class EntryFilterForm(forms.Form):
    """What to show of the book: a form in the address, so that a filtered page can be kept or sent."""

    q = forms.CharField(label=_("Mots"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Nature"), required=False)
    account = forms.ModelChoiceField(
        Account.objects.none(), label=_("À quoi ça a servi"), required=False, empty_label=_("Tout")
    )
    classroom = forms.ModelChoiceField(
        Classroom.objects.none(), label=_("Classe"), required=False, empty_label=_("Toutes")
    )
    project = forms.ModelChoiceField(Project.objects.none(), label=_("Projet"), required=False, empty_label=_("Tous"))
    since = DayField(label=_("Du"), required=False)
    until = DayField(label=_("Au"), required=False)

    def __init__(self, *args, book: Book, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Toutes")), *Entry.Kind.choices]
        self.fields["account"].queryset = accounts_of(book, Kind.EXPENSE, Kind.INCOME)
        self.fields["classroom"].queryset = Classroom.objects.filter(cooperative=book.cooperative, year=book.year)
        self.fields["project"].queryset = Project.objects.filter(cooperative=book.cooperative)

    def wanted(self) -> EntryFilter:
        """The filter; a field that is not understood lets everything through."""
        self.full_clean()
        values = getattr(self, "cleaned_data", {})
        names = ("kind", "account", "classroom", "project", "since", "until")
        return EntryFilter(words=values.get("q", ""), **{name: values[name] for name in names if values.get(name)})


class MovementForm(forms.Form):
    """An own paper: how much and for what; the rest is guessed, and may be changed until it is in the book."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    amount = EurosField(label=_("Combien ?"))
    account = forms.ModelChoiceField(Account.objects.none(), label=_("À quoi ça a servi ?"), empty_label=None)
    caption = forms.CharField(
        label=_("Ce que c’est"), max_length=120, required=False, help_text=_("Par exemple : car pour le Puy Mary.")
    )
    date = DayField(label=_("Date du papier"))
    treasury = forms.ModelChoiceField(
        Account.objects.none(), label=_("D’où vient l’argent ?"), empty_label=None, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("Photo ou PDF"),
        required=False,
        help_text=_("Le papier reste dans la boîte ; la photo suffit pour travailler."),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )
    classroom = forms.ModelChoiceField(
        Classroom.objects.none(), label=_("Pour quelle classe"), required=False, empty_label=_("Toute l’école")
    )
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Pour quel projet"), required=False, empty_label=_("Aucun projet")
    )
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("Décidé par le conseil"), required=False, empty_label=_("Aucune décision")
    )
    voucher_number = forms.CharField(
        label=_("Numéro écrit sur le papier"), max_length=12, required=False,
        help_text=_("Laissez vide : le portail donne le suivant."),
    )  # fmt: skip

    def __init__(self, *args, book: Book, kind: str, recent: list[int] = (), **kwargs):
        kwargs["initial"] = {"request_id": uuid4(), "date": today()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        purposes = accounts_of(book, kind).order_by("position", "code")
        self.fields["account"].queryset = purposes
        # The last three choices first: what was bought last week is bought again.
        choices = sorted(purposes, key=lambda account: recent.index(account.pk) if account.pk in recent else 99)
        self.fields["account"].choices = [(account.pk, account.label) for account in choices]
        places = accounts_of(book, Kind.TREASURY).exclude(treasury=Treasury.CLASS_BOX)
        self.fields["treasury"].queryset = places
        self.fields["treasury"].initial = places.first()
        here = {"cooperative": book.cooperative}
        self.fields["classroom"].queryset = Classroom.objects.filter(**here, year=book.year)
        self.fields["project"].queryset = Project.objects.filter(**here).running()
        self.fields["decision"].queryset = Decision.objects.filter(council__cooperative=book.cooperative)
        if kind == Kind.INCOME:
            self.fields["account"].label = _("D’où vient l’argent ?")
            self.fields["treasury"].label = _("Où est-il maintenant ?")
            self.fields["caption"].help_text = _("Par exemple : vente de jus de pomme. Jamais le nom d’une famille.")
        self.helper = HouseHelper(_("Inscrire au cahier"))


class TransferForm(forms.Form):
    """Money that changes place: bank and cash box, or a class's box."""

    WAYS = [
        ("bank_cash", _("de la banque vers la caisse")),
        ("cash_bank", _("de la caisse vers la banque")),
        ("advance_bank", _("de la banque vers la boîte d’une classe")),
        ("advance_cash", _("de la caisse vers la boîte d’une classe")),
        ("back_cash", _("de la boîte d’une classe vers la caisse")),
    ]
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(label=_("D’où vers où ?"), choices=WAYS, widget=forms.RadioSelect)
    classroom = forms.ModelChoiceField(
        Classroom.objects.none(), label=_("Quelle classe ?"), required=False, empty_label=_("Aucune")
    )
    amount = EurosField(label=_("Combien ?"))
    date = DayField(label=_("Quand ?"))

    def __init__(self, *args, book: Book, **kwargs):
        kwargs["initial"] = {"request_id": uuid4(), "date": today(), "way": "bank_cash"}
        super().__init__(*args, **kwargs)
        self.fields["classroom"].queryset = Classroom.objects.filter(cooperative=book.cooperative, year=book.year)
        self.helper = HouseHelper(_("Inscrire au cahier"))

    def clean(self) -> dict:
        """A box belongs to a class: say which."""
        values = super().clean()
        if values.get("way") in ("advance_bank", "advance_cash", "back_cash") and not values.get("classroom"):
            self.add_error("classroom", _("Dites de quelle classe est la boîte."))
        return values


class CorrectionForm(forms.Form):
    """Why an entry is cancelled; its mirror is posted, both stay readable."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Pourquoi ?"), widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"request_id": uuid4()}
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [choice for choice in Entry.Reason.choices if choice[0]]
        self.helper = HouseHelper(_("Annuler par une écriture inverse"))
