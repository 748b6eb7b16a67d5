"""The questions of a deposit, one a screen: where the money comes from, how many coins and notes. Never who gave it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.chart_of_accounts import FAMILIES
from finance.models import DepositSlip, SlipCheck
from finance.queries.pupils import incomes
from finance.services.slips import SlipFacts
from occe.kit.drawing.money import VALUES

from .pupils import ChildsField, DayQuestion, Question

MOST_OF_ONE = 9999
COUNT_SENTENCES = {
    "invalid": _("Écris un nombre, par exemple 3."),
    "min_value": _("On compte à partir de zéro."),
    "max_value": _("C’est beaucoup ! Recompte, ou appelle un adulte."),
}


class OriginQuestion(Question):
    """Where does it come from? A picture; what was sold in a few words, never for the families' envelopes."""

    step = "origin"
    account = forms.ChoiceField(
        error_messages={"required": _("Touche une image."), "invalid_choice": _("Touche une image.")}
    )
    label = forms.CharField(label=_("Tu peux écrire ce qu’on a vendu ou fait"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {account.code: account for account in incomes(self.classroom)}
        self.fields["account"].choices = [(code, code) for code in self.offered]

    def known(self, about: DepositSlip) -> dict[str, Any]:
        return {"account": about.account.code, "label": about.label} if about.account else {}

    def facts(self) -> SlipFacts:
        facts: SlipFacts = {"account": self.offered[self.cleaned_data["account"]]}
        if "label" in self.data:
            facts["label"] = "" if facts["account"].code == FAMILIES else self.cleaned_data["label"]
        return facts

    def extras(self) -> dict[str, Any]:
        return {"offered": list(self.offered.values())}


class ChildsCount(ChildsField, forms.IntegerField):
    child_sentences = COUNT_SENTENCES


def field_of(cents: int) -> str:
    """The name of the field that counts a coin or a note."""
    return f"n{cents}"


class CountQuestion(Question):
    """How many of each coin and note? `more` and `less` are the buttons beside a number, for who has no script."""

    step = "count"
    more = forms.TypedChoiceField(choices=[(v, v) for v in VALUES], coerce=int, required=False, empty_value=None)
    less = forms.TypedChoiceField(choices=[(v, v) for v in VALUES], coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for cents in VALUES:
            number = forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": MOST_OF_ONE, "class": "count"})
            self.fields[field_of(cents)] = ChildsCount(
                required=False, min_value=0, max_value=MOST_OF_ONE, widget=number
            )

    def known(self, about: DepositSlip) -> dict[str, Any]:
        return {field_of(piece.cents): piece.count for piece in about.pieces.all()}

    def pieces(self) -> dict[int, int]:
        """How many of each, the button that was pressed included."""
        counts = {cents: self.cleaned_data.get(field_of(cents)) or 0 for cents in VALUES}
        if cents := self.cleaned_data.get("more"):
            counts[cents] = min(counts[cents] + 1, MOST_OF_ONE)
        if cents := self.cleaned_data.get("less"):
            counts[cents] = max(counts[cents] - 1, 0)
        return {cents: count for cents, count in counts.items() if count}

    def pressed(self) -> int | None:
        """The coin or note whose button was pressed: the same page follows."""
        return self.cleaned_data.get("more") or self.cleaned_data.get("less")

    def facts(self) -> dict[str, Any]:
        return {"pieces": self.pieces()}

    def extras(self) -> dict[str, Any]:
        cells = [(cents, self[field_of(cents)]) for cents in VALUES]
        sum_in_cents = sum(cents * _whole(field.value()) for cents, field in cells)
        return {"cells": cells, "total": Decimal(sum_in_cents) / 100}


def _whole(value: Any) -> int:
    text = str(value if value is not None else "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else 0


class ArrivalQuestion(DayQuestion):
    """Which day did it come in? Today, unless somebody says otherwise."""

    def known(self, about: DepositSlip) -> dict[str, Any]:
        return {"issued_on": about.collected_on} if about.collected_on else {}

    def facts(self) -> SlipFacts:
        return {"collected_on": self.cleaned_data["issued_on"]}


class RecountForm(forms.Form):
    """« I counted again »: the same or not, with the version that was on the page."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=SlipCheck.Verdict.choices)


QUESTIONS: dict[str, type[Question]] = {
    question.step: question for question in (OriginQuestion, CountQuestion, ArrivalQuestion)
}
STEPS = ("origin", "count")


def first_missing(slip: DepositSlip) -> str | None:
    """The screen on which a deposit that was left goes on; None when it can be read again."""
    if slip.account_id is None:
        return "origin"
    return None if slip.amount else "count"  # type: ignore[attr-defined]
