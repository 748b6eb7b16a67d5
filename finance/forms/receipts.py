"""An adult's own paper: the photo, how much, what for. The rest is guessed, and may be changed before it is kept."""

import datetime
from contextlib import suppress
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from councils.models import Decision
from finance.models import Account, Book, ExpenseClaim
from finance.services.enough import LARGEST
from occe.kit.dates import parse_day, today
from occe.kit.euros import format_euros
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper
from occe.kit.refused import Refused
from projects.models import Project

from .gathered import GatheredForm
from .kept_photo import KeptPhotoForm
from .means import MeansForm
from .money import accounts_of

Kind, Treasury = Account.Kind, Account.Treasury
PaidWith = ExpenseClaim.PaidWith
BIG_CHOICES, LAST = 3, 99
GUESSED = {
    PaidWith.BANK: _("payé par la banque"),
    PaidWith.CASH: _("payé avec la caisse"),
    PaidWith.CLASS_BOX: _("payé avec la boîte de la classe"),
    PaidWith.ADULT: _("vous avez avancé l’argent"),
}


class PaperForm(GatheredForm, KeptPhotoForm):
    """What an expense and an income share. `recent` are the accounts chosen last in this book, the newest first."""

    kind = ""
    amount = EurosField(label=_("Combien ?"), largest=LARGEST)
    account = forms.ModelChoiceField(
        Account.objects.none(), label=_("C’était pour quoi ?"), empty_label=None, widget=forms.RadioSelect,
        error_messages={"required": _("Dites pour quoi, en touchant un choix.")},
    )  # fmt: skip
    caption = forms.CharField(
        label=_("Ce que c’est"), max_length=120, required=False, help_text=_("Par exemple : car pour le Puy Mary.")
    )
    date = DayField(label=_("Date du papier"))
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
        help_text=_("Laissez vide : le portail donne le suivant."),
    )  # fmt: skip
    found_later = forms.BooleanField(label=_("C’est d’une année close : on l’a trouvé après."), required=False)

    def __init__(self, *args: Any, book: Book, recent: list[int], **kwargs: Any) -> None:
        day = min(max(today(), book.year.starts), book.year.ends)
        kwargs["initial"] = {"date": day} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.recent = recent
        self.fields["account"].queryset = accounts_of(book, self.kind).order_by("position", "code")
        here = {"cooperative": book.cooperative}
        self.fields["classroom"].queryset = Classroom.objects.filter(**here, year=book.year)
        self.fields["project"].queryset = Project.objects.filter(**here).running()
        self.fields["decision"].queryset = Decision.objects.filter(council__cooperative=book.cooperative)
        self.offer_gathered(book.cooperative, book.year)
        self.helper = HouseHelper()

    def clean(self) -> dict:
        """The photo that an earlier, refused sending left with us, unless another one was chosen now."""
        values = super().clean() or self.cleaned_data
        values["kept"] = None if values.get("file") else self.photo
        return values

    @cached_property
    def purposes(self) -> tuple[list[dict], list[dict]]:
        """The three big choices, and the others: each an account, its radio's id, and whether it is chosen."""
        accounts = list(self.fields["account"].queryset)
        # What the mandate pays once a year is no everyday purpose.
        first = sorted(
            accounts, key=lambda one: (self.recent.index(one.pk) if one.pk in self.recent else LAST, one.by_mandate)
        )
        chosen = str(self["account"].value() or "")
        rows = [
            {"account": one, "id": f"{self['account'].auto_id}_{rank}", "chosen": str(one.pk) == chosen}
            for rank, one in enumerate(first)
        ]
        return rows[:BIG_CHOICES], rows[BIG_CHOICES:]

    @property
    def guessed_day(self) -> datetime.date | None:
        """The day, as the folded part says now; None when it makes no sense."""
        value = self["date"].value()
        if isinstance(value, datetime.date):
            return value
        with suppress(Refused):
            return parse_day(str(value))
        return None

    @property
    def others_open(self) -> bool:
        """Whether one of the other purposes is chosen."""
        return any(row["chosen"] for row in self.purposes[1])

    @property
    def folded(self) -> list[forms.BoundField]:
        """What is guessed, in the order of the page."""
        shown = ("request_id", "kept", "file", "amount", "account")
        gathered = [name for name in ("activity", "grant") if name in self.fields]
        fields = [field for field in self if field.name not in (*shown, *gathered)]
        return [*fields, *(self[name] for name in gathered)]

    @property
    def folded_open(self) -> bool:
        """Whether something of it was refused, or a decision is chosen, which is to be seen."""
        return any(field.errors for field in self.folded) or bool(self["decision"].value())


class ExpenseForm(MeansForm, PaperForm):
    """Money that went out. A teacher without a mandate (`classrooms`) writes for the own classes and sends it on;
    `limit` is what this adult records alone at most, if anything less than the association's threshold.
    """

    kind = Kind.EXPENSE
    paid_with = forms.ChoiceField(label=_("Qui a payé ?"), widget=forms.RadioSelect)
    field_order = ("request_id", "kept", "file", "amount", "account", "paid_with", "means", "cheque_number")

    def __init__(
        self,
        *args: Any,
        book: Book,
        classrooms: QuerySet[Classroom] | None = None,
        last: str = "",
        limit: Decimal | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, book=book, **kwargs)
        if limit is not None:
            self.fields["amount"].help_text = _("Au-dessus de %(limit)s, un autre adulte donne son accord.") % {
                "limit": format_euros(limit)
            }
        if classrooms is None:
            self.offer_means(book)
        choices = [
            (PaidWith.BANK, _("la banque (chèque, carte, virement)")),
            (PaidWith.CASH, _("la caisse")),
            (PaidWith.ADULT, _("j’ai avancé l’argent")),
        ]
        boxes = classrooms if classrooms is not None else self.fields["classroom"].queryset
        if boxes:
            choices.insert(2, (PaidWith.CLASS_BOX, _("la boîte de la classe")))
        self.fields["paid_with"].choices = choices
        self.fields["paid_with"].initial = last or (PaidWith.ADULT if classrooms is not None else PaidWith.BANK)
        if classrooms is not None:
            self._of_teacher(classrooms)

    @property
    def guessed(self) -> str:
        """Who paid and how, as the folded part says now: the end of a sentence."""
        words = [GUESSED.get(self["paid_with"].value(), "")]
        if "means" in self.fields and self["paid_with"].value() == PaidWith.BANK:
            how = dict(self.fields["means"].choices[1:]).get(self["means"].value(), "")
            words.append(f"{how} {self['cheque_number'].value() or ''}".strip())
        return ", ".join(str(word) for word in words if word)

    def as_draft(self) -> dict[str, Any]:
        """What is whole of it, for a draft about which the association is asked."""
        said = self.cleaned_data
        facts = {name: said[name] for name in ("amount", "account", "project", "decision") if said.get(name)}
        return facts | {"classroom": said.get("classroom")}

    def _of_teacher(self, classrooms: QuerySet[Classroom]) -> None:
        """The own classes only; the number on the paper is given when the expense is agreed to."""
        field = self.fields["classroom"]
        field.queryset, field.required, field.empty_label = classrooms, True, None
        field.initial = classrooms.first()
        for name in ("voucher_number", "means", "cheque_number", "found_later"):
            del self.fields[name]

    def clean(self) -> dict:
        """The box of a class is that of one class; what the bank did not pay has no means of the bank."""
        values = super().clean()
        if values.get("paid_with") != PaidWith.BANK:
            values.update({name: "" for name in ("means", "cheque_number") if name in self.fields})
        if values.get("paid_with") == PaidWith.CLASS_BOX and not values.get("classroom"):
            self.add_error("classroom", _("Dites de quelle classe est la boîte."))
        return values


class IncomeForm(PaperForm):
    """Money that came in. A sum above the threshold is read again before it is kept (`confirmed`)."""

    kind = Kind.INCOME
    confirmed = forms.DecimalField(required=False, widget=forms.HiddenInput)
    treasury = forms.ModelChoiceField(
        Account.objects.none(), label=_("Où est l’argent maintenant ?"), empty_label=None, widget=forms.RadioSelect
    )
    field_order = ("request_id", "kept", "confirmed", "file", "amount", "account", "treasury")

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, book=book, **kwargs)
        places = accounts_of(book, Kind.TREASURY).exclude(treasury=Treasury.CLASS_BOX)
        self.fields["treasury"].queryset = places
        self.fields["treasury"].initial = places.first()
        self.fields["account"].label = _("D’où vient l’argent ?")
        self.fields["caption"].help_text = _("Par exemple : vente de jus de pomme. Jamais le nom d’une famille.")

    @property
    def guessed(self) -> Account | None:
        """Where the money is, as the folded part says now."""
        chosen = str(getattr(self["treasury"].value(), "pk", self["treasury"].value()))
        return next((place for place in self.fields["treasury"].queryset if str(place.pk) == chosen), None)

    @property
    def folded(self) -> list[forms.BoundField]:
        return [field for field in super().folded if field.name != "confirmed"]
