"""The expert view of an expense or an income: one paper in parts, its money in places; any number of either.

Everything works without a script: "recalculer" and "ajouter une ligne" bring the page back with all that was typed.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from councils.models import Decision
from finance.models import Account, Activity, Book, Grant
from finance.queries.cheques import next_cheque, open_account
from finance.queries.doubles import Written
from finance.services.direct_entries import Part, Place
from finance.services.enough import LARGEST
from occe.kit.dates import today
from occe.kit.fields import DayField, EurosField
from projects.models import Project

from .kept_photo import KeptPhotoForm, as_typed
from .means import AT_THE_BANK
from .money import PlainSelect, accounts_of, dress

Kind, Treasury = Account.Kind, Account.Treasury
ZERO = Decimal(0)
MOST = 30
"""More lines than any paper of a cooperative has."""
FIRST_PARTS, FIRST_PLACES = 2, 1


class Rows:
    """The rows that the lists of the form offer, read once for all of its lines."""

    def __init__(self, book: Book, kind: str):
        here = {"cooperative": book.cooperative}
        self.found: dict[str, dict[int, Any]] = {
            "account": _by_id(accounts_of(book, kind).order_by("position", "code")),
            "treasury": _by_id(accounts_of(book, Kind.TREASURY).exclude(treasury=Treasury.CLASS_BOX)),
            "classroom": _by_id(Classroom.objects.filter(**here, year=book.year)),
            "project": _by_id(Project.objects.filter(**here).running()),
            "decision": _by_id(Decision.objects.filter(council__cooperative=book.cooperative)),
            "activity": _by_id(Activity.objects.filter(**here, year=book.year)),
            "grant": _by_id(Grant.objects.filter(**here)),
        }

    def choices(self, name: str, empty: Any) -> list[tuple]:
        return [("", empty), *((pk, _words(row)) for pk, row in self.found[name].items())]


def _by_id(rows: Any) -> dict[int, Any]:
    return {row.pk: row for row in rows}


def _words(row: Any) -> str:
    if isinstance(row, Account):
        return f"{row.label} · {row.code}"
    return str(getattr(row, "text", "") or row)[:80]


class OneOfField(forms.TypedChoiceField):
    """One of the rows that were read for the whole form."""

    widget = PlainSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, empty_value=None, **kwargs)

    def offer(self, rows: Rows, name: str, empty: Any) -> None:
        self.choices = rows.choices(name, empty)
        self.coerce = lambda pk: rows.found[name][int(pk)]


class PartForm(forms.Form):
    """A part: what for, how much, and what it is gathered under."""

    use_required_attribute = False
    AXES = ("classroom", "project", "decision", "activity", "grant")
    account = OneOfField(label=_("Compte"))
    amount = EurosField(label=_("Somme"), largest=LARGEST, required=False)
    classroom = OneOfField(label=_("Classe"))
    project = OneOfField(label=_("Projet"))
    decision = OneOfField(label=_("Décision"))
    activity = OneOfField(label=_("Action"))
    grant = OneOfField(label=_("Subvention"))

    def __init__(self, *args: Any, rows: Rows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("account", *self.AXES):
            self.fields[name].offer(rows, name, _("Choisissez…") if name == "account" else "—")
        dress(self)

    @property
    def axes(self) -> list[forms.BoundField]:
        """What the part is gathered under, where there is something to choose."""
        return [self[name] for name in self.AXES if len(self.fields[name].choices) > 1]

    @property
    def axes_open(self) -> bool:
        return any(field.value() for field in self.axes)

    @property
    def is_empty(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in ("account", "amount"))

    def clean(self) -> dict:
        values = super().clean() or self.cleaned_data
        account, amount = values.get("account"), values.get("amount")
        if amount and not account and "account" not in self.errors:
            self.add_error("account", _("Dites pour quoi est cette somme."))
        if account and not amount and "amount" not in self.errors:
            self.add_error("amount", _("Écrivez la somme de cette ligne."))
        return values


class PlaceForm(forms.Form):
    """A place: where the money is or was, how much, and how the bank moved it."""

    use_required_attribute = False
    treasury = OneOfField(label=_("Où"))
    amount = EurosField(label=_("Somme"), largest=LARGEST, required=False)
    means = forms.ChoiceField(label=_("Comment"), choices=[("", "—"), *AT_THE_BANK], required=False, widget=PlainSelect)
    cheque_number = forms.CharField(
        label=_("Numéro du chèque"),
        max_length=9,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, rows: Rows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["treasury"].offer(rows, "treasury", _("Choisissez…"))
        dress(self)

    @property
    def is_empty(self) -> bool:
        return not self.cleaned_data.get("amount")

    def clean(self) -> dict:
        values = super().clean() or self.cleaned_data
        treasury = values.get("treasury")
        if values.get("amount") and not treasury and "treasury" not in self.errors:
            self.add_error("treasury", _("Dites où est cette somme."))
        if treasury and treasury.treasury != Treasury.BANK:
            values |= {"means": "", "cheque_number": ""}
        return values


@dataclass(frozen=True, slots=True)
class Sums:
    """What the lines come to now, in euros, as far as they can be read."""

    parts: Decimal
    places: Decimal

    @property
    def left(self) -> Decimal:
        """What is still to be allocated; below zero, what is allocated too much."""
        return self.places - self.parts


class SplitForm(KeptPhotoForm):
    """The paper as a whole; its lines are `parts` and `places`."""

    date = DayField(label=_("Date d’émission"), help_text=_("Le jour du chèque ou du papier, pas celui de la banque."))
    caption = forms.CharField(label=_("Ce que c’est"), max_length=120, required=False)
    voucher_number = forms.CharField(
        label=_("Numéro écrit sur le papier"), max_length=12, required=False,
        help_text=_("Laissez vide : le portail donne le suivant."),
    )  # fmt: skip
    found_later = forms.BooleanField(label=_("C’est d’une année close : on l’a trouvé après."), required=False)

    def __init__(self, data: Any = None, *args: Any, book: Book, kind: str, first: dict, **kwargs: Any):
        day = min(max(today(), book.year.starts), book.year.ends)
        initial = {"date": day, "caption": first.get("caption", "")}
        super().__init__(data, *args, initial=initial, **kwargs)
        self.kind = kind
        dress(self)
        rows = Rows(book, kind)
        parts = first.get("parts") or [{"amount": first.get("amount"), **first.get("part", {})}]
        places = first.get("places") or [self._first_place(book, rows) | {"amount": first.get("amount")}]
        self.parts = self._lines(PartForm, "part", FIRST_PARTS, rows, parts)
        self.places = self._lines(PlaceForm, "place", FIRST_PLACES, rows, places)

    def _first_place(self, book: Book, rows: Rows) -> dict[str, Any]:
        """The bank; what leaves it, by the next cheque where there is a chequebook."""
        bank = next((pk for pk, row in rows.found["treasury"].items() if row.treasury == Treasury.BANK), None)
        account = open_account(book.cooperative) if self.kind == Kind.EXPENSE else None
        cheque = next_cheque(account) if account else ""
        return {"treasury": bank, "means": "cheque" if cheque else "", "cheque_number": cheque}

    def _lines(self, form: type, name: str, at_least: int, rows: Rows, first: list[dict]) -> list[Any]:
        """The lines that were sent, or those of `first`; no fewer than `at_least`."""
        count = max(at_least, len(first))
        if self.is_bound:
            typed = self.data.get(f"{name}s", "")
            count = min(int(typed), MOST) if typed.isdecimal() and len(typed) < 4 else at_least
            count += 1 if self.data.get("act") == f"add-{name}" and count < MOST else 0
        data = self.data if self.is_bound else None
        return [
            form(data, prefix=f"{name}-{rank}", rows=rows, initial=first[rank] if rank < len(first) else None)
            for rank in range(max(count, at_least))
        ]

    def is_valid(self) -> bool:
        lines = [line.is_valid() for line in (*self.parts, *self.places)]
        return super().is_valid() and all(lines) and self._balances()

    def _balances(self) -> bool:
        """The lines say something, and the money and what it was for come to the same."""
        if not self.split["parts"] or not self.split["places"]:
            self.add_error(None, _("Écrivez au moins une somme, pour quoi elle est, et où elle est."))
        elif self.sums.left:
            self.add_error(None, _("Les deux côtés ne font pas la même somme : regardez ce qui reste à répartir."))
        return not self.errors

    @cached_property
    def split(self) -> dict[str, list]:
        """The parts and places of a form whose lines are whole, for `record_split`."""
        parts = [line.cleaned_data for line in self.parts if not line.is_empty]
        places = [line.cleaned_data for line in self.places if not line.is_empty]
        return {
            "parts": [
                Part(one["account"], one["amount"], {axis: one.get(axis) for axis in PartForm.AXES})  # type: ignore[arg-type]
                for one in parts
            ],
            "places": [Place(**one) for one in places],
        }

    def written(self) -> Written:
        """What a whole form is about to write."""
        accounts, said = tuple(part.account for part in self.split["parts"]), self.cleaned_data
        return Written(
            self.kind, accounts, self.sums.parts, said["date"], said["caption"], self.photo, said["request_id"]
        )

    def as_draft(self) -> dict[str, Any]:
        """What is whole of it, for a draft about which the association is asked: the sum of the paper, and what its
        first line is for.
        """
        part = next((line.cleaned_data for line in self.parts if line.is_valid() and not line.is_empty), {})
        facts = {name: part[name] for name in ("account", "project", "decision", "classroom") if part.get(name)}
        return facts | ({"amount": self.sums.places} if self.sums.places else {})

    def take_amount(self, amount: Decimal) -> None:
        """The total is what left or came: one place has it all, and one line, where nothing is split yet."""
        for line in (*self.parts, *self.places):
            line.data = self.data
        for lines in (self.places, self.parts):
            if not any(_read(line) for line in lines[1:]):
                self.data[lines[0].add_prefix("amount")] = as_typed(amount)

    def propose_class(self, classroom: Classroom) -> None:
        self.parts[0].initial["classroom"] = classroom.pk

    @property
    def sums(self) -> Sums:
        """The running sums, of what can be read of the lines."""
        return Sums(*(sum((_read(line) for line in lines), ZERO) for lines in (self.parts, self.places)))


def _read(line: forms.Form) -> Decimal:
    value = line["amount"].value()
    try:
        return line.fields["amount"].clean(value) or ZERO
    except forms.ValidationError:
        return ZERO
