"""The questions of an expense, one a screen: text to values, each refusal in words for a child.

`STEPS` gives the order of the screens by reading age: the youngest answer with pictures and write nothing; from nine
years on a few words may be added; from twelve the shop and who paid are asked too. The record is the same.
"""

import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from finance.models import ClaimCheck, ExpenseClaim
from finance.queries.pupils import Purpose, days_offered, known_shops, purposes
from finance.services.claims import ClaimFacts, check_day
from members.models import ReadingAge
from occe.kit.actors import PupilActor
from occe.kit.dates import format_day, today
from occe.kit.drawing.categories import CATEGORIES
from occe.kit.drawing.receipt import Receipt
from occe.kit.errors import DomainError
from occe.kit.euros import format_euros, format_figures
from occe.kit.fields import DayField, EurosField
from occe.kit.uploads.pipeline import CleanFile, clean_upload
from occe.kit.uploads.refusals import UploadRefused

from .month import month_of

AMOUNT_SENTENCES = {
    "required": _("Il manque la somme. Tape les euros, puis les centimes."),
    "missing": _("Il manque la somme. Tape les euros, puis les centimes."),
    "not_understood": _("Écris la somme avec des chiffres, par exemple 12,50."),
    "other_digits": _("Écris avec les chiffres de 0 à 9, par exemple 12,50."),
    "hidden_sign": _("Il y a un signe qu’on ne voit pas. Efface tout et tape encore."),
    "exponent": _("Écris la somme en entier, sans lettre, par exemple 12,50."),
    "not_finite": _("Écris la somme avec des chiffres, par exemple 12,50."),
    "negative": _("Écris la somme sans le petit trait, par exemple 12,50."),
    "zero": _("Zéro euro, c’est gratuit ! Regarde le total en bas du ticket."),
    "too_small": _("C’est trop petit. Regarde le total en bas du ticket."),
    "too_large": _("C’est une somme énorme. Regarde encore le ticket, ou appelle un adulte."),
    "too_precise": _("Après la virgule, il y a deux chiffres. Regarde encore le ticket."),
    "badly_grouped": _("Les espaces ne sont pas à leur place. Écris par exemple 1 234,50."),
    "ambiguous": _("On peut lire deux sommes. Laquelle est sur le ticket ?"),
}

DAY_SENTENCES = {
    "required": _("Il manque le jour. Regarde la date sur le ticket."),
    "missing": _("Il manque le jour. Regarde la date sur le ticket."),
    "too_late": _("Ce jour n’est pas encore arrivé. Regarde le calendrier."),
    "too_early": _("Ce jour n’est pas dans notre année. Regarde la date sur le ticket."),
}
NO_SUCH_DAY = _("Ce jour n’existe pas. Regarde le calendrier.")


class ChildsField:
    """Says a field's refusals in a child's words, by their code; what a sentence offers (`params`) stays."""

    child_sentences: dict[str, Any] = {}
    otherwise: Any = ""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)  # type: ignore[misc]
        except forms.ValidationError as refused:
            one = refused.error_list[0]
            sentence = self.child_sentences.get(one.code, self.otherwise or one.message)
            raise forms.ValidationError(sentence, code=one.code, params=one.params) from refused


class ChildsEuros(ChildsField, EurosField):
    child_sentences = AMOUNT_SENTENCES


class ChildsDay(ChildsField, DayField):
    child_sentences = DAY_SENTENCES
    otherwise = NO_SUCH_DAY


class Question(forms.Form):
    """One screen about an expense or a deposit (`about`; None before the first answer).

    `facts()` is what the expense or the deposit learns from the answer.
    """

    use_required_attribute = False
    step = ""

    def __init__(
        self, *args: Any, about: Any, classroom: Classroom, by: PupilActor, month: str = "", **kwargs: Any
    ) -> None:
        self.about, self.classroom, self.by, self.month = about, classroom, by, month
        kwargs.setdefault("initial", self.known(about) if about else {})
        super().__init__(*args, **kwargs)

    def known(self, about: Any) -> dict[str, Any]:
        """What is written already."""
        return {}

    def facts(self) -> Any:
        """What was answered, field by field; a question whose fields are not facts yet says it otherwise."""
        return dict(self.cleaned_data)

    def is_answered(self) -> bool:
        """Whether there is an answer already, so that one may go on without touching anything."""
        return bool(self.initial)

    def extras(self) -> dict[str, Any]:
        """What the page shows beside the fields."""
        return {}


class CategoryQuestion(Question):
    """What did we buy? A picture; from nine years on a few words beside it."""

    step = "category"
    category = forms.ChoiceField(
        choices=[(key, key) for key in CATEGORIES],
        error_messages={"required": _("Touche une image."), "invalid_choice": _("Touche une image.")},
    )
    what = forms.CharField(label=_("Tu peux l’écrire"), max_length=120, required=False)

    def known(self, about: ExpenseClaim) -> dict[str, Any]:
        return {"category": about.category, "what": about.what} if about.category else {}

    def facts(self) -> ClaimFacts:
        facts: ClaimFacts = {"category": self.cleaned_data["category"]}
        if "what" in self.data:
            facts["what"] = self.cleaned_data["what"]
        return facts

    def extras(self) -> dict[str, Any]:
        return {"categories": list(CATEGORIES)}


def touched(data: Any, button: str, field: str) -> Any:
    """What was sent, where a button that was touched (`button`) says more than the field beside it."""
    if data and data.get(button):
        data = data.copy()
        data[field] = data[button]
    return data


class AmountQuestion(Question):
    """How much? An amount with two readings is asked about with two buttons (`reading`)."""

    step = "amount"
    amount = ChildsEuros(label=_("Combien ça coûte ?"))

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(touched(data, "reading", "amount"), *args, **kwargs)

    def known(self, about: ExpenseClaim) -> dict[str, Any]:
        return {"amount": about.amount} if about.amount is not None else {}

    def extras(self) -> dict[str, Any]:
        """Where the total stands on a receipt, for who has no keypad on the page."""
        lines = ((_("GRAINES"), format_figures(Decimal("4.50"))), (_("TERRE"), format_figures(Decimal("8.00"))))
        total = format_euros(Decimal("12.50"))
        return {"drawn": Receipt(str(_("LE MAGASIN")), "", format_day(today()), lines, str(_("TOTAL")), total)}


class DayQuestion(Question):
    """When? Today, yesterday, a day touched in the calendar (`pick`), or one that is typed."""

    step = "day"
    issued_on = ChildsDay(label=_("Le jour du ticket"), latest=today)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(touched(data, "pick", "issued_on"), *args, **kwargs)

    def known(self, about: ExpenseClaim) -> dict[str, Any]:
        return {"issued_on": about.issued_on} if about.issued_on else {}

    def clean_issued_on(self) -> datetime.date:
        """In a year whose book takes entries; a practice has no book."""
        day = self.cleaned_data["issued_on"]
        if not self.about.practice_id:
            try:
                check_day(self.about.cooperative, day, by=self.by)
            except DomainError as refused:
                raise forms.ValidationError(str(refused)) from refused
        return day

    def extras(self) -> dict[str, Any]:
        first, last = days_offered(self.classroom, practice=bool(self.about.practice_id))
        chosen = self.initial.get("issued_on")
        return {
            "now": today(),
            "before": today() - datetime.timedelta(days=1),
            "chosen": chosen,
            "month": month_of(self.month, around=chosen or today(), first=first, last=last),
        }


class PhotoQuestion(Question):
    """The receipt: a picture or a PDF, made anew before it is kept; or none, and an adult says why later."""

    step = "photo"
    # The pipeline has its own sentence for an empty file.
    photo = forms.FileField(
        label=_("Prendre la photo"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf", "capture": "environment"}),
    )
    file = forms.FileField(
        label=_("Choisir une image"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )
    without = forms.BooleanField(required=False)

    def known(self, about: ExpenseClaim) -> dict[str, Any]:
        return {"photo": about.photo} if about.photo_id else {}

    def clean_photo(self) -> CleanFile | None:
        return self._clean_file(self.cleaned_data["photo"])

    def clean_file(self) -> CleanFile | None:
        return self._clean_file(self.cleaned_data["file"])

    def _clean_file(self, sent: Any) -> CleanFile | None:
        if not isinstance(sent, UploadedFile):
            return None
        try:
            return clean_upload(sent, name=sent.name or "", declared_type=sent.content_type or "")
        except UploadRefused as refused:
            raise forms.ValidationError(refused.for_children, code=refused.code) from refused

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        values["clean_file"] = values.get("photo") or values.get("file")
        has_one = values["clean_file"] or (self.about and self.about.photo_id)
        if not (self.errors or has_one or values.get("without")):
            self.add_error("photo", _("Il n’y a pas encore de photo. Prends le ticket en photo, bien à plat."))
        return values


class PurposeQuestion(Question):
    """For which project, or which decision? The whole class, and « I don't know », are answers too."""

    step = "purpose"
    purpose = forms.ChoiceField(
        error_messages={"required": _("Touche une image."), "invalid_choice": _("Touche une image.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered: list[Purpose] = purposes(self.classroom)
        keys = ["class", "unknown", *(one.key for one in self.offered)]
        self.fields["purpose"].choices = [(key, key) for key in keys]

    def known(self, about: ExpenseClaim) -> dict[str, Any]:
        if about.decision:
            return {"purpose": f"decision:{about.decision.public_id}"}
        return {"purpose": f"project:{about.project.public_id}"} if about.project else {}

    def facts(self) -> ClaimFacts:
        chosen = next((one for one in self.offered if one.key == self.cleaned_data["purpose"]), Purpose("class"))
        return {"project": chosen.project, "decision": chosen.decision}

    def extras(self) -> dict[str, Any]:
        return {"offered": self.offered}


class ShopQuestion(Question):
    """Where? Typed, or touched among the class's usual shops."""

    step = "shop"
    shop = forms.CharField(label=_("Le nom du magasin"), max_length=80, required=False)

    def known(self, about: ExpenseClaim) -> dict[str, Any]:
        return {"shop": about.shop} if about.shop else {}

    def is_answered(self) -> bool:
        return True

    def facts(self) -> ClaimFacts:
        return {"shop": self.data.get("usual", "")[:80] or self.cleaned_data["shop"]}

    def extras(self) -> dict[str, Any]:
        return {"shops": known_shops(self.classroom)}


class PayerQuestion(Question):
    """Who paid? An adult decides in the end; « I don't know » is a good answer."""

    step = "payer"
    UNKNOWN = "unknown"
    paid_with = forms.ChoiceField(
        choices=[(UNKNOWN, "")] + [(one, one) for one in ("class_box", "adult")],
        error_messages={"required": _("Touche une image."), "invalid_choice": _("Touche une image.")},
    )

    def known(self, about: ExpenseClaim) -> dict[str, Any]:
        return {"paid_with": about.paid_with} if about.paid_with else {}

    def facts(self) -> ClaimFacts:
        chosen = self.cleaned_data["paid_with"]
        return {"paid_with": "" if chosen == self.UNKNOWN else chosen}


QUESTIONS: dict[str, type[Question]] = {
    question.step: question
    for question in (
        CategoryQuestion, AmountQuestion, DayQuestion, ShopQuestion, PhotoQuestion, PurposeQuestion, PayerQuestion,
    )
}  # fmt: skip

STEPS = {
    ReadingAge.SIX: ("category", "amount", "day", "photo", "purpose"),
    ReadingAge.NINE: ("category", "amount", "day", "photo", "purpose"),
    ReadingAge.TWELVE: ("category", "amount", "day", "shop", "photo", "purpose", "payer"),
}


def next_step(step: str, age: int) -> str | None:
    """The screen after this one for a reading age; None after the last."""
    order = STEPS[ReadingAge(age)]
    rank = order.index(step) + 1 if step in order else len(order)
    return order[rank] if rank < len(order) else None


def step_before(step: str, age: int) -> str | None:
    """The screen before this one; None before the first, and for one that this age is not asked."""
    order = STEPS[ReadingAge(age)]
    rank = order.index(step) - 1 if step in order else -1
    return order[rank] if rank >= 0 else None


def first_missing(claim: ExpenseClaim) -> str | None:
    """The screen on which an expense that was left goes on; None when it can be read again."""
    known = {"category": claim.category, "amount": claim.amount, "day": claim.issued_on, "photo": claim.photo_id}
    return next((step for step, answer in known.items() if answer in (None, "")), None)


# --- the second look -------------------------------------------------------------------------------------------------


class AgreeForm(forms.Form):
    """« I agree »: with the version that was on the page, so that nobody agrees to what they did not see."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class LookAgainForm(AgreeForm):
    """« Look again »: what is different, and in a few words if one likes."""

    aspect = forms.ChoiceField(
        choices=ClaimCheck.Aspect.choices[1:],
        error_messages={
            "required": _("Dis ce qui est différent."),
            "invalid_choice": _("Dis ce qui est différent."),
        },
    )
    words = forms.CharField(label=_("Tu peux l’écrire"), max_length=200, required=False)
