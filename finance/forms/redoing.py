"""What an entry should have said, beside its mirror: filled with what it says now, in the shape that it has."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from finance.models import Account, Book, Entry
from finance.services.corrections import Right
from finance.services.direct_entries import Part, Place
from finance.services.enough import LARGEST
from finance.services.transfers import Move
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper

from .money import ENDS, TransferForm, accounts_of
from .split import PartForm, SplitForm


class RightForm(forms.Form):
    """Of one purpose and one place: the account, the sum, the day, the class. The rest stays as it was."""

    use_required_attribute = False
    prefix = "right"
    account = forms.ModelChoiceField(Account.objects.none(), label=_("Pour quoi"), empty_label=None)
    amount = EurosField(label=_("Somme"), largest=LARGEST)
    date = DayField(label=_("Date du papier"))
    classroom = forms.ModelChoiceField(
        Classroom.objects.none(), label=_("Classe"), required=False, empty_label=_("Toute l’école")
    )

    def __init__(self, *args: Any, book: Book, kind: str, now: Right, **kwargs: Any) -> None:
        [part], [place] = now.parts, now.places
        says = {"account": part.account, "amount": part.amount, "date": now.date, "classroom": part.axes["classroom"]}
        super().__init__(*args, initial=says, **kwargs)
        self.part, self.place = part, place
        self.fields["account"].queryset = accounts_of(book, kind).order_by("position", "code")
        self.fields["classroom"].queryset = Classroom.objects.filter(cooperative=book.cooperative, year=book.year)
        self.helper = HouseHelper()

    def right(self) -> Right:
        said = self.cleaned_data
        part = Part(said["account"], said["amount"], {**self.part.axes, "classroom": said["classroom"]})
        return Right((part,), (replace(self.place, amount=said["amount"]),), said["date"])


class RightSplitForm(SplitForm):
    """Of several purposes or places: the lines and the day. The paper stays as it was."""

    def __init__(self, *args: Any, book: Book, kind: str, now: Right, **kwargs: Any) -> None:
        first = {"parts": [_part(part) for part in now.parts], "places": [_place(place) for place in now.places]}
        super().__init__(*args, book=book, kind=kind, first=first, writer=0, **kwargs)
        self.initial["date"] = now.date
        for name in ("request_id", "kept", "file", "caption", "voucher_number", "found_later"):
            del self.fields[name]

    def right(self) -> Right:
        return Right(tuple(self.split["parts"]), tuple(self.split["places"]), self.cleaned_data["date"])


class RightMoveForm(TransferForm):
    """Of what only changed place: from where, to where, how much, when."""

    prefix = "right"

    def __init__(self, *args: Any, book: Book, kind: str, now: Move, **kwargs: Any) -> None:
        super().__init__(*args, book=book, **kwargs)
        del self.fields["request_id"]
        ends = (now.source.treasury, now.target.treasury)
        self.initial |= {
            "way": next((way for way, both in ENDS.items() if both == ends), ""), "classroom": now.classroom,
            "amount": now.amount, "date": now.date, "means": now.means, "cheque_number": now.cheque_number,
        }  # fmt: skip
        self.decision = now.decision

    def right(self) -> Move:
        return replace(self.move(), decision=self.decision)


def right_form(entry: Entry, now: Right | Move, sent: Any = None) -> RightForm | RightSplitForm | RightMoveForm:
    """The form of an entry that can be done again; `sent` is what a browser sent of it."""
    known = {"book": entry.book, "kind": entry.kind}
    if isinstance(now, Move):
        return RightMoveForm(sent, now=now, **known)
    several = len(now.parts) + len(now.places) > 2
    return RightSplitForm(sent, now=now, **known) if several else RightForm(sent, now=now, **known)


def _part(part: Part) -> dict[str, Any]:
    axes = {name: getattr(part.axes.get(name), "pk", None) for name in PartForm.AXES}
    return {"account": part.account.pk, "amount": part.amount, **axes}


def _place(place: Place) -> dict[str, Any]:
    how = {"means": place.means, "cheque_number": place.cheque_number}
    return {"treasury": place.treasury.pk, "amount": place.amount, **how}
