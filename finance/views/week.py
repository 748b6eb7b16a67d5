"""The week's expenses on one page of cards: one confirmation lists them all, only the doubtful opens."""

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Cooperative
from finance import permissions
from finance.forms.claims import WeekHowForm
from finance.forms.means import means_allowed
from finance.models import BankAccount, ExpenseClaim
from finance.permissions import can_read_signals
from finance.queries.advice import Doubt, advices_for, doubts_for
from finance.queries.cheques import next_cheque, open_account
from finance.queries.claims import proposed_payments, week_of
from finance.queries.signals import signals_for
from finance.services.agreeing import Week, agree_claims
from finance.views.onward import after_agreeing
from occe.kit.access import allow


@dataclass(frozen=True, slots=True)
class Card:
    """An expense of the week: who seems to have paid, what the association advises, what makes one look twice, whether
    it may go with the rest, the version that its reader saw, the form that asks how the bank paid it. Signals inform
    and untick nothing.
    """

    claim: ExpenseClaim
    paid_with: str
    advice: object
    doubts: list[Doubt]
    may_agree: bool
    seen: int
    signals: list[Doubt] = field(default_factory=list)
    how: WeekHowForm | None = None

    @property
    def by_bank(self) -> bool:
        return self.paid_with == ExpenseClaim.PaidWith.BANK

    @property
    def is_plain(self) -> bool:
        """Nothing to look at twice: checked if the class asks so, no advice against it, no doubt."""
        waits_for_pupil = self.claim.wants_check and not self.claim.checked
        return self.may_agree and not waits_for_pupil and self.advice is None and not self.doubts


@allow(permissions.can_read_money_as_adult, load=Cooperative.objects.visible_to)
def week(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The cards; a POST of the chosen ones asks once, listing them all; confirmed, they are agreed in one act."""
    cards = _cards(request, cooperative)
    mine = sum(card.may_agree for card in cards)
    context = {"cooperative": cooperative, "tab": "money", "cards": cards, "mine": mine}
    if request.method != "POST":
        return render(request, "finance/week.html", context)
    versions = _versions(request.POST.getlist("claim"))
    chosen = [replace(card, seen=seen) for card in cards if (seen := versions.get(card.claim.public_id))]
    if not chosen:
        messages.error(request, _("Cochez au moins une dépense, ou ouvrez celle qui fait douter."))
        return redirect("finance:week", id=cooperative.public_id)
    account = open_account(cooperative) if any(card.by_bank for card in chosen) else None
    confirmed = "confirmed" in request.POST
    chosen = _with_how(chosen, account, request.POST if confirmed else None)
    how = {card.claim.pk: card.how for card in chosen if card.how}
    if not confirmed or not all(form.is_valid() for form in how.values()):
        context |= {"chosen": chosen, "total": sum(card.claim.amount for card in chosen), "refused": confirmed}
        context["following"] = next_cheque(account) if account else ""
        return render(request, "finance/week_confirm.html", context, status=422 if confirmed else 200)
    # The version that was on the page travels on: who agrees to something else than was read is told so.
    pairs = [(card.claim, card.seen) for card in chosen]
    answered = agree_claims(pairs, by=request.actor, how={pk: form.cleaned_data for pk, form in how.items()})
    _tell(request, answered)
    again = reverse("finance:week", kwargs={"id": cooperative.public_id})
    return redirect(after_agreeing(*answered.agreed, otherwise=again))


def _with_how(cards: list[Card], account: BankAccount | None, sent: QueryDict | None) -> list[Card]:
    """The cards, those that the bank paid with the form that asks how."""
    means = means_allowed(account)
    return [
        replace(card, how=WeekHowForm(sent, claim=card.claim, means=means)) if card.by_bank else card for card in cards
    ]


def _versions(posted: list[str]) -> dict[UUID, int]:
    """The version that each chosen card showed, by the expense's public id; what makes no sense is left out."""
    found = (re.fullmatch(r"([0-9a-f-]{36}):([0-9]{1,9})", text) for text in posted)
    with suppress(ValueError):
        return {UUID(one[1]): int(one[2]) for one in found if one}
    return {}


def _cards(request: HttpRequest, cooperative: Cooperative) -> list[Card]:
    claims = list(week_of(cooperative).filter(pk__in=ExpenseClaim.objects.visible_to(request.actor)))
    payments, advices, doubts = proposed_payments(claims), advices_for(claims), doubts_for(claims)
    may_agree = permissions.agreeable(request.actor, claims)
    told = can_read_signals(request.actor, cooperative)
    signals = signals_for(claims, payments, doubts) if told else {}
    return [
        Card(
            claim,
            payments[claim.pk],
            advice=advices.get(claim.pk),
            doubts=doubts[claim.pk] if told else [],
            may_agree=claim.pk in may_agree,
            seen=claim.version,
            signals=signals.get(claim.pk, []),
        )
        for claim in claims
    ]


def _tell(request: HttpRequest, week: Week) -> None:
    if week.agreed:
        count = len(week.agreed)
        told = ngettext("%(count)s dépense est au cahier.", "%(count)s dépenses sont au cahier.", count)
        messages.success(request, told % {"count": count})
    for claim, sentence in week.left:
        messages.error(request, f"{claim.title} : {sentence}")
