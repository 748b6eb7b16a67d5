"""What an adult says to an expense: text to values. The services decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, ClassTeacher, Mandate
from councils.models import Decision
from finance.models import Account, Book, ExpenseClaim, plain_cheque_number
from finance.models.steps import REFUSAL_REASONS, RETURN_REASONS
from members.models import User
from occe.kit.actors import Actor
from occe.kit.dates import today
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper
from projects.models import Project

from .gathered import GatheredForm
from .means import MeansForm
from .money import dress

PaidWith = ExpenseClaim.PaidWith
PLACES = [(Account.Treasury.BANK, _("de la banque")), (Account.Treasury.CASH, _("de la caisse"))]


def adults_of(claim: ExpenseClaim):
    """Those who may have advanced the money: the mandataires and the class teachers of the cooperative."""
    mandates = Mandate.objects.filter(cooperative=claim.cooperative_id).in_force(today())
    teachers = ClassTeacher.objects.filter(classroom__cooperative=claim.cooperative_id).in_force(today())
    return User.objects.filter(pk__in=mandates.values("user_id").union(teachers.values("user_id")))


class VersionedForm(forms.Form):
    """A form that carries the version of the expense that the page showed: what changed meanwhile is told."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, claim: ExpenseClaim, **kwargs):
        kwargs["initial"] = {"version": claim.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.claim = claim


class AgreeForm(MeansForm, VersionedForm):
    """Agreement: who paid (guessed, to be confirmed), how the bank paid, the number written on the paper, if any."""

    paid_with = forms.ChoiceField(
        label=_("Qui a payé ?"), choices=PaidWith.choices[1:], widget=forms.RadioSelect,
        error_messages={"required": _("Dites qui a payé.")},
    )  # fmt: skip
    advanced_by = forms.ModelChoiceField(
        User.objects.none(), label=_("Quel adulte a avancé l’argent ?"), required=False, empty_label=_("Personne")
    )
    voucher_number = forms.CharField(
        label=_("Numéro écrit sur le papier"),
        max_length=12,
        required=False,
        help_text=_("Laissez vide : le portail donne le suivant, à recopier sur le ticket."),
    )
    pay_later = forms.BooleanField(label=_("Ce n’est pas encore payé : je dirai quand ce le sera."), required=False)

    field_order = ("version", "paid_with", "advanced_by", "means", "cheque_number", "voucher_number", "pay_later")

    def __init__(self, *args, claim: ExpenseClaim, by: Actor, **kwargs):
        super().__init__(*args, claim=claim, **kwargs)
        self._offer_means()
        # Who agrees is not paid back: neither this adult nor the one who agreed before is offered.
        agreers = [user for user in (getattr(by, "user_id", None), claim.agreed_by_id) if user]
        self.fields["advanced_by"].queryset = adults_of(claim).exclude(pk__in=agreers)
        if claim.classroom_id is None:
            self.fields["paid_with"].choices = [c for c in PaidWith.choices[1:] if c[0] != PaidWith.CLASS_BOX]
        self.helper = HouseHelper()

    def _offer_means(self) -> None:
        """How the bank paid, with no guess: what nobody says is said later. A practice has no bank."""
        if self.claim.practice_id:
            del self.fields["means"], self.fields["cheque_number"]
        elif not self.is_bound or self.data.get("means"):
            self.offer_allowed(self.claim.cooperative)

    def clean(self) -> dict:
        """What the bank did not pay, or has not paid yet, has no means of the bank."""
        values = super().clean()
        if "means" in self.fields and (values.get("paid_with") != PaidWith.BANK or values.get("pay_later")):
            values |= {"means": "", "cheque_number": ""}
        return values


class WeekHowForm(MeansForm):
    """How the bank paid one of the week's expenses, if somebody says it; `means` are those that the account allows."""

    use_required_attribute = False

    def __init__(self, *args, claim: ExpenseClaim, means: list[tuple], **kwargs):
        super().__init__(*args, prefix=f"how-{claim.public_id}", **kwargs)
        self.fields["means"].choices = means
        self.fields["means"].label = _("Comment")
        dress(self)

    def clean_cheque_number(self) -> str:
        """A number that is none is told here, before the week is agreed to."""
        typed = self.cleaned_data["cheque_number"]
        if typed and not plain_cheque_number(typed):
            raise forms.ValidationError(_("Un numéro de chèque s’écrit avec sept chiffres au plus."))
        return typed


class CorrectForm(GatheredForm, VersionedForm):
    """What an adult mends before agreeing; the pupils see each change, before and after."""

    amount = EurosField(label=_("Somme"))
    issued_on = DayField(label=_("Date du ticket"))
    account = forms.ModelChoiceField(Account.objects.none(), label=_("À quoi l’argent a servi"), empty_label=None)
    what = forms.CharField(label=_("Ce qui a été acheté"), max_length=120, required=False)
    shop = forms.CharField(label=_("Magasin"), max_length=80, required=False)
    classroom = forms.ModelChoiceField(
        Classroom.objects.none(), label=_("Classe"), required=False, empty_label=_("Toute l’école")
    )
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Pour quel projet"), required=False, empty_label=_("Aucun projet")
    )
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("Décidé par le conseil"), required=False, empty_label=_("Aucune décision")
    )

    def __init__(self, *args, claim: ExpenseClaim, **kwargs):
        facts = (
            "amount",
            "issued_on",
            "account",
            "what",
            "shop",
            "classroom",
            "project",
            "decision",
            "activity",
            "grant",
        )
        kwargs["initial"] = {name: getattr(claim, name) for name in facts}
        super().__init__(*args, claim=claim, **kwargs)
        here = {"cooperative": claim.cooperative}
        expenses = Account.objects.filter(federation_id=claim.federation_id, kind=Account.Kind.EXPENSE, is_active=True)
        self.fields["account"].queryset = expenses.filter(year=claim.account.year_id if claim.account else None)
        self.fields["classroom"].queryset = Classroom.objects.filter(**here, year__closed_at__isnull=True)
        self.fields["project"].queryset = Project.objects.filter(**here).running()
        self.fields["decision"].queryset = Decision.objects.filter(council__cooperative=claim.cooperative)
        self.offer_gathered(claim.cooperative, claim.account.year_id if claim.account else None)
        self.order_fields(("version", *facts))
        if claim.drafted_by_pupil_id:
            del self.fields["classroom"]
        self.helper = HouseHelper(_("Garder la correction"))


class AnswerForm(VersionedForm):
    """A plain reason, and perhaps a word: the pupils read both on the expense."""

    reason = forms.ChoiceField(
        label=_("Pourquoi ?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une raison, ou écrivez la vôtre : les élèves la liront.")},
    )  # fmt: skip
    note = forms.CharField(
        label=_("Un mot pour les élèves"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ils le liront sur la dépense. Écrivez-le pour eux."),
    )

    def __init__(self, *args, claim: ExpenseClaim, refusing: bool, **kwargs):
        super().__init__(*args, claim=claim, **kwargs)
        reasons = REFUSAL_REASONS if refusing else RETURN_REASONS
        self.fields["reason"].choices = [(reason.value, reason.label) for reason in reasons]
        self.helper = HouseHelper(_("Refuser la dépense") if refusing else _("Renvoyer la dépense"))


class PayForm(MeansForm):
    """The day on which an agreed expense was paid, from where, and how."""

    paid_on = DayField(label=_("Payé le"))
    place = forms.ChoiceField(label=_("L’argent est sorti"), choices=PLACES, widget=forms.RadioSelect)
    voucher_number = forms.CharField(
        label=_("Numéro écrit sur le papier"),
        max_length=12,
        required=False,
        help_text=_("Laissez vide : le portail donne le suivant, à recopier sur la facture."),
    )

    field_order = ("paid_on", "place", "means", "cheque_number")

    def __init__(self, *args, book: Book | None, **kwargs):
        kwargs.setdefault("initial", {"paid_on": today(), "place": Account.Treasury.BANK})
        super().__init__(*args, **kwargs)
        if book:
            self.offer_means(book)
        self.helper = HouseHelper(_("C’est payé"))

    def clean(self) -> dict:
        """What the cash box paid has no means of the bank."""
        values = super().clean()
        if values.get("place") != Account.Treasury.BANK:
            values |= {"means": "", "cheque_number": ""}
        return values
